"""SearchDocument: what the index knows of one article. The one list of indexed fields."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b


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
    speaker_ids: tuple[int, ...]
    speakers: tuple[str, ...]
    quotes: tuple[str, ...]
    published_at: datetime | None
    published_on: date | None
    publish_at: datetime | None

    def digest(self) -> int:
        """63 bits over every field: two documents of one digest show the same, for all practical purposes."""
        return int.from_bytes(blake2b(repr(self).encode(), digest_size=8).digest()) >> 1
