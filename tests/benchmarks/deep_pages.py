"""What deep pages and walks cost: `python -m tests.benchmarks.deep_pages [--articles N] [--folder INDEX]`.

The made-up articles of search_speed.py, with short bodies. For each question and order: milliseconds (median of 7) of
the first page, of a page behind so many hits by offset and by cursor, and how long all ids take and the process's
memory after them. A folder is kept and used again.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from articles.search.engine import Filters, SearchRequest, SearchResponse, Sort
from articles.search.query import parse
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.benchmarks.search_speed import Press, measure

_DEPTHS = (1_000, 10_000, 100_000, 300_000)
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_REPEAT = 7


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--words", type=int, default=80, help="words in a body")
    parser.add_argument("--folder", type=Path, help="where the index is kept for the next time")
    options = parser.parse_args()
    press = Press(options.words)
    with _folder(options.folder) as folder:
        engine = TantivyEngine(FolderStorage(folder))
        if not engine.exists():
            with engine.rebuild(press.articles(options.articles)) as fresh:
                fresh.swap([], [])
        common = press.vocabulary
        for words in ("", common[3], f"{common[1]} {common[9]}"):
            for sort in Sort:
                if words or sort is not Sort.RELEVANCE:
                    _report(engine, SearchRequest(Filters(_NOW), parse(words).node, sort))


def _report(engine: TantivyEngine, request: SearchRequest) -> None:
    milliseconds, first = _time(engine, request)
    asked = "words" if request.query else "everything"
    print(f"\n{asked}, {request.sort.value}: {first.total:,} found, first page {milliseconds:.1f} ms")
    for depth in _DEPTHS:
        if depth + request.limit < first.total:
            by_offset, page = _time(engine, replace(request, offset=depth))
            after, following = _time(engine, replace(request, after=page.next))
            before, again = _time(engine, replace(request, before=following.previous))
            if again.hits != page.hits:
                raise SystemExit("The page before the next one is not the same page.")
            print(f"  {depth:9,} deep: offset {by_offset:6.1f} ms, after {after:6.1f} ms, before {before:6.1f} ms")
    started = time.perf_counter()
    given = sum(len(batch) for batch in engine.walk(request).batches)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  all {given:,} ids in {time.perf_counter() - started:.1f} s, peak memory so far {memory:,.0f} MB")


def _time(engine: TantivyEngine, request: SearchRequest) -> tuple[float, SearchResponse]:
    times = [measure(lambda: engine.search(request)) for _ in range(_REPEAT)]
    return statistics.median(times), engine.search(request)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="newsarchive-deep-") as folder:
            yield Path(folder)


if __name__ == "__main__":
    main()
