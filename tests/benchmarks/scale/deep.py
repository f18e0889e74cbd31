"""What deep pages and walks cost: pages behind so many hits, by offset and from a cursor, with facets and strip as the
explorer asks for them, and all ids of a question."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Any

from django.utils import timezone

from articles.search.engine import Engine, Filters, SearchRequest, SearchResponse, Sort
from articles.search.engines import get_engine
from articles.search.query import parse
from articles.views.facets import COUNTED, FACET_LIMIT
from tests.benchmarks.scale.figures import Figures, timed
from tests.benchmarks.scale.questions import Deck

DEPTHS = (1_000, 10_000, 100_000, 300_000)
_REPEAT = 7


def run(figures: Figures) -> None:
    """Ask for the first page, the deep ones and for all, of everything and of one broad word, in every order."""
    engine, filters = get_engine(), Filters(timezone.now())
    rows = {}
    for asked, words in (("everything", ""), ("one broad word", Deck().broad[0])):
        for sort in Sort:
            if words or sort is not Sort.RELEVANCE:
                request = SearchRequest(
                    filters, parse(words).node, sort, facets=COUNTED, facet_limit=FACET_LIMIT, timeline="month"
                )
                rows[f"{asked}, {sort.value}"] = dict(_costs(engine, request))
    figures.note(deep=rows, walk_memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _costs(engine: Engine, request: SearchRequest) -> Iterator[tuple[str, Any]]:
    """Milliseconds by what was asked for."""
    took, first = _median(engine, request)
    yield "first page", took
    for depth in DEPTHS:
        if depth + request.limit < first.total:
            took, page = _median(engine, replace(request, offset=depth))
            yield f"{depth:,} hits in, by offset", took
            took, following = _median(engine, replace(request, after=page.next))
            yield f"{depth:,} hits in, after a cursor", took
            took, again = _median(engine, replace(request, before=following.previous))
            yield f"{depth:,} hits in, before a cursor", took
            if again.hits != page.hits:
                raise SystemExit("The page before the next one is not the same page.")
    took, given = timed(lambda: sum(len(batch) for batch in engine.walk(request).batches))
    if given != first.total:
        raise SystemExit(f"A walk gave {given:,} ids of {first.total:,}.")
    yield "all ids", took


def _median(engine: Engine, request: SearchRequest) -> tuple[float, SearchResponse]:
    answers = [timed(partial(engine.search, request)) for _ in range(_REPEAT)]
    return median(took for took, _ in answers), answers[0][1]
