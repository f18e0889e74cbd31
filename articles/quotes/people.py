"""The people an article names: every mention, and whom a name, a pronoun or a description stands for."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from articles.quotes.languages import Language
from articles.quotes.words import UPPER

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+|\n\s*\n")
_ROLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH = 12


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article. `he` and `she` count the signs of each gender."""

    name: str
    words: tuple[str, ...]
    he: int = 0
    she: int = 0
    sure: int = 0
    roles: set[str] = field(default_factory=set)
    mentions: int = 0

    def can_be(self, gender: str | None) -> bool:
        """Whether a pronoun of this gender (“he”, “she” or None for either) can stand for the person."""
        if gender == "he":
            return self.he >= self.she
        return self.she >= self.he if gender == "she" else True


@dataclass(slots=True)
class Mention:
    """A place where a person is named."""

    start: int
    end: int
    person: Person
    possessive: bool


@cache
def name_pattern(abbreviations: frozenset[str]) -> re.Pattern[str]:
    """Runs of capitals with particles, titles and initials between them."""
    short = "|".join(sorted((re.escape(a.capitalize()) for a in abbreviations), key=len, reverse=True))
    word = rf"(?:(?:{short}|[{UPPER}])\.|[{UPPER}][^\W_]*(?:[-'’.&][^\W_]+)*)"
    particle = r"(?:(?:de|la|le|du|da|dos|del|della|di|van|von|der|den|bin|ibn|al|el)[^\S\n]+){0,2}"
    return re.compile(rf"(?<![^\W_]){word}(?:[^\S\n]+{particle}{word})*")


class People:
    """The registry of one article, built over all its text."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.people: dict[tuple[str, ...], Person] = {}
        self.mentions: list[Mention] = []
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        self._by_role: dict[str, list[Person]] = defaultdict(list)
        self._titles = language.titles | language.titles_he | language.titles_she
        self._read()
        self._starts = [mention.start for mention in self.mentions]
        self._sentences = [match.end() for match in _SENTENCE.finditer(text)]

    def _read(self) -> None:
        singles: list[tuple[int, int, list[str], str]] = []
        for match in name_pattern(self.language.abbreviations).finditer(self.text):
            titles, core = self.split(match.group())
            if not core:
                continue
            if len(core) > 1:
                self._read_full(match, titles, core)
            else:
                singles.append((match.start(), match.end(), titles, core[0]))
        for start, end, titles, word in singles:
            self._read_single(start, end, titles, word)
        self.mentions.sort(key=lambda mention: mention.start)

    def split(self, printed: str) -> tuple[list[str], list[str]]:
        """The titles before a name (lower case) and the words of the name itself."""
        language = self.language
        words = printed.split()
        titles: list[str] = []
        i = 0
        while i < len(words):
            low = words[i].rstrip(".").lower()
            if low in self._titles or (low in language.roles and i + 1 < len(words)):
                titles.append(low)
            elif low not in language.not_names:
                break
            i += 1
        core = words[i:]
        if core and core[-1].endswith(("'s", "’s")):
            core[-1] = core[-1][:-2]
        while len(core) > 1 and core[-1].rstrip(".").lower() in _SUFFIXES:
            core.pop()
        while core and core[-1].lower() in language.not_names:
            core.pop()
        return titles, core

    def _read_full(self, match: re.Match[str], titles: list[str], core: list[str]) -> None:
        language = self.language
        low = [word.lower() for word in core]
        if low[-1] in language.organisations or len(core) > 5:
            return
        if not titles and any(word in language.organisations for word in low):
            return
        key = (core[0].lower(), core[-1].lower())
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person(" ".join(core), tuple(word.lower() for word in core))
            self._by_surname[key[1]].append(person)
            self._by_given[key[0]].append(person)
            person.he += 2 * (key[0] in language.names_he)
            person.she += 2 * (key[0] in language.names_she)
            person.sure += person.he + person.she
            self._read_roles(person, match)
        self._note(person, match.start(), match.end(), titles)

    def _note(self, person: Person, start: int, end: int, titles: list[str]) -> None:
        for title in titles:
            person.he += 3 * (title in self.language.titles_he)
            person.she += 3 * (title in self.language.titles_she)
            person.sure += 1
            self._add_role(person, title)
        person.mentions += 1
        possessive = self.text[end - 2 : end] in ("'s", "’s")
        self.mentions.append(Mention(start, end, person, possessive))

    def _add_role(self, person: Person, role: str) -> None:
        if role not in person.roles:
            person.roles.add(role)
            self._by_role[role].append(person)

    def _read_roles(self, person: Person, match: re.Match[str]) -> None:
        """Roles printed beside the full name: “actor NAME”, “NAME, a spokesman for …”."""
        before = _ROLE_WORD.findall(self.text[max(0, match.start() - 36) : match.start()])[-3:]
        text = self.text[match.end() : match.end() + 70]
        after = _ROLE_WORD.findall(text.split(",")[1])[:7] if text.startswith(",") else []
        for word in before + after:
            low = word.lower()
            if low in self.language.roles:
                self._add_role(person, low)
                person.sure += 1
                person.he += low in self.language.titles_he
                person.she += low in self.language.titles_she

    def _read_single(self, start: int, end: int, titles: list[str], word: str) -> None:
        low = word.lower()
        known = self._by_surname.get(low) or self._by_given.get(low)
        if known:
            person = self._choose(known, self._title_gender(titles))
        elif titles and low not in self.language.organisations:
            person = self.people[(low,)] = Person(word, (low,), sure=1)
            self._by_surname[low].append(person)
        else:
            return
        person.sure += 1
        self._note(person, start, end, titles)

    def _title_gender(self, titles: list[str]) -> str | None:
        for title in titles:
            if title in self.language.titles_he:
                return "he"
            if title in self.language.titles_she:
                return "she"
        return None

    def _choose(self, known: list[Person], gender: str | None) -> Person:
        """Of several with one surname: the one the gender allows who was named in full most often."""
        fitting = [person for person in known if person.can_be(gender)] or known
        return max(fitting, key=lambda person: (person.mentions, person.sure))

    def named(self, printed: str) -> Person | None:
        """The person a printed name stands for."""
        titles, core = self.split(printed)
        if not core:
            return None
        if len(core) > 1:
            person = self.people.get((core[0].lower(), core[-1].lower()))
            if person:
                return person
        low = core[-1].lower()
        known = self._by_surname.get(low) or (self._by_given.get(low) if len(core) == 1 else None)
        return self._choose(known, self._title_gender(titles)) if known else None

    def with_role(self, role: str, position: int) -> Person | None:
        """The person named last before a position who was introduced with this role."""
        known = self._by_role.get(role)
        if not known:
            return None
        if len(known) == 1:
            return known[0]
        i = bisect_left(self._starts, position)
        for mention in reversed(self.mentions[max(0, i - 30) : i]):
            if mention.person in known:
                return mention.person
        return known[0]

    def last_meant(self, position: int, gender: str | None, speaker: Person | None) -> Person | None:
        """The person a pronoun at a position most likely stands for.

        Weighed: how many sentences ago, whether named first in the sentence, whether the one who spoke last.
        """
        i = bisect_left(self._starts, position)
        here = bisect_left(self._sentences, position + 1)
        best: tuple[float, Person] | None = None
        seen_sentence = -1
        recent = self.mentions[max(0, i - _REACH) : i]
        for k, mention in enumerate(recent):
            sentence = bisect_left(self._sentences, mention.start + 1)
            first = sentence != seen_sentence
            seen_sentence = sentence
            person = mention.person
            if not person.can_be(gender) or not person.sure:
                continue
            score = -1.0 * (here - sentence) + 0.9 * first + 0.01 * k - 0.5 * mention.possessive
            if gender and (person.he if gender == "he" else person.she):
                score += 1.0
            if person is speaker:
                score += 1.2
            if best is None or score > best[0]:
                best = (score, person)
        if best:
            return best[1]
        return speaker if speaker and speaker.can_be(gender) else None
