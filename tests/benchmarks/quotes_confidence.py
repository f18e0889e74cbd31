"""Measure how often each rule of the quote finder is right, and write articles/quotes/confidence.toml.

usage: python -m tests.benchmarks.quotes_confidence GOLD.jsonl[.gz]

GOLD rows: {id, text, quotes: [{start, end, kind, speaker, speaker_start, speaker_end, speaker_resolved}]}.
A decision counts when its quote, of four words or more, overlaps an annotated one by half. It is right when the place
it names overlaps the annotated speaker's, or the name it gives is the annotated name, up to titles.
A rule seen n times, right in k, gets (k + 1) / (n + 2): rules that are rarely seen stay near one half.
"""

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

from articles.quotes import Quote, find_quotes
from articles.quotes.confidence import CONFIDENCE
from tests.benchmarks.quotes_accuracy import rows

TARGET = Path("articles/quotes/confidence.toml")
FEW_WORDS = 4
NO_SPEAKER = ("title", "unknown")


def words(text: str | None) -> set[str]:
    """The words of a name in lower case, possessive endings cut off."""
    return {re.sub("['’]s$", "", word) for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", (text or "").lower())}


def matching(span: tuple[int, int], gold: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The annotated quote that a found span overlaps by half."""
    start, end = span
    for quote in gold:
        shared = min(end, quote["end"]) - max(start, quote["start"])
        if shared >= 0.5 * (max(end, quote["end"]) - min(start, quote["start"])):
            return quote
    return None


def is_right(quote: Quote, gold: dict[str, Any]) -> bool:
    """Whether the speaker found is the annotated one."""
    if quote.speaker_span and gold.get("speaker_start") is not None:
        start, end = quote.speaker_span
        if start < gold["speaker_end"] and end > gold["speaker_start"]:
            return True
    given = words(quote.speaker)
    names = [words(gold["speaker"]), words(gold.get("speaker_resolved"))]
    return bool(given) and any(name and (given <= name or name <= given) for name in names)


def main() -> None:
    """Count, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows(options.gold):
        gold = [quote for quote in row["quotes"] if quote["kind"] in ("direct", "mixed") and quote.get("speaker")]
        for quote in find_quotes(row["text"]):
            if len(quote.text.split()) < FEW_WORDS:
                continue
            match = matching(quote.spans[0], gold)
            if quote.rule in NO_SPEAKER:
                seen[quote.rule] += 1
                right[quote.rule] += match is None
            elif match:
                seen[quote.rule] += 1
                right[quote.rule] += is_right(quote, match)
    lines = ["# Made by: python -m tests.benchmarks.quotes_confidence (docs/accuracy.md). Not edited by hand.", ""]
    for rule in sorted(CONFIDENCE | seen):
        share = 0.0 if rule == "unknown" else (right[rule] + 1) / (seen[rule] + 2)
        lines.append(f"{rule} = {share:.2f}")
        print(f"{rule:22s} {seen[rule]:5d} seen {right[rule]:5d} right {share:.2f}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
