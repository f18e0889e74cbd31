"""Write what `find_quotes` finds in annotated texts, in the form the shared scorer reads.

usage: python -m tests.benchmarks.quotes_accuracy GOLD.jsonl[.gz] PREDICTIONS.jsonl [--language xx]

Every span of every quote, utterance or fragment, becomes one prediction. Prints the rate by processor time.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.quotes import find_quotes


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    yield from map(json.loads, data.decode("utf-8").splitlines())


def predictions(text: str, language: str | None) -> list[dict[str, Any]]:
    """One prediction for each span of each quote."""
    return [
        {
            "start": start,
            "end": end,
            "speaker": quote.speaker or quote.speaker_as_printed,
            "speaker_start": quote.speaker_span[0] if quote.speaker_span else None,
            "speaker_end": quote.speaker_span[1] if quote.speaker_span else None,
            "kind": quote.kind,
            "rule": quote.rule,
        }
        for quote in find_quotes(text, language)
        for start, end in quote.spans
    ]


def main() -> None:
    """Read the arguments, predict, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    texts = list(rows(options.gold))
    began = time.process_time()
    found = [{"id": row["id"], "quotes": predictions(row["text"], options.language)} for row in texts]
    took = time.process_time() - began
    with options.predictions.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    print(f"{len(texts)} articles in {took:.2f} s: {len(texts) / took:.0f} a second")


if __name__ == "__main__":
    main()
