"""Likely duplicates of what is entered or changed in the admin."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles.admin import articles as articles_admin
from articles.models import Article, Twins
from articles.search import sync
from articles.search.engine import SearchUnavailable
from tests.admin.pages import add_url, change_url, form_data
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db

BODY = (
    "The council met on Monday in the old granary because the roof of the town hall leaks. It approved the ferry plan "
    "after two hours. Nobody from the harbour spoke against it, though several had said that they would."
)


def enter(client: Client, **fields: Any) -> Any:
    data = form_data(client, add_url("article")) | {
        "headline": "Pier closed",
        "body": "Rain.",
        "source": make_source().pk,
    }
    return client.post(add_url("article"), data | fields, follow=True)


def listed(client: Client) -> list[tuple[str, str, str]]:
    page = client.get("/admin/articles/twins/").context["cl"].result_list
    return [(twins.article.headline, twins.other.headline, twins.get_why_display()) for twins in page]


def test_a_story_typed_again_is_in_the_list(editor: Client) -> None:
    make_article(headline="Pier closed")
    enter(editor)
    assert listed(editor) == [("Pier closed", "Pier closed", "Same headline within a week")]


def test_a_text_pasted_again_is_in_the_list(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_article(headline="Ferry plan approved", body=BODY)
    sync.drain()
    with django_capture_on_commit_callbacks(execute=True):
        enter(editor, body=BODY)
    assert listed(editor) == [("Pier closed", "Ferry plan approved", "Nearly the same text")]


def test_one_that_becomes_alike_is_in_the_list_and_settled_it_stays_so(editor: Client) -> None:
    make_article(headline="Pier closed")
    address = change_url("article", make_article(headline="Rain").pk)
    editor.post(address, form_data(editor, address) | {"standfirst": "Nothing alike"})
    assert listed(editor) == []
    editor.post(address, form_data(editor, address) | {"headline": "Pier closed"})
    assert len(listed(editor)) == 1
    Twins.objects.update(settled_at="2024-04-01T12:00Z")
    editor.post(address, form_data(editor, address) | {"headline": "PIER CLOSED"})
    assert listed(editor) == []


@pytest.mark.django_db(transaction=True)
def test_without_the_engine_it_is_saved_and_told(superuser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_articles: object) -> None:
        raise SearchUnavailable("The index is away.")

    monkeypatch.setattr(articles_admin, "note_copies", away)
    page = enter(superuser).content.decode()
    assert Article.objects.get().headline == "Pier closed"
    assert "Not compared with the texts of other articles: The index is away." in page
