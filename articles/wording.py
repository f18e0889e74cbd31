"""Two wordings of a text compared word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["kept", "removed", "added"]

_TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*|\s+|.")
_MOST_PAIRS = 40_000
"""Pairs of tokens up to which difflib looks at all of them; in longer stretches words that occur once divide first."""


class Segment(NamedTuple):
    """A stretch of text that both wordings have (kept), only the older one (removed) or only the newer one (added)."""

    kind: Kind
    text: str


class _Stretch(NamedTuple):
    """Tokens of the older text from `start` to `end`, and of the newer one from `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def pairs(self) -> int:
        return (self.end - self.start) * (self.new_end - self.new_start)


def compare(old: str, new: str) -> list[Segment]:
    """The stretches of two texts, in order; where words were replaced, the removed ones before the added ones.

    Kept and removed ones joined are `old`, kept and added ones joined are `new`, character by character. Two equal
    texts are one kept segment, two empty ones none. Spaces between two changed words count as changed, so that “red
    wine” and “white beer” are one change. The time grows with the length, not with its square: two texts of 100,000
    words take a second or two. Words that occur once in both texts are lined up first, as in Bram Cohen's patience
    diff, and difflib compares what lies between.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    segments: list[Segment] = []
    removed, added = "", ""
    at = new_at = 0
    for match in [*_matching(before, after), _Stretch(len(before), len(before), len(after), len(after))]:
        removed += "".join(before[at : match.start])
        added += "".join(after[new_at : match.new_start])
        kept = "".join(before[match.start : match.end])
        at, new_at = match.end, match.new_end
        is_between_changes = (removed or added) and kept and kept.isspace() and "\n" not in kept
        if is_between_changes and at < len(before) and new_at < len(after):
            removed, added = removed + kept, added + kept
            continue
        changed: list[tuple[Kind, str]] = [("removed", removed), ("added", added), ("kept", kept)]
        segments += [Segment(kind, text) for kind, text in changed if text]
        removed = added = ""
    return segments


def _matching(before: Sequence[str], after: Sequence[str]) -> list[_Stretch]:
    """The equal stretches in order, neighbours joined."""
    matches: list[_Stretch] = []
    for match in sorted(_unsorted_matches(before, after)):
        last = matches[-1] if matches else None
        if last and (last.end, last.new_end) == (match.start, match.new_start):
            matches[-1] = _Stretch(last.start, match.end, last.new_start, match.new_end)
        else:
            matches.append(match)
    return matches


def _unsorted_matches(before: Sequence[str], after: Sequence[str]) -> Iterator[_Stretch]:
    """Equal stretches: of which the texts begin and end, around words that both have once, and what difflib finds."""
    waiting = [_Stretch(0, len(before), 0, len(after))]
    while waiting:
        start, end, new_start, new_end = waiting.pop()
        first, new_first = start, new_start
        while start < end and new_start < new_end and before[start] == after[new_start]:
            start, new_start = start + 1, new_start + 1
        last, new_last = end, new_end
        while start < end and new_start < new_end and before[end - 1] == after[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        found = [_Stretch(first, start, new_first, new_start), _Stretch(end, last, new_end, new_last)]
        yield from (match for match in found if match.end > match.start)
        rest = _Stretch(start, end, new_start, new_end)
        if 0 < rest.pairs <= _MOST_PAIRS:
            yield from _by_difflib(before, after, rest)
        elif rest.pairs:
            waiting += _between(_single_words(before, after, rest), rest)


def _by_difflib(before: Sequence[str], after: Sequence[str], where: _Stretch) -> Iterator[_Stretch]:
    ours, theirs = before[where.start : where.end], after[where.new_start : where.new_end]
    blocks = SequenceMatcher(str.isspace, ours, theirs, autojunk=False).get_matching_blocks()
    for start, new_start, size in ((where.start + one.a, where.new_start + one.b, one.size) for one in blocks):
        if size:
            yield _Stretch(start, start + size, new_start, new_start + size)


def _between(anchors: Sequence[tuple[int, int]], where: _Stretch) -> list[_Stretch]:
    """What lies before the first anchor, and from each to the next; nothing without anchors: all of it differs."""
    if not anchors:
        return []
    begins = [(where.start, where.new_start), *anchors]
    ends = [*anchors, (where.end, where.new_end)]
    return [
        _Stretch(start, end, new_start, new_end)
        for (start, new_start), (end, new_end) in zip(begins, ends, strict=True)
    ]


def _single_words(before: Sequence[str], after: Sequence[str], where: _Stretch) -> list[tuple[int, int]]:
    """The positions of words that occur once here in both texts: the most of them that stand in the same order."""
    own = Counter(before[where.start : where.end])
    other = Counter(after[where.new_start : where.new_end])
    places = {after[at]: at for at in range(where.new_start, where.new_end) if other[after[at]] == 1}
    pairs = [
        (at, places[word]) for at in range(where.start, where.end) if own[word := before[at]] == 1 and word in places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs that rise by the first number, the most that rise by the second one too."""
    piles: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else None)
        piles[pile : pile + 1] = [number]
        tops[pile : pile + 1] = [place]
    chain: list[tuple[int, int]] = []
    at = piles[-1] if piles else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
