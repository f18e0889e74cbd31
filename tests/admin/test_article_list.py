"""The list of articles in the admin: filters, search, what is done to several at once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from articles.admin import article_list, article_search, base, filters
from articles.admin.article_actions import MOST_AT_ONCE
from articles.admin.articles import ArticleAdmin
from articles.models import Address, Article
from articles.search import sync
from articles.search.engine import SearchUnavailable
from tests.admin.pages import add_url, form_data, list_url
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


class Broken:
    """An engine out of order."""

    def search(self, _request: object) -> object:
        raise SearchUnavailable("The index is damaged. Mend it with index_articles.")


def shown(response: Any) -> list[str]:
    return [article.headline for article in response.context["cl"].result_list]


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def choices(response: Any, parameter: str) -> list[str]:
    specs = response.context["cl"].filter_specs
    (spec,) = (spec for spec in specs if getattr(spec, "parameter_name", "") == parameter)
    return [choice["display"] for choice in spec.choices(response.context["cl"])]


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("state=draft", ["Undated"]),
        ("published=undated", ["Undated"]),
        ("published=2024", ["Of March", "Of February"]),
        ("published=2024-02", ["Of February"]),
        ("published=2024-03-04", ["Of March"]),
        ("published=2023", []),
        ("language=none", ["Of March"]),
        ("language=es", ["Of February"]),
    ],
)
def test_the_list_is_narrowed(editor: Client, query: str, headlines: list[str]) -> None:
    make_article(headline="Undated", published_at=None, status="draft")
    make_article(headline="Of February", published_at=datetime(2024, 2, 29, 12, tzinfo=UTC), language="es")
    make_article(headline="Of March", language="")
    assert shown(editor.get(f"{LIST}?{query}")) == headlines


def test_the_list_is_narrowed_to_a_source(editor: Client) -> None:
    article = make_article()
    make_article()
    assert shown(editor.get(f"{LIST}?source={article.source_id}")) == [article.headline]


def test_a_source_beyond_those_offered_can_be_chosen(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "MOST_SOURCES", 1)
    make_article(source=make_source(name="A first"))
    article = make_article(source=make_source(name="B second"))
    assert choices(editor.get(LIST), "source") == ["All", "A first"]
    response = editor.get(f"{LIST}?source={article.source_id}")
    assert choices(response, "source") == ["All", "A first", "B second"]
    assert shown(response) == [article.headline]


def test_without_the_engine_no_languages_are_offered(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()
    monkeypatch.setattr(filters, "get_engine", Broken)
    assert choices(editor.get(LIST), "language") == ["All", "Not given"]


@pytest.mark.parametrize("query", ["published=2024-13", "published=x", "published=1-2-3-4", "source=x", "published=0"])
def test_a_filter_that_means_nothing_is_refused(editor: Client, query: str) -> None:
    make_article()
    response = editor.get(f"{LIST}?{query}")
    assert response.status_code == 302
    assert response.headers["Location"].endswith("?e=1")


def test_what_readers_do_not_see_yet_is_shown_as_scheduled(editor: Client) -> None:
    make_article(publish_at=datetime(2999, 1, 2, 8, 30, tzinfo=UTC))
    make_article(publish_at=datetime(2019, 1, 2, 8, 30, tzinfo=UTC))
    text = editor.get(LIST).content.decode()
    assert text.count("Scheduled, 2999-01-02 08:30") == 1
    assert text.count('class="field-seen">Published') == 1


def test_days_are_offered_year_by_year(editor: Client) -> None:
    make_article(published_at=datetime(2022, 2, 1, 12, tzinfo=UTC))
    make_article(published_at=datetime(2024, 2, 29, 12, tzinfo=UTC))
    assert choices(editor.get(LIST), "published") == ["All", "Without a date", "2024", "2023", "2022"]
    assert choices(editor.get(f"{LIST}?published=2024"), "published")[:5] == [
        "All",
        "Without a date",
        "2024",
        "January 2024",
        "February 2024",
    ]
    assert choices(editor.get(f"{LIST}?published=2024-02"), "published")[-1] == "29 February"


def test_languages_are_those_of_the_index(editor: Client) -> None:
    make_article(language="es")
    sync.drain()
    assert choices(editor.get(LIST), "language") == ["All", "Spanish", "Not given"]


def test_a_story_is_found_as_soon_as_it_is_saved(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    data = form_data(editor, add_url("article")) | {
        "headline": "Pier closed",
        "body": "The harbour master closed the north pier.",
        "source": make_source().pk,
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(add_url("article"), data).status_code == 302
    assert shown(editor.get(f"{LIST}?q=harbour+master")) == ["Pier closed"]
    assert shown(editor.get(f"{LIST}?q=lighthouse")) == []


def test_the_best_match_comes_first_and_filters_count(editor: Client) -> None:
    make_article(headline="A walk", body="Past the pier and the church and the market and home again, late.")
    make_article(headline="Pier, pier, pier", body="The pier.")
    make_article(headline="Pier of old", body="The pier.", published_at=datetime(2001, 1, 1, tzinfo=UTC))
    make_article(headline="Pier to come", body="The pier.", status="draft", published_at=None)
    sync.drain()
    assert shown(editor.get(f"{LIST}?q=pier&published=2024")) == ["Pier, pier, pier", "A walk"]
    assert shown(editor.get(f"{LIST}?q=pier&published=undated")) == ["Pier to come"]
    assert shown(editor.get(f"{LIST}?q=pier&state=draft")) == ["Pier to come"]


def test_more_matches_than_are_ranked_are_told(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_search, "MOST_FOUND", 2)
    for _ in range(3):
        make_article(body="The pier.")
    sync.drain()
    response = editor.get(f"{LIST}?q=pier")
    assert len(shown(response)) == 2
    assert told(response) == ["3 articles match; these are the best 2. Add words or a filter to narrow."]


def test_without_the_engine_headlines_are_found_and_the_editor_is_told(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_article(headline="Pier closed")
    make_article(headline="A walk", body="To the pier.")
    monkeypatch.setattr(article_search, "get_engine", Broken)
    response = editor.get(f"{LIST}?q=pier")
    assert shown(response) == ["Pier closed"]
    assert told(response)[0].startswith("The index is damaged.")


def test_a_mistake_in_the_words_is_told(editor: Client) -> None:
    make_article()
    assert told(editor.get(f"{LIST}?q=nonsense:pier"))


def test_the_list_counts_no_further_than_it_shows(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MOST_LISTED", 3)
    for _ in range(5):
        make_article()
    response = editor.get(LIST)
    assert response.context["cl"].result_count == 3
    assert "choose a filter or search" in response.content.decode()


@pytest.fixture
def five_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five articles that the engine knows, one of them a draft, in lists of two that show three."""
    monkeypatch.setattr(base, "MOST_LISTED", 3)
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)
    for status in ("published", "published", "published", "published", "draft"):
        make_article(status=status, language="en")
    sync.drain()


@pytest.mark.usefixtures("five_indexed")
@pytest.mark.parametrize(("query", "said"), [("", "The first 3 of 5;"), ("?state=published", "The first 3 of 4;")])
def test_the_engine_counts_the_list(editor: Client, query: str, said: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = editor.get(f"{LIST}{query}")
    assert said in response.content.decode()
    assert response.context["cl"].result_count == 3
    assert not [each["sql"] for each in captured if "COUNT(" in each["sql"] and "articles_article" in each["sql"]]


@pytest.mark.usefixtures("five_indexed")
@pytest.mark.parametrize("query", ["published=undated", "language=none"])
def test_what_the_engine_cannot_count_is_counted_as_far_as_it_is_shown(editor: Client, query: str) -> None:
    assert editor.get(f"{LIST}?{query}").context["cl"].paginator.total is None


@pytest.mark.usefixtures("five_indexed")
def test_without_the_engine_the_list_is_counted_all_the_same(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_list, "get_engine", Broken)
    assert "The first 3; choose" in editor.get(LIST).content.decode()


def test_an_article_that_is_not_indexed_yet_is_in_the_list(editor: Client) -> None:
    article = make_article()
    assert shown(editor.get(LIST)) == [article.headline]
    assert editor.get(LIST).context["cl"].result_count == 1


def test_the_list_costs_the_same_for_many(editor: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_article()
    editor.get(LIST)  # the content types are read once a process
    # session · user · two of rights · count · articles · filter: first day, last day, sources
    with django_assert_num_queries(9) as first:
        editor.get(LIST)
    for _ in range(10):
        make_quote(make_article(agency=make_source(kind="agency")), "approved", make_person())
    with django_assert_num_queries(9):
        editor.get(LIST)
    assert not any('"body"' in query["sql"] for query in first.captured_queries)


def act(client: Client, action: str, articles: list[Article], **data: Any) -> Any:
    """Choose articles in the list and answer what the page of the action asks."""
    chosen = {"action": action, "_selected_action": [article.pk for article in articles], "apply": "1"}
    return client.post(list_url("article"), chosen | data)


def test_dated_drafts_are_published_and_undated_ones_named(editor: Client) -> None:
    dated = make_article(status="draft")
    undated = make_article(status="draft", published_at=None, headline="When was this?")
    response = act(editor, "publish", [dated, undated], when="now")
    dated.refresh_from_db()
    undated.refresh_from_db()
    assert (dated.status, undated.status) == ("published", "draft")
    assert dated.edited_fields == ["status"]
    assert told(response)[0] == f"Published: “{dated.headline}”."
    assert "“When was this?”" in told(response)[1]


def test_what_is_published_already_is_told(editor: Client) -> None:
    article = make_article()
    assert told(act(editor, "publish", [article])) == [f"Nothing to do, because published: “{article.headline}”."]
    article.refresh_from_db()
    assert article.edited_fields == []


def test_published_articles_are_taken_back(editor: Client) -> None:
    article = make_article(slug="rain")
    act(editor, "take_back", [article])
    article.refresh_from_db()
    assert article.status == "draft"
    assert str(Address.objects.get()) == "2024/03/04/rain"


def test_quotes_are_found_anew_and_the_editors_stay(editor: Client) -> None:
    article = make_article(body="“We are ready,” said Marta Lobo. He spoke of “hard times”.")
    kept = make_quote(article, "hard times", method="editor", confirmed=True, speaker_as_printed="He")
    make_quote(article, "spoke of", rule="of_old")
    response = act(editor, "find_quotes", [article])
    assert {quote.text for quote in article.quotes.all()} == {"We are ready,", "hard times"}
    kept.refresh_from_db()
    assert kept.speaker_as_printed == "He"
    assert told(response) == ["Articles read: 1. Quotes: 1 new, 0 changed, 1 gone."]


def test_too_many_at_once_are_refused(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.article_actions.MOST_AT_ONCE", 1)
    articles = [make_article(status="draft"), make_article(status="draft")]
    for action in ("publish", "withhold"):
        assert "at most 1 " in told(act(chief, action, articles))[0]
    assert not Article.objects.filter(status="published").exists()
    assert MOST_AT_ONCE == 500


def test_somebody_without_rights_does_nothing(reader: Client) -> None:
    article = make_article(status="draft")
    assert act(reader, "publish", [article]).status_code == 403
    article.refresh_from_db()
    assert article.status == "draft"
