"""A quote to decide, and all that a rule may look at."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.quotes.finding import Finding
from articles.quotes.languages import Language
from articles.quotes.sentences import Scene, Text
from articles.quotes.speakers import Speakers
from articles.quotes.words import Phrase, Words

_SHORT = 3


@dataclass(slots=True)
class Case:
    """A quote to decide, with what was decided before it."""

    number: int
    scene: Scene
    text: Text
    language: Language
    scenes: list[Scene]
    findings: list[Finding]
    speakers: Speakers

    def is_person(self, words: Words, phrase: Phrase) -> bool:
        """Whether a phrase stands for somebody the article names, or is a pronoun for a person."""
        return self.speakers.is_person(words, phrase)

    def is_somebody(self, words: Words, phrase: Phrase) -> bool:
        """Whether a phrase can stand for somebody who speaks: a name, a pronoun, a noun for a person."""
        return self.speakers.is_somebody(words, phrase)

    def is_in_heading(self) -> bool:
        """Whether quote and words beside it are in capitals: a heading between paragraphs, and nobody's speech."""
        start, end = self.scene.passage.spans[0]
        beside = [*self.scene.lead.words[-1:], *self.scene.tail.words[:1]]
        shouted = any(word.isupper() and len(word) > _SHORT for word in beside)
        return shouted and self.text.text[start:end].isupper()

    def is_finding_somebody(self, finding: Finding) -> bool:
        """Whether the phrase of a finding can stand for somebody who speaks."""
        return bool(finding.words and finding.phrase and self.is_somebody(finding.words, finding.phrase))


Rule = Callable[[Case], Finding | None]
"""A rule gives what it found, or None where it does not apply."""
