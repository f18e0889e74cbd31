"""Articles in the admin."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Address, Article, Person, Quote, SearchChange
from tests.admin.pages import add_line, add_url, change_url, errors, form_data, list_url
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db

BODY = "\r\n".join(
    [
        "The harbour master closed the north pier on Friday.",
        "“Nobody builds a pier on sand,” the engineer said. “Not twice.”",
        "The town keeps a “repair fund” for such cases.",
    ]
)


def test_a_story_is_entered_from_headline_to_quotes(editor: Client) -> None:
    source = make_source(name="Harbour Post", time_zone="America/Caracas")
    agency = make_source(name="Coast Wire", kind="agency")
    person = make_person(name="Marta Lobo")
    data = form_data(editor, add_url("article")) | {
        "headline": "Pier closed",
        "standfirst": "Engineers warned for years.",
        "body": BODY,
        "language": "en",
        "byline": "Ana Ruiz; JF",
        "place": "NORTH PIER",
        "source": source.pk,
        "agency": agency.pk,
        "published_at_day": "2025-02-20",
        "published_at_time": "12:49",
        "status": "published",
    }
    add_line(data, "photos", caption="The pier on Friday.", credit="Coast Wire", position=0)
    add_line(data, "related_links", title="Pier opened", after_paragraph=1, position=0)
    add_line(data, "corrections", text="The name of the pier was wrong.", date="2025-02-21")
    add_line(data, "quotes", text="repair fund", field="body", kind="fragment")
    words = "Nobody builds a pier on sand, Not twice."
    add_line(
        data, "quotes", text=words, field="body", kind="utterance", speaker=person.pk, speaker_as_printed="the engineer"
    )
    response = editor.post(add_url("article"), data)
    assert response.status_code == 302, errors(response)
    article = Article.objects.get()
    assert article.published_at == datetime(2025, 2, 20, 16, 49, tzinfo=UTC)
    assert (article.published_precision, article.published_on) == ("minute", date(2025, 2, 20))
    assert len(article.paragraphs) == 3
    assert article.slug == "pier-closed"
    first, second = article.quotes.all()
    assert [article.body[start:end] for start, end in first.spans] == ["Nobody builds a pier on sand,", "Not twice."]
    assert [article.body[start:end] for start, end in second.spans] == ["repair fund"]
    assert first.speaker == person
    assert {quote.method for quote in (first, second)} == {Quote.Method.EDITOR}
    assert article.photos.get().caption == "The pier on Friday."
    assert article.related_links.get().title == "Pier opened"
    assert article.corrections.get().date == date(2025, 2, 21)
    assert SearchChange.objects.filter(article_id=article.pk).exists()


def test_a_new_article_without_quotes_gets_those_that_the_rules_find_and_its_language(editor: Client) -> None:
    body = BODY.replace("the engineer", "Marta Lobo")
    data = form_data(editor, add_url("article")) | {"headline": "Pier closed", "body": body, "source": make_source().pk}
    response = editor.post(add_url("article"), data, follow=True)
    article = Article.objects.get()
    assert article.language == "en"
    assert {quote.method for quote in article.quotes.all()} == {Quote.Method.RULE}
    assert article.quotes.utterances()[0].speaker == Person.objects.get(name="Marta Lobo")
    page = response.content.decode()
    assert f"Quotes by the rules: {article.quotes.count()} new." in page
    assert "by its words it is English" in page


def test_a_page_sent_back_unchanged_changes_nothing(editor: Client) -> None:
    person = make_person()
    published = datetime(2024, 3, 4, 9, 30, 12, tzinfo=UTC)
    article = make_article(published_at=published, standfirst="One.\nTwo.", publish_at=None, byline="Ana Ruiz; JF")
    make_quote(article, "approved the plan", person)
    url = change_url("article", article.pk)
    before = Article.objects.values().get()
    quote = Quote.objects.values().get()
    response = editor.post(url, form_data(editor, url))
    assert response.status_code == 302, errors(response)
    after = Article.objects.values().get()
    assert after | {"updated_at": before["updated_at"]} == before
    assert Quote.objects.values().get() == quote


def test_what_an_editor_changes_is_marked_for_the_next_import(editor: Client) -> None:
    article = make_article()
    make_quote(article, "approved the plan")
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"standfirst": "New.", "published_at_time": "10:00", "quotes-0-cue": "said"}
    assert editor.post(url, data).status_code == 302
    article.refresh_from_db()
    assert article.edited_fields == [
        "published_at",
        "published_precision",
        "published_zone",
        "quotes",
        "standfirst",
    ]
    quote = article.quotes.get()
    assert (quote.method, quote.confirmed, quote.cue) == (Quote.Method.EDITOR, True, "said")


def test_a_day_without_time_is_kept_as_a_day(editor: Client) -> None:
    article = make_article(source=make_source(time_zone="Europe/Madrid"))
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"published_at_day": "2024-07-01", "published_at_time": ""})
    article.refresh_from_db()
    assert article.published_precision == Article.Precision.DAY
    assert article.published_at == datetime(2024, 6, 30, 22, 0, tzinfo=UTC)
    assert article.published_on == date(2024, 7, 1)
    assert form_data(editor, url)["published_at_time"] == ""


def test_a_time_that_the_clocks_skipped_is_refused(editor: Client) -> None:
    article = make_article(source=make_source(time_zone="Europe/Madrid"))
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"published_at_day": "2024-03-31", "published_at_time": "02:30"}
    assert "skipped" in errors(editor.post(url, data))["published_at"]


def test_a_time_without_a_day_is_refused(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"published_at_day": "", "published_at_time": "02:30"}
    assert "date" in errors(editor.post(url, data))["published_at"]


def test_a_published_article_without_date_is_refused(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"published_at_day": "", "published_at_time": ""}
    assert errors(editor.post(url, data))["published_at"] == "A published article needs its date."


def test_the_former_address_of_a_published_article_is_kept(editor: Client) -> None:
    article = make_article(headline="Rain in April")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"slug": "rain"})
    editor.post(url, form_data(editor, url) | {"published_at_day": "2024-03-05"})
    assert [str(former) for former in Address.objects.order_by("id")] == ["2024/03/04/rain-in-april", "2024/03/04/rain"]
    editor.post(url, form_data(editor, url) | {"published_at_day": "2024-03-04"})
    assert [str(former) for former in Address.objects.order_by("id")] == ["2024/03/04/rain-in-april", "2024/03/05/rain"]


def test_a_change_made_meanwhile_is_not_overwritten_unawares(editor: Client, superuser: Client) -> None:
    article = make_article(place="A")
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"byline": "Ana Ruiz"}
    superuser.post(url, form_data(superuser, url) | {"place": "B"})
    page = editor.post(url, data)
    assert "changed while you had it open" in page.content.decode()
    article.refresh_from_db()
    assert (article.place, article.byline) == ("B", "")
    seen = page.context["adminform"].form["seen"].value()
    assert f'value="{seen}"' in page.content.decode()
    assert editor.post(url, data | {"seen": seen}).status_code == 302
    article.refresh_from_db()
    assert (article.place, article.byline) == ("A", "Ana Ruiz")


def test_former_addresses_are_shown_on_the_page(editor: Client) -> None:
    article = make_article(headline="Rain in April")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"slug": "rain"})
    assert "/2024/03/04/rain-in-april/" in editor.get(url).content.decode()


def test_a_draft_leaves_no_former_address(editor: Client) -> None:
    article = make_article(status="draft")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"slug": "rain"})
    assert not Address.objects.exists()


def test_an_address_that_was_public_is_kept_though_it_changes_in_a_draft(editor: Client) -> None:
    article = make_article(slug="rain")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"status": "draft"})
    editor.post(url, form_data(editor, url) | {"slug": "snow"})
    editor.post(url, form_data(editor, url) | {"status": "published"})
    assert [str(former) for former in article.former_addresses.all()] == ["2024/03/04/rain"]


def test_an_address_of_another_article_is_refused_with_a_free_one(editor: Client) -> None:
    make_article(slug="rain")
    article = make_article(slug="snow")
    url = change_url("article", article.pk)
    assert "rain-2" in errors(editor.post(url, form_data(editor, url) | {"slug": "rain"}))["slug"]


def test_a_body_with_blank_lines_keeps_its_paragraphs(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"body": "A verse\r\nof two lines\r\n\r\nand a paragraph."})
    article.refresh_from_db()
    assert article.body == "A verse\nof two lines\n\nand a paragraph."


def test_a_byline_with_by_is_refused(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    assert "Ana Ruiz" in errors(editor.post(url, form_data(editor, url) | {"byline": "By Ana Ruiz"}))["byline"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"status": "published"}, True),
        ({"status": "draft"}, False),
        ({"status": "withheld", "withheld_reason": "Asked for by a court."}, False),
        ({"status": "published", "publish_at": timezone.now() + timedelta(days=1)}, False),
    ],
)
def test_view_on_site_is_shown_for_what_readers_see(editor: Client, fields: dict[str, object], shown: bool) -> None:
    article = make_article(**fields)
    assert editor.get(change_url("article", article.pk)).context["has_absolute_url"] is shown


def test_a_public_article_sent_without_headline_and_address_is_shown_again(editor: Client) -> None:
    url = change_url("article", make_article().pk)
    assert "required" in errors(editor.post(url, form_data(editor, url) | {"headline": "", "slug": ""}))["headline"]


def test_somebody_without_rights_sees_nothing(reader: Client) -> None:
    article = make_article()
    assert reader.get(list_url("article")).status_code == 403
    assert reader.get(change_url("article", article.pk)).status_code == 403
    assert reader.post(change_url("article", article.pk), {}).status_code == 403


def test_a_printed_time_that_came_twice_is_the_first_and_says_so(editor: Client) -> None:
    article = make_article(source=make_source(time_zone="Europe/Berlin"))
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"published_at_day": "2026-10-25", "published_at_time": "02:30"}
    page = editor.post(url, data, follow=True).content.decode()
    assert "the printed time comes twice; the first is taken" in page
    article.refresh_from_db()
    assert article.published_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "comes twice" not in editor.post(url, form_data(editor, url), follow=True).content.decode()


def test_an_article_is_held_while_it_is_saved(editor: Client) -> None:
    address = change_url("article", make_article().pk)
    data = form_data(editor, address)
    with CaptureQueriesContext(connection) as captured:
        editor.post(address, data)
    held = [query["sql"] for query in captured if query["sql"].endswith('FOR UPDATE OF "articles_article"')]
    assert bool(held) == connection.features.has_select_for_update  # SQLite lets one transaction write at a time
