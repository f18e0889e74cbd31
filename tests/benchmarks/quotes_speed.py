"""Measure how fast the quote finder reads.

usage: python -m tests.benchmarks.quotes_speed [FOLDER]

With a folder: the rate over its .txt files, by processor time. Always: the time against the length for texts that
are made to be hard, which must grow in proportion.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from articles.quotes import find_quotes

STORY = (
    "Mayor Ada Brandt said the “old harbour” would open. “We will keep it,” she said. "
    "The plan, by Jo Lund, was dropped."
)
LENGTHS = (500_000, 1_000_000, 2_000_000)
HARD: dict[str, Callable[[int], str]] = {
    "ordinary paragraphs": lambda length: (STORY + "\n\n") * (length // 115),
    "one paragraph": lambda length: (STORY + " ") * (length // 115),
    "opening marks only": lambda length: "“ab " * (length // 4),
    "straight marks only": lambda length: '"' * length,
    "a mark on every line": lambda length: '"\n' * (length // 2),
    "apostrophes only": lambda length: "'a " * (length // 3),
    "tiny quotes": lambda length: "“a” said Bo and " * (length // 16),
    "surnames alone": lambda length: "“It is so,” Bo said. " * (length // 21),
    "one long quote": lambda length: "“" + "word " * (length // 5) + "”, said Bo.",
    "right to left": lambda length: "قال الرئيس «سنبقى هنا معكم» أمس. " * (length // 33),
}


def seconds(text: str) -> float:
    """Processor time of one reading."""
    began = time.process_time()
    find_quotes(text)
    return time.process_time() - began


def main() -> None:
    """Print the rate and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    options = parser.parse_args()
    if options.folder:
        texts = [path.read_text("utf-8", errors="replace") for path in sorted(options.folder.rglob("*.txt"))]
        took = sum(map(seconds, texts))
        size = sum(map(len, texts)) // max(1, len(texts))
        print(f"{len(texts)} files of {size} characters on average in {took:.2f} s: {len(texts) / took:.0f} a second")
    print(f"{'seconds for characters':24s}" + "".join(f"{length:>12,}" for length in LENGTHS))
    for name, make in HARD.items():
        print(f"{name:24s}" + "".join(f"{seconds(make(length)):12.2f}" for length in LENGTHS))


if __name__ == "__main__":
    main()
