"""One number everywhere: for generated questions, a page's total, its source filter, its strip, the rows of every file
and the pages gone through by cursor agree, also while articles are being added."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.exports.formats import ARTICLES
from articles.models import Article, Source
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.exported import READERS

pytestmark = pytest.mark.django_db
WORDS = ("ferry", "harbour", "council", "strike", "rain", "budget")
HELD = 48

TERMS = st.sampled_from([*WORDS, "ferries", "rai*", '"council strike"', '"ferry budget"~5', "=ferry", "headline:rain"])
PARTS = st.one_of(
    TERMS,
    TERMS.map("-{}".format),
    st.tuples(TERMS, TERMS).map("({0[0]} OR {0[1]})".format),
    st.sampled_from(["source:gazette", "speaker:okafor", "after:2024-03", "language:es", "on:2023"]),
)
QUESTIONS = st.fixed_dictionaries(
    {"q": st.lists(PARTS, max_size=3).map(" ".join)},
    optional={
        "source": st.lists(st.sampled_from(["gazette", "morning-post", "wire-press"]), min_size=1, unique=True),
        "topic": st.just("weather"),
        "speaker": st.just("marta-okafor"),
        "language": st.sampled_from(["en", "es"]),
        "has": st.sampled_from(["quotes", "photos"]),
        "since": st.sampled_from(["2023", "2024-02", "2024-03-10"]),
        "sort": st.sampled_from(["newest", "oldest"]),
        "exact": st.just("yes"),
    },
)
ONE_ARCHIVE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def add(number: int, sources: list[Source]) -> Article:
    """One article that differs from its neighbours in everything that can be asked for."""
    return make_article(
        headline=f"{WORDS[number % 6]} {WORDS[number // 6 % 6]} {number}".capitalize(),
        body=" ".join(WORDS[one] for one in range(6) if number >> one & 1) + ".",
        source=sources[number % 3],
        language=("en", "es", "")[number % 5 % 3],
        published_at=datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=number * 11, minutes=number % 2),
        status="published" if number % 13 else "draft",
    )


@pytest.fixture
def sources() -> list[Source]:
    """An archive of some dozens of articles, drafts among them; its sources."""
    sources = [make_source(name=name) for name in ("Gazette", "Morning Post", "Wire Press")]
    weather, marta = make_topic(name="Weather"), make_person(name="Marta Okafor")
    for number in range(HELD):
        article = add(number, sources)
        if number % 4 == 1:
            article.topics.add(weather)
        if number % 4 == 2:
            make_quote(article, article.body, marta)
        if number % 7 == 3:
            article.photos.create(caption="Rain.")
    drain()
    return sources


def pages(client: Client, question: dict[str, Any]) -> Iterator[list[int]]:
    """The articles of each page, from the first to the last, by the links that a reader follows."""
    address: str | None = "/search/?" + urlencode(question, doseq=True)
    while address:
        context = client.get(address).context
        listing = context["listing"]
        yield [row.article.pk for row in listing.rows]
        follow = listing.next and urlencode(question | {"after": listing.next.text}, doseq=True)
        address = f"/search/?{follow}" if follow else None


@ONE_ARCHIVE
@given(question=QUESTIONS)
def test_total_facet_strip_files_and_pages_agree(
    client: Client, sources: list[Source], question: dict[str, Any]
) -> None:
    response = client.get("/search/", question)
    assert response.status_code == 200, response.content.decode()
    (total,) = (int(one) for one in re.findall(r">([\d,]+) articles?<", response.content.decode())[:1])
    listing = response.context["listing"]
    chosen = question.get("source", [])
    ids = [source.pk for source in sources if not chosen or source.slug in chosen]
    assert sum(one.count for one in listing.facets["source"] if one.value in ids) == total
    strip = response.context["strip"] or listing.timeline  # of one bar no strip is drawn
    assert sum(bar.count for bar in strip.bars) == total
    found = [pk for page in pages(client, question) for pk in page]
    assert len(found) == len(set(found)) == total
    for form in ARTICLES:
        file = client.get(f"/search/export/{form}/", question)
        assert len(READERS[form](file.getvalue().decode())) == total, form


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_by_time_stay_whole_while_articles_are_added(client: Client, sources: list[Source], sort: str) -> None:
    """By relevance they need not: every article that is added changes what words weigh."""
    question: dict[str, Any] = {"q": "ferry OR rain OR council", "sort": sort}
    before = {pk for page in pages(client, question) for pk in page}
    met: list[int] = []
    for number, page in enumerate(pages(client, question)):
        met += page
        add(HELD + 1 + number * 8, sources)
        drain()
    assert len(before) > 20
    assert len(met) == len(set(met))
    assert before <= set(met)


def test_a_file_that_has_begun_keeps_to_the_total_of_its_beginning(client: Client, sources: list[Source]) -> None:
    total = client.get("/search/").context["listing"].total
    for form in ARTICLES:
        response = client.get(f"/search/export/{form}/")
        add(HELD + total, sources)
        drain()
        assert len(READERS[form](response.getvalue().decode())) == total, form
        total = client.get("/search/").context["listing"].total
