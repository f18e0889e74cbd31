"""Search documents for tests, with defaults for everything a test does not talk about."""

from datetime import UTC, date, datetime
from typing import Any

from articles.search.document import SearchDocument


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
        "speaker_ids": (),
        "speakers": (),
        "quotes": (),
        "published_at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None,
        "published_on": day,
        "publish_at": None,
    }
    return SearchDocument(id=pk, **(defaults | fields))
