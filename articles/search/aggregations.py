"""Facets and the timeline by Tantivy's terms aggregation."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Occur, Query, Searcher

from articles.search.counting import ALL, all_of, count
from articles.search.engine import Bar, FacetCount, FacetName, Filters, RoleCount, SearchRequest
from articles.search.filters import any_of, filter_clauses, named_in, without_own
from articles.search.schema import DATE_FACETS, day_of, period_of

_ALL_IN_SEGMENT = 10_000_000  # counts are exact when no segment leaves a value out
_ALL_ROLES = 10_000
_ALL_DATES = 40_000  # days of a hundred years; Tantivy gives at most 65,000 values in all


Buckets = dict[int | str, int]
"""How many documents have each value."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The facets and the timeline; `total` is how many match in all, where finding the hits does not tell."""

    facets: dict[FacetName, Sequence[FacetCount]]
    timeline: Sequence[Bar] = ()
    total: int | None = None


def count_values(searcher: Searcher, wanted: Query, request: SearchRequest) -> Counts:
    """The request's facets and timeline. Those that share their filters are counted in one pass."""
    passes: defaultdict[Filters, set[str]] = defaultdict(set)
    counted = {facet: _filters_for(facet, request) for facet in request.facets}
    for facet, filters in counted.items():
        passes[filters].add(facet)
    if request.timeline:
        passes[request.filters].add(request.timeline)
    by_cursor = request.after or request.before
    if by_cursor:
        passes.setdefault(request.filters, set())  # a page from a cursor is placed by the total
    with_all = by_cursor or request.limit <= 0  # else the search for the hits counts them
    total: int | None = None
    buckets: dict[tuple[Filters, str], Buckets] = {}
    for filters, names in passes.items():
        query = Query.boolean_query([(Occur.Must, wanted), *filter_clauses(filters)])
        asked = _asked(names, request.facet_limit)
        answer = searcher.aggregate(query, asked | ALL if with_all and filters == request.filters else asked)
        total = all_of(answer) if "all" in answer else total
        buckets |= {(filters, name): counts for name, counts in _buckets(answer, names).items()}
        for name in counted.keys() & names:
            _add_named(buckets[filters, name], searcher, query, name, request.filters)
    facets = {facet: _facet(buckets[filters, facet], facet) for facet, filters in counted.items()}
    bars = sorted(buckets[request.filters, request.timeline].items()) if request.timeline else ()
    timeline = [Bar(day_of(int(number), request.timeline or "day"), count) for number, count in bars]
    return Counts(facets, timeline, total)


def count_roles(searcher: Searcher, query: Query) -> Sequence[RoleCount]:
    """The roles of the quotes that match, each with its articles and its first and last day."""
    days = {end: {end: {"field": "day"}} for end in ("min", "max")}
    answer = searcher.aggregate(query, {"role": _terms("role", _ALL_ROLES) | {"aggs": days}})
    return [
        RoleCount(each["key"], each["doc_count"], *(day_of(int(each[end]["value"]), "day") for end in ("min", "max")))
        for each in answer["role"]["buckets"]
        if each["min"]["value"] is not None
    ]


def _filters_for(facet: FacetName, request: SearchRequest) -> Filters:
    return request.filters if request.facets_within else without_own(request.filters, facet)


def _asked(names: set[str], limit: int) -> dict[str, dict[str, object]]:
    """The counts to ask for. Of years, months and days only the finest is counted."""
    finest = _finest(names)
    return {name: _terms(name, limit) for name in names if name not in DATE_FACETS or name == finest}


def _buckets(answer: dict[str, Any], names: set[str]) -> dict[str, Buckets]:
    """How often each value of each name was counted; years and months are added up of what is finer."""
    finest = _finest(names)
    given = [name for name in names if name in answer]
    found = {name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in given}
    for name in names - set(given):
        found[name] = Counter[int | str]()
        for number, held in found[finest or name].items():
            found[name][period_of(int(number), finest or name, name)] += held
    return found


def _finest(names: set[str]) -> str | None:
    return next((unit for unit in reversed(DATE_FACETS) if unit in names), None)


def _terms(name: str, limit: int) -> dict[str, object]:
    size = _ALL_DATES if name in DATE_FACETS else limit
    return {"terms": {"field": name, "size": size, "segment_size": _ALL_IN_SEGMENT}}


def _add_named(buckets: Buckets, searcher: Searcher, query: Query, facet: FacetName, filters: Filters) -> None:
    """The values that the filters name, where nothing has them or too few to be among the largest."""
    for value in set(named_in(filters, facet)) - buckets.keys():
        held = Query.boolean_query([(Occur.Must, query), (Occur.Must, any_of(facet, [value]))])
        buckets[value] = count(searcher, held)


def _facet(counts: Buckets, facet: FacetName) -> Sequence[FacetCount]:
    """Largest first."""
    values = [FacetCount(_value(key, facet), count) for key, count in counts.items()]
    return sorted(values, key=lambda value: (-value.count, str(value.value)))


def _value(key: int | str, facet: FacetName) -> int | str:
    if facet == "month":
        return f"{day_of(int(key), 'month'):%Y-%m}"
    if facet == "day":
        return day_of(int(key), "day").isoformat()
    return int(key) if isinstance(key, int | float) else key
