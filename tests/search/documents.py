"""Search documents for tests, with defaults for everything a test does not talk about."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from articles.search.document import QuoteDocument, SearchDocument

_numbers = count(1)


def make_document(pk: int, **fields: Any) -> SearchDocument:
    """A published English article of 4 March 2024 from source 1; its text says nothing that another one's does."""
    day: date | None = fields.get("published_on", date(2024, 3, 4))
    defaults: dict[str, Any] = {
        "headline": f"Headline h{pk}",
        "standfirst": "",
        "body": f"Text t{pk}.",
        "captions": "",
        "byline": "",
        "place": "",
        "language": "en",
        "status": "published",
        "source_id": 1,
        "source": "Daily Example",
        "agency_id": None,
        "agency": "",
        "topic_ids": (),
        "topics": (),
        "quotes": (),
        "has_photos": False,
        "has_corrections": False,
        "published_at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None,
        "published_on": day,
        "publish_at": None,
        "public_since": datetime(2024, 3, 4, 12, tzinfo=UTC),
    }
    return SearchDocument(id=pk, **(defaults | fields))


def make_said(text: str = "", pk: int | None = None, **fields: Any) -> QuoteDocument:
    """An utterance by nobody known, with a number of its own."""
    defaults: dict[str, Any] = {"kind": "utterance", "speaker_id": None, "speakers": ()}
    return QuoteDocument(pk or next(_numbers), text, **(defaults | fields))


def said_by(*speaker_ids: int) -> tuple[QuoteDocument, ...]:
    """One quote by each of these people."""
    return tuple(make_said(speaker_id=speaker_id) for speaker_id in speaker_ids)
