"""One page of an index's hits, by offset or from a cursor, and all of them one batch after the other.

By time, a page from a cursor is a range of the number that hits are sorted by, so that a deep page costs what the first
does. By relevance Tantivy can only count off: it keeps the best `offset + limit` hits of each segment while it looks at
all that match, as it does for the first page too; tests/benchmarks/scale/deep.py measures what that costs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import DocAddress, FieldType, Occur, Order, Query, Searcher

from articles.search.cursor import Cursor
from articles.search.engine import SearchRequest, Sort
from articles.search.schema import SCHEMA, order_key, order_time

BATCH = 10_000
"""Hits in one step of a walk."""

_AT_ONCE = 5 * BATCH
_NEAR = 200  # how far by relevance a hit may have moved since its cursor was given


@dataclass(frozen=True, slots=True)
class Slice:
    """Some hits in their order: `start` is how many stand before them, `total` how many match at all."""

    total: int
    start: int
    addresses: Sequence[DocAddress]
    scores: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one query on one state of an index; `record` is the field that holds a hit's own id."""

    searcher: Searcher
    record: str

    def slice(self, query: Query, request: SearchRequest, total: Callable[[], int]) -> Slice:
        """The hits that a request asks for; `total` tells how many match, and is asked only where the search for the
        hits does not tell it."""
        if request.limit <= 0 or request.offset >= self.searcher.num_docs:
            held = total()
            return Slice(held, min(request.offset, held), [], [])
        if request.sort is Sort.RELEVANCE:
            return self._by_place(query, request)
        return self._by_time(query, request, total)

    def walk(self, query: Query, request: SearchRequest) -> Iterator[list[int]]:
        """The ids of all hits in the request's order, in batches."""
        if request.sort is Sort.RELEVANCE:
            yield from self._walk_best(query)
            return
        rest, descending = query, request.sort is Sort.NEWEST
        while addresses := self._first(rest, BATCH, 0, descending)[0]:
            yield self.numbers(self.record, addresses)
            rest = self._beyond(query, self.numbers("order", addresses[-1:]), descending)

    def _walk_best(self, query: Query) -> Iterator[list[int]]:
        """By relevance, in few searches, since each of them looks at all that match."""
        offset = 0
        while hits := self._best(query, _AT_ONCE, offset).hits:
            offset += len(hits)
            for begin in range(0, len(hits), BATCH):
                yield self.numbers(self.record, [address for _, address in hits[begin : begin + BATCH]])

    def around(self, page: Slice, sort: Sort) -> tuple[Cursor | None, Cursor | None]:
        """Where the list goes on after a page and before it; None at its ends."""
        end = page.start + len(page.addresses)
        last, first = page.addresses[-1:] if end < page.total else (), page.addresses[:1] if page.start else ()
        following = next((self.cursor(address, end, sort) for address in last), None)
        return following, next((self.cursor(address, page.start + 1, sort) for address in first), None)

    def cursor(self, address: DocAddress, place: int, sort: Sort) -> Cursor:
        """The cursor of one hit, whose place in the list is counted from 1."""
        (pk,) = self.numbers(self.record, [address])
        if sort is Sort.RELEVANCE:
            return Cursor(pk, place=place)
        (key,) = self.numbers("order", [address])
        return Cursor(pk, order_time(key))

    def numbers(self, field: str, addresses: Sequence[DocAddress]) -> list[int]:
        """A number that every document has."""
        return [int(value or 0) for value in self.searcher.fast_field_values(field, list(addresses))]

    def _by_time(self, query: Query, request: SearchRequest, total: Callable[[], int]) -> Slice:
        """In the order of the field `order`; what stands before a cursor is read backwards from it."""
        backwards = request.before is not None
        descending = (request.sort is Sort.NEWEST) != backwards
        cursor = request.before or request.after
        keys = [order_key(cursor.published_at, cursor.id)] if cursor else []
        rest = self._beyond(query, keys, descending)
        addresses, left = self._first(rest, request.limit, request.offset, descending)
        held = total() if cursor else left
        start = left - request.offset - len(addresses) if backwards else held - left + request.offset
        if backwards:
            addresses.reverse()
        return Slice(held, min(max(start, 0), held), addresses, [None] * len(addresses))

    def _first(self, query: Query, limit: int, offset: int, descending: bool) -> tuple[list[DocAddress], int]:
        """The first hits by time, and how many match.

        Where ids lie so far apart that two hits have one key, they are not torn apart: what lies beyond the last key is
        then exactly what comes next.
        """
        most = max(self.searcher.num_docs, 1)
        order = Order.Desc if descending else Order.Asc
        found: Any = self.searcher.search(
            query, min(limit + 1, most), offset=offset, order_by_field="order", order=order
        )
        addresses = [address for _, address in found.hits]
        keys = self.numbers("order", addresses)
        if offset or len(keys) <= limit or keys[limit - 1] != keys[limit]:
            return addresses[:limit], found.count
        (tied,) = set(keys[limit:])
        of_key = Query.range_query(SCHEMA, "order", FieldType.Unsigned, lower_bound=tied, upper_bound=tied)
        alike = self.searcher.search(Query.boolean_query([(Occur.Must, query), (Occur.Must, of_key)]), most)
        return addresses[: keys.index(tied)] + [address for _, address in alike.hits], found.count

    def _beyond(self, query: Query, keys: Sequence[int], descending: bool) -> Query:
        """The query, narrowed to what comes after a key; as it is where there is none."""
        if not keys:
            return query
        (key,) = keys
        side = "upper" if descending else "lower"
        bound: dict[str, Any] = {f"{side}_bound": key, f"include_{side}": False}
        rest = Query.range_query(SCHEMA, "order", FieldType.Unsigned, **bound)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(rest, 0.0))])

    def _by_place(self, query: Query, request: SearchRequest) -> Slice:
        """Best first; hits of one score in the order of the index."""
        cursor = request.before or request.after
        if cursor is None:
            found = self._best(query, request.limit, request.offset)
            return self._cut(found, request.offset, 0, len(found.hits))
        reach = _NEAR + request.limit + request.offset
        first = min(max(cursor.place - 1 - reach, 0), self.searcher.num_docs)
        found = self._best(query, 2 * reach, first)
        ids = self.numbers(self.record, [address for _, address in found.hits])
        # Where it is gone, those that stood behind it have moved up.
        here = ids.index(cursor.id) if cursor.id in ids else cursor.place - 1 - first
        if request.before:
            end = max(here - request.offset, 0)
            return self._cut(found, first, max(end - request.limit, 0), end)
        begin = here + (cursor.id in ids) + request.offset
        return self._cut(found, first, begin, begin + request.limit)

    def _cut(self, found: Any, first: int, begin: int, end: int) -> Slice:
        """A part of the hits found, of which `first` is how many stand before them."""
        hits = found.hits[begin:end]
        start = min(first + begin, found.count)
        return Slice(found.count, start, [address for _, address in hits], [score for score, _ in hits])

    def _best(self, query: Query, limit: int, offset: int) -> Any:
        """The best hits by relevance, with a count, which Tantivy's type stub lacks."""
        # Counted even where nobody asks: without a count, Tantivy adds up scores in another order.
        return self.searcher.search(query, max(min(limit, self.searcher.num_docs), 1), offset=offset)
