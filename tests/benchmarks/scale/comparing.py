"""The engine against the databases' own full-text search, on the same rows and the same questions, in turn."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from articles.search.engine import SearchRequest
from articles.search.engines import get_engine
from articles.search.loading import id_batches, load_documents
from articles.search.syntax import And, Node, Phrase, Word
from tests.benchmarks.scale.answers import request_for
from tests.benchmarks.scale.figures import Answer, Figures, spread, timed
from tests.benchmarks.scale.questions import Deck, Question
from tests.benchmarks.scale.rivals import HITS, Row, rivals

OTHERS = 8
"""Questions of each kind but the first, which is asked in full: for some a database takes seconds."""
_FIRST = "one broad word"


def run(figures: Figures) -> None:
    """Load both databases, ask all three, note the times and how many totals agree."""
    engine, now = get_engine(), timezone.now()
    times: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    agree = 0
    questions = list(_chosen(Deck().draw()))
    with rivals(Path(str(settings.DATA_DIR))) as databases:
        loaded = figures.read().get("rivals_loaded", {}) | {
            rival.name: round(timed(partial(rival.fill, _rows()))[0] / 1000)
            for rival in databases
            if rival.held() != Article.objects.standing().count()
        }
        figures.note(rivals_loaded=loaded)
        for rival in databases:
            rival.answer(questions[0])
        engine.search(request_for(questions[0], now))
        for question in questions:
            request = replace(
                request_for(question, now), facets=("source", "year"), timeline=None, highlight=False, limit=HITS
            )
            times["engine"][question.kind].append(_again(partial(engine.search, request))[0])
            totals = {engine.search(replace(request, query=_as_written(request))).total}
            for rival in databases:
                took, answer = _again(partial(rival.answer, question))
                times[rival.name][question.kind].append(took)
                totals.add(answer.total)
            agree += len(totals) == 1
    rows = {name: {kind: spread(each) for kind, each in kinds.items()} for name, kinds in times.items()}
    figures.note(rivals=rows, rivals_asked=len(questions), rivals_agree=agree)


def _again(ask: Callable[[], Answer]) -> tuple[float, Answer]:
    """How long an answer takes that was given before, so that everybody has in memory what they need."""
    ask()
    return timed(ask)


def _chosen(questions: list[Question]) -> Iterator[Question]:
    asked: defaultdict[str, int] = defaultdict(int)
    for question in questions:
        asked[question.kind] += 1
        if question.kind == _FIRST or asked[question.kind] <= OTHERS:
            yield question


def _as_written(request: SearchRequest) -> Node | None:
    """The query without inflections, for the databases know none: the totals must be the same."""

    def exact(node: Node) -> Node:
        if isinstance(node, And):
            return And(tuple(exact(each) for each in node.nodes))
        return replace(node, exact=True) if isinstance(node, Word | Phrase) else node

    return exact(request.query) if request.query else None


def _rows() -> Iterator[Row]:
    """What the index holds of every article, with whether readers may see it."""
    for ids in id_batches():
        public = set(Article.objects.public().filter(pk__in=ids).values_list("pk", flat=True))
        for one in load_documents(Article.objects.filter(pk__in=ids)):
            year = one.published_on.year if one.published_on else 0
            yield (
                one.id,
                one.source_id,
                year,
                int(one.id in public),
                one.headline,
                one.standfirst,
                one.body,
                one.captions,
            )
