"""From the database to search documents, with a constant number of queries for any number of articles."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from articles.models import Article, Correction, Photo, Quote
from articles.models.article import ArticleQuerySet
from articles.search.document import QuoteDocument, SearchDocument

BATCH = 2000
"""Articles loaded at once: some ten megabytes."""

_QUOTE = ("article_id", "id", "text", "kind", "speaker_id", "role", "speaker__name", "speaker_as_printed")
_ARTICLE = (
    "id",
    "headline",
    "standfirst",
    "body",
    "byline",
    "place",
    "language",
    "status",
    "source_id",
    "source__name",
    "agency_id",
    "agency__name",
    "published_at",
    "published_on",
    "publish_at",
    "public_since",
)


def load_documents(articles: ArticleQuerySet) -> list[SearchDocument]:
    """The documents of these articles but for those in the trash, by id. Five queries."""
    captions: defaultdict[int, list[str]] = defaultdict(list)
    photos = Photo.objects.filter(article__in=articles).order_by("position", "id")
    for article_id, caption in photos.values_list("article_id", "caption"):
        captions[article_id].append(caption)
    corrected = set(Correction.objects.filter(article__in=articles).values_list("article_id", flat=True))
    topics: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    labels = Article.topics.through.objects.filter(article__in=articles).order_by("topic_id")
    for article_id, topic_id, name in labels.values_list("article_id", "topic_id", "topic__name"):
        topics[article_id].append((topic_id, name))
    quotes: defaultdict[int, list[QuoteDocument]] = defaultdict(list)
    said = Quote.objects.filter(article__in=articles).order_by("position", "id")
    for article_id, quote_id, text, kind, speaker_id, role, *names in said.values_list(*_QUOTE):
        quotes[article_id].append(QuoteDocument(quote_id, text, kind, speaker_id, tuple(filter(None, names)), role))
    documents = []
    for row in articles.standing().order_by("pk").values(*_ARTICLE):
        pk = row["id"]
        documents.append(
            SearchDocument(
                id=pk,
                headline=row["headline"],
                standfirst=row["standfirst"],
                body=row["body"],
                captions="\n\n".join(filter(None, captions[pk])),
                byline=row["byline"],
                place=row["place"],
                language=row["language"],
                status=row["status"],
                source_id=row["source_id"],
                source=row["source__name"],
                agency_id=row["agency_id"],
                agency=row["agency__name"] or "",
                topic_ids=tuple(topic for topic, _ in topics[pk]),
                topics=tuple(name for _, name in topics[pk]),
                quotes=tuple(quotes[pk]),
                has_photos=bool(captions[pk]),
                has_corrections=pk in corrected,
                published_at=_in_utc(row["published_at"]),
                published_on=row["published_on"],
                publish_at=_in_utc(row["publish_at"]),
                public_since=_in_utc(row["public_since"]),
            )
        )
    return documents


def id_batches() -> Iterator[list[int]]:
    """The ids of all articles in ascending order, in batches; articles added meanwhile come last."""
    after = 0
    while True:
        ids = list(Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not ids:
            return
        yield ids
        after = ids[-1]


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
