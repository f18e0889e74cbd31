"""What belongs to an article: written for new ones, renewed for updated ones."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from articles.archive.authorities import topics_of
from articles.archive.fill import correction_rows, link_rows, photo_rows
from articles.archive.namesakes import Candidates, people_in
from articles.archive.quoting import plan_quotes, write_quotes
from articles.importers.record import ArticleRecord
from articles.models import Article, Correction, Photo, RelatedLink
from articles.text import fold

Pairs = Sequence[tuple[Article, ArticleRecord]]


def write_children(created: Pairs, updated: Pairs, candidates: Candidates) -> None:
    """Write the records' quotes, photos, links, corrections and topics.

    Of an updated article, kinds that an editor has changed (named in `edited_fields`) are left alone.
    """
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
    both = [*created, *updated]
    prefetch_related_objects([article for article, _ in both], "quotes")
    people = people_in([(article, record.quotes) for article, record in both], candidates)
    plans = [
        plan_quotes(article, record.quotes, here, article.quotes.all())
        for (article, record), here in zip(both, people, strict=True)
    ]
    write_quotes(plans)
    Photo.objects.bulk_create(photos)
    RelatedLink.objects.bulk_create(links)
    Correction.objects.bulk_create(corrections)
    _write_topics(both)


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
