"""The place and agency before the first sentence: “CARACAS, Feb 20 (EFE) – …”."""

import re
from dataclasses import dataclass

from articles.importers.names import is_agency, split_names
from articles.zones import cities

_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?[A-Za-zä]{3,10}\.?)(?:,?\s+\d{4})?"
_OPENING = re.compile(
    r"(?:By\s+(?P<by>.{3,60}?)\s+(?=[A-Z]{3}))?"
    rf"(?:(?P<place>[^\W\d_][^()\d:;!?]{{1,70}}?),?\s*)??(?:{_DATE},?\s*)?"
    r"\((?P<agency>[A-Z][^()]{1,40}?)(?:,\s[^()]*)?\)\s*\.?\s*[-–—]{1,2}\s*(?=\S|$)"
)
_SMALL_WORDS = frozenset({"de", "del", "la", "las", "los", "le", "do", "da", "du", "di", "of", "on", "am", "an", "and"})
_BARE_PLACE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'\-/]+(?:[ ,/]+(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'\-]+|de|del|la|do|da)){0,4}"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)\s+[–—]\s+(?=[“\"‘'A-ZÀ-ÖØ-Þ])"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before a story's first sentence."""

    place: str | None
    agency: str | None
    authors: list[str]
    length: int
    """How many characters it takes up."""


def opening(paragraph: str) -> Opening | None:
    """The dateline a paragraph begins with, or None.

    With an agency in brackets and a dash, any short place counts; without one only a place in capitals does. A city in
    the brackets is the place (“June 5 (New York) -”).
    """
    match = _OPENING.match(paragraph)
    if match:
        place = (match["place"] or "").strip(" ,")
        if not _is_place(place):
            return None
        named = match["agency"].strip()
        agency = None if _is_city(named, place) else named
        return Opening(place or (None if agency else named), agency, split_names(match["by"] or ""), match.end())
    match = _BARE_PLACE.match(paragraph)
    return Opening(match["place"].strip(" ,"), None, [], match.end()) if match else None


def _is_city(named: str, place: str) -> bool:
    """Whether what stands in the brackets is the story's place once more, or a city, and no agency."""
    name = named.casefold()
    return not is_agency(named) and (name == place.casefold() or name in cities())


def _is_place(words: str) -> bool:
    """Whether every word is written with a capital, as in the name of a place; no word at all will do."""
    return all(not word[0].islower() or word in _SMALL_WORDS for word in words.split())
