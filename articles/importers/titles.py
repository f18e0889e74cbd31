"""A headline without what a page runs into its line: itself a second time, breadcrumbs, the section, the kicker."""

import re

from articles.importers.lines import Line
from articles.importers.words import HOMES, SECTIONS

_MOST_CRUMBS = 3
"""So many words of breadcrumbs may stand before a headline that the page has alone too."""
_SHORTEST = 15
_HOME = re.compile(rf"(?i:{HOMES})(?:\s[»›>/|])?\s+[^\W\d_a-z][\w-]+(?:\s[»›>/|])?\s+(?=\S+\s\S+\s\S)")
_SECTION = re.compile(rf"(?:{SECTIONS})\s+[:|]\s+(?=\S+\s\S)", re.IGNORECASE)
_GLUED = re.compile(r"\b[^\W\d_][^\W\d_A-Z]{3,}(?<=[a-zß-ÿ])(?=[A-ZÄÖÜÉÀ][a-zß-ÿ]{2})")
_KICKER = 60
_FIRST_WORD = re.compile(r"[^\w-]")


def cleaned(headline: str, lines: list[Line]) -> str:
    """A headline as it would stand alone; `lines` are those of its page.

    A kicker run into it is parted from it by a colon: “Letter from the coastWho owns the tide?”.
    """
    text = _alone(_once(headline), lines)
    text = _SECTION.sub("", _HOME.sub("", text, count=1), count=1)
    return _parted(text, lines)


def _once(headline: str) -> str:
    """A headline that a page has twice in a line, for show and as a link, only once."""
    half = len(headline) // 2
    first, second = headline[:half], headline[half + 1 :]
    return first if headline[half : half + 1] == " " and first.casefold() == second.casefold() else headline


def _alone(headline: str, lines: list[Line]) -> str:
    """The headline without the breadcrumbs before it, where it stands alone in another line."""
    for line in lines:
        text = line.text
        if len(text) >= _SHORTEST and text != headline and headline.endswith(text):
            crumbs = headline.removesuffix(text)
            if len(crumbs.split()) <= _MOST_CRUMBS and crumbs.replace(" ", "").isalpha():
                return text
    return headline


def _parted(headline: str, lines: list[Line]) -> str:
    """The headline with a colon after its kicker; a word such as “WikiLeaks”, which the text has too, is left whole."""
    match = _GLUED.search(headline)
    if not match or match.end() > _KICKER:
        return headline
    kicker, rest = headline[: match.end()], headline[match.end() :]
    word = match[0] + _FIRST_WORD.split(rest)[0]
    if any(word in line.text for line in lines if headline not in line.text):
        return headline
    return f"{kicker}: {rest}"
