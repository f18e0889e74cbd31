"""An ArticleRecord as unsaved rows. Only here do the record's names meet the models' fields."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from articles.archive.authorities import Sources
from articles.importers.record import ArticleRecord, Published
from articles.models import Article, Correction, Photo, RelatedLink, Source
from articles.models.article import title_key
from articles.zones import zone

RECORD_FIELDS = (
    "headline",
    "standfirst",
    "body",
    "language",
    "byline",
    "place",
    "source",
    "agency",
    "published_at",
    "published_precision",
    "published_zone",
    "url",
)
"""The fields of Article that a record fills, and that a re-import may fill again."""


@dataclass(frozen=True, slots=True)
class SavingOptions:
    """What the archivist said about a file: defaults, and how its article shall stand in the archive."""

    source: str | None = None
    time_zone: str | None = None
    language: str | None = None
    status: str = Article.Status.PUBLISHED
    is_sample: bool = False
    withheld_reason: str = ""
    waits: bool = False
    """For an editor's word: what is new becomes a draft, and what the archive holds is left as it is until then."""


def fill_article(article: Article, record: ArticleRecord, sources: Sources, options: SavingOptions) -> None:
    """Set the record's fields, leaving alone those an editor has changed, and derive what follows from them."""
    source = sources.publisher(record, options.source, options.time_zone, options.language)
    values: dict[str, Any] = {
        "headline": record.headline,
        "standfirst": record.standfirst,
        "body": record.body,
        "language": record.language or "",
        "byline": "; ".join(record.authors),
        "place": record.place or "",
        "source": source,
        "agency": sources.agency(record.agency),
        "url": record.url or "",
        **_published(record.published, source),
    }
    for name in RECORD_FIELDS:
        if name not in article.edited_fields:
            setattr(article, name, fit(Article, name, values[name], record.warnings))
    article.field_spans = {name: list(span) for name, span in record.spans.items()}
    article.is_sample = options.is_sample
    if options.waits and options.withheld_reason:
        record.warnings.append(f"Its folder's newsarchive.toml withholds it. The reason: {options.withheld_reason}")
    _set_status(article, options)
    article.derive()


def photo_rows(article: Article, record: ArticleRecord) -> list[Photo]:
    """The record's photos."""
    return [
        Photo(
            article=article,
            caption=photo.caption,
            credit=fit(Photo, "credit", photo.credit, record.warnings),
            position=position,
        )
        for position, photo in enumerate(record.photos)
    ]


def link_rows(article: Article, record: ArticleRecord) -> list[RelatedLink]:
    """The record's related links, without targets."""
    return [
        RelatedLink(
            article=article,
            title=fit(RelatedLink, "title", link.title, record.warnings),
            title_key=title_key(link.title),
            url=fit(RelatedLink, "url", link.url, record.warnings),
            after_paragraph=link.after_paragraph,
            position=position,
        )
        for position, link in enumerate(record.related_links)
    ]


def correction_rows(article: Article, record: ArticleRecord) -> list[Correction]:
    """The record's corrections."""
    return [
        Correction(article=article, text=correction.text, date=correction.date.date() if correction.date else None)
        for correction in record.corrections
    ]


def _published(published: Published | None, source: Source) -> dict[str, Any]:
    if published is None:
        return {"published_at": None, "published_precision": Article.Precision.MINUTE, "published_zone": ""}
    name = published.time_zone or source.time_zone
    return {
        "published_at": published.local.replace(tzinfo=zone(name)),
        "published_precision": published.precision,
        "published_zone": "" if name == source.time_zone else name,
    }


def _set_status(article: Article, options: SavingOptions) -> None:
    """An article an editor has published, withheld or taken back stays so; without a date it is a draft."""
    if "status" in article.edited_fields or article.status == Article.Status.WITHHELD:
        return
    if options.withheld_reason and not options.waits:
        article.status, article.withheld_reason = Article.Status.WITHHELD, options.withheld_reason
    elif article.published_at is None:
        article.status = Article.Status.DRAFT
    elif article.status == Article.Status.DRAFT:
        article.status = options.status


def fit(model: type[models.Model], name: str, value: Any, warnings: list[str]) -> Any:
    """A text cut to what its column holds, with a warning: the whole text stays in the original."""
    limit = getattr(model._meta.get_field(name), "max_length", None)
    if limit and isinstance(value, str) and len(value) > limit:
        warnings.append(f"The {name.replace('_', ' ')} has {len(value)} characters; the first {limit} are kept.")
        return value[:limit]
    return value
