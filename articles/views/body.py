"""A text cut into what a page shows: paragraphs, and in them the quotes that stand there. Knows no HTML."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles.models import Person, Quote, RelatedLink
from articles.search.engine import Passage, Ranges
from articles.text import paragraphs


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom the margin names: a person of the archive, or the words as printed."""

    name: str
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text, and the quote it belongs to; `first` where that quote begins.

    `voice` is set where the margin names the speaker: at each change of speaker in a paragraph.
    """

    text: str
    quote: Quote | None = None
    first: bool = False
    voice: Speaker | None = None
    marks: Ranges = ()

    @property
    def passage(self) -> Passage:
        """The text with the ranges in it that are to be marked."""
        return Passage(self.text, self.marks)


@dataclass(slots=True)
class Paragraph:
    """One paragraph with the speakers heard in it and the related links printed after it."""

    segments: list[Segment]
    speakers: list[Speaker] = field(default_factory=list)
    links: list[RelatedLink] = field(default_factory=list)


def speaker_of(quote: Quote) -> Speaker | None:
    """Who says an utterance, as far as it is known; nobody says a fragment."""
    if quote.kind != Quote.Kind.UTTERANCE:
        return None
    if quote.speaker:
        return Speaker(quote.speaker.name, quote.speaker)
    return Speaker(quote.speaker_as_printed) if quote.speaker_as_printed else None


def compose(
    text: str, quotes: Iterable[Quote], links: Sequence[RelatedLink] = (), marks: Ranges = ()
) -> list[Paragraph]:
    """The paragraphs of a text, with `marks` where a search's words stand in it.

    Links printed after its last paragraph, or beyond it, end up at the last one.
    """
    places = _places(quotes, len(text))
    composed: list[Paragraph] = []
    position = 0
    for piece in paragraphs(text):
        start = text.index(piece, position)
        position = start + len(piece)
        segments = list(_voiced(_segments(text, start, position, places, marks)))
        speakers = dict.fromkeys(segment.voice for segment in segments if segment.voice)
        composed.append(Paragraph(segments, list(speakers)))
    for link in links:
        if composed and link.after_paragraph:
            composed[min(link.after_paragraph, len(composed)) - 1].links.append(link)
    return composed


def _places(quotes: Iterable[Quote], length: int) -> list[tuple[int, int, Quote, bool]]:
    """Every span that lies in the text, by place; of two that overlap the outer one."""
    spans = sorted(
        ((start, end, quote, start == quote.spans[0][0]) for quote in quotes for start, end in quote.spans),
        key=lambda place: (place[0], -place[1]),
    )
    kept: list[tuple[int, int, Quote, bool]] = []
    for place in spans:
        if 0 <= (kept[-1][1] if kept else 0) <= place[0] < place[1] <= length:
            kept.append(place)
    return kept


def _voiced(segments: Iterable[Segment]) -> Iterator[Segment]:
    last: Speaker | None = None
    for segment in segments:
        speaker = speaker_of(segment.quote) if segment.quote and segment.first else None
        if speaker and speaker != last:
            last = speaker
            yield replace(segment, voice=speaker)
        else:
            yield segment


def _segments(
    text: str, start: int, end: int, places: list[tuple[int, int, Quote, bool]], marks: Ranges
) -> list[Segment]:
    segments: list[Segment] = []
    position = start

    def add(left: int, right: int, quote: Quote | None = None, first: bool = False) -> None:
        segments.append(Segment(text[left:right], quote, first, marks=_within(marks, left, right)))

    for opening, closing, quote, first in places:
        left, right = max(opening, start), min(closing, end)
        if left >= right:
            continue
        if position < left:
            add(position, left)
        add(left, right, quote, first and left == opening)
        position = right
    if position < end:
        add(position, end)
    return segments


def _within(marks: Ranges, left: int, right: int) -> Ranges:
    """The ranges, or what of them lies between two places, counted from the first of these."""
    return tuple((max(low, left) - left, min(high, right) - left) for low, high in marks if low < right and high > left)
