"""Articles and quotes in schema.org's words, for search engines and reference managers."""

from collections.abc import Callable, Iterable
from typing import Any

from articles.models import Article, Correction, Quote

Absolute = Callable[[str], str]
"""Makes a full address of a path."""


def news_article(
    article: Article,
    quotes: Iterable[Quote],
    absolute: Absolute,
    image: str = "",
    corrections: Iterable[Correction] = (),
) -> dict[str, Any]:
    """A schema.org NewsArticle with its quotations and corrections (https://schema.org/NewsArticle)."""
    address = absolute(article.get_absolute_url())
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": article.headline,
        "datePublished": article.published_iso,
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
    if corrected := [_correction(one) for one in corrections]:
        data["correction"] = corrected
    if spoken := [quotation(quote, absolute) for quote in quotes if quote.kind == Quote.Kind.UTTERANCE]:
        data["hasPart"] = spoken
    return data


def _correction(correction: Correction) -> dict[str, Any]:
    """A schema.org CorrectionComment (https://schema.org/CorrectionComment)."""
    dated = {"datePublished": correction.date.isoformat()} if correction.date else {}
    return {"@type": "CorrectionComment", "text": correction.text, **dated}


def quotation(quote: Quote, absolute: Absolute) -> dict[str, Any]:
    """A schema.org Quotation (https://schema.org/Quotation)."""
    address = absolute(quote.get_absolute_url())
    data: dict[str, Any] = {"@type": "Quotation", "@id": address, "url": address, "text": quote.text}
    if quote.speaker:
        name, person = quote.speaker.name, absolute(quote.speaker.get_absolute_url())
        data["spokenByCharacter"] = {"@type": "Person", "@id": person, "url": person, "name": name}
    elif quote.speaker_as_printed:
        data["spokenByCharacter"] = {"@type": "Person", "name": quote.speaker_as_printed}
    return data


def quotation_page(quote: Quote, absolute: Absolute) -> dict[str, Any]:
    """A quote of its own page, with the article it stands in."""
    article = quote.article
    address = absolute(article.get_absolute_url())
    part_of = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": article.headline,
        "datePublished": article.published_iso,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.source.name},
    }
    more = {"inLanguage": article.language, "datePublished": article.published_iso, "isPartOf": part_of}
    return {"@context": "https://schema.org"} | quotation(quote, absolute) | more
