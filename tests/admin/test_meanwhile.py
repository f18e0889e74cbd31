"""Two editors on one story: who has it open, and whose change a save would overwrite."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Presence
from tests.admin.pages import change_url, form_data
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def sign(client: Client, article: Article, **data: str) -> Any:
    return client.post(f"/admin/articles/article/{article.pk}/presence/", data)


def opened(client: Client, article: Article) -> str:
    """The form, which gives its first sign."""
    sign(client, article)
    return client.get(change_url("article", article.pk)).content.decode()


def test_the_second_editor_is_told_who_has_the_story_open_and_since_when(editor: Client, bruno: Client) -> None:
    article = make_article()
    assert 'id="others" role="status"' in opened(editor, article)
    since = timezone.localtime(Presence.objects.get().since)
    assert f"Also open at the desk: elena, since {since:%H:%M %Z}." in opened(bruno, article)
    assert sign(editor, article).json()["others"] == [f"bruno, since {since:%H:%M %Z}"]
    assert "Also open" not in opened(editor, make_article()), "another story"


def test_a_story_that_was_left_or_gives_no_sign_is_open_no_more(editor: Client, bruno: Client) -> None:
    article = make_article()
    opened(editor, article)
    sign(editor, article, left="1")
    assert sign(bruno, article).json()["others"] == []
    opened(editor, article)
    Presence.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert sign(bruno, article).json()["others"] == []
    assert [one.user.username for one in Presence.objects.all()] == ["bruno"], "what is over is forgotten"


def test_since_when_stays_while_the_form_is_open(editor: Client) -> None:
    article = make_article()
    opened(editor, article)
    first = Presence.objects.get()
    sign(editor, article)
    second = Presence.objects.get()
    assert second.since == first.since
    assert second.until > first.until


def test_an_open_form_tells_that_somebody_has_saved(editor: Client, bruno: Client) -> None:
    article = make_article(place="A")
    url = change_url("article", article.pk)
    seen = form_data(editor, url)["seen"]
    assert sign(editor, article, seen=seen).json()["saved"] is None
    bruno.post(url, form_data(bruno, url) | {"place": "B"})
    saved = sign(editor, article, seen=seen).json()["saved"]
    assert "changed while you had it open, by bruno on" in saved["told"]
    assert "B</ins>" in editor.get(saved["compare"]).content.decode()


def test_a_save_over_somebody_elses_change_names_them_and_shows_both_texts(editor: Client, bruno: Client) -> None:
    article = make_article(body="The pier is open.")
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"body": "The pier is closed <now>."}
    bruno.post(url, form_data(bruno, url) | {"body": "The pier is wide open."})
    page = editor.post(url, data).content.decode()
    assert "by bruno on" in page
    assert f"/admin/articles/article/{article.pk}/history/compare/?older=" in page
    assert "<del>wide open</del><ins>closed &lt;now&gt;</ins>" in page
    article.refresh_from_db()
    assert article.body == "The pier is wide open."


def test_a_change_that_nobody_made_at_the_form_is_told_as_such(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    article.refresh_from_db()
    article.save()
    assert "by the program" in editor.post(url, data).content.decode()


def test_who_may_not_change_the_story_is_told_nothing(
    editor: Client, contributor: Client, reader: Client, client: Client
) -> None:
    article = make_article(status="draft", created_by=User.objects.get(username="elena"))
    opened(editor, article)
    assert [sign(other, article).status_code for other in (contributor, reader, client)] == [403, 403, 302]
    assert editor.get(f"/admin/articles/article/{article.pk}/presence/").status_code == 405
    assert Presence.objects.count() == 1


def test_a_story_and_an_account_can_go_while_it_is_open(editor: Client) -> None:
    article = make_article()
    opened(editor, article)
    article.delete()
    assert not Presence.objects.exists()
