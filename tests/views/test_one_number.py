"""One number everywhere, of articles and of quotes: for generated questions, a page's total, its source filter, its
strip, the rows of every file, the feed and the pages gone through by cursor agree, also while articles are being added.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.exports.formats import ARTICLES, QUOTES, Format
from articles.models import Article, Source
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.exported import READERS

pytestmark = pytest.mark.django_db
WORDS = ("ferry", "harbour", "council", "strike", "rain", "budget")
HELD = 48
LONG_AGO, LATELY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """What a page lists, and where the same list is to be had whole."""

    page: str
    noun: str
    files: Mapping[str, Format]
    id: Callable[[Any], int]


OF_ARTICLES = Kind("/search/", "article", ARTICLES, lambda row: int(row.article.pk))
OF_QUOTES = Kind("/quotes/", "quote", QUOTES, lambda row: int(row.quote.pk))
KINDS = pytest.mark.parametrize("kind", [OF_ARTICLES, OF_QUOTES], ids=["articles", "quotes"])

NEAR = ('"ferry budget"~5', '"ferry strike budget"~2', '"council strike council"~4')
WITHIN = ('"council strike"', '"ferry coun"*', '="council strike"', "headline:rain", "quote:rain")
TERMS = st.sampled_from([*WORDS, "ferries", "rai*", "=ferry", "headline:=rain", *WITHIN, *NEAR])
EITHER = st.tuples(TERMS, TERMS).map("({0[0]} OR {0[1]})".format)
NAMES = ["source:gazette", "agency:wire", "speaker:okafor", "topic:weather", "language:es"]
TIMES = ["after:2024-03", "before:2024", "on:2023", "on:2023-05", "on:2023-01-12"]
CLAUSES = st.one_of(TERMS, EITHER, st.sampled_from([*NAMES, *TIMES]))
PARTS = st.one_of(CLAUSES, CLAUSES.map("-{}".format))
UNRANKED = st.one_of(st.sampled_from([*NAMES, *TIMES, "rai*", "fer*", '"coun"*']), TERMS.map("-{}".format))
FACETS: dict[str, st.SearchStrategy[Any]] = {
    "source": st.lists(st.sampled_from(["gazette", "morning-post", "wire-press"]), min_size=1, unique=True),
    "agency": st.just("wire-press"),
    "topic": st.lists(st.sampled_from(["weather", "money"]), min_size=1, unique=True),
    "speaker": st.lists(st.sampled_from(["marta-okafor", "ivo-lind"]), min_size=1, unique=True),
    "language": st.lists(st.sampled_from(["en", "es"]), min_size=1, unique=True),
    "has": st.lists(st.sampled_from(["quotes", "photos"]), min_size=1, unique=True),
    "since": st.sampled_from(["2023", "2023-02", "2023-03-10"]),
    "until": st.sampled_from(["2023-03-10", "2024-02", "2024"]),
    "as_of": st.sampled_from(["2020-06-01", "2024-06-01T12:00:00Z"]),
    "exact": st.just("yes"),
    "per_page": st.sampled_from(["20", "50"]),
    "kind": st.sampled_from(["fragment", "all"]),
}


def questions(kind: Kind, *sorts: str) -> st.SearchStrategy[dict[str, Any]]:
    """Words with phrases, exclusions, names and dates among them; filters of every kind."""
    few = st.lists(PARTS, max_size=3).map(" ".join)
    facets = {name: values for name, values in FACETS.items() if name != "kind" or kind is OF_QUOTES}
    return st.fixed_dictionaries({"q": few}, optional={**facets, "sort": st.sampled_from(sorts)})


ONE_ARCHIVE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
Add = Callable[[], Article]


@pytest.fixture
def sources() -> list[Source]:
    """Two publishers and an agency."""
    return [
        make_source(name=name, kind=kind)
        for name, kind in (("Gazette", "publisher"), ("Morning Post", "publisher"), ("Wire Press", "agency"))
    ]


@pytest.fixture
def add(sources: list[Source]) -> Add:
    """Adds articles that differ from their neighbours in everything that can be asked for; some dozens are there."""
    topics = [make_topic(name="Weather"), make_topic(name="Money")]
    people = [make_person(name="Marta Okafor"), make_person(name="Ivo Lind"), None]
    numbers = count()

    def one() -> Article:
        number = next(numbers)
        said = " ".join(WORDS[one] for one in range(6) if number >> one & 1) or "nothing"
        article = make_article(
            headline=f"{WORDS[number % 6]} {WORDS[number // 6 % 6]} {number}".capitalize(),
            body=f"{said.capitalize()}. {'Council strike goes on.' if number % 2 else ''}",
            source=sources[number % 3],
            agency=sources[2] if number % 4 else None,
            language=("en", "es", "")[number % 5 % 3],
            published_at=datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=number % 60 * 11, minutes=number % 2),
            status="published" if number % 13 else "draft",
            public_since=LONG_AGO if number % 3 else LATELY,
        )
        article.topics.add(*(topic for place, topic in enumerate(topics) if number >> place & 1))
        for place in range(number % 4):
            kind = "fragment" if number % 5 == place else "utterance"
            make_quote(article, f"{said} {place}", people[(number + place) % 3], kind=kind)
        if number % 7 == 3:
            article.photos.create(caption="Rain.")
        return article

    for _ in range(HELD):
        one()
    drain()
    return one


def read(client: Client, kind: Kind, question: dict[str, Any]) -> Any:
    """A page; all numbers on it agree."""
    response = client.get(kind.page, question)
    text = response.content.decode()
    assert response.status_code == 200, text
    (total,) = (int(one) for one in re.findall(rf'class="label">([\d,]+) {kind.noun}s?<', text)[:1])
    listing = response.context["listing"]
    assert listing.total == total
    named = Source.objects.filter(slug__in=question.get("source", [])).values_list("pk", flat=True)
    assert sum(one.count for one in listing.facets["source"] if one.value in named or not named) == total
    strip = response.context["strip"] or listing.timeline  # of one bar no strip is drawn
    assert sum(bar.count for bar in strip.bars) == total
    return response


def pages(client: Client, kind: Kind, question: dict[str, Any]) -> Iterator[list[int]]:
    """The entries of each page, from the first to the last, by the links that a reader follows."""
    place: dict[str, str] | None = {}
    while place is not None:
        listing = read(client, kind, question | place).context["listing"]
        yield [kind.id(row) for row in listing.rows]
        place = {"after": listing.next.text} if listing.next else None


def save_again(kind: Kind, page: list[int]) -> None:
    """Every other article of a page, as editors do: in the index it then stands elsewhere."""
    for pk in page[::2]:
        (Article.objects.get(pk=pk) if kind is OF_ARTICLES else Article.objects.get(quotes__pk=pk)).save()
    drain()


def whole(kind: Kind, form: str, question: dict[str, Any]) -> str:
    """The address of a file with all entries."""
    own = {name: value for name, value in question.items() if name != "per_page"}
    return f"{kind.page}export/{form}/?{urlencode(own, doseq=True)}"


@pytest.mark.usefixtures("add")
@KINDS
def test_total_facet_strip_files_and_pages_agree(client: Client, kind: Kind) -> None:
    @settings(ONE_ARCHIVE, max_examples=70)
    @given(question=questions(kind, "newest", "oldest", "relevance"))
    def agree(question: dict[str, Any]) -> None:
        total = read(client, kind, question).context["listing"].total
        found = [pk for page in pages(client, kind, question) for pk in page]
        assert len(found) == len(set(found)) == total
        for form in kind.files:
            file = client.get(whole(kind, form, question)).getvalue().decode()
            assert len(READERS[form](file)) == total, form

    agree()


@pytest.mark.usefixtures("add")
def test_a_questions_feed_holds_as_many(client: Client) -> None:
    @settings(ONE_ARCHIVE, max_examples=25)
    @given(question=questions(OF_ARTICLES, "newest"))
    def agree(question: dict[str, Any]) -> None:
        total = read(client, OF_ARTICLES, question).context["listing"].total
        own = {name: value for name, value in question.items() if name not in {"per_page", "sort"}}
        assert len(json.loads(client.get("/search/feed/json/", own).content)["items"]) == total

    agree()


def walked_while_it_grows(client: Client, kind: Kind, question: dict[str, Any], add: Add) -> list[int]:
    """What the pages list, while after each of them something is added and what it listed is saved again."""
    met: list[int] = []
    for page in pages(client, kind, question):
        met += page
        add()
        save_again(kind, page)
    return met


@KINDS
def test_all_stays_whole_while_articles_are_added(client: Client, add: Add, kind: Kind) -> None:
    """Pages by time; by relevance they need not, because every article that is added changes what words weigh."""

    @settings(ONE_ARCHIVE, max_examples=25)
    @given(question=questions(kind, "newest", "oldest").filter(lambda asked: "sort" in asked or not asked["q"]))
    def stay(question: dict[str, Any]) -> None:
        before = {pk for page in pages(client, kind, question) for pk in page}
        begun = [(form, client.get(whole(kind, form, question))) for form in kind.files]
        met = walked_while_it_grows(client, kind, question, add)
        assert len(met) == len(set(met))
        assert before <= set(met)
        for form, file in begun:
            assert len(READERS[form](file.getvalue().decode())) == len(before), form

    stay()


@KINDS
def test_what_is_all_alike_relevant_stays_whole_too(client: Client, add: Add, kind: Kind) -> None:
    """Names, dates, beginnings and exclusions without an order said, while what was listed is saved again."""

    @settings(ONE_ARCHIVE, max_examples=25)
    @given(words=st.lists(UNRANKED, min_size=1, max_size=2).map(" ".join), sort=st.sampled_from(["", "relevance"]))
    def stay(words: str, sort: str) -> None:
        question = {"q": words, "sort": sort}
        before = {pk for page in pages(client, kind, question) for pk in page}
        met = walked_while_it_grows(client, kind, question, add)
        assert len(met) == len(set(met))
        assert before <= set(met)

    stay()


@pytest.mark.usefixtures("add")
@KINDS
def test_what_is_asked_finds_something_now_and_then(client: Client, kind: Kind) -> None:
    """The questions above are no questions for nothing: each clause and each filter finds some and leaves some out."""
    everything = read(client, kind, {"kind": "all"} if kind is OF_QUOTES else {}).context["listing"].total
    asked = [{"q": word} for word in (*WORDS, '"council strike"', "-rain", *NAMES, *TIMES)]
    asked += [{name: value} for name, value in (("agency", "wire-press"), ("topic", "money"), ("has", "photos"))]
    asked += [{"since": "2023-03-10"}, {"until": "2023"}, {"as_of": "2020-06-01"}, {"speaker": "ivo-lind"}]
    for question in asked:
        assert 0 < read(client, kind, question).context["listing"].total < everything, question
