"""How a word may begin in a text. To look for its first letters costs next to nothing in an English text, and in others
mostly less than their analysis, so it is done first: a text without them does not hold the word."""

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
