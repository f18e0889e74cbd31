"""A record as the JSON object that docs/import-formats.md describes."""

from typing import Any

from articles.importers.record import ArticleRecord, FieldQuote


def to_json(record: ArticleRecord) -> dict[str, Any]:
    """The documented JSON object, ready for json.dumps; always the same keys in the same order."""
    published = record.published
    return {
        "path": record.path,
        "format": record.format,
        "headline": record.headline,
        "standfirst": record.standfirst,
        "body": record.body,
        "source": record.source,
        "agency": record.agency,
        "place": record.place,
        "authors": record.authors,
        "language": record.language,
        "published": published
        and {
            "local": published.local.isoformat(timespec="minutes")
            if published.precision == "minute"
            else published.local.date().isoformat(),
            "time_zone": published.time_zone,
            "precision": published.precision,
        },
        "photos": [{"caption": photo.caption, "credit": photo.credit} for photo in record.photos],
        "related_links": [
            {"title": link.title, "url": link.url, "after_paragraph": link.after_paragraph}
            for link in record.related_links
        ],
        "topics": record.topics,
        "corrections": [
            {"text": correction.text, "date": correction.date and correction.date.date().isoformat()}
            for correction in record.corrections
        ],
        "url": record.url,
        "quotes": [_quote(found) for found in record.quotes],
        "spans": {name: list(lines) for name, lines in record.spans.items()},
        "warnings": record.warnings,
    }


def _quote(found: FieldQuote) -> dict[str, Any]:
    quote = found.quote
    return {
        "field": found.field,
        "text": quote.text,
        "kind": quote.kind,
        "spans": [list(span) for span in quote.spans],
        "speaker": quote.speaker,
        "speaker_as_printed": quote.speaker_as_printed,
        "cue": quote.cue,
        "rule": quote.rule,
    }
