"""Whether two quotes are the same words, and where they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from articles.text import fold

SAME = 0.8
"""Two quotes are nearly the same from this share of common words on: twice the words in common, in one order, by all
words of both (the ratio of difflib.SequenceMatcher, over words)."""
PART = 0.9
"""One is a part of the other where this share of the shorter one's words stands in the longer one, in one order."""
FEWEST = 6
"""Words of the shorter one, for both: fewer are a turn of phrase that anybody may use, and must be exactly the same."""

MOST_WORDS = 600
"""Of a longer quote only so many are compared: the time grows with the square."""

LONGEST_STRETCH = 24
"""Words of a stretch that are given; of a longer one its middle is left out, marked […]."""

Change = Literal["same", "only_first", "only_second"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two quotes are, from 0 to 1, and whether they count as the same words."""

    ratio: float
    same: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both texts have, or only one."""

    change: Change
    text: str


def likeness(first: str, second: str) -> Likeness:
    """Compare word by word; capitals, accents and punctuation do not count."""
    one, other = _keys(_tokens(first)), _keys(_tokens(second))
    if not any(one) or not any(other):
        return Likeness(0.0, same=False, exact=False)
    common = sum(block.size for block in _matcher(one, other).get_matching_blocks())
    ratio, shorter = 2 * common / (len(one) + len(other)), min(len(one), len(other))
    exact = one == other
    near = shorter >= FEWEST and (ratio >= SAME or common / shorter >= PART)
    return Likeness(ratio, same=exact or near, exact=exact)


def differences(first: str, second: str) -> list[Stretch]:
    """Both texts in one: what they share as the second has it, and what only one of them has, in order."""
    one, other = _tokens(first), _tokens(second)
    return list(_stretches(one, other))


def _stretches(one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    for tag, a, b, c, d in _matcher(_keys(one), _keys(other)).get_opcodes():
        if tag == "equal":
            yield Stretch("same", _shortened(other[c:d]))
            continue
        if a < b:
            yield Stretch("only_first", _shortened(one[a:b]))
        if c < d:
            yield Stretch("only_second", _shortened(other[c:d]))


def _shortened(tokens: Sequence[str]) -> str:
    if len(tokens) <= LONGEST_STRETCH:
        return " ".join(tokens)
    half = LONGEST_STRETCH // 2
    return f"{' '.join(tokens[:half])} […] {' '.join(tokens[-half:])}"


def _matcher(one: Sequence[str], other: Sequence[str]) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, one, other, autojunk=False)


def _tokens(text: str) -> list[str]:
    """Words as printed, each with the signs that stand at it; signs alone belong to the word before, or the first."""
    tokens: list[str] = []
    for piece in text.split()[:MOST_WORDS]:
        if tokens and not (fold(piece) and fold(tokens[-1])):
            tokens[-1] += f" {piece}"
        else:
            tokens.append(piece)
    return tokens


def _keys(tokens: Sequence[str]) -> list[str]:
    return [fold(token) for token in tokens]
