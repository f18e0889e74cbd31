"""Bylines: which lines name the authors, and their names."""

import re

from articles.importers.words import AGENCIES, BY, NOT_NAMES

_PARTICLES = "de|del|della|di|da|das|do|dos|du|des|la|le|el|al|van|von|der|den|ten|ter|bin|bint|ibn|zu|zur|y|e|af|av"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:{_CAPITAL}[^\W\d_]*(?:[’'\-.]{{1,2}}[^\W\d_]+)*\.?|[dDlL][’']{_CAPITAL}[^\W\d_]+)"
_NAME = re.compile(rf"{_WORD}(?:[ \-](?:(?:{_PARTICLES})\b|{_WORD})){{1,5}}")
_SINGLE = re.compile(_WORD)
_BY = re.compile(rf"(?:{BY})\s*:?\s+(?P<names>.+)", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:by|author|authors|byline|writer|reporter|autor|autora|autores|auteur|auteurs|autorin|text|texto|texte)"
    r"\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|,|&|\+|\||\s/\s|\s•\s|\s·\s)\s*|\s+(?:and|und|et|y|e|with|con|avec|mit|com)\s+")
_AFTER_NAME = re.compile(r"\s*(?:\(.*\)|@\w+|[\w.]+@[\w.]+|\s[-–—]\s?.*)$")


def is_name(text: str) -> bool:
    """Whether some words have the shape of a person's full name."""
    match = _NAME.fullmatch(text)
    return match is not None and len(text) <= 50 and not any(word.casefold() in NOT_NAMES for word in text.split())


def split_names(text: str) -> list[str]:
    """The names in a list of authors as printed, without roles, places and addresses after them."""
    names: list[str] = []
    for piece in _BETWEEN.split(text):
        name = _AFTER_NAME.sub("", piece or "").strip(" .:-–—") if not is_name(piece) else piece
        if name and (is_name(name) or (not names and _is_single(name))) and name not in names:
            names.append(name)
    return names


def _is_single(name: str) -> bool:
    return bool(_SINGLE.fullmatch(name)) and name.casefold() not in NOT_NAMES and name.casefold() not in AGENCIES


def byline(line: str) -> list[str]:
    """The authors a line names with “By …” or a label; none when it is no byline."""
    if len(line) > 250:
        return []
    match = _BY.fullmatch(line) or _LABELLED.fullmatch(line)
    if not match or (len(match["names"]) > 60 and match["names"].endswith((".", "!", "?", "”"))):
        return []
    return split_names(match["names"])
