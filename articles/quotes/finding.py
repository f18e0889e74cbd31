"""What a rule found out about a quote."""

from dataclasses import dataclass

from articles.quotes.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule's name, the words that name the speaker, and the cue."""

    rule: str
    words: Words | None = None
    phrase: Phrase | None = None
    cue: str | None = None
    cue_at: int | None = None
    """Number of the cue in `words`."""
    same_as: int | None = None
    """Number of the earlier quote whose speaker this quote shares."""

    @property
    def has_speaker(self) -> bool:
        """Whether the rule found a speaker."""
        return self.phrase is not None or self.same_as is not None or self.rule in ("verb_alone", "verb_within")

    @property
    def cue_position(self) -> int | None:
        """Where the cue stands in the text."""
        return self.words.starts[self.cue_at] if self.words is not None and self.cue_at is not None else None
