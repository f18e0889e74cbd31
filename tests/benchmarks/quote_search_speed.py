"""How fast quotes are searched: `python -m tests.benchmarks.quote_search_speed [--quotes N]`.

Made-up articles with four quotes of twenty words each, as in search_speed. Each question asks for what the page of
quotes shows: 20 hits with what matched, its facets, the timeline and the total; “the same words” asks as the page of
one quote does.
"""

import argparse
import random
import resource
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from articles.search.document import QuoteDocument, SearchDocument
from articles.search.engine import FacetName, Filters, SearchRequest, Sort
from articles.search.query import parse
from articles.search.same_words import candidates_request
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.benchmarks.search_speed import Press, measure

_FACETS: tuple[FacetName, ...] = ("speaker", "source", "topic", "language", "year", "kind")
_NOW = datetime(2025, 6, 1, tzinfo=UTC)
_EACH = 4
_SPEAKERS = 10_000


def talking(press: Press, articles: int) -> Iterator[SearchDocument]:
    """Articles that quote; a few speakers have many of the quotes, as in the news."""
    for document in press.articles(articles):
        quotes = []
        for number in range(_EACH):
            speaker = int(_SPEAKERS * press.random.random() ** 3)
            kind = "fragment" if press.random.random() < 0.2 else "utterance"
            pk = document.id * _EACH + number
            quotes.append(QuoteDocument(pk, press.text(20), kind, speaker, (f"Speaker {speaker}",)))
        yield replace(document, quotes=tuple(quotes))


def questions(press: Press) -> dict[str, Callable[[], SearchRequest]]:
    """The kinds of questions, each to be asked with other words every time."""

    def word(low: int, high: int) -> str:
        return press.vocabulary[press.random.randrange(low, high)]

    def ask(text: str, sort: Sort = Sort.RELEVANCE, **filters: object) -> SearchRequest:
        given: dict[str, object] = {"visible_at": _NOW, "kinds": ("utterance",)} | filters
        chosen = Filters(**given)  # type: ignore[arg-type] # the calls below give fitting ones
        return SearchRequest(chosen, parse(text).node, sort, facets=_FACETS, facet_limit=40, timeline="month")

    def person() -> SearchRequest:
        filters = Filters(_NOW, speakers=(press.random.randrange(100),))
        return SearchRequest(filters, facets=("source",), facet_limit=12, timeline="month", highlight=False)

    def same() -> SearchRequest:
        found = candidates_request(press.text(20), Filters(_NOW))
        assert found
        return found

    return {
        "everything, newest": lambda: ask("", Sort.NEWEST),
        "one broad word": lambda: ask(word(0, 60)),
        "one broad word, newest": lambda: ask(word(0, 60), Sort.NEWEST),
        "two words": lambda: ask(f"{word(0, 200)} {word(0, 2000)}"),
        "phrase": lambda: ask(f'"{word(0, 40)} {word(0, 40)}"'),
        "one source": lambda: ask(word(0, 200), sources=(press.random.randrange(200),)),
        "a person's page": person,
        "counts of all people": lambda: SearchRequest(
            Filters(_NOW), limit=0, facets=("speaker",), facet_limit=_SPEAKERS, highlight=False
        ),
        "the same words": same,
    }


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=20, help="questions of each kind")
    options = parser.parse_args()
    press = Press(words=20)
    press.random = random.Random(2)
    with tempfile.TemporaryDirectory(prefix="newsarchive-quotes-") as folder:
        engine = TantivyEngine(FolderStorage(Path(folder)))
        with engine.rebuild(talking(press, options.quotes // _EACH)) as fresh:
            fresh.swap([], [])
        size = sum(path.stat().st_size for path in Path(folder).rglob("quotes/*") if path.is_file())
        print(f"{options.quotes:,} quotes; their index {size / 1e6:,.0f} MB")
        print(f"\n{'':26}{'p50 ms':>8}{'p95 ms':>8}{'found':>10}")
        for kind, make in questions(press).items():
            requests = [make() for _ in range(options.repeat)]
            found = statistics.median(engine.search_quotes(request).total for request in requests[:5])
            times = sorted(measure(lambda request=request: engine.search_quotes(request)) for request in requests)  # type: ignore[misc] # the default binds the loop's value
            print(f"{kind:26}{statistics.median(times):8.1f}{times[int(len(times) * 0.95)]:8.1f}{found:10,.0f}")
        print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
