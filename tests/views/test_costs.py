"""What a page costs: as many queries for twenty rows as for ten, no full text in lists, no table counted."""

import re
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Correction, Photo, Quote, RelatedLink
from articles.search.sync import drain
from tests.factories import make_article, make_original, make_person, make_quote, make_source, make_topic
from tests.plans import steps

pytestmark = pytest.mark.django_db

LAST_WORDS = "Words at the very end of a long body."

QUERIES = {
    "/": 3,  # the latest, as the engine names them; the last added; sample or not
    "/search/": 5,  # articles; names of sources, agencies, topics, speakers
    "/search/?q=council&source=gazette&speaker=rosa-perez&since=2024&until=2024": 8,  # and two records, quotes
    "/search/export/csv/": 2,  # articles and their topics
    "/search/export/csl-json/?q=council&source=gazette": 3,  # and the chosen record
    "/search/feed/atom/": 2,
    "/search/feed/json/?q=council": 2,
    "/suggest/?q=co": 3,  # headlines; the names of all sources and topics, for a minute
    "/suggest/?q=ro": 4,  # people by name, and those that readers may know of
    "/suggest/?q=ga": 3,  # and the source
    "/suggest/browser/?q=we": 3,  # and the topic
    "/opensearch.xml": 0,
    "/2024/": 3,  # articles; the year before and the year after
    "/2024/03/": 3,
    "/2024/03/04/": 3,
    "/2024/03/04/council-story-1/": 12,  # itself and what belongs to it, its neighbours, what is like it
    "/2024/03/04/council-story-1/?q=council&source=gazette": 14,  # and the chosen record, the results beside it
    "/2024/03/04/council-story-1/cite/ris/": 2,  # itself and its topics
    "/quotes/": 4,  # quotes; names of speakers, sources, topics
    "/quotes/?kind=fragment": 3,  # nobody says them
    "/quotes/?q=yes&source=gazette&speaker=rosa-perez": 6,  # and the two chosen records
    "/quotes/export/csv/": 1,
    "/people/": 1,
    "/people/?sort=name": 1,
    "/people/?letter=P": 1,
    "/people/?letter=P&sort=quotes": 2,  # which people, and those of one page
    "/people/?q=ro": 2,  # whose names fit, and those of one page
    "/people/?q=ro&sort=name": 2,
    "/people/rosa-perez/": 3,  # the person, quotes, sources; nobody is quoted beside
    "/people/rosa-perez/feed/": 2,
    "/people/rosa-perez/quotes.csv": 2,
    "/sources/": 1,
    "/sources/gazette/": 2,
    "/sources/wire-press/": 3,  # and whether it publishes too
    "/topics/": 1,
    "/topics/weather/": 2,
    "/trends/": 3,  # names of the topics, people and sources that stand as examples
    "/trends/?q=council&q=rain&q=yes&share=yes": 4,  # names of sources, agencies, topics, speakers
    "/trends/?q=council&by=day&source=gazette&speaker=rosa-perez": 6,  # and the two chosen records
    "/trends/table.csv?q=council&q=rain&q=yes": 0,
    "/trends/chart.svg?q=council&q=rain&q=yes": 0,
    "/about/": 0,
    "/feed/": 2,
    "/sitemap.xml": 0,
    "/sitemap-2024-03.xml": 1,
    "/robots.txt": 0,
    "/nothing/": 1,  # was there an article that is gone
}
"""Pages, and how many queries each may make."""

WHOLE_BODY = re.compile(r'(?:SELECT |, )"articles_article"."body"')
"""The body as a column; what takes a part of it has it inside an expression."""


def fill(number: int) -> Article:
    """One more article of the same source, day, topic and speaker, with everything that belongs to it."""
    first = Article.objects.order_by("pk").first()
    agency = first.agency if first else make_source(name="Wire Press", kind="agency")
    article = make_article(
        headline=f"Council story {number}",
        body=f"The council met and said yes.\n\n{'It went on. ' * 60}{LAST_WORDS}",
        source=first.source if first else make_source(name="Gazette"),
        agency=agency,
        original=make_original(),
        published_at=datetime(2024, 3, 4, number % 24, tzinfo=UTC),
    )
    article.topics.add(first.topics.get() if first else make_topic(name="Weather"))
    speaker = first.quotes.all()[0].speaker if first else make_person(name="Rosa Perez")
    make_quote(article, "yes", speaker)
    make_quote(article, "The council", kind=Quote.Kind.FRAGMENT)
    Photo.objects.create(article=article, caption="Dry fields.")
    Correction.objects.create(article=article, text="It met on Monday.")
    RelatedLink.objects.create(article=article, title="Related", target=first or article)
    return article


THROUGH_ALL = re.compile(r"SCAN articles_article|SEARCH (articles_article|U\d) USING INDEX \w+ \(status=\?\)")


def queries(client: Client, address: str) -> list[str]:
    """The SQL of a page's queries, with nothing kept from an earlier one."""
    drain()
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address).getvalue()
    return [query["sql"] for query in captured.captured_queries]


def counting(asked: list[str]) -> list[str]:
    """Those that count a table; the quotes of one person by role are grouped."""
    return [sql for sql in asked if "COUNT(" in sql and "GROUP BY" not in sql]


@pytest.mark.parametrize("address", QUERIES)
def test_twenty_rows_cost_no_more_queries_than_ten(client: Client, address: str) -> None:
    for number in range(10):
        fill(number)
    ten = queries(client, address)
    assert len(ten) == QUERIES[address], "\n".join(ten)
    for number in range(10, 20):
        fill(number)
    assert len(queries(client, address)) == len(ten)
    assert not counting(ten)


@pytest.mark.parametrize("address", [address for address in QUERIES if "council-story" not in address])
def test_lists_load_no_full_text(client: Client, address: str) -> None:
    fill(1)
    assert not [sql for sql in queries(client, address) if WHOLE_BODY.search(sql)]
    assert LAST_WORDS not in client.get(address).getvalue().decode()


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    "address", ["/", "/search/", "/2024/", "/quotes/", "/people/", "/people/rosa-perez/", "/sources/gazette/"]
)
def test_without_the_engine_too(client: Client, address: str) -> None:
    for number in range(10):
        fill(number)
    ten = len(queries(client, address))
    for number in range(10, 20):
        fill(number)
    twenty = queries(client, address)
    assert len(twenty) == ten
    assert not counting(twenty)
    assert not [sql for sql in twenty if WHOLE_BODY.search(sql)]


@pytest.mark.parametrize("address", [address for address in QUERIES if address not in {"/", "/feed/"}])
def test_no_page_but_those_of_the_newest_goes_through_all_published_articles(client: Client, address: str) -> None:
    for number in range(3):
        fill(number)
    assert [step for step in steps(client, address) if THROUGH_ALL.search(step)] == []


def test_the_neighbours_of_an_article_are_looked_up_from_its_own_time_on(client: Client) -> None:
    for number in range(3):
        fill(number)
    found = [step for step in steps(client, "/2024/03/04/council-story-1/") if "articles_of_source" in step]
    bounds = re.findall(r"published_at[<>]", " ".join(found))
    assert bounds == (["published_at<", "published_at>"] if connection.vendor == "sqlite" else [])
