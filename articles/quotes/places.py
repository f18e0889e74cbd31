"""Where given words stand in a text, and in an editor's words why they do not."""

import re
from collections.abc import Iterator

Spans = tuple[tuple[int, int], ...]

_OPENING = "“‘«„‚\"'‹»"
_ALIKE = str.maketrans("’‘‚‛“”„‟«»‹›–—‑", "''''\"\"\"\"\"\"''---")
_FARTHEST_PART = 400
"""Characters between two parts of one split quote: a reporting clause, not a paragraph."""


def stands_at(words: str, text: str, spans: Spans) -> bool:
    """Whether the words, but for white space, are what stands at these places."""
    return bool(spans) and " ".join(" ".join(text[start:end] for start, end in spans).split()) == " ".join(
        words.split()
    )


def find_words(words: str, text: str, near: int | None = None) -> Spans:
    """The places of the words in the text, start and end in characters; () if they do not stand there.

    White space is compared as one space. Words that stand several times: the place nearest to `near`, else the
    first one behind an opening mark, else the first. A quote that the report interrupts (“One,” he said, “two.”)
    gives one span for each of its two parts, both behind opening marks.
    """
    return _find(words.split(), text, near, 0) or _find_split(words.split(), text, near)


def as_printed(words: str, text: str) -> str | None:
    """How the text prints the words, where it differs only in capitals, dashes and the form of marks; else None."""
    spans = _find(words.translate(_ALIKE).split(), text.translate(_ALIKE), None, re.IGNORECASE)
    return " ".join(text[spans[0][0] : spans[0][1]].split()) if spans else None


def why_missing(words: str, text: str) -> str:
    """A sentence on how far the text agrees with words that do not stand in it."""
    if (printed := as_printed(words, text)) is not None:
        return f"It is printed this way: {printed}"
    tokens = words.split()
    best: tuple[tuple[int, int], int] | None = None
    for length in range(1, len(tokens)):
        spans = _find(tokens[:length], text, None, re.IGNORECASE)
        if not spans:
            break
        best = spans[0], length
    if best is None:
        return f"Not even its first word, “{tokens[0]}”, stands there." if tokens else "There are no words."
    (_, end), length = best
    paragraph = len(re.findall(r"\n\s*\n", text[:end])) + 1
    goes_on = " ".join(text[end:].split()[:6])
    agreed = " ".join(tokens[max(0, length - 6) : length])
    return (
        f"Up to “{agreed}” it agrees with paragraph {paragraph}, which goes on “{goes_on}” "
        f"where the quote has “{' '.join(tokens[length : length + 6])}”."
    )


def _places(tokens: list[str], text: str, flags: int) -> Iterator[tuple[int, int]]:
    if tokens:
        for match in re.finditer(r"\s+".join(map(re.escape, tokens)), text, flags):
            yield match.span()


def _behind_mark(text: str, start: int) -> bool:
    return text[:start].rstrip()[-1:] in tuple(_OPENING)


def _find(tokens: list[str], text: str, near: int | None, flags: int) -> Spans:
    places = list(_places(tokens, text, flags))
    if not places:
        return ()
    if near is not None:
        return (min(places, key=lambda place: abs(place[0] - near)),)
    return (next((place for place in places if _behind_mark(text, place[0])), places[0]),)


def _find_split(tokens: list[str], text: str, near: int | None) -> Spans:
    for cut in range(len(tokens) - 1, 0, -1):
        found = [
            (head, tail)
            for head in _places(tokens[:cut], text, 0)
            if _behind_mark(text, head[0])
            for tail in _places(tokens[cut:], text, 0)
            if 0 < tail[0] - head[1] <= _FARTHEST_PART and _behind_mark(text, tail[0])
        ]
        if found:
            return min(found, key=lambda spans: abs(spans[0][0] - (near or 0)))
    return ()
