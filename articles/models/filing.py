"""Under which name a list has a person: the surname first, and where in the alphabet that is."""

import re
from pathlib import Path
from string import ascii_lowercase

from nameparser import HumanName
from nameparser.config import CONSTANTS

from articles.models.fields import plain_latin
from articles.text import fold, squeeze


def _words(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / name).read_text(encoding="utf-8").split())


BODIES = _words("bodies.txt")
"""Words that stand in the names of bodies and places, not of people."""

OTHER_LETTER = "~"
"""The letter of names that begin with none from A to Z."""

_AFTER_GIVEN = frozenset(["de", "del", "da", "do", "das", "dos", "von", "vom", "zu", "zum", "zur", "al", "el"])
_AND_AFTER_THEM = _AFTER_GIVEN | frozenset(["la", "las", "los", "der", "dem", "den", "und"])
_ARABIC_ARTICLE = re.compile(r"((?:al|el|as|ash|ad|an|ar|az)[-‐-])(?=\w)")
_KOREAN = re.compile(r"\w+ [^\W\d_]\w+-[^\W\d_A-Z]\w+")
_FAMILY_FIRST = _words("family_first.txt")
"""Surnames of people whose names print the surname first, and that are nobody's given name in other languages."""
_NO_PERSON = BODIES | frozenset(["the", "of", "&", "kremlin"])
_SPECIAL = frozenset().union(
    CONSTANTS.titles,
    CONSTANTS.prefixes,
    CONSTANTS.conjunctions,
    CONSTANTS.suffix_acronyms,
    CONSTANTS.suffix_not_acronyms,
    ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xxiii"],
)
"""Words that are no given name and no surname where they stand alone: titles, particles, “Jr.”."""


def sort_name_of(name: str) -> str:
    """A name as an index has it: “Bernanke, Ben”; one word, a body or a name of which the surname comes first as it is.

    Particles follow the custom of the language they are from: they stay before the surname where they are written
    with a capital (De Gucht, Karel; Di Maio, Luigi) and in Dutch (van Rompuy, Herman), and go after the given name in
    German, French, Spanish and Portuguese (Leyen, Ursula von der; Gaulle, Charles de; Silva, Luiz da), as the Arabic
    article does (Assad, Bashar al-). See IFLA, Names of Persons. Of two family names the last one is taken: nothing
    in a name tells that it has two.
    """
    name = squeeze(name)
    words = name.casefold().split()
    as_it_is = "," in name or any(character.isdigit() for character in name) or not _NO_PERSON.isdisjoint(words)
    if as_it_is or len(words) < 2 or words[0] in _FAMILY_FIRST or _KOREAN.fullmatch(name):
        return name
    given, last, suffix = _parts(name)
    if not (given and last):
        return name
    surname, particles = _divided(last)
    return ", ".join(part for part in (surname, f"{given} {particles}".rstrip(), suffix) if part)


def sort_key_of(sort_name: str) -> str:
    """The key that lists are sorted by: without accents, capitals and signs."""
    return fold(plain_latin(sort_name))


def letter_of(sort_key: str) -> str:
    """The letter from a to z that a name stands under, or OTHER_LETTER."""
    return sort_key[:1] if sort_key[:1] in ascii_lowercase and sort_key else OTHER_LETTER


def _parts(name: str) -> tuple[str, str, str]:
    """Given names or, without any, a title; surname with particles; suffix. Most names have two plain words, and
    reading them is most of the work of filing a person."""
    first, *others = name.split()
    if len(others) == 1 and _SPECIAL.isdisjoint(word.casefold().replace(".", "") for word in (first, *others)):
        return first, others[0], ""
    parts = HumanName(name)
    given = " ".join(part for part in (parts.first, parts.middle) if part)
    return given or parts.title, parts.last, parts.suffix


def _divided(last: str) -> tuple[str, str]:
    """A surname without the particles that go after the given name, and these."""
    words = last.split()
    count = 0
    while count < len(words) - 1 and words[count] in (_AND_AFTER_THEM if count else _AFTER_GIVEN):
        count += 1
    surname, particles = " ".join(words[count:]), " ".join(words[:count])
    if not particles and (article := _ARABIC_ARTICLE.match(surname)):
        return surname[article.end() :], article[1]
    return surname, particles
