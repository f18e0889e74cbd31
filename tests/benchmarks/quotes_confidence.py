"""Measure how often each rule of the quote finder is right, and write articles/quotes/confidence.toml.

usage: python -m tests.benchmarks.quotes_confidence GOLD.jsonl[.gz]

GOLD rows: {id, text, quotes: [{start, end, kind, speaker, speaker_start, speaker_end, speaker_resolved}]}.
A decision counts when its quote, of four words or more, overlaps an annotated one by half. It is right when the place
it names overlaps the annotated speaker's, or the name it gives is the annotated name, up to titles.
A rule seen n times, right in k, gets (k + 1) / (n + 2): rules that are rarely seen stay near one half. Rules that the
texts cannot show take the share of the rule whose form they have (ALIKE). A choice of a person for a pronoun counts
where the annotation resolves the pronoun to a bare name.
"""

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

from articles.quotes import Quote, find_quotes
from articles.quotes.confidence import CHOICES, CONFIDENCE, Choice
from tests.benchmarks.quotes_accuracy import rows

TARGET = Path("articles/quotes/confidence.toml")
FEW_WORDS = 4
NO_SPEAKER = ("title", "unknown")
ALIKE = {"transcript": "named_with_colon", "verb_alone": "verb_then_speaker", "verb_within": "verb_then_speaker"}
"""Rules for transcripts and for verbs without a subject, and the measured rule with the same form."""
APART: dict[Choice, float] = {"named": 1.0, "clear": 0.9, "likely": 0.6, "close": 0.3}
"""Shares used while counting, far enough from each other to tell the choices apart by a quote's confidence."""
TITLES = frozenset(["the", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "governor", "former"])
BARE_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. )?(?:[A-Z][\w.'’-]+ ?){1,3}")


def words(text: str | None) -> set[str]:
    """The words of a name in lower case, titles and possessive endings left out."""
    return {
        re.sub("['’]s$", "", word) for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", (text or "").lower())
    } - TITLES


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


def share_of(name: str, seen: Counter[str], right: Counter[str]) -> float:
    """The share of right decisions, drawn towards one half where few were seen."""
    return (right[name] + 1) / (seen[name] + 2)


def choice_of(quote: Quote) -> Choice:
    """How the person was chosen, told by the confidence, which is the rule's share times that of the choice."""
    return min(CHOICES, key=lambda choice: abs(CONFIDENCE[quote.rule] * CHOICES[choice] - quote.confidence))


def is_resolved(quote: Quote, gold: dict[str, Any]) -> bool | None:
    """Whether a pronoun got the annotated name; None where there is no pronoun or no bare name for it."""
    resolved = gold.get("speaker_resolved") or ""
    if (quote.speaker_as_printed or "").lower() not in ("he", "she") or gold["speaker"].lower() not in ("he", "she"):
        return None
    if not BARE_NAME.fullmatch(resolved):
        return None
    given = words(quote.speaker)
    return bool(given) and (given <= words(resolved) or words(resolved) <= given)


def main() -> None:
    """Count, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    CHOICES.update(APART)
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
                resolved = is_resolved(quote, match)
                if resolved is not None:
                    seen[choice_of(quote)] += 1
                    right[choice_of(quote)] += resolved
    lines = ["# Made by: python -m tests.benchmarks.quotes_confidence (docs/accuracy.md). Not edited by hand.", ""]
    lines.append("[rules]")
    for rule in sorted(CONFIDENCE):
        share = 0.0 if rule == "unknown" else share_of(ALIKE.get(rule, rule), seen, right)
        lines.append(f"{rule} = {share:.2f}")
        print(f"{rule:22s} {seen[rule]:5d} seen {right[rule]:5d} right {share:.2f}")
    lines += ["", "[choices]", "named = 1.00"]
    for choice in ("clear", "likely", "close"):
        share = share_of(choice, seen, right)
        lines.append(f"{choice} = {share:.2f}")
        print(f"{choice:22s} {seen[choice]:5d} seen {right[choice]:5d} right {share:.2f}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
