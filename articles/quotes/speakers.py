"""Turn the words that name a speaker into a full name."""

from dataclasses import dataclass

from articles.quotes.languages import Language
from articles.quotes.people import People, Person
from articles.quotes.phrases import Phrase, is_name
from articles.quotes.rules import Finding
from articles.quotes.words import Words

_MEMORY = 800


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: full name or description, the printed words, their place."""

    name: str | None
    printed: str
    span: tuple[int, int]
    person: Person | None = None
    is_somebody: bool = True
    """False for a description whose head is no noun for a person: “the temporary presence of troops”."""


class Speakers:
    """Resolves the speakers of one field in order, remembering who spoke last."""

    def __init__(self, people: People, language: Language, offset: int) -> None:
        self.people = people
        self.language = language
        self.offset = offset
        self._last: Person | None = None
        self._last_position = 0

    def resolve(self, finding: Finding) -> Speaker | None:
        """The speaker whom a rule's finding names, or None if it names none."""
        words, phrase = finding.words, finding.phrase
        if words is None or phrase is None:
            return None
        span = words.span(*phrase)
        printed = words.text[span[0] : span[1]]
        name, person = self._name(words, phrase, span[0] + self.offset)
        somebody = person is not None or self._is_somebody(words, phrase)
        return Speaker(person.name if person else name, printed, span, person, somebody)

    def spoke(self, speaker: Speaker | None, position: int) -> None:
        """Remember who spoke at a position of the field."""
        if speaker and speaker.person:
            self._last, self._last_position = speaker.person, position + self.offset

    def _recent(self, position: int) -> Person | None:
        return self._last if position - self._last_position < _MEMORY else None

    def _is_somebody(self, words: Words, phrase: Phrase) -> bool:
        language = self.language
        known = language.roles | language.plural_roles | language.he | language.she | language.they
        return is_name(words, phrase) or any(low in known for low in words.low[phrase[0] : phrase[1]])

    def _name(self, words: Words, phrase: Phrase, position: int) -> tuple[str | None, Person | None]:
        low = words.low[phrase[0]]
        language = self.language
        if phrase[1] - phrase[0] == 1 and low in language.pronouns:
            gender = "he" if low in language.he else "she" if low in language.she else None
            if gender is None:
                return None, None
            return None, self.people.last_meant(position, gender, self._recent(position))
        name = self._name_part(words, phrase)
        if name:
            printed = words.print(*name)
            person = self.people.named(printed)
            if person:
                return None, person
            _, core = self.people.split(printed)
            return " ".join(core) or words.print(*phrase), None
        return self._described(words, phrase, position)

    def _name_part(self, words: Words, phrase: Phrase) -> Phrase | None:
        """The name inside a phrase: the capitals it ends with, unless “of” ties them to a noun before."""
        language = self.language
        first, end = phrase
        start = end
        while start > first and (
            words.is_capital(start - 1)
            or words.words[start - 1] == "."
            or words.low[start - 1] in ("de", "la", "van", "von", "al", "del", "bin")
        ):
            start -= 1
        if start == end:
            return None
        if start > first and words.low[start - 1] in language.of:
            return None
        return start, end

    def _described(self, words: Words, phrase: Phrase, position: int) -> tuple[str | None, Person | None]:
        language = self.language
        first, end = phrase
        head = None
        for i in range(first, end):
            if words.low[i] in language.of and i > first:
                break
            if words.low[i] in language.roles:
                head = words.low[i]
        printed = words.print(*phrase)
        if head is None or words.low[first] in language.indefinite or words.low[first] in language.own:
            return printed, None
        person = self.people.with_role(head, position)
        if person is None and words.low[first] in language.articles:
            gender = "he" if head in language.titles_he else "she" if head in language.titles_she else None
            person = self.people.last_meant(position, gender, self._recent(position))
        return printed, person
