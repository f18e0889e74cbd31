"""What the quote finder gives back."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["utterance", "fragment"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, with their speaker where the text shows one.

    All positions are character offsets, start included and end excluded, into the text given to `find_quotes`.
    """

    text: str
    """The words between the marks, verbatim. Parts of a split quote and paragraphs are joined by one space."""
    spans: tuple[tuple[int, int], ...]
    """Where the words stand, without the marks; a split quote has one span for each part."""
    kind: Kind
    """An utterance is somebody's speech; a fragment is a term or a few words inside the reporter's sentence."""
    speaker: str | None
    """The speaker's full name as far as the article tells it, or a description, or None."""
    speaker_as_printed: str | None
    """The words that name the speaker at this quote, for example “the leftist leader” or “he”."""
    speaker_span: tuple[int, int] | None
    """Where `speaker_as_printed` stands."""
    cue: str | None
    """The reporting verb or phrase that ties the quote to the speaker, as printed."""
    rule: str
    """Name of the rule that decided on the speaker (documented in docs/quotes.md)."""
    confidence: float
    """How sure the rule is, from 0 to 1: the share of its decisions that are right on annotated news."""
    role: str | None = None
    """The speaker's office as printed, for example “former President”: at this quote, or else where the article
    brings the person in."""
