"""How a word may begin in a text. To look for its first letters costs a tenth of what the analysis of a text costs, so
it is done first: a text without them does not hold the word."""

import re
import unicodedata
from itertools import product

_MOST = 4
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_PLAIN = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
_SPECIAL = re.compile(f"[{''.join(_PLAIN)}]")
_SPELLINGS = {"i": ("i", "y"), "y": ("i", "y"), "a": ("a", "ae"), "o": ("o", "oe"), "u": ("u", "ue")}


def letters(text: str) -> str:
    """A text in lower case and without accents, as the analyzers fold it."""
    text = text.lower()
    if text.isascii():
        return text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _SPECIAL.sub(lambda special: _PLAIN[special[0]], bare)


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
