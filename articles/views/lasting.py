"""Lasting searches: a result as the archive stood at a moment, and the address that will show it again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from articles.search.engine import SearchRequest
from articles.views.facets import Links


@dataclass(frozen=True, slots=True)
class Lasting:
    """What a result page says about time. `as_of` is None where the result is the present one."""

    as_of: datetime | None
    url: str
    """The address that will always mean this result; or, for an earlier one, that of the present result."""
    total_now: int | None = None
    """How many would match now, where that can be told."""


def lasting(question: SearchRequest, links: Links, count: Callable[[SearchRequest], int | None]) -> Lasting:
    """For the result of `question`; `count` says how many records match a question."""
    as_of = question.filters.as_of
    if as_of is None:
        return Lasting(None, links.with_values(as_of=[f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"]))
    now = replace(question, filters=replace(question.filters, as_of=None), limit=0, facets=(), highlight=False)
    return Lasting(as_of, links.with_values(as_of=[]), count(now))
