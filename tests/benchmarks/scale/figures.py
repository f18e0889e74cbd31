"""What was measured of one archive, kept in a file so that a later run adds to it."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Figures:
    """Named figures in a JSON file; each step of the benchmark adds its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, Any]:
        """All there are."""
        held: dict[str, Any] = json.loads(self._path.read_text()) if self._path.exists() else {}
        return held

    def note(self, **figures: Any) -> None:
        """Keep these, in place of any of the same names."""
        self._path.write_text(json.dumps(self.read() | figures, indent=1))


def timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Milliseconds by the clock, and what came of it."""
    started = time.perf_counter()
    answer = work()
    return (time.perf_counter() - started) * 1000, answer


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in the unit of the times."""
    ordered = sorted(times)
    return {"p50": statistics.median(ordered), "p95": ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]}
