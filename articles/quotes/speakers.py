"""Turn the words that name a speaker into a full name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.quotes.confidence import Choice
from articles.quotes.finding import Finding
from articles.quotes.languages import Language
from articles.quotes.names import has_person, is_name, name_start
from articles.quotes.people import People, Person
from articles.quotes.phrases import name_apposed, phrase_ending
from articles.quotes.printed_names import unshouted
from articles.quotes.words import Phrase, Words

_MEMORY = 800
_ELIDED = re.compile(r"^[ld]'(?=\w)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: full name or description, the printed words, their place."""

    name: str | None
    printed: str | None
    span: tuple[int, int] | None
    person: Person | None = None
    role: str | None = None
    choice: Choice = "named"
    is_somebody: bool = True
    """False for a description whose head is no noun for a person: “the temporary presence of troops”."""


class Identity(NamedTuple):
    """Whom a phrase stands for: a person of the article or else a name, and how he was chosen."""

    name: str | None
    person: Person | None
    choice: Choice = "named"


_UNKNOWN = Identity(None, None)


class Speakers:
    """Resolves the speakers of one field in order, remembering who spoke last."""

    def __init__(self, people: People, language: Language, offset: int) -> None:
        self.people = people
        self.language = language
        self.offset = offset
        self._last: Person | None = None
        self._last_position = 0
        self._unnamed: tuple[str, int] | None = None

    def is_person(self, words: Words, phrase: Phrase) -> bool:
        """Whether a phrase stands for a person the article names, or is a pronoun."""
        low = words.low[phrase[0]]
        if low in self.language.he or low in self.language.she or low in self.language.who:
            return True
        return self._name(words, phrase, words.starts[phrase[0]] + self.offset).person is not None

    def resolve(self, finding: Finding) -> Speaker | None:
        """The speaker whom a rule's finding names, or None if it names none."""
        words, phrase = finding.words, finding.phrase
        if words is None:
            return None
        if phrase is None:
            return self._left_out(words, finding)
        phrase = self._without_verb(words, phrase)
        span = words.span(*phrase)
        printed = words.text[span[0] : span[1]]
        name, person, choice = self._labelled(finding, printed) or self._name(words, phrase, span[0] + self.offset)
        somebody = person is not None or self.is_somebody(words, phrase)
        role = self._role(words, phrase) or (person.role if person else None)
        return Speaker(person.name if person else name, printed, span, person, role, choice, somebody)

    def _left_out(self, words: Words, finding: Finding) -> Speaker | None:
        """The speaker of a verb whose subject is left out."""
        if finding.rule not in ("verb_alone", "verb_within") or finding.cue_at is None:
            return None
        position = words.starts[finding.cue_at] + self.offset
        person, choice = self.people.last_meant(position, None, self._recent(position))
        return Speaker(person.name, None, None, person, person.role, choice) if person else None

    def _without_verb(self, words: Words, phrase: Phrase) -> Phrase:
        """“Okafor declined” as “Okafor”: what follows a name in small letters is no part of it."""
        name = self._name_part(words, phrase)
        if name is None or name[0] != phrase[0] or name[1] >= phrase[1]:
            return phrase
        if words.low[name[1]] in self.language.of or not self.people.named(words.print(*name)):
            return phrase
        return name

    def _role(self, words: Words, phrase: Phrase) -> str | None:
        """The office printed before the name in a phrase."""
        name = self._name_part(words, phrase)
        if name is None:
            return None
        core = self.people.split(words.print(*name))[1]
        start = name[1] - len(core) if core else name[1]
        first = phrase[0]
        while first < start and words.low[first] in self.language.definite | self.language.own:
            first += 1
        if first >= start or not any(map(self.language.is_role, words.low[first:start])):
            return None
        return words.print(first, start)

    def spoke(self, speaker: Speaker | None, position: int) -> None:
        """Remember who spoke at a position of the field."""
        if speaker is None:
            return
        person = speaker.person
        if person is None and speaker.name and speaker.span and self._is_unnamed_person(speaker.name):
            self._unnamed = (speaker.name, speaker.span[1] + self.offset)
            return
        if person is None and speaker.name and speaker.span:
            person = self.people.meet(speaker.name)
        if person:
            self._last, self._last_position = person, position + self.offset
            person.sure += speaker.person is not None

    def _is_unnamed_person(self, name: str) -> bool:
        """Whether a description is that of one person: a trader, the official who came."""
        words = name.lower().split()
        determined = words[0] in self.language.articles or words[0] in self.language.own
        return determined and any(word in self.language.roles for word in words[1 : next(self._ofs(words), len(words))])

    def _ofs(self, words: list[str]) -> Iterator[int]:
        return (i for i, word in enumerate(words) if i and word in self.language.of)

    def _unnamed_before(self, position: int, gender: str) -> str | None:
        """The description of who spoke last, if nobody was named since for whom the pronoun can stand."""
        if self._unnamed is None or not 0 <= position - self._unnamed[1] < _MEMORY:
            return None
        name, end = self._unnamed
        other = self.language.titles_she if gender == "he" else self.language.titles_he
        if not other.isdisjoint(name.lower().split()):
            return None
        return None if self.people.is_anyone_named(end, position, gender) else name

    def _recent(self, position: int) -> Person | None:
        return self._last if position - self._last_position < _MEMORY else None

    def _labelled(self, finding: Finding, printed: str) -> Identity | None:
        """Whom the label before a turn of a transcript names; Q and A name nobody."""
        if finding.rule in ("question", "answer"):
            return _UNKNOWN
        if finding.rule != "transcript":
            return None
        person = self.people.named(printed)
        return Identity(None, person) if person else Identity(unshouted(printed), None)

    def is_somebody(self, words: Words, phrase: Phrase) -> bool:
        """Whether a phrase is a name, a pronoun, or has at its head a noun for a person, a body or a document."""
        language = self.language
        if is_name(words, phrase, language):
            if language.noun_capitals and not self._may_be_name(words, phrase):
                return False
            alone = phrase == (0, 1) and words.low[0] not in language.subjects
            return not alone or self.people.is_name(words.words[0])
        for i in range(*phrase):
            if words.low[i] in language.of and i > phrase[0]:
                return False
            if words.low[i].removesuffix("'s") in language.subjects:
                return True
        return False

    def _may_be_name(self, words: Words, phrase: Phrase) -> bool:
        """Whether capitals are a name although every noun has one: a known person, two in a row, none but one."""
        language = self.language
        first, end = phrase
        known = any(
            low in language.subjects or language.is_role(low) or language.is_speaking_compound(low)
            for low in words.low[first:end]
        )
        if known or has_person(words, first, end, language) or self.people.named(words.print(end - 1, end)):
            return True
        bare = end == first + 1 and (not first or words.low[first - 1] not in language.articles)
        return bare or words.words[end - 1].isupper()

    def _name(self, words: Words, phrase: Phrase, position: int) -> Identity:
        low = words.low[phrase[0]].removesuffix("'s")
        language = self.language
        if phrase[1] - phrase[0] == 1 and language.stands_for_somebody(low):
            gender = language.gender(low)
            if gender is None:
                return _UNKNOWN
            unnamed = self._unnamed_before(position, gender)
            if unnamed:
                return Identity(unnamed, None)
            return Identity(None, *self.people.last_meant(position, gender, self._recent(position)))
        if low in language.who and phrase[0] > 0 and phrase[1] - phrase[0] == 1:
            return self._antecedent(words, phrase[0])
        name = self._name_part(words, phrase)
        if self._is_joint(words, phrase):
            return Identity(words.print(*phrase), None)
        if name and not self._is_office(words, name):
            printed = words.print(*name)
            person = self.people.named(printed)
            if person:
                return Identity(None, person)
            titles, core = self.people.split(printed)
            if core and (printed.endswith(("'s", "’s")) or (not titles and self._is_body(words, name))):
                return Identity(printed, None)
            if core:
                return Identity(unshouted(" ".join(core)), None)
        return self._described(words, phrase, position)

    def _is_joint(self, words: Words, phrase: Phrase) -> bool:
        """Whether a phrase names two people: Ada Brandt and Ivo Lund, Presidents Brandt and Lund."""
        first, end = phrase
        for i in range(first + 1, end - 1):
            if words.low[i] in self.language.coordinations and words.is_capital(i - 1) and words.is_capital(i + 1):
                plural = words.low[first].endswith("s") and self.language.is_role(words.low[first].removesuffix("s"))
                before = self.people.named(words.print(name_start(words, i - 1, self.language), i))
                return plural or (before is not None and has_person(words, i + 1, end, self.language))
        return False

    def _is_body(self, words: Words, name: Phrase) -> bool:
        """Whether a name is one of a firm or a body: Brandt & Co, the Ministry of Bridges."""
        known = self.language.organisations
        return words.low[name[1] - 1] in known or any(
            words.low[i] in self.language.of and words.low[i - 1] in known for i in range(name[0] + 1, name[1])
        )

    def _is_office(self, words: Words, name: Phrase) -> bool:
        """Whether a run of capitals is an office and no name: the First Minister."""
        known = self.language.not_names
        low = words.low[name[0]]
        if self.language.noun_capitals and name[1] - name[0] == 1 and low in self.language.nouns:
            return self.people.named(words.print(*name)) is None
        return self.language.is_role(words.low[name[1] - 1]) and all(
            low in known or self.language.is_role(low) for low in words.low[name[0] : name[1]]
        )

    def _antecedent(self, words: Words, who: int) -> Identity:
        """Whom “who” stands for: the phrase before it."""
        last = who - 1 - (words.words[who - 1] == ",")
        if last < 0:
            return _UNKNOWN
        if words.is_capital(last):
            return self._name(
                words, (name_start(words, last, self.language), last + 1), words.starts[last] + self.offset
            )
        phrase = phrase_ending(words, last, self.language)
        phrase = name_apposed(words, phrase, self.language) or phrase if phrase else None
        return self._name(words, phrase, words.starts[phrase[0]] + self.offset) if phrase else _UNKNOWN

    def _name_part(self, words: Words, phrase: Phrase) -> Phrase | None:
        """The name inside a phrase: the capitals it ends with or, when no noun follows them, begins with."""
        language = self.language
        first, end = phrase
        stop = first
        while stop < end and (words.is_capital(stop) or words.words[stop] == "."):
            stop += 1
        if first < stop < end and words.low[stop] in language.of:
            return self._name_before_of(words, phrase, stop)
        start = end
        while start > first and self._inside_name(words, start - 1):
            start -= 1
        for i in range(start, end - 1):
            if words.is_possessive(i):
                start = i + 1
        if start < end:
            given = self._given_past_noun(words, start, end) if language.noun_capitals else None
            if given:
                return given, end
            return None if self._is_tied(words, first, start) else (start, end)
        if stop == first or words.low[first] in language.articles or words.is_possessive(stop - 1):
            return None
        described = any(low in language.nouns or low in language.of for low in words.low[stop:end])
        return None if described else (first, stop)

    def _name_before_of(self, words: Words, phrase: Phrase, of: int) -> Phrase | None:
        """Of “NAME of FIRM” the name, of “Bank of NAME” all, of “Head for Port Affairs NAME” its end."""
        language = self.language
        first, end = phrase
        if words.low[of - 1] in language.organisations and words.is_capital(end - 1):
            return phrase
        given = self._given_past_noun(words, of + 1, end) if language.is_role(words.low[of - 1]) else None
        if given:
            return given, end
        return (first, of) if words.low[first] not in language.articles else None

    def _given_past_noun(self, words: Words, start: int, end: int) -> int | None:
        """Of “Director for Port Affairs Mark Lund” where the name begins: a given name after a noun for no person."""
        for i in range(start + 1, end - 1):
            if not words.is_capital(i - 1):
                continue
            person = self.language.is_role(words.low[i - 1].removesuffix("s"))
            if not person and self.people.is_given(words.low[i]):
                return i
        return None

    def _inside_name(self, words: Words, i: int) -> bool:
        low = words.low[i]
        particle = low in self.language.particles
        if particle and low in self.language.articles and i and words.low[i - 1] not in self.language.particles:
            return False
        return words.is_capital(i) or words.words[i] in (".", "&") or particle

    def _is_tied(self, words: Words, first: int, start: int) -> bool:
        """Whether a name belongs to a noun before it: “a spokesman for the NAME”."""
        language = self.language
        if words.low[first] in language.articles:
            return any(words.low[i] in language.of for i in range(first + 1, start))
        before = start - 1 - (start - 1 > first and words.low[start - 1] in language.articles)
        return before > first and words.low[before] in language.of

    def _described(self, words: Words, phrase: Phrase, position: int) -> Identity:
        language = self.language
        first, end = phrase
        head = None
        for i in range(first, end):
            if words.low[i] in language.of and i > first:
                break
            low = _ELIDED.sub("", words.low[i])
            if language.is_role(low):
                head = low
        printed = words.print(*phrase)
        if head is None or words.low[first] in language.indefinite or words.low[first] in language.own:
            return Identity(printed, None)
        person = self.people.with_role(head, position)
        the = words.low[first] in language.articles or _ELIDED.match(words.low[first])
        if person is None and the and not self.people.is_unnamed(head, position):
            gender = "he" if head in language.titles_he else "she" if head in language.titles_she else None
            return Identity(printed, *self.people.last_meant(position, gender, self._recent(position)))
        return Identity(printed, person)
