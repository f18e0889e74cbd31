"""What an engine answers about quotes: by their own words, kind and speaker, and by all that their article is."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given

from articles.search.document import QuoteDocument, SearchDocument
from articles.search.engine import (
    Bar,
    FacetCount,
    FacetName,
    Filters,
    QuoteResponse,
    RoleCount,
    SearchRequest,
    Sort,
)
from articles.search.query import parse
from tests.search.contract_base import NOW, Contract, marked
from tests.search.contract_numbers import ARCHIVES, FILTERS, ONE_FOR_ALL, passes
from tests.search.documents import make_document, make_said

QUOTE_FACETS: tuple[FacetName, ...] = ("source", "speaker", "kind")


def quotes_of(documents: list[SearchDocument], filters: Filters, without: str = "") -> list[tuple[Any, QuoteDocument]]:
    """The quotes that the filters keep, counted by hand, each with its article."""
    return [
        (document, quote)
        for document in documents
        for quote in document.quotes
        if passes(document, filters, without)
        and (without == "speaker" or not filters.speakers or quote.speaker_id in filters.speakers)
    ]


class QuotesContract(Contract):
    """Questions about quotes."""

    def ask_quotes(self, text: str = "", **fields: object) -> QuoteResponse:
        """Ask with a query text; every quote in the index is searched unless filters are given."""
        query = parse(text).node
        given_fields: dict[str, object] = {"filters": Filters(None), "query": query, "limit": 100} | fields
        return self.engine.search_quotes(SearchRequest(**given_fields))  # type: ignore[arg-type] # each test gives fitting ones

    def quotes(self, text: str = "", **filters: object) -> list[int]:
        """Ids of the quotes that match, in the order they come."""
        all_filters: dict[str, object] = {"visible_at": None} | filters
        response = self.ask_quotes(text, filters=Filters(**all_filters))  # type: ignore[arg-type] # as above
        assert response.total == len(response.hits)
        return [hit.quote_id for hit in response.hits]

    def test_roles_are_counted_by_the_articles_that_print_them(self) -> None:
        def said(*roles: str, speaker: int = 5) -> tuple[QuoteDocument, ...]:
            return tuple(make_said(speaker_id=speaker, role=role) for role in roles)

        self.hold(
            make_document(1, published_on=date(2020, 3, 4), quotes=said("Minister", "Minister", "mayor", "")),
            make_document(2, published_on=date(2022, 5, 6), quotes=said("Minister") + said("Minister", speaker=6)),
            make_document(3, published_on=date(2021, 1, 1), quotes=said("Minister", speaker=6)),
            make_document(4, published_on=date(2023, 1, 1), status="draft", quotes=said("Minister")),
            make_document(5, published_on=None, quotes=said("Nobody yet")),
        )
        counted = self.engine.roles(Filters(NOW, speakers=(5,)))
        assert sorted(counted, key=lambda one: one.role) == [
            RoleCount("Minister", 2, date(2020, 3, 4), date(2022, 5, 6)),
            RoleCount("mayor", 1, date(2020, 3, 4), date(2020, 3, 4)),
        ]
        assert self.engine.roles(Filters(NOW, speakers=(7,))) == []

    def test_quotes_are_found_by_their_own_words_and_speaker_only(self) -> None:
        said = (
            make_said("We shall build ships.", 11, speaker_id=5, speakers=("Rosa Perez", "the mayor")),
            make_said("Nobody needs a ship.", 12, speaker_id=6, speakers=("Ivo Lind",)),
        )
        self.hold(make_document(1, headline="Harbour dispute", body="Bridges and ships.", quotes=said))
        assert set(self.quotes("ship")) == {11, 12}
        assert self.quotes('"shall build"') == [11]
        assert self.quotes("bridges") == []
        assert self.quotes("speaker:mayor") == [11]
        assert self.quotes("ship -speaker:perez") == [12]
        assert set(self.quotes("headline:dispute")) == {11, 12}
        assert self.quotes(speakers=(6,)) == [12]
        assert self.found("quote:nobody") == {1}

    def test_the_words_that_match_are_marked(self) -> None:
        self.hold(make_document(1, quotes=(make_said("The ministers voted."),)))
        (hit,) = self.ask_quotes("minister vote").hits
        assert hit.words
        assert hit.words.text == "The ministers voted."
        assert marked(hit.words) == ["ministers", "voted"]
        (plain,) = self.ask_quotes("minister", highlight=False).hits
        assert plain.words is None

    def test_kinds_are_told_apart_and_counted(self) -> None:
        said = (make_said("one word", 1), make_said("another word", 2), make_said("a word", 3, kind="fragment"))
        self.hold(make_document(1, quotes=said))
        assert set(self.quotes("word", kinds=("utterance",))) == {1, 2}
        assert self.quotes(kinds=("fragment",)) == [3]
        answer = self.ask_quotes("word", filters=Filters(None, kinds=("fragment",)), facets=("kind", "source"))
        assert answer.facets["kind"] == [FacetCount("utterance", 2), FacetCount("fragment", 1)]
        assert answer.facets["source"] == [FacetCount(1, 1)]
        assert self.found(kinds=("utterance",)) == set()

    def test_what_readers_may_not_see_is_neither_found_nor_counted(self) -> None:
        hidden: list[dict[str, Any]] = [{"status": "draft"}, {"status": "withheld"}, {"publish_at": NOW + timedelta(1)}]
        for pk, fields in enumerate([{}, *hidden], 1):
            self.hold(make_document(pk, quotes=(make_said("same words", pk),), **fields))
        answer = self.ask_quotes("words", filters=Filters(NOW), facets=QUOTE_FACETS, timeline="year")
        assert ([hit.quote_id for hit in answer.hits], answer.total) == ([1], 1)
        assert answer.facets["kind"] == [FacetCount("utterance", 1)]
        assert answer.timeline == [Bar(date(2024, 1, 1), 1)]
        self.hold(make_document(1, status="withheld", quotes=(make_said("same words", 1),)))
        assert self.quotes("words", visible_at=NOW) == []

    def test_quotes_go_with_their_article(self) -> None:
        self.hold(make_document(1, quotes=(make_said("first", 1), make_said("second", 2))), make_document(2))
        self.hold(make_document(1, quotes=(make_said("second", 2),)))
        assert self.quotes() == [2]
        self.engine.apply([], [1])
        assert self.quotes() == []

    def test_a_rebuild_replaces_the_quotes_too(self) -> None:
        self.hold(make_document(1, quotes=(make_said("old", 1),)), make_document(2, quotes=(make_said("old", 2),)))
        with self.engine.rebuild([make_document(1, quotes=(make_said("new", 3),))]) as fresh:
            fresh.swap([make_document(4, quotes=(make_said("new", 4),))], [])
        assert set(self.quotes()) == {3, 4}

    def test_newest_and_oldest_go_by_the_articles_time_then_by_the_quote(self) -> None:
        self.hold(
            make_document(1, published_on=date(2024, 5, 1), quotes=(make_said("x", 11), make_said("x", 12))),
            make_document(2, published_on=date(2023, 5, 1), quotes=(make_said("x", 21),)),
            make_document(3, published_on=None, quotes=(make_said("x", 31),)),
        )
        newest = [12, 11, 21, 31]
        assert [hit.quote_id for hit in self.ask_quotes(sort=Sort.NEWEST).hits] == newest
        assert [hit.quote_id for hit in self.ask_quotes(sort=Sort.OLDEST).hits] == newest[::-1]
        pages = [self.ask_quotes(offset=offset, limit=1) for offset in range(5)]
        assert [hit.quote_id for page in pages for hit in page.hits] == newest
        assert {page.total for page in pages} == {4}

    def test_relevance_puts_the_shorter_and_fuller_quote_first(self) -> None:
        said = (make_said("peace and many other things that one may say", 1), make_said("peace, peace", 2))
        self.hold(make_document(1, quotes=said))
        hits = self.ask_quotes("peace", sort=Sort.RELEVANCE).hits
        assert [hit.quote_id for hit in hits] == [2, 1]
        assert all(hit.score and hit.article_id == 1 for hit in hits)

    def test_excluded_articles_keep_their_quotes_out(self) -> None:
        self.hold(make_document(1, quotes=(make_said("x", 1),)), make_document(2, quotes=(make_said("x", 2),)))
        assert self.quotes("x", exclude=(1,)) == [2]

    def test_a_misspelt_word_is_set_right_by_what_was_said(self) -> None:
        self.hold(make_document(1, body="storm", quotes=(make_said("The harbour is closed"),)))
        assert self.ask_quotes("harbuor").suggestion == parse("harbour").node
        assert self.ask_quotes("storn").suggestion is None

    @ONE_FOR_ALL
    @given(ARCHIVES, FILTERS)
    def test_totals_facets_and_timeline_are_a_count_by_hand(
        self, documents: list[SearchDocument], filters: Filters
    ) -> None:
        everything = self.engine.search(SearchRequest(Filters(None), limit=1000)).hits
        self.engine.apply(documents, {hit.article_id for hit in everything} - {each.id for each in documents})
        answer = self.ask_quotes(filters=filters, facets=QUOTE_FACETS, timeline="day", limit=1000)
        expected = quotes_of(documents, filters)
        assert answer.total == len(answer.hits) == len(expected)
        assert {hit.quote_id for hit in answer.hits} == {quote.id for _, quote in expected}
        days = Counter(document.published_on for document, _ in expected if document.published_on)
        assert {bar.start: bar.count for bar in answer.timeline} == days
        sources = Counter(document.source_id for document, _ in quotes_of(documents, filters, "source"))
        assert {one.value: one.count for one in answer.facets["source"]} == dict.fromkeys(filters.sources, 0) | sources
        speakers = Counter(quote.speaker_id for _, quote in quotes_of(documents, filters, "speaker"))
        named = dict.fromkeys(filters.speakers, 0)
        assert {one.value: one.count for one in answer.facets["speaker"]} == named | speakers

    def test_facets_can_be_counted_within_their_own_filter(self) -> None:
        both = (make_said("x", 1, speaker_id=5), make_said("x", 2, speaker_id=6))
        self.hold(make_document(1, quotes=both), make_document(2, quotes=(make_said("x", 3, speaker_id=7),)))
        question: dict[str, Any] = {"filters": Filters(None, speakers=(5,)), "facets": ("speaker",)}
        within = self.ask(facets_within=True, **question).facets["speaker"]
        assert within == [FacetCount(5, 1), FacetCount(6, 1)]
        assert len(self.ask(**question).facets["speaker"]) == 3
