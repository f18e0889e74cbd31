"""The pages of the admin's list of articles: whose rows are read for them, and who chooses them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin import article_list, article_search
from articles.admin.articles import ArticleAdmin
from articles.models import Article, Source
from articles.search import sync
from articles.search.engine import SearchUnavailable
from tests.admin.test_article_list import LIST, Broken, shown, told
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.plans import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)
    monkeypatch.setattr(ArticleAdmin, "list_max_show_all", 2)


@pytest.fixture
def seven(pages_of_two: None) -> Source:
    """Seven articles of one source, one each day, all about one topic and quoting one person; the fourth a draft."""
    source, topic, person = make_source(), make_topic(), make_person()
    for day in range(1, 8):
        article = make_article(
            headline=f"Day {day}",
            body="“We are ready,” she said. Rain.",
            source=source,
            published_at=datetime(2024, 3, day, 12, tzinfo=UTC),
            status="draft" if day == 4 else "published",
        )
        article.topics.add(topic)
        make_quote(article, "We are ready,", person)
    make_article(headline="Of somebody else", published_at=datetime(2024, 3, 4, 13, tzinfo=UTC))
    sync.drain()
    return source


def asked(source: Source, query: str) -> str:
    """The address of a list of these seven."""
    article = source.articles.first()
    assert article is not None
    ids = {"source": source.pk, "topic": article.topics.get().pk, "speaker": article.quotes.get().speaker_id}
    return f"{LIST}?{query.format(**ids)}"


def walked(client: Client, address: str) -> list[str]:
    """The headlines of all pages."""
    pages = client.get(address).context["cl"].paginator.num_pages
    return [name for number in range(1, pages + 1) for name in shown(client.get(f"{address}&p={number}"))]


def of_articles(client: Client, address: str) -> list[str]:
    """The queries of a page that ask the table of articles or what belongs to them."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    parts = ('FROM "articles_article"', "articles_article_topics", "articles_quote")
    return [query["sql"] for query in captured if any(part in query["sql"] for part in parts)]


SINGLE = ["", "state=published", "published=2024", "published=2024-03", "source={source}", "language=en"]
TOGETHER = ["topic={topic}", "speaker={speaker}", "source={source}&language=en", "source={source}&o=-3&published=2024"]


@pytest.mark.parametrize("query", [*SINGLE, "o=-3", "o=3"])
def test_a_deep_page_is_found_along_an_index_without_the_rows_before_it(
    editor: Client, seven: Source, query: str
) -> None:
    address = f"{asked(seven, query)}&p=2"
    plan = [step for step in steps(editor, address) if step.startswith(("SCAN articles_article", "SEARCH articles_"))]
    of_filters = ("articles_scheduled", "published_on", "PRIMARY KEY")
    assert [step for step in plan if "COVERING INDEX" not in step and not any(one in step for one in of_filters)] == []
    wide = [sql for sql in of_articles(editor, address) if "OFFSET" in sql and '"headline"' in sql]
    assert wide == []


@pytest.mark.parametrize("query", TOGETHER)
def test_where_no_index_has_it_the_engine_chooses_the_page(editor: Client, seven: Source, query: str) -> None:
    queries = of_articles(editor, f"{asked(seven, query)}&p=2")
    named = [sql for sql in queries if "articles_article_topics" in sql or "articles_quote" in sql or "OFFSET" in sql]
    assert named == []


@pytest.mark.parametrize(
    ("query", "days"),
    [
        *((query, [7, 6, 5, 4, 3, 2, 1]) for query in TOGETHER),
        ("topic={topic}&o=3", [1, 2, 3, 4, 5, 6, 7]),
        ("topic={topic}&state=draft", [4]),
        ("speaker={speaker}&state=published&published=2024-03-05", [5]),
        ("source={source}&published=2023", []),
    ],
)
def test_the_engines_pages_hold_each_article_once(editor: Client, seven: Source, query: str, days: list[int]) -> None:
    address = asked(seven, query)
    assert walked(editor, address) == [f"Day {day}" for day in days]
    assert editor.get(address).context["cl"].result_count == len(days)


@pytest.mark.parametrize("query", TOGETHER)
def test_the_database_chooses_the_same(
    editor: Client, seven: Source, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_list, "get_engine", Broken)
    assert walked(editor, asked(seven, query)) == [f"Day {day}" for day in (7, 6, 5, 4, 3, 2, 1)]


def test_the_engine_may_fail_between_count_and_page(
    editor: Client, seven: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counts_only(request: Any) -> Any:
        if request.limit:
            raise SearchUnavailable("The index is away.")
        return type("Answer", (), {"total": 7})

    monkeypatch.setattr(article_list, "get_engine", lambda: type("Engine", (), {"search": staticmethod(counts_only)}))
    assert shown(editor.get(f"{asked(seven, 'topic={topic}')}&p=2")) == ["Day 5", "Day 4"]


def test_what_is_not_indexed_yet_is_in_every_list(editor: Client, seven: Source) -> None:
    address = asked(seven, "source={source}&language=en")
    make_article(headline="Just in", source=seven, published_at=datetime(2024, 3, 9, 12, tzinfo=UTC))
    assert shown(editor.get(address)) == ["Just in", "Day 7"]


def test_what_went_to_the_trash_is_in_no_list(editor: Client, seven: Source) -> None:
    for query in ("", *TOGETHER):
        Article.objects.filter(headline="Day 7").update(status="trashed", trashed_at=datetime(2024, 4, 1, tzinfo=UTC))
        assert "Day 7" not in walked(editor, asked(seven, query))


def test_words_and_filters_read_no_rows_of_the_filters(editor: Client, seven: Source) -> None:
    address = asked(seven, "q=rain&topic={topic}&state=draft")
    assert shown(editor.get(address)) == ["Day 4"]
    assert [sql for sql in of_articles(editor, address) if "articles_article_topics" in sql] == []


def test_of_what_words_find_only_the_page_is_read(editor: Client, seven: Source) -> None:
    address = f"{LIST}?q=rain"
    assert sorted(walked(editor, address)) == [f"Day {day}" for day in range(1, 8)]
    assert editor.get(address).context["cl"].result_count == 7
    named = [sql for sql in of_articles(editor, f"{address}&p=2") if " IN (" in sql and "trashed_at" in sql]
    assert len(named) == 1
    assert "COUNT(" not in named[0]


def test_words_are_sorted_by_a_column(editor: Client, seven: Source) -> None:
    assert shown(editor.get(asked(seven, "q=rain&topic={topic}&o=3"))) == ["Day 1", "Day 2"]


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("status__exact=draft", ["Day 4"]),
        ("status__exact=draft&source={source}", ["Day 4"]),
        ("q=rain&status__exact=draft", ["Day 4"]),
        ("q=rain&headline__endswith=6", ["Day 6"]),
        ("q=rain&published=undated", []),
    ],
)
def test_lookups_that_the_engine_does_not_know_count(
    editor: Client, seven: Source, query: str, headlines: list[str]
) -> None:
    response = editor.get(asked(seven, query))
    assert shown(response) == headlines
    assert response.context["cl"].result_count == len(headlines)


def test_a_rare_match_is_found_behind_the_best_ones(
    editor: Client, seven: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_search, "MOST_FOUND", 1)
    for headline in ("Day 1", "Day 7"):
        assert shown(editor.get(asked(seven, f"q=rain&headline__exact={headline}"))) == [headline]
    response = editor.get(asked(seven, "q=rain&status__exact=published"))
    assert told(response) == ["6 articles match; these are the best 1. Add words or a filter to narrow."]


def test_where_not_all_matches_were_looked_through_that_is_told(
    editor: Client, seven: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_search, "MOST_LOOKED_THROUGH", 5)
    (said,) = told(editor.get(asked(seven, "q=rain&status__exact=published")))
    assert said.startswith("7 articles match the words; the filters were looked for among the best 5 of them.")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("state=nonsense", "nonsense"),
        ("state=trashed", "trashed"),
        ("published=2024-13", "2024-13"),
        ("colour=red", "colour"),
        ("source__name__nonsense=red", "source__name__nonsense"),
        ("published=2024&p=9", "there is no such filter, order or page"),
        ("o=1", "there is no such filter, order or page"),
        ("o=-9", "there is no such filter, order or page"),
        ("o=x", "there is no such filter, order or page"),
    ],
)
def test_what_the_list_does_not_know_is_told(editor: Client, seven: Source, query: str, reason: str) -> None:
    answer = editor.get(f"{LIST}?{query}", follow=True)
    (said,) = told(answer)
    asked_for = query.replace("&", ", ")
    assert said.startswith(f"This list cannot be shown by “{asked_for}”: ")
    assert reason in said
    assert said.endswith("All is shown.")
    assert len(shown(answer)) == 2


def test_other_lists_tell_it_too(editor: Client) -> None:
    (said,) = told(editor.get("/admin/articles/person/?o=1&nonsense=2", follow=True))
    assert said.startswith("This list cannot be shown by “o=1, nonsense=2”: ")
