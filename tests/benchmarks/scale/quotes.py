"""How fast quotes are searched: what the page of quotes, a person's page and the page of one quote ask for."""

import random
from collections.abc import Callable
from functools import partial

from django.utils import timezone

from articles.models import Quote
from articles.search.engine import FacetName, Filters, SearchRequest, Sort
from articles.search.engines import get_engine
from articles.search.query import parse
from articles.search.same_words import candidates_request
from tests.benchmarks.scale.figures import Figures, spread, timed
from tests.benchmarks.scale.questions import Deck

_EACH = 20
_MOST_PEOPLE = 10_000
_FACETS: tuple[FacetName, ...] = ("speaker", "source", "topic", "language", "year", "kind")


def run(figures: Figures) -> None:
    """Ask twenty of each kind, note the times."""
    engine = get_engine()
    rows = {}
    for kind, make in _kinds().items():
        requests = [request for request in (make() for _ in range(_EACH)) if request]
        engine.search_quotes(requests[0])
        rows[kind] = spread([timed(partial(engine.search_quotes, request))[0] for request in requests])
    figures.note(quotes=rows)


def _kinds() -> dict[str, Callable[[], SearchRequest | None]]:
    deck, now, chance = Deck(), timezone.now(), random.Random(5)
    last = Quote.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    drawn = Quote.objects.in_bulk(chance.sample(range(1, last + 1), min(500, last))).values()
    speakers = [quote.speaker_id for quote in drawn if quote.speaker_id]
    texts = [quote.text for quote in drawn if quote.kind == Quote.Kind.UTTERANCE]
    if not speakers or not texts:
        raise SystemExit("There is no quote with a speaker to ask for.")

    def ask(text: str, sort: Sort = Sort.RELEVANCE, sources: tuple[int, ...] = ()) -> SearchRequest:
        filters = Filters(now, kinds=("utterance",), sources=sources)
        query = parse(text).node
        return SearchRequest(filters, query, sort, facets=_FACETS, facet_limit=40, timeline="month")

    def word() -> str:
        return chance.choice(deck.broad)

    def person() -> SearchRequest:
        filters = Filters(now, speakers=(chance.choice(speakers),))
        return SearchRequest(filters, facets=("source",), facet_limit=12, timeline="month", highlight=False)

    def people() -> SearchRequest:
        return SearchRequest(Filters(now), limit=0, facets=("speaker",), facet_limit=_MOST_PEOPLE, highlight=False)

    return {
        "everything, newest": lambda: ask("", Sort.NEWEST),
        "one broad word": lambda: ask(word()),
        "one broad word, newest": lambda: ask(word(), Sort.NEWEST),
        "two words": lambda: ask(f"{word()} {chance.choice(deck.middle)}"),
        "phrase": lambda: ask(f'"{word()} {word()}"'),
        "one source": lambda: ask(word(), sources=(chance.choice(deck.rows)[0],)),
        "a person's page": person,
        "counts of all people": people,
        "the same words": lambda: candidates_request(chance.choice(texts), Filters(now)),
    }
