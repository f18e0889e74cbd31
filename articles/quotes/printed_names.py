"""Take printed names apart: titles, the name itself, and what only ran into it."""

import re
from collections.abc import Callable
from functools import cache
from itertools import takewhile

from articles.quotes.languages import Language
from articles.quotes.words import UPPER

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_FIRM_ENDS = frozenset(["co.", "inc.", "corp.", "ltd.", "llc.", "plc."])
_TICKER = re.compile(r"[A-Za-z]{1,6}\.[A-Z]{1,3}\Z")
_ELIDED = re.compile(r"^[ld]['’](?=\w)")
_PLACED = re.compile(r"[-‑](?:based|born|listed|owned|led|run|backed|area|headquartered|educated|trained|style)\Z")
_INITIALS = 3
_HEADING = 2
_ACRONYM = 4
_FULL_NAME = 2
_REMEMBERED = 20_000


def _name_pattern(abbreviations: frozenset[str]) -> re.Pattern[str]:
    """Runs of capitals with particles, titles and initials between them."""
    short = "|".join(sorted((re.escape(a.capitalize()) for a in abbreviations), key=len, reverse=True))
    initials = rf"(?:[{UPPER}]\.){{2,}}|(?:{short}|[{UPPER}])\."
    prefix = r"(?:(?:al|el|as|ash|an|ar|ibn|d)[-'’])?"
    word = rf"(?:{initials}|{prefix}[{UPPER}][^\W_]*(?:[-'’.&][^\W_]+)*)"
    particle = r"(?:(?:de|la|le|du|da|dos|del|della|di|van|von|der|den|bin|ibn|al|el)[^\S\n]+){0,2}"
    return re.compile(rf"(?<![^\W_]){word}(?:[^\S\n]+{particle}{word})*")


def unshouted(name: str) -> str:
    """ADA BRANDT as Ada Brandt; a single word such as UBS stays."""
    return name.title() if name.isupper() and " " in name else name


def office_without_heading(words: list[str], before: str, is_role: Callable[[str], bool]) -> list[str]:
    """“GOOD PROSPECTS ELB Chief Executive” without the heading in capitals that ran into the office.

    A heading may begin in `before`, the text up to the office. The last word in capitals is an acronym of the office
    where it is short and its role follows at once; in “READY TOO Fed Chairman” it is not.
    """
    capitals = next((i for i, word in enumerate(words) if not word.isupper()), 0)
    if not capitals:
        return words
    leading = len(list(takewhile(str.isupper, reversed(before.split()))))
    if capitals + leading < _HEADING:
        return words
    if not is_role(words[capitals].lower()):
        return words[capitals:]
    short = [len(word) <= _ACRONYM for word in words[:capitals]]
    if capitals + leading == _HEADING and any(short):
        return words
    return words[capitals - short[-1] :]


class NameReader:
    """Reads the names of one language. Remembers what it took apart: the same names come in story after story."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.pattern = _name_pattern(language.abbreviations)
        self._splits: dict[str, tuple[list[str], list[str]]] = {}

    def split(self, printed: str) -> tuple[list[str], list[str]]:
        """The titles before a name (lower case) and the words of the name itself."""
        known = self._splits.get(printed)
        if known is None:
            if len(self._splits) >= _REMEMBERED:
                self._splits.clear()
            known = self._splits[printed] = self._split(printed)
        return known

    def _split(self, printed: str) -> tuple[list[str], list[str]]:
        words = printed.split()
        low = [word.rstrip(".").lower() for word in words]
        first = 0
        titles: list[str] = []
        for i, word in enumerate(low):
            noun = _ELIDED.sub("", word)
            if len(noun) < len(word) and words[i][-len(noun) :].islower() and i + 1 < len(words):
                titles.append(noun)
                first = i + 1
            elif word in self.language.all_titles or (i + 1 < len(words) and self.language.is_role(word)):
                titles.append(word)
                first = i + 1
        while first < len(words) and self._is_opener(low[first]) and not self._begins_name(low, first):
            first += 1
        core = self._without_heading([word for word in words[first:] if not _TICKER.match(word)])
        while len(core) > 1 and self._is_opener(core[0].lower()) and not self._begins_name([*map(str.lower, core)], 0):
            core = core[1:]
        if core and core[-1].endswith(("'s", "’s")):
            core[-1] = core[-1][:-2]
        while len(core) > 1 and core[-1].rstrip(".").lower() in _SUFFIXES:
            core.pop()
        core = self._without_body_after(core)
        while core and core[-1].lower() in self.language.not_names and not self._is_odd_surname(core):
            core.pop()
        return titles, self._without_adjectives(core)

    def _without_body_after(self, core: list[str]) -> list[str]:
        """“Jonas Kern von Harbour Watch” without what follows “von”, which in “Klaus von Kern” belongs to the name."""
        if not self.language.noun_capitals:
            return core
        for i in range(_FULL_NAME, len(core)):
            if core[i] in self.language.genitives and not self.is_given(core[i - 1].lower()):
                return core[:i]
        return core

    def _is_opener(self, low: str) -> bool:
        """First words of a sentence: “Meanwhile”, “Selling”."""
        return low in self.language.openers or low in self.language.saying or low in self.language.stating

    def _begins_name(self, low: list[str], i: int) -> bool:
        """“Jan Hammer” and “Mark Low” are names although Jan is a month and mark a noun."""
        alone = i + 2 == len(low) or (i + 2 < len(low) and low[i] in self.language.abbreviations)
        return alone and self.is_given(low[i])

    def _is_odd_surname(self, core: list[str]) -> bool:
        """“May”, “Read” and “From” are surnames after a given name, and nothing more."""
        odd = self.language.auxiliaries | self.language.prepositions | self.language.infinitives
        low = core[-1].lower()
        if len(core) == _FULL_NAME and low in self.language.abbreviations:
            return True
        return len(core) > 1 and low in odd and self.is_given(core[-2].lower())

    def _without_heading(self, words: list[str]) -> list[str]:
        """Without what ran into the name: a heading in capitals, an office before a given name."""
        language = self.language
        for i in range(len(words) - 1, 0, -1):
            if words[i].lower() in language.articles or words[i].lower() in language.prepositions:
                words = words[i + 1 :]
                break
            before = words[i - 1]
            if before.endswith(("'s", "’s")) or before.lower() in _FIRM_ENDS or _PLACED.search(before):
                words = words[i:]
                break
        capitals = 0
        while capitals < len(words) and words[capitals].isupper() and not self._is_initials(words, capitals):
            capitals += 1
        heads = capitals == 1 and len(words[0]) > _INITIALS - 1
        if heads or 0 < capitals < len(words) - 1 or 1 < capitals < len(words):
            words = words[capitals:] or words
        for i in range(1, len(words) - 1):
            if self.is_given(words[i].lower()) and not any(map(self._may_be_given, words[:i])):
                return words[i:]
        return words

    def _is_initials(self, words: list[str], i: int) -> bool:
        """Whether a word in capitals with a full stop is none of a heading: J. Low, but not U.S. RISKS."""
        heads = i + 1 < len(words) and words[i + 1].isupper() and "." not in words[i + 1]
        return "." in words[i] and not (heads and len(words[i]) > _INITIALS)

    def _may_be_given(self, word: str) -> bool:
        return self.is_given(word.lower()) or word.endswith(".") or len(word) < _INITIALS

    def _without_adjectives(self, core: list[str]) -> list[str]:
        """Without “Republican” or “French” before a full name."""
        known = self.language.organisations
        for i in range(len(core) - 1):
            if core[i].lower() not in known and core[i][0].isupper():
                return core[i:] if not any(word.lower() in known for word in core[i:]) else core
        return core

    def is_given(self, low: str) -> bool:
        """Whether a word in lower case is a common given name."""
        return low in self.language.names_he or low in self.language.names_she


@cache
def name_reader(language: Language) -> NameReader:
    """The one reader of a language."""
    return NameReader(language)
