"""Signs that a name of two capitals, which looks like a person's, is that of a firm or another body."""

import re

from articles.quotes.languages import Language

_TICKER = re.compile(r"\s?\(\s?[A-Z0-9]{1,8}\.[A-Z]{1,4}\s?\)")
_NEXT_WORD = re.compile(r"(?:['’]s?)?(,?)\s([^\W\d_]+)")
_BEFORE = 30


def is_told_as_body(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the words beside text[start:end] are those of a body: its ticker, “which”, “an economist at NAME”."""
    if _TICKER.match(text, end):
        return True
    following = _NEXT_WORD.match(text, end)
    if following and following[2] in language.of_firms and (not following[1] or following[2] in language.who):
        return True
    before = text[max(0, start - _BEFORE) : start].split()[-2:]
    return len(before) > 1 and before[1] in language.at and before[0].lower() in language.of_firms
