"""The engine against bare Tantivy, question by question: 20 hits with what matched, facets, strip, total."""

import resource
from collections import defaultdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from django.conf import settings
from django.utils import timezone

from articles.search.compiler import WEIGHTS, Compiler
from articles.search.engine import Filters, SearchRequest, SearchResponse, Sort
from articles.search.query import parse
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine
from articles.views.facets import COUNTED, FACET_LIMIT
from tests.benchmarks.scale.bare import Bare, BareAnswer
from tests.benchmarks.scale.figures import Figures, spread, timed
from tests.benchmarks.scale.questions import Deck, Question

_WARM = 20


def request_for(question: Question, now: datetime) -> SearchRequest:
    """The explorer's request for a question."""
    filters = Filters(
        visible_at=now,
        sources=() if question.source is None else (question.source,),
        first_day=question.first_day,
        last_day=question.last_day,
    )
    return SearchRequest(
        filters,
        parse(question.text).node,
        Sort.RELEVANCE,
        facets=COUNTED,
        facet_limit=FACET_LIMIT,
        timeline="month",
    )


def run(figures: Figures) -> None:
    """Ask every question of both, compare the answers, note the times."""
    storage = FolderStorage(Path(str(settings.SEARCH_INDEX_DIR)))
    engine = TantivyEngine(storage)
    index = storage.open(storage.current()).articles
    now = timezone.now()
    bare = Bare(index, cast("tuple[str, ...]", COUNTED), FACET_LIMIT, now)
    compiler = Compiler(bare.searcher, WEIGHTS)
    questions = Deck().draw()
    times: defaultdict[str, list[float]] = defaultdict(list)
    bare_times: defaultdict[str, list[float]] = defaultdict(list)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, question in enumerate([*questions[:_WARM], *questions]):
        node = parse(question.text).node
        if node is None:
            raise SystemExit(f"{question.text!r} is no question.")
        given = question, compiler.compile(node), compiler.compile(node, ranked=False)
        took, answer = timed(partial(_ask, engine, question, now))
        bare_took, bare_answer = timed(partial(bare.answer, *given))
        _compare(question, answer, bare_answer)
        if number >= _WARM:
            times[question.kind].append(took)
            bare_times[question.kind].append(bare_took)
            found[question.kind].append(answer.total)
    figures.note(
        engine=_rows(times), bare=_rows(bare_times), found={kind: sorted(n)[len(n) // 2] for kind, n in found.items()}
    )
    figures.note(engine_memory=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _ask(engine: TantivyEngine, question: Question, now: datetime) -> SearchResponse:
    """With reading the words, which is the engine's work and not bare Tantivy's."""
    return engine.search(request_for(question, now))


def _rows(times: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    rows = {kind: spread(each) for kind, each in times.items()}
    return rows | {"all": spread([one for each in times.values() for one in each])}


def _compare(question: Question, ours: SearchResponse, bare: BareAnswer) -> None:
    """Both must have given the same answer, or the times say nothing. Raises SystemExit."""
    same = ours.total == bare.total and [hit.article_id for hit in ours.hits] == bare.ids
    for name in COUNTED:
        theirs = bare.counts[name] if name in bare.counts else _years(bare.counts["month"])
        mine = {value.value: value.count for value in ours.facets[name]}
        # Where a facet is cut at its limit, either may show the one or the other of two values with the same count, and
        # the engine adds a chosen value that is beyond.
        same = same and sorted(mine.values(), reverse=True)[:FACET_LIMIT] == sorted(theirs.values(), reverse=True)
    if not same:
        raise SystemExit(f"The engine and bare Tantivy differ on {question.text!r}: {ours.total} and {bare.total}.")


def _years(months: dict[int | str, int]) -> dict[int | str, int]:
    years: defaultdict[int | str, int] = defaultdict(int)
    for month, count in months.items():
        years[int(month) // 100] += count
    return dict(years)
