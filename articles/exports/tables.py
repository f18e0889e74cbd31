"""What the tables of articles and of quotes hold: one row each, the same in CSV and in JSON Lines."""

from collections.abc import Callable, Mapping
from typing import Any

from articles.models import Article, Quote

Absolute = Callable[[str], str]
"""Makes a full address of a path."""
Row = Mapping[str, Any]
"""Values by the names of the columns: texts, lists of texts, numbers, yes or no, None where nothing is known."""

ARTICLE_COLUMNS = (
    "address",
    "headline",
    "standfirst",
    "published",
    "precision",
    "source",
    "agency",
    "authors",
    "place",
    "language",
    "topics",
    "words",
    "url",
)
QUOTE_COLUMNS = (
    "quote",
    "words",
    "kind",
    "speaker",
    "speaker as printed",
    "role as printed",
    "published",
    "source",
    "headline",
    "article",
    "attributed by",
    "rule",
    "confidence",
    "confirmed",
)


def article_row(article: Article, topics: list[str], absolute: Absolute) -> Row:
    """An article with its source and agency at hand, and the names of its topics."""
    values = (
        absolute(article.get_absolute_url()),
        article.headline,
        article.standfirst,
        article.published_iso,
        article.published_precision,
        article.source.name,
        article.agency.name if article.agency else "",
        article.authors,
        article.place,
        article.language,
        topics,
        article.word_count,
        article.url,
    )
    return dict(zip(ARTICLE_COLUMNS, values, strict=True))


def quote_row(quote: Quote, absolute: Absolute) -> Row:
    """A quote with its speaker, article and source at hand."""
    article = quote.article
    values = (
        absolute(quote.get_absolute_url()),
        quote.text,
        quote.kind,
        quote.speaker.name if quote.speaker else "",
        quote.speaker_as_printed,
        quote.role,
        article.published_iso,
        article.source.name,
        article.headline,
        absolute(article.get_absolute_url()),
        quote.method,
        quote.rule,
        quote.confidence,
        quote.confirmed,
    )
    return dict(zip(QUOTE_COLUMNS, values, strict=True))
