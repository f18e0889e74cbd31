"""Filters to Tantivy's clauses, and which filters a facet is counted with."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tantivy import FieldType, Occur, Query

from articles.search.compiler import day_range
from articles.search.engine import FacetName, Filters
from articles.search.schema import HIDDEN, SCHEMA, day_number

Clause = tuple[Occur, Query]

_FILTER_OF: dict[str, str] = {
    "source": "sources",
    "agency": "agencies",
    "topic": "topics",
    "speaker": "speakers",
    "language": "languages",
    "status": "statuses",
    "kind": "kinds",
}
"""The filters of which any value will do."""


def filter_clauses(filters: Filters) -> list[Clause]:
    """Clauses that narrow a query and do not count for relevance."""
    clauses: list[Clause] = []
    for facet, name in _FILTER_OF.items():
        values = getattr(filters, name)
        if values:
            clauses.append((Occur.Must, any_of(facet, values)))
    clauses += [(Occur.Must, any_of("has", [value])) for value in filters.has]
    if filters.first_day or filters.last_day:
        first, last = filters.first_day, filters.last_day
        days = day_range(day_number(first) if first else None, day_number(last) if last else None)
        clauses.append((Occur.Must, Query.const_score_query(days, 0.0)))
    clauses += [(Occur.MustNot, Query.term_query(SCHEMA, "id", article_id)) for article_id in filters.exclude]
    if filters.visible_at:
        clauses.append((Occur.MustNot, _unseen(filters.visible_at)))
    if filters.as_of:
        moment = int(filters.as_of.timestamp())
        seen = Query.range_query(SCHEMA, "public_since", FieldType.Integer, upper_bound=moment)
        clauses.append((Occur.Must, Query.const_score_query(seen, 0.0)))
    return clauses


def named_in(filters: Filters, facet: FacetName) -> Sequence[int | str]:
    """The values of a facet that the filters name."""
    values: Sequence[int | str] = filters.has if facet == "has" else getattr(filters, _FILTER_OF.get(facet, ""), ())
    return values


def without_own(filters: Filters, facet: FacetName) -> Filters:
    """The filters that a facet is counted with: all but its own, if any value of it will do."""
    if facet in _FILTER_OF:
        empty: dict[str, Any] = {_FILTER_OF[facet]: ()}
        return replace(filters, **empty)
    if facet == "has":
        return filters
    if facet == "year":
        return replace(filters, first_day=None, last_day=None)
    return replace(
        filters,
        first_day=filters.first_day and _period_start(filters.first_day, facet),
        last_day=filters.last_day and _period_end(filters.last_day, facet),
    )


def any_of(field: str, values: Sequence[int | str]) -> Query:
    """Documents that have any of these values."""
    terms = [Query.term_query(SCHEMA, field, value) for value in values]
    either = terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])
    return Query.const_score_query(either, 0.0)


def _unseen(now: datetime) -> Query:
    """What readers may not see. That is little: to exclude it costs less than to look everything else up; and one
    clause costs less than two, each of which would be asked about every match."""
    hidden = Query.term_query(SCHEMA, "hidden", HIDDEN)
    later = int(now.timestamp())
    scheduled = Query.range_query(SCHEMA, "publish_at", FieldType.Integer, lower_bound=later, include_lower=False)
    return Query.boolean_query([(Occur.Should, hidden), (Occur.Should, scheduled)])


def _period_start(day: date, facet: FacetName) -> date:
    return day.replace(month=1, day=1) if facet == "month" else day.replace(day=1)


def _period_end(day: date, facet: FacetName) -> date:
    month = 12 if facet == "month" else day.month
    return day.replace(month=month, day=monthrange(day.year, month)[1])
