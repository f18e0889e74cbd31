"""ArticleRecord: an article as a reader understood it. No database, no format."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Literal

from articles.quotes.record import Quote

Precision = Literal["minute", "day"]
QuoteField = Literal["headline", "standfirst", "body"]
QUOTE_FIELDS: tuple[QuoteField, ...] = ("headline", "standfirst", "body")


class UnreadableFile(ValueError):
    """A file holds no article that can be read. The message is the reason, fit for an archivist to read."""


@dataclass(frozen=True, slots=True)
class Published:
    """The printed date: local wall time (naive), the zone it is in, and how exact it is.

    `time_zone` is an IANA name, or a fixed offset such as "UTC-04:00", or None when the text does not tell
    and no default was given: then the source's zone applies.
    """

    local: datetime
    time_zone: str | None
    precision: Precision

    def day_only(self) -> "Published":
        """The same date without its time."""
        return Published(datetime.combine(self.local.date(), time()), self.time_zone, "day")


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    """A photo's printed caption and credit; either may be empty, not both."""

    caption: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class RelatedLinkRecord:
    """A printed RELATED entry. `after_paragraph` counts the body paragraphs before it (0: none)."""

    title: str
    url: str
    after_paragraph: int


@dataclass(frozen=True, slots=True)
class FieldQuote:
    """A quote and the field it stands in; the quote's offsets count from the start of that field."""

    field: QuoteField
    quote: Quote


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A correction printed with the article. `date` is None where none is printed."""

    text: str
    date: datetime | None = None


@dataclass(slots=True)
class ArticleRecord:
    """One article. `body` is plain text, NFC, with one blank line between paragraphs.

    `spans` gives for each field found the first and the last line of the file it came from, counted from 1; a
    field without a span came from the defaults. `credits` is the small print about who else worked on the
    story (“Reporting by …; Editing by …”).
    `warnings` are sentences for an archivist about what was missing or unsure.
    """

    path: str
    format: str
    headline: str
    standfirst: str = ""
    body: str = ""
    source: str | None = None
    agency: str | None = None
    place: str | None = None
    authors: list[str] = field(default_factory=list)
    credits: str = ""
    language: str | None = None
    published: Published | None = None
    photos: list[PhotoRecord] = field(default_factory=list)
    related_links: list[RelatedLinkRecord] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    corrections: list[CorrectionRecord] = field(default_factory=list)
    url: str | None = None
    quotes: list[FieldQuote] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What applies where a file does not say otherwise (command options, newsarchive.toml)."""

    source: str | None = None
    time_zone: str | None = None
    language: str | None = None


NO_DEFAULTS = Defaults()
