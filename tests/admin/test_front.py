"""The front page of the admin: what waits for an editor."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.archive import start_run
from articles.archive.authorities import UNKNOWN_SOURCE
from articles.models import Article, Twins
from articles.templatetags import review
from tests.factories import make_article, make_quote, make_source

pytestmark = pytest.mark.django_db


def waiting(client: Client) -> dict[str, tuple[int, str]]:
    context = client.get("/admin/").context
    return {each["title"]: (each["count"], each["address"]) for each in context["lists"]}


def test_what_waits_for_review_is_counted_and_linked(editor: Client) -> None:
    make_article(published_at=None, status="draft")
    make_article(status="draft")
    make_article(source=make_source(name=UNKNOWN_SOURCE))
    make_article()
    make_quote(make_article(), "approved the plan", rule="unknown", confidence=0.0)
    make_quote(make_article(), "approved the plan", rule="verb_before", confidence=0.94)
    run = start_run([], {})
    run.items.create(path="a.txt", outcome="created", review="waiting")
    run.items.create(path="b.txt", outcome="rejected", reason="It is empty.")
    run.items.create(path="c.txt", outcome="rejected", reason="It is empty.", review="rejected", review_reason="Seen.")
    one, other, third = Article.objects.order_by("pk")[:3]
    Twins.objects.create(article=other, other=one, why="address")
    Twins.objects.create(article=third, other=one, why="text", settled_at=timezone.now())
    make_article(publish_at=timezone.now() + timedelta(days=1))
    one.related_links.create(title="Pier closed")
    one.related_links.create(title="Pier open", target=other)
    lists = waiting(editor)
    counts = {
        "Likely duplicates": 1,
        "Related links without an article": 1,
        "Stories to review": 1,
        "Files that could not be read": 1,
        "Drafts without a date": 1,
        "All drafts": 2,
        "Scheduled": 1,
        "Articles of an unknown source": 1,
        "Quotes to check": 1,
    }
    assert {title: count for title, (count, _) in lists.items()} == counts
    for count, address in lists.values():
        page = editor.get(address).context
        assert (page["cl"].result_count if "cl" in page else page["waiting"]) == count


def test_nothing_is_counted_further_than_it_is_shown(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MOST_COUNTED", 1)
    for _ in range(4):
        make_article(status="draft")
    assert "more than 1" in editor.get("/admin/").content.decode()


def test_the_page_bears_the_sites_name(editor: Client) -> None:
    assert settings.SITE_NAME in editor.get("/admin/").content.decode()


def test_somebody_without_rights_is_shown_no_lists(reader: Client) -> None:
    make_article(status="draft")
    assert "For review" not in reader.get("/admin/").content.decode()
