"""Articles found for the related links of a story."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.search import sync
from articles.search.engine import SearchUnavailable
from articles.search.engines import get_engine
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def ask(client: Client, words: str, article: Article | None = None) -> Any:
    sync.drain()
    return client.get("/admin/articles/article/related/", {"q": words, "article": article.pk if article else ""})


def titles(answer: Any) -> list[str]:
    return [each["title"] for each in answer.json()["found"]]


def test_articles_are_found_by_their_words_while_somebody_types(editor: Client) -> None:
    source = make_source(name="Valley Courier")
    pier = make_article(headline="Pier closes", url="https://courier.example/pier", source=source)
    make_article(headline="River rises")
    (found,) = ask(editor, "pie").json()["found"]
    assert found == {"id": pier.pk, "title": "Pier closes", "url": pier.url, "about": "Valley Courier · 2024-03-04"}
    assert titles(ask(editor, "")) == []


def test_the_story_itself_is_not_found(editor: Client) -> None:
    pier = make_article(headline="Pier closes")
    assert titles(ask(editor, "pier", pier)) == []


def test_editors_find_all_but_the_trash_and_are_told_what_readers_do_not_see(editor: Client) -> None:
    make_article(headline="Pier draft", status="draft")
    make_article(headline="Pier trashed", status="trashed")
    (found,) = ask(editor, "pier").json()["found"]
    assert found["about"].endswith("· draft")


def test_contributors_find_what_readers_see_and_their_own_drafts(contributor: Client) -> None:
    make_article(headline="Pier draft of another", status="draft")
    make_article(headline="Pier scheduled", publish_at=timezone.now() + timedelta(days=1))
    make_article(headline="Pier withheld", status="withheld", withheld_reason="A court.")
    make_article(headline="Pier of my own", status="draft", created_by=User.objects.get(username="cora"))
    make_article(headline="Pier of all")
    assert titles(ask(contributor, "pier")) == ["Pier of my own", "Pier of all"]


def test_who_may_not_write_finds_nothing(reader: Client, client: Client) -> None:
    make_article(headline="Pier closes")
    assert (ask(reader, "pier").status_code, ask(client, "pier").status_code) == (403, 302)


def test_what_cannot_be_read_is_refused(editor: Client) -> None:
    assert editor.get("/admin/articles/article/related/", {"q": "pier", "article": "x"}).status_code == 400


def test_without_the_engine_headlines_that_begin_so_are_found(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_article(headline="Pier closes")
    make_article(headline="The pier closes")

    def unavailable(*_: object) -> Iterator[None]:
        raise SearchUnavailable("The search is being mended.")

    sync.drain()
    monkeypatch.setattr(type(get_engine()), "search", unavailable)
    answer = editor.get("/admin/articles/article/related/", {"q": "pier"})
    assert titles(answer) == ["Pier closes"]
    assert "Meanwhile only headlines" in answer.json()["told"]
