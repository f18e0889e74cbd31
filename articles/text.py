"""Plain text: normalising, folding, paragraphs, excerpts. Knows no database and no format."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line, as for str.splitlines."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u2060\ufeff]")
_NOT_WORD = re.compile(r"[^\w]+")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»›)\]]*\s+|\n\n+")
_ABBREVIATION = re.compile(r"(?:\b[A-Z][a-z]{0,2}|\b[a-z]\.[a-z])\.\s+$")
_LONGEST_ABBREVIATION = 4


def normalise(text: str) -> str:
    """NFC, line ends as \\n, without control characters, zero-width spaces and soft hyphens."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)))


def squeeze(text: str) -> str:
    """One line: every run of white space is one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """A key for comparing names and titles: no case, no accents, no punctuation, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare.replace("’", "").replace("'", "")).strip()


def by_fold(names: Iterable[str]) -> dict[str, str]:
    """Names by their folded key, in their order: of those with one key the first; none without a letter or digit."""
    found: dict[str, str] = {}
    for name in names:
        if key := fold(name):
            found.setdefault(key, name)
    return found


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a body: its pieces between blank lines, none empty."""
    return [piece for piece in _BLANK_LINES.split(text.strip()) if piece]


def join_paragraphs(pieces: list[str]) -> str:
    """A body: the pieces with one blank line between them, empty ones left out."""
    return "\n\n".join(piece.strip() for piece in pieces if piece.strip())


def lines_as_paragraphs(text: str) -> str:
    """A body as somebody typed it: where there is no blank line at all, every line is a paragraph."""
    lines = text.split("\n")
    return join_paragraphs(lines if all(line.strip() for line in lines) else text.split("\n\n"))


def word_count(text: str) -> int:
    """How many words a reader would count."""
    return len(_WORD.findall(text))


def excerpt(text: str, length: int) -> str:
    """The beginning of a text in at most `length` characters, cut between words, an ellipsis where cut."""
    line = squeeze(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space else cut).rstrip(" ,;:.–—-") + "…"


def sentence_ends(text: str) -> Iterator[int]:
    """Where the next sentence or paragraph begins. A small letter goes on with the sentence: “Really?” she asked."""
    for match in _SENTENCE_END.finditer(text):
        goes_on = text[match.end() : match.end() + 1].islower()
        near = max(0, match.start() - _LONGEST_ABBREVIATION)
        if "\n\n" in match[0] or not (goes_on or _ABBREVIATION.search(text, near, match.end())):
            yield match.end()


def ending(text: str, length: int) -> str:
    """The last part of a text, from the beginning of a sentence or at least of a word, with an ellipsis where cut."""
    if len(text) <= length:
        return text
    kept = text[-length:]
    begin = next((place for place in sentence_ends(kept) if place < length), 0) or kept.find(" ") + 1
    return f"… {kept[begin:]}"


def beginning(text: str, length: int) -> str:
    """The first part of a text, to the end of a sentence or at least of a word, with an ellipsis where cut."""
    if len(text) <= length:
        return text
    kept = text[:length]
    end = max((place for place in sentence_ends(kept) if place < length), default=0) or kept.rfind(" ") + 1 or length
    return f"{kept[:end].rstrip()} …"


Runs = frozenset[tuple[str, ...]]
"""The runs of three words in a text, capitals apart: what `resemblance` compares."""


def runs(text: str) -> Runs:
    """The runs of a text; of fewer than three words, the words themselves."""
    words = text.lower().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def resemblance(one: Runs, other: Runs) -> float:
    """How much of two texts is the same, from 0 to 1: the runs they share, of all that either has.

    The measure is Broder's (“On the resemblance and containment of documents”, 1997).
    """
    return len(one & other) / len(one | other)
