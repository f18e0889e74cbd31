"""Find the passages that stand between quotation marks: pairing, nesting, apostrophes, inches, several paragraphs.

A mark opens or closes by what stands on either side of it; its shape (“ or ”) decides only where both sides look
alike. That reads German „…“, Swedish ”…” and badly typed curly marks without a table of house styles.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Span = tuple[int, int]
Form = Literal["marks", "transcript", "question", "answer", "block"]

_MARK = re.compile(r"[“”„‟«»\"＂]|''|``|‘‘|’’|[‘’‚‛‹›'`´]")
_DOUBLE = frozenset(["“", "”", "„", "‟", "«", "»", '"', "＂", "''", "``", "‘‘", "’’"])
_OPENING_SHAPES = frozenset(["“", "„", "‟", "«", "``", "‘‘", "‘", "‚", "‹", "‛"])
_CLOSING_SHAPES = frozenset(["”", "»", "’’", "’", "›"])
_STRAIGHT = frozenset(['"', "＂", "''", "'"])
_BEFORE_OPENING = frozenset("([{—–-/:…=“‘„«‚‹\"'>¿¡|*_")
_AFTER_CLOSING = frozenset(")]}.,;:!?—–-/…”’»›\"'<|*_")
_NEVER_OPENED = frozenset(",;:!?)]}»”›")
_SENTENCE_END = frozenset(".!?…")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]+)*")
_ELISIONS = re.compile(
    r"(?:\d0s|\d\d\b|tis\b|twas\b|em\b|til\b|cause\b|n['’]|round\b|bout\b|nuff\b|ve\b)", re.IGNORECASE
)
_SENTENCE_BREAK = re.compile(r"[.!?…]['’”\"]?\s")


@dataclass(slots=True)
class Passage:
    """One quoted passage. `outer` holds the marks too and has as many parts as `spans`."""

    spans: list[Span]
    outer: list[Span]
    paragraph: int
    double: bool
    form: Form = "marks"
    label: Span | None = None
    """Where the name before a colon stands that says who speaks, in a transcript."""


class Mark(NamedTuple):
    """A quotation mark in its place. `opens` and `closes` say what its neighbours allow."""

    text: str
    start: int
    end: int
    opens: bool
    closes: bool

    @property
    def double(self) -> bool:
        """Whether this is a double mark."""
        return self.text in _DOUBLE


def paragraphs(text: str) -> list[Span]:
    """Where the paragraphs stand: runs of lines with no blank line between them."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def find_passages(text: str, paragraph_spans: list[Span]) -> list[Passage]:
    """All quoted passages in order; nested ones belong to the outer passage.

    A mark left open is closed at the end of its paragraph or, in the middle of one, of its sentence; when the next
    paragraph begins with a mark, the passage goes on there. Takes time in proportion to the text.
    """
    passages: list[Passage] = []
    pending: Passage | None = None
    for number, (start, end) in enumerate(paragraph_spans):
        marks = _marks(text, start, end)
        if not marks:
            pending = None
            continue
        pairing = _Pairing(text, number, end, marks)
        pending = pairing.run(pending if pending and _starts_with_mark(text, start, marks[0]) else None)
        passages.extend(pairing.found)
    return passages


def _starts_with_mark(text: str, start: int, mark: Mark) -> bool:
    return mark.double and not text[start : mark.start].strip()


def _marks(text: str, start: int, end: int) -> list[Mark]:
    return [mark for match in _MARK.finditer(text, start, end) if (mark := _read_mark(text, match, start, end))]


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> Mark | None:
    at, to = match.span()
    shape = match.group()
    before = text[at - 1] if at > start else " "
    after = text[to] if to < end else " "
    if shape not in _DOUBLE and before.isalnum() and after.isalnum():
        return None
    stops = after.isspace() or after in _NEVER_OPENED or (after == "." and not text.startswith("...", to))
    opens = (before.isspace() or before in _BEFORE_OPENING) and not stops
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if shape == "»" and before.isspace() and after in _AFTER_CLOSING:
        opens, closes = False, True  # French sets a space inside its marks
    if opens == closes:
        if shape in _OPENING_SHAPES:
            opens, closes = True, False
        elif shape in _CLOSING_SHAPES:
            opens, closes = False, True
        elif not opens and shape in _DOUBLE and not before.isalnum():
            opens, closes = True, (before.isspace() and after.isspace()) or before in ",.!?"
    return Mark(shape, at, to, opens, closes)


class _Pairing:
    """Pairs the marks of one paragraph."""

    def __init__(self, text: str, paragraph: int, end: int, marks: list[Mark]) -> None:
        self.text = text
        self.paragraph = paragraph
        self.end = end
        self.marks = marks
        self.found: list[Passage] = []
        self._doubles = [i for i, mark in enumerate(marks) if mark.double]
        self._breaks: list[int] | None = None

    def run(self, pending: Passage | None) -> Passage | None:
        """Pair all marks; give back the passage that is still open at the end of the paragraph, if any."""
        i = 0
        current = pending
        while i < len(self.marks):
            mark = self.marks[i]
            if mark.double:
                i, current = self._double(i, current)
            else:
                i = self._single(i)
        return current

    def _double(self, i: int, pending: Passage | None) -> tuple[int, Passage | None]:
        mark = self.marks[i]
        if not mark.opens and pending is None:
            self._stray_closing(mark)
            return i + 1, None
        close = self._closing_double(i)
        start, outer_start = mark.end, mark.start
        if close is None:
            return self._unclosed(i, pending)
        closing = self.marks[close]
        self._record(start, closing.start, outer_start, closing.end, pending)
        return close + 1, None

    def _closing_double(self, i: int) -> int | None:
        """The mark that closes the double mark `i`, or None when another passage begins before one does."""
        depth = 1
        opener = self.marks[i]
        first = bisect_right(self._doubles, i)
        for k in range(first, min(first + 12, len(self._doubles))):
            j = self._doubles[k]
            mark = self.marks[j]
            if mark.closes and not (mark.opens and depth == 1 and self._looks_opening(opener, mark)):
                depth -= 1
                if depth == 0:
                    return j
            elif mark.opens:
                if mark.text == opener.text and not self._balanced_after(k):
                    return None
                depth += 1
        return None

    def _looks_opening(self, opener: Mark, mark: Mark) -> bool:
        """A mark whose sides allow both closes the open passage unless its shape forbids it."""
        return mark.text in _OPENING_SHAPES and mark.text == opener.text

    def _balanced_after(self, k: int) -> bool:
        """Whether an opening mark inside an open passage is nested: two closing marks follow it at once."""
        following = [self.marks[j] for j in self._doubles[k + 1 : k + 3]]
        return len(following) == 2 and all(mark.closes and not mark.opens for mark in following)

    def _unclosed(self, i: int, pending: Passage | None) -> tuple[int, Passage | None]:
        mark = self.marks[i]
        k = bisect_right(self._doubles, i)
        if k < len(self._doubles):
            following = self._doubles[k]
            stop = self.marks[following].start
            inner = self.text[mark.end : stop].rstrip()
            if inner and inner[-1] in _SENTENCE_END and mark.opens:
                end = mark.end + len(inner)
                passage = self._record(mark.end, end, mark.start, end, pending)
                return following, passage
            return following, None
        if not self._at_start(mark) and pending is None:
            end = self._sentence_end(mark.end)
            if end < self.end:
                self._record(mark.end, end, mark.start, end, None)
                return len(self.marks), None
        end = len(self.text[: self.end].rstrip()) if self.end == len(self.text) else self.end
        return len(self.marks), self._record(mark.end, end, mark.start, end, pending)

    def _at_start(self, mark: Mark) -> bool:
        begin = self.text.rfind("\n\n", 0, mark.start) + 1
        lead = self.text[max(begin, mark.start - 3) : mark.start].strip()
        return not lead or lead.endswith(":")

    def _sentence_end(self, position: int) -> int:
        match = _SENTENCE_BREAK.search(self.text, position, self.end)
        return match.start() + 1 if match else self.end

    def _stray_closing(self, mark: Mark) -> None:
        """A closing mark without an opening one: after a digit the earlier “closing” mark was an inch mark."""
        if not self.found or mark.opens:
            return
        last = self.found[-1]
        start, end = last.spans[-1]
        if last.double and end > start and self.text[end - 1].isdigit() and mark.text in _STRAIGHT:
            last.spans[-1] = (start, mark.start)
            last.outer[-1] = (last.outer[-1][0], mark.end)

    def _single(self, i: int) -> int:
        mark = self.marks[i]
        if not mark.opens or mark.text in _CLOSING_SHAPES or _ELISIONS.match(self.text, mark.end):
            return i + 1
        close = self._closing_single(i)
        if close is None:
            return i + 1
        closing = self.marks[close]
        self._record(mark.end, closing.start, mark.start, closing.end, None)
        return close + 1

    def _closing_single(self, i: int) -> int | None:
        """The mark that closes the single mark `i`: first one after punctuation, else the first that fits.

        A mark after an s may be a possessive (“the voters’ choice”); it is taken only when nothing better follows.
        """
        fallback = possessive = None
        inside_double = 0
        for j in range(i + 1, min(i + 24, len(self.marks))):
            mark = self.marks[j]
            if mark.double:
                inside_double += 1
                if inside_double > 4:
                    break
                continue
            if not mark.closes or inside_double % 2:
                if mark.opens and fallback is not None:
                    break
                continue
            before = self.text[mark.start - 1]
            if before in ".,!?…;":
                if fallback is None or "." not in self.text[self.marks[fallback].end : mark.start]:
                    return j
                break
            if before in "sS":
                possessive = possessive if possessive is not None else j
            elif fallback is None:
                fallback = j
        return fallback if fallback is not None else possessive

    def _record(
        self, start: int, end: int, outer_start: int, outer_end: int, pending: Passage | None
    ) -> Passage | None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if not any(map(str.isalnum, self.text[start:end])):
            return pending
        if pending is not None:
            pending.spans.append((start, end))
            pending.outer.append((outer_start, outer_end))
            return pending
        passage = Passage([(start, end)], [(outer_start, outer_end)], self.paragraph, self.marks[0].double)
        self.found.append(passage)
        return passage


def mask(text: str, spans: Iterable[Span], filler: str) -> str:
    """The text with every span, which stand in order, replaced by as many `filler` characters."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        pieces.append(filler * (end - start))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def paragraph_of(position: int, paragraph_spans: list[Span]) -> int:
    """The number of the paragraph that holds a position."""
    return bisect_left(paragraph_spans, (position + 1,)) - 1
