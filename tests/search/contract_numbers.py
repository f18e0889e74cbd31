"""One number everywhere: totals, facets, timeline and pages against a count by hand over made-up archives."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search.document import SearchDocument
from articles.search.engine import FacetName, Filters, SearchRequest, Sort
from articles.search.syntax import And, DateRange, Node, Not, Or, Phrase, Prefix, Word
from tests.search.contract_base import NOW, Contract
from tests.search.documents import make_document, make_said, said_by

WORDS = ("ab1", "ab2", "cd1", "cd2")  # nothing to stem in them
DAYS = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2), date(2023, 3, 4), date(2024, 3, 4)]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
DUE = st.sampled_from([None, None, NOW - timedelta(1), NOW + timedelta(1)])
FACETS: tuple[FacetName, ...] = (
    "source",
    "agency",
    "topic",
    "speaker",
    "language",
    "status",
    "has",
    "year",
    "month",
    "day",
)

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "headline": TEXTS,
    "standfirst": TEXTS,
    "body": TEXTS,
    "captions": TEXTS,
    "source_id": st.integers(1, 3),
    "agency_id": st.sampled_from([None, 7, 8]),
    "topic_ids": st.sets(st.integers(1, 3)).map(tuple),
    "quotes": st.sets(st.integers(1, 4)).map(lambda speakers: said_by(*speakers)),
    "has_photos": st.booleans(),
    "has_corrections": st.booleans(),
    "language": st.sampled_from(["en", "es", "", "it"]),
    "status": st.sampled_from(["published", "published", "draft", "withheld"]),
    "published_on": st.sampled_from([*DAYS, None]),
    "publish_at": DUE,
    "public_since": st.sampled_from([None, NOW - timedelta(2), NOW, NOW + timedelta(1)]),
}
ARCHIVES = st.lists(st.fixed_dictionaries(FIELDS), max_size=12).map(
    lambda rows: [make_document(pk, **row) for pk, row in enumerate(rows, 1)]
)
SOME_DAY = st.sampled_from([None, *DAYS])
FILTERS = st.builds(
    Filters,
    visible_at=st.sampled_from([None, NOW]),
    sources=st.sets(st.integers(1, 3), max_size=2).map(tuple),
    agencies=st.sets(st.sampled_from([7, 8]), max_size=1).map(tuple),
    topics=st.sets(st.integers(1, 3), max_size=1).map(tuple),
    speakers=st.sets(st.integers(1, 4), max_size=1).map(tuple),
    languages=st.sets(st.sampled_from(["en", "es"]), max_size=2).map(tuple),
    statuses=st.sets(st.sampled_from(["published", "draft"]), max_size=1).map(tuple),
    has=st.sets(st.sampled_from(["quotes", "photos", "corrections"]), max_size=2).map(tuple),
    first_day=SOME_DAY,
    last_day=SOME_DAY,
    exclude=st.sets(st.integers(1, 12), max_size=1).map(tuple),
    as_of=st.sampled_from([None, None, NOW - timedelta(1), NOW]),
)
PLACES = st.sampled_from([None, None, "headline", "body"])
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Word, st.sampled_from(WORDS), PLACES),
    st.builds(Phrase, st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(" ".join), PLACES),
    st.builds(Prefix, st.sampled_from(["ab", "cd"]), PLACES),
    st.builds(DateRange, SOME_DAY, st.sampled_from(DAYS)),
)
QUERIES = st.none() | st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.builds(Not, below),
        st.lists(below, min_size=2, max_size=3).map(lambda nodes: And(tuple(nodes))),
        st.lists(below, min_size=2, max_size=3).map(lambda nodes: Or(tuple(nodes))),
    ),
    max_leaves=5,
)

# The same tests run for every engine: that is what a contract is for.
ONE_FOR_ALL = settings(deadline=None, suppress_health_check=[HealthCheck.differing_executors])


def matches(document: SearchDocument, node: Node | None) -> bool:
    """What the query means, read word by word."""
    match node:
        case None:
            return True
        case And(nodes):
            return all(matches(document, child) for child in nodes)
        case Or(nodes):
            return any(matches(document, child) for child in nodes)
        case Not(child):
            return not matches(document, child)
        case DateRange(first, last):
            day = document.published_on
            return day is not None and (first or date.min) <= day <= (last or date.max)
        case Word(text, field) | Phrase(text, field):
            return any(f" {text} " in f" {held} " for held in places(document, field))
        case Prefix(text, field):
            return any(f" {text}" in f" {held}" for held in places(document, field))
    raise TypeError(node)


def places(document: SearchDocument, field: str | None) -> list[str]:
    """The texts a word is looked for in."""
    held = {
        "headline": document.headline,
        "standfirst": document.standfirst,
        "body": document.body,
        "caption": document.captions,
    }
    return [held[field]] if field else list(held.values())


def passes(document: SearchDocument, filters: Filters, without: str = "") -> bool:
    """Whether the filters keep a document, one of them perhaps not applied."""

    def any_of(name: str, chosen: tuple[Any, ...], held: Iterable[Any]) -> bool:
        return not chosen or name == without or bool(set(chosen) & set(held))

    first, last = days_for(filters, without)
    day = document.published_on
    return (
        any_of("source", filters.sources, [document.source_id])
        and any_of("agency", filters.agencies, [document.agency_id])
        and any_of("topic", filters.topics, document.topic_ids)
        and any_of("speaker", filters.speakers, document.speaker_ids)
        and any_of("language", filters.languages, [document.language])
        and any_of("status", filters.statuses, [document.status])
        and set(filters.has) <= set(document.has)
        and document.id not in filters.exclude
        and ((first is None and last is None) or (day is not None and (first or day) <= day <= (last or day)))
        and (filters.visible_at is None or is_visible(document))
        and (filters.as_of is None or (document.public_since is not None and document.public_since <= filters.as_of))
    )


def days_for(filters: Filters, facet: str) -> tuple[date | None, date | None]:
    """The range of days a facet is counted in."""
    first, last = filters.first_day, filters.last_day
    if facet == "year":
        return None, None
    if facet == "month":
        return first and date(first.year, 1, 1), last and date(last.year, 12, 31)
    if facet == "day":
        month_end = last and (date(last.year + last.month // 12, last.month % 12 + 1, 1) - timedelta(1))
        return first and first.replace(day=1), month_end
    return first, last


def named_in(filters: Filters, facet: str) -> tuple[Any, ...]:
    """The values of a facet that the filters name."""
    named: dict[str, tuple[Any, ...]] = {
        "source": filters.sources,
        "agency": filters.agencies,
        "topic": filters.topics,
        "speaker": filters.speakers,
        "language": filters.languages,
        "status": filters.statuses,
        "has": filters.has,
    }
    return named.get(facet, ())


def is_visible(document: SearchDocument) -> bool:
    """Published, and not scheduled for later than NOW."""
    return document.status == "published" and (document.publish_at is None or document.publish_at <= NOW)


def values(document: SearchDocument, facet: str) -> list[int | str]:
    """A document's values of a facet."""
    day = document.published_on
    held: dict[str, list[int | str | None]] = {
        "source": [document.source_id],
        "agency": [document.agency_id],
        "topic": list(document.topic_ids),
        "speaker": list(document.speaker_ids),
        "language": [document.language or None],
        "status": [document.status],
        "has": list(document.has),
        "year": [day.year if day else None],
        "month": [f"{day:%Y-%m}" if day else None],
        "day": [day.isoformat() if day else None],
    }
    return [value for value in held[facet] if value is not None]


def newest(document: SearchDocument) -> tuple[datetime, int]:
    """The key of the order by time."""
    return document.published_at or datetime.min.replace(tzinfo=UTC), document.id


class NumbersContract(Contract):
    """Every count of every answer."""

    @settings(ONE_FOR_ALL, max_examples=40)
    @given(ARCHIVES, QUERIES, FILTERS)
    def test_every_number_is_what_counting_by_hand_gives(
        self, archive: list[SearchDocument], query: Node | None, filters: Filters
    ) -> None:
        self.engine.apply(archive, range(len(archive) + 1, 20))
        expected = sorted((each for each in archive if matches(each, query) and passes(each, filters)), key=newest)
        request = SearchRequest(filters, query, Sort.OLDEST, facets=FACETS, timeline="day", limit=50)
        answer = self.engine.search(request)
        assert [hit.article_id for hit in answer.hits] == [document.id for document in expected]
        assert answer.total == len(expected)
        for facet in FACETS:
            counted = Counter(
                value
                for document in archive
                if matches(document, query) and passes(document, filters, facet)
                for value in values(document, facet)
            )
            named = dict.fromkeys(named_in(filters, facet), 0)
            assert {each.value: each.count for each in answer.facets[facet]} == named | counted, facet
        bars = Counter(document.published_on for document in expected if document.published_on)
        assert [(bar.start, bar.count) for bar in answer.timeline] == sorted(bars.items())

    @settings(ONE_FOR_ALL, max_examples=40)
    @given(ARCHIVES, QUERIES, st.sampled_from(list(Sort)), st.integers(1, 5))
    def test_totals_facets_timelines_and_pages_agree_for_readers(
        self, archive: list[SearchDocument], query: Node | None, sort: Sort, page: int
    ) -> None:
        dated = [document for document in archive if document.published_on]
        self.engine.apply(dated, {*range(1, 20)} - {document.id for document in dated})
        whole = SearchRequest(Filters(NOW), query, sort, facets=("source", "year"), timeline="month", limit=50)
        answer = self.engine.search(whole)
        assert sum(value.count for value in answer.facets["source"]) == answer.total
        assert sum(value.count for value in answer.facets["year"]) == answer.total
        assert sum(bar.count for bar in answer.timeline) == answer.total
        walked: list[int] = []
        for offset in range(0, answer.total + page, page):
            request = SearchRequest(Filters(NOW), query, sort, offset=offset, limit=page)
            walked += [hit.article_id for hit in self.engine.search(request).hits]
        assert walked == [hit.article_id for hit in answer.hits]

    def test_an_answer_is_of_one_moment_while_articles_are_added(self) -> None:
        def add() -> None:
            for number in range(1, 61):
                quotes = (make_said("rain", 2 * number), make_said("rain", 2 * number + 1))
                day = DAYS[number % len(DAYS)]
                self.engine.apply([make_document(number, body="rain", quotes=quotes, published_on=day)], [])

        request = SearchRequest(Filters(NOW), Word("rain"), facets=("source", "year"), timeline="month", limit=200)
        totals: dict[str, list[int]] = {"articles": [], "quotes": []}
        with ThreadPoolExecutor(1) as thread:
            adding = thread.submit(add)
            while not adding.done():
                for kind, answer in (
                    ("articles", self.engine.search(request)),
                    ("quotes", self.engine.search_quotes(request)),
                ):
                    totals[kind].append(answer.total)
                    assert len(answer.hits) == answer.total
                    assert sum(bar.count for bar in answer.timeline) == answer.total
                    for facet in request.facets:
                        assert sum(value.count for value in answer.facets[facet]) == answer.total
            adding.result()
        assert all(each == sorted(each) for each in totals.values())
        assert (self.engine.search(request).total, self.engine.search_quotes(request).total) == (60, 120)

    @settings(ONE_FOR_ALL, max_examples=40)
    @given(ARCHIVES, QUERIES)
    def test_marks_lie_within_their_texts(self, archive: list[SearchDocument], query: Node | None) -> None:
        self.engine.apply(archive, range(len(archive) + 1, 20))
        for hit in self.engine.search(SearchRequest(Filters(None), query)).hits:
            for passage in (hit.headline, hit.passage):
                ends = [end for marks in passage.ranges for end in marks] if passage else []
                assert ends == sorted(ends)
                assert all(0 <= end <= len(passage.text) for end in ends if passage)
                assert all(passage.text[start:end] in WORDS for start, end in passage.ranges) if passage else True
