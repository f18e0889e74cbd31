"""How a list is gone through: page by page from a cursor, and as a whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.cursor import Cursor
from articles.search.document import SearchDocument
from articles.search.engine import Filters, QuoteResponse, SearchRequest, SearchResponse, Sort
from articles.search.query import parse
from articles.search.syntax import Node
from tests.search.contract_base import NOW, Contract
from tests.search.contract_numbers import ARCHIVES, ONE_FOR_ALL, QUERIES
from tests.search.documents import make_document, make_said

MOMENT = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
WORDS = parse("words").node

Answer = TypeVar("Answer", SearchResponse, QuoteResponse)


def ids(answer: SearchResponse | QuoteResponse) -> list[int]:
    """Of the hits, their own."""
    if isinstance(answer, SearchResponse):
        return [hit.article_id for hit in answer.hits]
    return [hit.quote_id for hit in answer.hits]


def forwards(ask: Callable[[SearchRequest], Answer], request: SearchRequest) -> Iterator[Answer]:
    """All pages of a list, from the first to the last, by cursor."""
    answer = ask(request)
    yield answer
    while answer.next:
        answer = ask(replace(request, after=answer.next))
        yield answer


class PagingContract(Contract):
    """Cursors and walks."""

    def hold_same_words(self, number: int) -> None:
        """So many articles, in three commits, of which ten at a time share their minute and all share their words."""
        documents = [
            make_document(pk, body="same words here", published_at=MOMENT + timedelta(minutes=pk // 10))
            for pk in range(1, number + 1)
        ]
        for commit in range(3):
            self.hold(*documents[commit::3])

    @pytest.mark.parametrize("sort", list(Sort))
    def test_pages_from_cursor_to_cursor_are_the_whole_list(self, sort: Sort) -> None:
        self.hold_same_words(35)
        request = SearchRequest(Filters(None), WORDS, sort, limit=4)
        whole = ids(self.engine.search(replace(request, limit=100)))
        pages = list(forwards(self.engine.search, request))
        assert [pk for page in pages for pk in ids(page)] == whole
        assert len(set(whole)) == 35
        assert [page.start for page in pages] == list(range(0, 35, 4))
        assert {page.total for page in pages} == {35}

    @pytest.mark.parametrize("sort", list(Sort))
    def test_the_way_back_leads_over_the_same_pages(self, sort: Sort) -> None:
        self.hold_same_words(22)
        request = SearchRequest(Filters(None), WORDS, sort, limit=5)
        *pages, last = list(forwards(self.engine.search, request))
        assert last.previous
        answer = last
        for page in reversed(pages):
            assert answer.previous
            answer = self.engine.search(replace(request, before=answer.previous))
            assert (ids(answer), answer.start, answer.next) == (ids(page), page.start, page.next)
        assert answer.previous is None

    def test_cursors_are_told_beside_an_offset_too(self) -> None:
        self.hold_same_words(12)
        request = SearchRequest(Filters(None), limit=5)
        first, second, third = forwards(self.engine.search, request)
        assert self.engine.search(replace(request, offset=5)) == second
        assert self.engine.search(replace(request, offset=10)) == third
        assert self.engine.search(replace(request, offset=5, after=first.next)) == third
        assert (first.previous, third.next) == (None, None)

    def test_articles_added_before_and_after_a_cursor_move_nothing(self) -> None:
        self.hold_same_words(30)
        request = SearchRequest(Filters(None), WORDS, Sort.NEWEST, limit=10)
        whole = ids(self.engine.search(replace(request, limit=100)))
        first = self.engine.search(request)
        self.hold(
            make_document(100, body="words", published_at=MOMENT + timedelta(days=1)),
            make_document(101, body="words", published_at=MOMENT - timedelta(days=1)),
        )
        second = self.engine.search(replace(request, after=first.next))
        assert ids(second) == whole[10:20]
        assert (second.start, second.total) == (11, 32)
        self.engine.apply([], [whole[9], whole[10]])
        assert ids(self.engine.search(replace(request, after=first.next))) == whole[11:21]

    def test_a_list_by_relevance_goes_on_at_the_hit_where_it_now_stands(self) -> None:
        self.hold(*(make_document(pk, body="words and more " * pk) for pk in range(1, 11)))
        request = SearchRequest(Filters(None), WORDS, Sort.RELEVANCE, limit=5)
        whole = ids(self.engine.search(replace(request, limit=100)))
        first = self.engine.search(request)
        self.hold(make_document(50, headline="words words"))
        second = self.engine.search(replace(request, after=first.next))
        assert (ids(second), second.start) == (whole[5:], 6)
        self.engine.apply([], [whole[4]])
        assert ids(self.engine.search(replace(request, after=first.next, limit=100)))[-5:] == whole[5:]

    def test_undated_articles_and_times_out_of_the_ordinary_are_gone_through(self) -> None:
        moments = [None, None, datetime(1, 1, 1, tzinfo=UTC), datetime(1609, 6, 1, tzinfo=UTC)]
        moments += [datetime(9999, 12, 31, 23, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)]
        documents = [make_document(pk, published_at=moment) for pk, moment in enumerate(moments, 1)]
        self.hold(*documents)
        for sort, expected in ((Sort.OLDEST, [1, 2, 3, 4, 5, 6]), (Sort.NEWEST, [6, 5, 4, 3, 2, 1])):
            pages = forwards(self.engine.search, SearchRequest(Filters(None), sort=sort, limit=1))
            assert [pk for page in pages for pk in ids(page)] == expected

    @pytest.mark.parametrize("limit", [1, 2, 3])
    @pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
    def test_ids_of_any_size_are_neither_lost_nor_doubled(self, sort: Sort, limit: int) -> None:
        numbers = {5, 5 + 2**25, 5 + 2**30, 5 + 2**31, 5 + 2**40, 6, 7 + 2**30}
        self.hold(*(make_document(pk, published_at=MOMENT) for pk in numbers))
        pages = list(forwards(self.engine.search, SearchRequest(Filters(None), sort=sort, limit=limit)))
        assert sorted(pk for page in pages for pk in ids(page)) == sorted(numbers)

    def test_quotes_have_cursors_of_their_own(self) -> None:
        for pk in range(1, 5):
            said = tuple(make_said("same words", 10 * pk + number) for number in range(3))
            self.hold(make_document(pk, published_at=MOMENT + timedelta(minutes=pk // 3), quotes=said))
        for sort in Sort:
            request = SearchRequest(Filters(None), WORDS, sort, limit=5)
            whole = ids(self.engine.search_quotes(replace(request, limit=100)))
            pages = list(forwards(self.engine.search_quotes, request))
            assert [pk for page in pages for pk in ids(page)] == whole
            assert len(set(whole)) == 12
            assert ids(self.engine.search_quotes(replace(request, before=pages[2].previous))) == ids(pages[1])
            assert [pk for batch in self.engine.walk_quotes(request).batches for pk in batch] == whole

    def test_a_cursor_of_nothing_that_matches_is_a_place_all_the_same(self) -> None:
        self.hold_same_words(10)
        middle = Cursor(5, MOMENT)
        after = self.ask("words", sort=Sort.OLDEST, after=middle)
        before = self.ask("words", sort=Sort.OLDEST, before=middle)
        assert (ids(before), ids(after)) == ([1, 2, 3, 4], [6, 7, 8, 9, 10])
        assert ids(self.ask("words", sort=Sort.OLDEST, after=Cursor(99, MOMENT + timedelta(days=9)))) == []
        beyond = self.ask("words", sort=Sort.RELEVANCE, after=Cursor(99, place=10**9))
        assert (ids(beyond), beyond.start, beyond.total) == ([], 10, 10)

    @pytest.mark.parametrize("sort", list(Sort))
    def test_a_walk_gives_every_hit_once_in_order_while_the_index_changes(self, sort: Sort) -> None:
        self.hold_same_words(25)
        request = SearchRequest(Filters(None, exclude=(7,)), WORDS, sort, limit=3)
        whole = ids(self.engine.search(replace(request, limit=100)))
        walk = self.engine.walk(request)
        self.hold(make_document(100, body="words words", published_at=MOMENT + timedelta(minutes=1)))
        self.engine.apply([], [1, 2, 3])
        with self.engine.rebuild([make_document(200, body="words")]) as fresh:
            fresh.swap([], [])
        assert [pk for batch in walk.batches for pk in batch] == whole
        assert walk.total == len(whole) == 24

    def test_a_walk_through_nothing(self) -> None:
        self.hold(make_document(1))
        walk = self.engine.walk(SearchRequest(Filters(None), WORDS))
        assert (walk.total, list(walk.batches)) == (0, [])

    @settings(ONE_FOR_ALL, max_examples=40)
    @given(ARCHIVES, QUERIES, st.sampled_from(list(Sort)), st.integers(1, 5))
    def test_pages_by_cursor_walks_and_totals_agree(
        self, archive: list[SearchDocument], query: Node | None, sort: Sort, limit: int
    ) -> None:
        self.engine.apply(archive, range(len(archive) + 1, 20))
        for filters in (Filters(NOW), Filters(None, first_day=date(2023, 1, 1))):
            request = SearchRequest(filters, query, sort, limit=limit)
            whole = self.engine.search(replace(request, limit=50))
            pages = list(forwards(self.engine.search, request))
            assert [pk for page in pages for pk in ids(page)] == ids(whole)
            walk = self.engine.walk(request)
            assert [pk for batch in walk.batches for pk in batch] == ids(whole)
            assert walk.total == whole.total == len(whole.hits)

    @settings(ONE_FOR_ALL, max_examples=25)
    @given(ARCHIVES, ARCHIVES, QUERIES, st.sampled_from([Sort.NEWEST, Sort.OLDEST]), st.integers(1, 4))
    def test_pages_lose_and_double_nothing_while_articles_are_added(
        self,
        archive: list[SearchDocument],
        added: list[SearchDocument],
        query: Node | None,
        sort: Sort,
        limit: int,
    ) -> None:
        self.engine.apply(archive, range(len(archive) + 1, 60))
        request = SearchRequest(Filters(NOW), query, sort, limit=limit)
        before = ids(self.engine.search(replace(request, limit=50)))
        later, walked = iter(added), list[int]()
        for page in forwards(self.engine.search, request):
            walked += ids(page)
            self.engine.apply([replace(each, id=each.id + 30) for each in islice(later, 2)], [])
        assert [pk for pk in walked if pk <= 30] == before
        assert len(walked) == len(set(walked))
