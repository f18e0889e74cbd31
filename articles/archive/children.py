"""What belongs to an article: written for new ones, renewed for updated ones."""

from collections.abc import Sequence

from articles.archive.authorities import topics_of
from articles.archive.fill import correction_rows, link_rows, photo_rows, quote_rows
from articles.importers.record import ArticleRecord
from articles.models import Article, Correction, Person, Photo, Quote, RelatedLink
from articles.text import fold

Pairs = Sequence[tuple[Article, ArticleRecord]]


def write_children(created: Pairs, updated: Pairs, people: dict[str, Person]) -> None:
    """Write the records' quotes, photos, links, corrections and topics.

    Of an updated article, kinds that an editor has changed (named in `edited_fields`) are left alone.
    """
    quotes = [row for article, record in created for row in quote_rows(article, record, people)]
    photos = [row for article, record in created for row in photo_rows(article, record)]
    links = [row for article, record in created for row in link_rows(article, record)]
    corrections = [row for article, record in created for row in correction_rows(article, record)]
    for article, record in updated:
        edited = set(article.edited_fields)
        if "photos" not in edited:
            article.photos.filter(image="").delete()
            photos += photo_rows(article, record)
        if "related_links" not in edited:
            article.related_links.all().delete()
            links += link_rows(article, record)
        if "corrections" not in edited:
            article.corrections.all().delete()
            corrections += correction_rows(article, record)
        quotes += _renew_quotes(article, quote_rows(article, record, people))
    Quote.objects.bulk_create(quotes)
    Photo.objects.bulk_create(photos)
    RelatedLink.objects.bulk_create(links)
    Correction.objects.bulk_create(corrections)
    _write_topics([*created, *updated])


def _renew_quotes(article: Article, found: list[Quote]) -> list[Quote]:
    """Bring an article's quotes up to date and return the new ones, unsaved.

    A quote whose words are still there keeps its row, and so its address; what an editor decided about it stays.
    Fields that an editor has changed keep all their quotes: the file's offsets do not fit them.
    """
    found = [quote for quote in found if quote.field not in article.edited_fields]
    held = {(quote.field, quote.text): quote for quote in article.quotes.all()}
    new = []
    for quote in found:
        row = held.pop((quote.field, quote.text), None)
        if row is None:
            new.append(quote)
            continue
        row.spans, row.position = quote.spans, quote.position
        if row.method == Quote.Method.RULE and not row.confirmed:
            row.kind, row.speaker, row.cue, row.rule = quote.kind, quote.speaker, quote.cue, quote.rule
            row.speaker_as_printed, row.speaker_span = quote.speaker_as_printed, quote.speaker_span
            row.confidence = quote.confidence
        row.save()
    gone = [
        quote.pk
        for quote in held.values()
        if quote.method == Quote.Method.RULE and not quote.confirmed and quote.field not in article.edited_fields
    ]
    article.quotes.filter(pk__in=gone).delete()
    return new


def _write_topics(pairs: Pairs) -> None:
    topics = topics_of(name for _, record in pairs for name in record.topics)
    rows = [
        Article.topics.through(article_id=article.pk, topic_id=topics[fold(name)].pk)
        for article, record in pairs
        if "topics" not in article.edited_fields
        for name in dict.fromkeys(record.topics)
        if fold(name)
    ]
    Article.topics.through.objects.bulk_create(rows, ignore_conflicts=True)
