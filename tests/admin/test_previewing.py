"""Preview links at the desk: made for some days, listed with who and when, ended before their time."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PreviewLink
from tests.admin.pages import change_url
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Article:
    return make_article(headline="Council asks for rain", status="draft")


def links_url(article: Article) -> str:
    return reverse("admin:articles_article_preview_links", args=[article.pk])


def end_url(article: Article) -> str:
    return reverse("admin:articles_article_end_preview", args=[article.pk])


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_link_is_made_listed_and_opens(editor: Client, draft: Article, client: Client) -> None:
    response = editor.post(links_url(draft), {"days": "3"})
    link = PreviewLink.objects.get()
    assert "The link is made" in told(response)
    assert timedelta(days=2.9) < link.expires_at - timezone.now() < timedelta(days=3)
    page = editor.get(links_url(draft)).content.decode()
    assert f'value="http://testserver{link.get_absolute_url()}"' in page
    assert "by elena" in page
    entry = LogEntry.objects.get(object_id=str(draft.pk))
    assert (str(entry.user), entry.change_message[:27]) == ("elena", "Made a preview link that wo")
    assert client.get(link.get_absolute_url()).status_code == 200


def test_another_number_of_days_is_refused(editor: Client, draft: Article) -> None:
    for days in ("365", "-1", "", "soon"):
        response = editor.post(links_url(draft), {"days": days})
        assert "one, three, seven or thirty days" in response.content.decode() or not days
        assert response.status_code == 200
    assert not PreviewLink.objects.exists()


def test_any_editor_ends_a_link_and_both_are_named(
    editor: Client, bruno: Client, draft: Article, client: Client
) -> None:
    editor.post(links_url(draft), {"days": "7"})
    link = PreviewLink.objects.get()
    assert "The link is ended" in told(bruno.post(end_url(draft), {"link": link.pk}))
    assert client.get(link.get_absolute_url()).status_code == 410
    page = editor.get(links_url(draft)).content.decode()
    assert "by bruno" in page
    assert link.token not in page
    assert "has ended already" in told(bruno.post(end_url(draft), {"link": link.pk}))
    assert [str(entry.user) for entry in LogEntry.objects.order_by("pk")] == ["elena", "bruno"]


def test_a_link_of_another_article_is_not_ended_by_this_one(editor: Client, draft: Article) -> None:
    other = PreviewLink.objects.create(article=make_article(), expires_at=timezone.now() + timedelta(days=1))
    assert "no such link" in told(editor.post(end_url(draft), {"link": other.pk}))
    other.refresh_from_db()
    assert not other.ended


def test_only_a_chief_shows_a_withheld_article_round(editor: Client, chief: Client) -> None:
    withheld = make_article(status="withheld", withheld_reason="A court.")
    assert "only a chief" in editor.get(links_url(withheld)).content.decode()
    assert "only a chief" in told(editor.post(links_url(withheld), {"days": "1"}))
    assert not PreviewLink.objects.exists()
    chief.post(links_url(withheld), {"days": "1"})
    assert PreviewLink.objects.get().ended == ""


def test_the_page_of_an_article_leads_to_its_preview(editor: Client, contributor: Client, draft: Article) -> None:
    page = editor.get(change_url("article", draft.pk)).content.decode()
    assert f'href="/preview/{draft.pk}/"' in page
    assert links_url(draft) in page
    own = make_article(status="draft", created_by=draft.created_by)
    Article.objects.filter(pk=own.pk).update(created_by=contributor.session["_auth_user_id"])
    page = contributor.get(change_url("article", own.pk)).content.decode()
    assert f'href="/preview/{own.pk}/"' in page
    assert links_url(own) not in page


def test_many_links_cost_no_more_queries_than_one(editor: Client, draft: Article) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(links_url(draft))
        return len(queries)

    editor.post(links_url(draft), {"days": "1"})
    editor.get(links_url(draft))
    before = cost()
    for _ in range(5):
        editor.post(links_url(draft), {"days": "7"})
    editor.get(links_url(draft))
    assert cost() == before
