"""The lines of a file with their numbers, so that every field can tell where it came from."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.text import squeeze

_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_WRAP_WIDTHS = range(55, 131)
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several that were wrapped, without leading, trailing and repeated white space."""

    text: str
    first: int
    """Number of its first line in the file, counted from 1."""
    last: int
    after_blank: bool = False
    """Whether a blank line stands before it."""
    indented: bool = False


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, wrapped ones joined into paragraphs."""
    lines: list[Line] = []
    blank = False
    for number, raw in enumerate(text.split("\n"), start=1):
        squeezed = squeeze(raw)
        if squeezed:
            lines.append(Line(squeezed, number, number, blank, raw[0] in " \t\xa0"))
        blank = not squeezed
    return _unwrap(lines) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Typed at a fixed width: no line longer than that, and most long lines break inside a sentence."""
    width = max((len(line.text) for line in lines), default=0)
    if width not in _WRAP_WIDTHS:
        return False
    pairs = [(line.text, after.text) for line, after in pairwise(lines) if not after.after_blank]
    long = [(text, after) for text, after in pairs if len(text) > width * 0.75]
    broken = [after for text, after in long if not _ENDS_SENTENCE.search(text)]
    sure = len(broken) >= _ENOUGH or any(after[0].islower() for after in broken)
    return sure and len(broken) > len(long) / 2


def _unwrap(lines: list[Line]) -> list[Line]:
    width = max(len(line.text) for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        follows = bool(groups) and len(groups[-1][-1].text) + len(line.text.split(" ", 1)[0]) >= width * 0.8
        if follows and not line.after_blank and not line.indented:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_as_one(group) for group in groups]


def join_continued(lines: list[Line]) -> list[Line]:
    """Wrapped lines joined where a paragraph begins with a blank line or an indent, whatever the width."""
    indents = any(line.indented for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        begins = line.after_blank or line.indented or not groups
        if not begins and (indents or not _ENDS_SENTENCE.search(groups[-1][-1].text)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_as_one(group) for group in groups]


def _as_one(group: list[Line]) -> Line:
    """Lines that continue each other as one line."""
    if len(group) == 1:
        return group[0]
    return replace(group[0], text=" ".join(line.text for line in group), last=group[-1].last)
