"""Merging sources and topics in the admin, and undoing it: as with people."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.models import Article, Merge, Source, Topic
from articles.search import sync
from tests.admin.pages import change_url, form_data, list_url
from tests.factories import make_article, make_source, make_topic

pytestmark = pytest.mark.django_db


def compared(noun: str, *records: Any) -> str:
    return f"/admin/articles/{noun}/merge/?" + "&".join(f"{noun}={record.pk}" for record in records)


def undo_url() -> str:
    done = Merge.objects.latest("pk")
    return f"/admin/articles/{done.kind}/merges/{done.pk}/undo/"


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def text_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def make_pair(noun: str) -> tuple[Any, Any]:
    """One with an article, and one with two."""
    make: Any = make_source if noun == "source" else make_topic
    pair = make(name="Harbour Post"), make(name="Port Gazette", aliases=["P. Gazette"])
    for record in (pair[0], pair[1], pair[1]):
        article = make_article(**({"source": record} if noun == "source" else {}))
        if noun == "topic":
            article.topics.add(record)
    return pair


@pytest.mark.parametrize("noun", ["source", "topic"])
def test_records_are_compared_merged_and_parted(editor: Client, noun: str) -> None:
    one, other = make_pair(noun)
    chosen = {"action": "merge_records", "_selected_action": [one.pk, other.pk]}
    page = editor.post(list_url(noun), chosen, follow=True)
    assert page.redirect_chain == [(compared(noun, one, other), 302)]
    shown = " ".join(page.content.decode().split())
    for fact in ("P. Gazette", f"/{noun}s/port-gazette/", "2, on 4 March 2024", f"Are these one {noun}?"):
        assert fact in shown
    assert f'value="{other.pk}" checked' in shown, "the one with most articles is suggested"
    page = editor.post(compared(noun, one, other), {"kept": one.pk}, follow=True)
    assert page.redirect_chain == [(change_url(noun, one.pk), 302)]
    assert "Merged into this record: Port Gazette." in said(page)
    assert f'href="{undo_url()}"' in page.content.decode()
    asked = text_of(editor, undo_url())
    assert "the 2 articles that it had before go back to it" in asked
    assert f"the address /{noun}s/port-gazette/ shows it again" in asked
    assert sync.check() == []
    page = editor.post(undo_url(), follow=True)
    assert page.redirect_chain == [(change_url(noun, other.pk), 302)]
    assert "Port Gazette is a record of its own again, with 2 articles." in said(page)
    assert sync.check() == []
    comments = [version.revision.comment for version in Version.objects.get_for_object(one)]
    assert comments[0] == "Undid the merge of Port Gazette into this record."


def test_the_preview_says_what_becomes_of_times_where_zones_differ(editor: Client) -> None:
    one, other = make_source(time_zone="Europe/Madrid"), make_source(time_zone="America/Caracas")
    make_article(source=other)
    make_article(agency=other)
    shown = text_of(editor, compared("source", one, other))
    assert "<dt>Time zone</dt><dd>America/Caracas</dd>" in shown
    assert "<dt>Times on its clock</dt><dd>1 articles, without a zone of their own</dd>" in shown
    assert "<dt>Articles carried of it</dt><dd>1</dd>" in shown
    assert "Printed times stay as they are, and so do days and addresses of articles" in shown
    editor.post(compared("source", one, other), {"kept": one.pk})
    assert "1 of them is on its own clock again" in text_of(editor, undo_url())


@pytest.mark.parametrize("noun", ["source", "topic"])
def test_what_another_kind_merged_is_not_undone_here(editor: Client, noun: str) -> None:
    one, other = make_pair(noun)
    editor.post(compared(noun, one, other), {"kept": one.pk})
    assert editor.get(undo_url().replace(f"/{noun}/", "/person/")).status_code == 404


@pytest.mark.parametrize("noun", ["source", "topic"])
def test_too_few_are_refused(editor: Client, noun: str) -> None:
    one, _ = make_pair(noun)
    page = editor.post(list_url(noun), {"action": "merge_records", "_selected_action": [one.pk]}, follow=True)
    assert f"choose from 2 to 8 {noun}s" in said(page)


@pytest.mark.parametrize("number", [2, 6])
@pytest.mark.parametrize(("noun", "queries"), [("source", 7), ("topic", 6)])
def test_what_comparing_costs(
    editor: Client, noun: str, queries: int, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make: Any = make_source if noun == "source" else make_topic
    records = [make() for _ in range(number)]
    with django_assert_num_queries(queries):  # session, user, permissions (2); records; their articles, as agency
        editor.get(compared(noun, *records))


def test_a_topic_has_other_spellings(editor: Client) -> None:
    topic = make_topic(name="Fishing")
    url = change_url("topic", topic.pk)
    editor.post(url, form_data(editor, url) | {"aliases": "Fisheries\nSea fishing"})
    topic.refresh_from_db()
    assert topic.aliases == ["Fisheries", "Sea fishing"]
    assert [str(one) for one in editor.get(list_url("topic"), {"q": "sea"}).context["cl"].result_list] == ["Fishing"]
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("noun", ["source", "topic"])
def test_somebody_without_rights_merges_nothing(reader: Client, noun: str) -> None:
    one, other = make_pair(noun)
    assert reader.post(compared(noun, one, other), {"kept": one.pk}).status_code == 403
    assert Article.objects.count() == 3
    assert Source.objects.filter(name="Port Gazette").exists() or noun == "topic"
    assert not Merge.objects.exists()
