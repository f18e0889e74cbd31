"""How a word may begin in a text. To look for its first letters costs next to nothing in an English text, and in others
mostly less than their analysis, so it is done first: a text without them does not hold the word."""

from collections.abc import Iterable
from itertools import product

from articles.search.schema import WRITTEN

_MOST = 4
_MARKS = "’‘“”–—…"
"""Often all that is not ASCII in an English text."""
_SPELLINGS = {"i": ("i", "y"), "y": ("i", "y"), "a": ("a", "ae"), "o": ("o", "oe"), "u": ("u", "ue")}


class _Folded(dict[int, str]):
    """What the analyzers make of a letter, which go letter by letter: no capital sigma becomes a final one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = self[code] = "".join(WRITTEN.analyze(letter)).lower() or letter
        return folded


_FOLDED = _Folded()


def letters(text: str) -> str:
    """A text in lower case and without accents, as the analyzers fold it; spaces for some marks."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def openings(token: str, stemmed: bool) -> tuple[str, ...]:
    """The ways in which words of this token begin, as `letters` gives them; one of them stands in each.

    A stem begins as its words do, but for its last letter and for what German and English spell in two ways: `muller`
    is the stem of “Mueller”, `die` that of “dying”.
    """
    token = letters(token)
    if not stemmed:
        return (token,)
    begin = token[: max(min(_MOST, len(token) - 1), 1)]
    return tuple("".join(spelled) for spelled in product(*(_SPELLINGS.get(letter, (letter,)) for letter in begin)))


def pieces(text: str, bare: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    """The stretches of a text, from space to space, in which one of these openings stands; `bare` are its letters.

    No word goes over a space: what is analyzed so is what an analysis of the whole text gives there. The whole text
    where its letters are not as many as it has.
    """
    if len(bare) != len(text):
        return [(0, len(text))]
    found: set[tuple[int, int]] = set()
    for opening in wanted:
        at = bare.find(opening)
        while at >= 0:
            end = bare.find(" ", at)
            end = end if end >= 0 else len(bare)
            found.add((bare.rfind(" ", 0, at) + 1, end))
            at = bare.find(opening, end)
    return sorted(found)
