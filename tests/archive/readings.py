"""Readings as a reader would give them, with defaults for all a test does not talk about."""

from datetime import datetime
from typing import Any

from articles.archive import Reading
from articles.archive.fill import SavingOptions
from articles.archive.originals import checksum
from articles.importers.record import ArticleRecord, FieldQuote, Published
from articles.quotes.record import Quote

BODY = "The river rose again on Monday.\n\n“We are ready,” said Marta Soler, the mayor."


def make_record(**fields: Any) -> ArticleRecord:
    """An article of the Valley Courier of 3 May 2024."""
    defaults: dict[str, Any] = {
        "path": "one.txt",
        "format": "plain",
        "headline": "River rises again",
        "body": BODY,
        "source": "Valley Courier",
        "language": "en",
        "published": Published(datetime(2024, 5, 3, 9, 15), "UTC", "minute"),  # noqa: DTZ001 — printed local time
        "spans": {"headline": (1, 1)},
    }
    return ArticleRecord(**(defaults | fields))


def make_field_quote(
    text: str = "We are ready,", speaker: str | None = "Marta Soler", body: str = BODY, role: str | None = None
) -> FieldQuote:
    """An utterance in the body."""
    start = body.find(text)
    quote = Quote(
        text=text,
        spans=((start, start + len(text)),),
        kind="utterance",
        speaker=speaker,
        speaker_as_printed=speaker,
        speaker_span=None,
        cue="said",
        rule="verb-after",
        confidence=0.9,
        role=role,
    )
    return FieldQuote("body", quote)


def make_reading(record: ArticleRecord | None = None, data: bytes = b"", **fields: Any) -> Reading:
    """A file that was read; its bytes follow from the record where none are given."""
    record = record or make_record()
    data = data or repr(record).encode()
    return Reading(record.path, data, checksum(data), record, **fields)


def make_rejected(path: str = "bad.txt", reason: str = "The file is empty.") -> Reading:
    """A file that no reader could read."""
    return Reading(path, b"", checksum(b""), None, reason)


def sample_options(**fields: Any) -> SavingOptions:
    """What the archivist said."""
    return SavingOptions(**fields)
