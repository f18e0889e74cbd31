"""Facets and the timeline by Tantivy's terms aggregation."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tantivy import Occur, Query, Searcher

from articles.search.engine import Bar, FacetCount, FacetName, Filters, SearchRequest
from articles.search.filters import filter_clauses, without_own
from articles.search.schema import DATE_FACETS, day_of, period_of

_ALL_IN_SEGMENT = 10_000_000  # counts are exact when no segment leaves a value out
_ALL_DATES = 40_000  # days of a hundred years; Tantivy gives at most 65,000 values in all

Counts = tuple[dict[FacetName, Sequence[FacetCount]], list[Bar]]


def count_values(searcher: Searcher, wanted: Query, request: SearchRequest) -> Counts:
    """The request's facets and timeline. Those that share their filters are counted in one pass."""
    passes: defaultdict[Filters, set[str]] = defaultdict(set)
    counted = {facet: _filters_for(facet, request) for facet in request.facets}
    for facet, filters in counted.items():
        passes[filters].add(facet)
    if request.timeline:
        passes[request.filters].add(request.timeline)
    buckets: dict[tuple[Filters, str], dict[int | str, int]] = {}
    for filters, names in passes.items():
        query = Query.boolean_query([(Occur.Must, wanted), *filter_clauses(filters)])
        for name, counts in _aggregate(searcher, query, names, request.facet_limit).items():
            buckets[filters, name] = counts
    facets = {facet: _facet(buckets[filters, facet], facet) for facet, filters in counted.items()}
    if not request.timeline:
        return facets, []
    bars = buckets[request.filters, request.timeline]
    return facets, [Bar(day_of(int(number), request.timeline), count) for number, count in sorted(bars.items())]


def _filters_for(facet: FacetName, request: SearchRequest) -> Filters:
    return request.filters if request.facets_within else without_own(request.filters, facet)


def _aggregate(searcher: Searcher, query: Query, names: set[str], limit: int) -> dict[str, dict[int | str, int]]:
    """The counts of each name's values. Of years, months and days only the finest is counted, the others added up."""
    finest = next((unit for unit in reversed(DATE_FACETS) if unit in names), None)
    asked = [name for name in names if name not in DATE_FACETS or name == finest]
    answer = searcher.aggregate(query, {name: _terms(name, limit) for name in asked})
    found = {name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in asked}
    for name in names - set(asked):
        found[name] = Counter[int | str]()
        for number, count in found[finest or name].items():
            found[name][period_of(int(number), finest or name, name)] += count
    return found


def _terms(name: str, limit: int) -> dict[str, dict[str, object]]:
    size = _ALL_DATES if name in DATE_FACETS else limit
    return {"terms": {"field": name, "size": size, "segment_size": _ALL_IN_SEGMENT}}


def _facet(counts: dict[int | str, int], facet: FacetName) -> Sequence[FacetCount]:
    """Largest first."""
    values = [FacetCount(_value(key, facet), count) for key, count in counts.items()]
    return sorted(values, key=lambda value: (-value.count, str(value.value)))


def _value(key: int | str, facet: FacetName) -> int | str:
    if facet == "month":
        return f"{day_of(int(key), 'month'):%Y-%m}"
    if facet == "day":
        return day_of(int(key), "day").isoformat()
    return int(key) if isinstance(key, int | float) else key
