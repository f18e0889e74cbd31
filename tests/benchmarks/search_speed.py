"""How fast the engine answers and an index is built: `python -m tests.benchmarks.search_speed [--articles N]`.

Made-up articles: words by Zipf's law from 60,000, 200 sources, 5,000 speakers, dates over 30 years. Each question asks
for 20 hits with highlights, all facets, the timeline and the total, with the filters that readers' searches have.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from articles.search.document import QuoteDocument, SearchDocument
from articles.search.engine import FacetName, Filters, SearchRequest, Sort
from articles.search.query import parse
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine

_SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]
_START = datetime(1995, 1, 1, 12, tzinfo=UTC)
_DAYS = 30 * 365
_FACETS: tuple[FacetName, ...] = ("source", "agency", "topic", "speaker", "language", "year", "month")
_NOW = datetime(2025, 6, 1, tzinfo=UTC)


class Press:
    """Writes made-up articles, the same ones every time."""

    def __init__(self, words: int) -> None:
        self.random = random.Random(1)
        vocabulary: dict[str, None] = {}
        while len(vocabulary) < 60_000:
            vocabulary["".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4)))] = None
        self.vocabulary = list(vocabulary)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.vocabulary))))
        self.words = words

    def text(self, words: int) -> str:
        """So many words, a paragraph every sixty."""
        drawn = self.random.choices(self.vocabulary, cum_weights=self.weights, k=words)
        return ".\n\n".join(" ".join(drawn[start : start + 60]) for start in range(0, words, 60))

    def article(self, pk: int) -> SearchDocument:
        """One article."""
        draw = self.random.randrange
        moment = _START + timedelta(days=draw(_DAYS), minutes=draw(1440))
        source, speakers = draw(200), tuple({draw(5000) for _ in range(draw(4))})
        return SearchDocument(
            id=pk,
            headline=self.text(8),
            standfirst=self.text(15),
            body=self.text(self.words),
            captions=self.text(10),
            byline="Ana Autor",
            place="Quito",
            language="en",
            status="draft" if pk % 200 == 0 else "published",
            source_id=source,
            source=f"Source {source}",
            agency_id=300 + source % 7 if source % 3 else None,
            agency=f"Agency {source % 7}" if source % 3 else "",
            topic_ids=(draw(100), 100 + draw(100)),
            topics=("Topic", "Another"),
            quotes=tuple(
                QuoteDocument(pk * 100 + number, self.text(20), "utterance", speaker, (f"Speaker {speaker}",))
                for number, speaker in enumerate(speakers)
            ),
            published_at=moment,
            published_on=moment.date(),
            publish_at=None,
        )

    def articles(self, number: int) -> Iterator[SearchDocument]:
        """So many articles."""
        return (self.article(pk) for pk in range(1, number + 1))


def questions(press: Press) -> dict[str, Callable[[], SearchRequest]]:
    """The kinds of questions, each to be asked with other words every time."""

    def word(low: int, high: int) -> str:
        return press.vocabulary[press.random.randrange(low, high)]

    def ask(text: str, sort: Sort = Sort.RELEVANCE, **filters: object) -> SearchRequest:
        given: dict[str, object] = {"visible_at": _NOW} | filters
        chosen = Filters(**given)  # type: ignore[arg-type] # the calls below give fitting ones
        return SearchRequest(chosen, parse(text).node, sort, facets=_FACETS, timeline="month")

    year = datetime(2010, 1, 1, tzinfo=UTC).date()
    return {
        "everything, newest": lambda: ask("", Sort.NEWEST),
        "one broad word": lambda: ask(word(0, 60)),
        "one broad word, newest": lambda: ask(word(0, 60), Sort.NEWEST),
        "two words": lambda: ask(f"{word(0, 200)} {word(0, 2000)}"),
        "three words": lambda: ask(f"{word(0, 200)} {word(0, 200)} {word(0, 2000)}"),
        "either of two": lambda: ask(f"{word(0, 200)} OR {word(0, 2000)}"),
        "phrase": lambda: ask(f'"{word(0, 40)} {word(0, 40)}"'),
        "prefix": lambda: ask(f"{word(0, 5000)[:5]}*"),
        "two filters": lambda: ask(word(0, 200), sources=(press.random.randrange(200),), topics=(5, 6, 7)),
        "one year": lambda: ask(word(0, 200), first_day=year, last_day=year.replace(month=12, day=31)),
        "rare word": lambda: ask(word(5000, 60_000)),
    }


def measure(answer: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    answer()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=300, help="words in a body")
    parser.add_argument("--repeat", type=int, default=20, help="questions of each kind")
    options = parser.parse_args()
    press = Press(options.words)
    with tempfile.TemporaryDirectory(prefix="newsarchive-search-") as folder:
        engine = TantivyEngine(FolderStorage(Path(folder)))
        held = list(press.articles(min(options.articles, 3000)))
        started = time.perf_counter()
        with engine.rebuild(held) as fresh:
            fresh.swap([], [])
        rate = len(held) / (time.perf_counter() - started)
        with engine.rebuild(press.articles(options.articles)) as fresh:
            fresh.swap([], [])
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        text = sum(len(document.body) for document in held) / len(held) * options.articles
        print(
            f"{options.articles:,} articles of {options.words} words; {rate:,.0f} a second indexed (without loading);"
        )
        print(f"index {size / 1e6:,.0f} MB, bodies {text / 1e6:,.0f} MB;", end=" ")
        print(f"one edit {measure(lambda: engine.apply([held[0]], [])):.0f} ms,", end=" ")
        print(f"a batch of 300 {measure(lambda: engine.apply(held[:300], [])):.0f} ms")
        print(f"\n{'':26}{'p50 ms':>8}{'p95 ms':>8}{'found':>10}")
        everything: list[float] = []
        for kind, make in questions(press).items():
            requests = [make() for _ in range(options.repeat)]
            found = statistics.median(engine.search(request).total for request in requests[:5])
            times = sorted(measure(lambda request=request: engine.search(request)) for request in requests)  # type: ignore[misc] # the default binds the loop's value
            everything += times
            print(f"{kind:26}{statistics.median(times):8.1f}{times[int(len(times) * 0.95)]:8.1f}{found:10,.0f}")
        everything.sort()
        print(f"{'all':26}{statistics.median(everything):8.1f}{everything[int(len(everything) * 0.95)]:8.1f}")
        print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
