"""Bylines as reference managers want them: family and given names apart where the name itself tells which is which."""

from dataclasses import dataclass
from functools import lru_cache

from nameparser import HumanName

from articles.importers.names import is_agency, is_name

_FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
_TWO_FAMILY_NAMES = frozenset({"es", "gl"})
"""Of “Ana María Ruiz” and “Ana Ruiz Soto” nothing tells that the one has a single family name and the other two."""


@dataclass(frozen=True, slots=True)
class Author:
    """One name of a byline. Without `given` it stands as printed: an agency, initials, a desk, or a name of which it
    is not known how it divides."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def listed(self) -> str:
        """The name as lists are sorted by it: “King, Martin Luther, Jr.”."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@lru_cache(maxsize=10_000)
def author(printed: str, language: str = "") -> Author:
    """A byline's name; `language` is the code of the article's."""
    base = language.partition("-")[0].lower()
    if is_agency(printed) or not is_name(printed) or base in _FAMILY_FIRST:
        return Author(printed)
    if base in _TWO_FAMILY_NAMES and len(printed.split()) > 2:
        return Author(printed)
    name = HumanName(printed)
    given = " ".join(part for part in (name.first, name.middle) if part)
    if not (given and name.last):
        return Author(printed)
    return Author(name.last, given, name.suffix)
