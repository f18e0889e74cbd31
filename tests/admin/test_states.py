"""Publishing, scheduling, taking back, withholding and lifting in the admin: by button and for several at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.admin.state_forms import PublishForm
from articles.archive import states
from articles.models import Article, StateChange
from tests.admin.pages import add_url, change_url, form_data, list_url
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def page_of(transition: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{transition}", args=[article.pk])


def send(client: Client, transition: str, article: Article, **said: Any) -> Any:
    response = client.post(page_of(transition, article), {"apply": "1"} | said)
    article.refresh_from_db()
    client.get("/admin/")  # the next page shows the messages, which are then gone
    return response


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_draft_is_published_by_a_button_and_the_log_tells(editor: Client) -> None:
    article = make_article(status="draft", headline="Pier closed")
    page = editor.get(change_url("article", article.pk)).content.decode()
    assert page_of("publish", article) in page
    assert page_of("take_back", article) not in page
    assert "Nobody has changed it by hand" in page
    asked = editor.get(page_of("publish", article)).content.decode()
    assert "Pier closed" in asked
    response = send(editor, "publish", article, when="now", reason="The mayor answered.")
    assert told(response) == ["Published: “Pier closed”."]
    assert article.is_public
    assert article.edited_fields == ["status"]
    page = editor.get(change_url("article", article.pk)).content.decode()
    assert "<b>elena</b>: Draft → Published <q>The mayor answered.</q>" in page
    assert page_of("take_back", article) in page
    assert Version.objects.get_for_object(article)[0].revision.comment == "Draft → Published. The mayor answered."


def test_it_is_scheduled_on_the_clocks_of_the_zone_that_is_named(editor: Client) -> None:
    article = make_article(status="draft")
    response = send(editor, "publish", article, when="later", moment="2099-07-01T18:30", zone="America/New_York")
    assert article.publish_at == datetime(2099, 7, 1, 22, 30, tzinfo=UTC)
    assert article.state == "scheduled"
    assert told(response) == [f"Scheduled for 1 July 2099, 22:30 UTC: “{article.headline}”."]
    assert "1 July 2099, 22:30 UTC" in editor.get(change_url("article", article.pk)).content.decode()
    send(editor, "publish", article, when="later", moment="2099-07-01T18:30", zone="")
    assert article.publish_at == datetime(2099, 7, 1, 18, 30, tzinfo=UTC)
    send(editor, "publish", article, when="now")
    assert article.state == "published"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"moment": ""}, "Give the day and the time"),
        ({"moment": "2001-01-01T10:00"}, "This time is past"),
        ({"moment": "9999-12-31T23:59", "zone": "Etc/GMT+12"}, "more than 100 years from now"),
        ({"moment": "2099-07-01T18:30", "zone": "Mars/Olympus"}, "is not a time zone"),
        ({"moment": "2037-03-08T02:30", "zone": "America/New_York"}, "skipped or comes twice"),
        ({"moment": "2037-11-01T01:30", "zone": "America/New_York"}, "skipped or comes twice"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(editor: Client, said: dict[str, str], problem: str) -> None:
    article = make_article(status="draft")
    response = send(editor, "publish", article, when="later", **said)
    assert problem in response.content.decode()
    assert article.state == "draft"


def test_an_undated_draft_is_not_published(editor: Client) -> None:
    article = make_article(status="draft", published_at=None, headline="When was this?")
    response = send(editor, "publish", article, when="now")
    assert told(response) == ["Left as it is: “When was this?”. It has no date. Give it its printed date first."]
    assert article.state == "draft"


def test_withholding_asks_for_its_reason_and_readers_are_told(chief: Client, client: Client) -> None:
    article = make_article(headline="Pier closed")
    assert "Say why" in send(chief, "withhold", article, reason=" ").content.decode()
    send(chief, "withhold", article, reason="Asked for by a court.")
    assert article.state == "withheld"
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "Asked for by a court." in answer.content.decode()
    assert "Pier closed" not in answer.content.decode()
    send(chief, "withhold", article, reason="Asked for by a court.", with_headline="on")
    assert "Pier closed" in client.get(article.get_absolute_url()).content.decode()


def test_lifting_shows_it_again_or_makes_it_a_draft(chief: Client, client: Client) -> None:
    article = make_article()
    send(chief, "withhold", article, reason="Asked for by a court.", with_headline="on")
    send(chief, "lift", article, to="readers", reason="The court allowed it.")
    assert client.get(article.get_absolute_url()).status_code == 200
    send(chief, "withhold", article, reason="Asked again.")
    response = send(chief, "lift", article, to="desk")
    assert told(response) == [f"Lifted, and a draft now: “{article.headline}”."]
    assert article.state == "draft"


def test_several_are_scheduled_lifted_and_taken_back_at_once(chief: Client) -> None:
    draft, public = make_article(status="draft"), make_article()
    withheld = make_article(status="withheld", withheld_reason="A court.")
    every = [draft.pk, public.pk, withheld.pk]
    asked = chief.post(list_url("article"), {"action": "publish", "_selected_action": every})
    assert "2 of those that you chose are in another state" in asked.content.decode()

    def act(action: str, **said: str) -> list[str]:
        data = {"action": action, "_selected_action": every, "apply": "1"} | said
        response = chief.post(list_url("article"), data)
        chief.get("/admin/")
        return told(response)

    assert act("publish", when="later", moment="2099-07-01T18:30") == [
        f"Scheduled for 1 July 2099, 18:30 UTC: “{draft.headline}”.",
        f"Nothing to do, because published: “{public.headline}”.",
        f"Nothing to do, because withheld: “{withheld.headline}”. Lift that first.",
    ]
    assert act("lift", to="readers")[0] == f"Lifted; readers see it again: “{withheld.headline}”."
    assert act("take_back")[0].startswith("Taken back to draft: ")
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}
    assert StateChange.objects.count() == 5


def test_the_list_tells_scheduled_from_published(editor: Client) -> None:
    make_article(headline="Out now")
    make_article(headline="Out soon", publish_at=timezone.now() + timedelta(days=1))
    shown: Any = editor.get(f"{list_url('article')}?state=scheduled")
    assert [str(article) for article in shown.context["cl"].result_list] == ["Out soon"]
    assert "Scheduled, " in shown.content.decode()
    shown = editor.get(f"{list_url('article')}?state=published")
    assert [str(article) for article in shown.context["cl"].result_list] == ["Out now"]
    assert editor.get(f"{list_url('article')}?state=burnt").status_code == 302


def test_a_new_story_is_saved_and_then_published(editor: Client) -> None:
    data = form_data(editor, add_url("article")) | {"headline": "Pier closed", "body": "Text.", "language": "en"}
    data |= {"source": make_source().pk, "published_at_day": "2025-02-20", "_to_publish": "1"}
    response: Any = editor.post(add_url("article"), data)
    article = Article.objects.get()
    assert article.state == "draft"
    assert response.url == page_of("publish", article)
    url = change_url("article", article.pk)
    response = editor.post(url, form_data(editor, url) | {"standfirst": "At last.", "_to_publish": "1"})
    assert response.url == page_of("publish", article)
    send(editor, "publish", article, when="now")
    assert 'name="_to_publish"' not in editor.get(url).content.decode()


def test_a_contributor_is_offered_nothing_of_it(contributor: Client) -> None:
    assert "_to_publish" not in contributor.get(add_url("article")).content.decode()
    data = form_data(contributor, add_url("article")) | {
        "headline": "Mine",
        "body": "Text.",
        "source": make_source().pk,
    }
    response: Any = contributor.post(add_url("article"), data | {"_to_publish": "1"})
    assert response.url == list_url("article")
    article = Article.objects.get()
    assert page_of("publish", article) not in contributor.get(change_url("article", article.pk)).content.decode()


def test_the_list_of_one_state_begins_with_what_came_in_last(editor: Client) -> None:
    """The order of the index by state, so that a list of a million is not sorted."""
    now = timezone.now()
    for headline, days in (("Second", 1), ("First", 0), ("Third", 2)):
        make_article(headline=headline, created_at=now - timedelta(days=days))
    shown: Any = editor.get(f"{list_url('article')}?state=published")
    assert [str(article) for article in shown.context["cl"].result_list] == ["First", "Second", "Third"]


def test_the_clocks_of_the_archive_do_not_count_where_another_zone_is_chosen(editor: Client) -> None:
    article = make_article(status="draft")
    with timezone.override("America/New_York"):
        send(editor, "publish", article, when="later", moment="2037-11-01T01:30", zone="UTC")
    assert article.publish_at == datetime(2037, 11, 1, 1, 30, tzinfo=UTC)


def test_who_was_slower_is_told_what_the_state_is_now(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(status="draft", headline="Pier closed", body="The pier is closed.")
    clean = PublishForm.clean

    def meanwhile(form: PublishForm) -> dict[str, Any]:
        other = Article.objects.get(pk=article.pk)
        other.body = "The pier was open."
        states.withhold(other, None, "A court.")
        return clean(form)

    monkeypatch.setattr(PublishForm, "clean", meanwhile)
    response = send(chief, "publish", article, when="now")
    assert told(response) == ["Left as it is: “Pier closed”. It is withheld. Lift that first."]
    assert (article.state, article.body) == ("withheld", "The pier was open.")
    assert [str(change) for change in StateChange.objects.all()] == ["Draft → Withheld"]


def test_a_change_of_state_keeps_what_somebody_else_has_written_meanwhile(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article(status="draft", body="The pier is closed.")
    clean = PublishForm.clean

    def meanwhile(form: PublishForm) -> dict[str, Any]:
        Article.objects.filter(pk=article.pk).update(body="The pier was open.")
        return clean(form)

    monkeypatch.setattr(PublishForm, "clean", meanwhile)
    send(chief, "publish", article, when="now")
    assert (article.state, article.body) == ("published", "The pier was open.")
