"""SearchDocument: what the index knows of one article and its quotes. The one list of indexed fields."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import blake2b
from operator import attrgetter

_HIDDEN = ("draft", "withheld")


@dataclass(frozen=True, slots=True)
class QuoteDocument:
    """One quote of an article as the index sees it; what else it is found by, it has from its article."""

    id: int
    text: str
    kind: str
    speaker_id: int | None
    speakers: tuple[str, ...]
    """The speaker's name and the words as printed, without what is empty."""
    role: str = ""
    """The speaker's office as printed."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One article as the index sees it; drafts and withheld articles too, for the editors' search."""

    id: int
    headline: str
    standfirst: str
    body: str
    captions: str
    byline: str
    place: str
    language: str
    status: str
    source_id: int
    source: str
    agency_id: int | None
    agency: str
    topic_ids: tuple[int, ...]
    topics: tuple[str, ...]
    quotes: tuple[QuoteDocument, ...]
    has_photos: bool
    has_corrections: bool
    published_at: datetime | None
    published_on: date | None
    publish_at: datetime | None
    public_since: datetime | None

    @property
    def speaker_ids(self) -> tuple[int, ...]:
        """The people quoted, each once."""
        return tuple(dict.fromkeys(quote.speaker_id for quote in self.quotes if quote.speaker_id is not None))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speakers' names and the words as printed, each once."""
        return tuple(dict.fromkeys(name for quote in self.quotes for name in quote.speakers))

    @property
    def hidden(self) -> bool:
        """Whether readers may not see it at any time; a scheduled article is hidden until its moment only."""
        return self.status in _HIDDEN

    @property
    def has(self) -> tuple[str, ...]:
        """What there is beside the text: quotes, photos, corrections."""
        held = {"quotes": bool(self.quotes), "photos": self.has_photos, "corrections": self.has_corrections}
        return tuple(name for name, there in held.items() if there)

    def digest(self) -> int:
        """63 bits over every field: two documents of one digest show the same, for all practical purposes."""
        summed = blake2b(self.body.encode(), digest_size=8)  # the long text apart: its repr would cost most of the time
        summed.update(repr(_ALL_BUT_BODY(self)).encode())
        return int.from_bytes(summed.digest()) >> 1


_ALL_BUT_BODY = attrgetter(*(field.name for field in fields(SearchDocument) if field.name != "body"))
