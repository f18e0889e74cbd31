"""Articles and quotes in schema.org's words, for search engines and reference managers."""

from collections.abc import Iterable
from typing import Any

from articles.models import Article, Quote


def news_article(article: Article, quotes: Iterable[Quote], address: str, image: str = "") -> dict[str, Any]:
    """A schema.org NewsArticle with its quotations (https://schema.org/NewsArticle)."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": article.headline,
        "datePublished": published(article),
        "inLanguage": article.language,
        "wordCount": article.word_count,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.source.name},
    }
    if article.standfirst:
        data["alternativeHeadline"] = article.standfirst
    if article.authors:
        data["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    if article.agency:
        data["sourceOrganization"] = {"@type": "NewsMediaOrganization", "name": article.agency.name}
    if article.url:
        data["isBasedOn"] = article.url
    if image:
        data["image"] = image
    if spoken := [quotation(quote) for quote in quotes if quote.kind == Quote.Kind.UTTERANCE]:
        data["hasPart"] = spoken
    return data


def quotation(quote: Quote) -> dict[str, Any]:
    """A schema.org Quotation (https://schema.org/Quotation)."""
    data: dict[str, Any] = {"@type": "Quotation", "text": quote.text}
    if name := quote.speaker.name if quote.speaker else quote.speaker_as_printed:
        data["spokenByCharacter"] = {"@type": "Person", "name": name}
    return data


def published(article: Article) -> str:
    """The printed date, as exactly as it is known, in ISO 8601."""
    local = article.local_published
    if local is None:
        return ""
    if article.published_precision == Article.Precision.DAY:
        return local.date().isoformat()
    return local.isoformat(timespec="minutes")
