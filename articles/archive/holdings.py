"""What belongs to a person, a source or a topic, and goes along when records are merged or parted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import QuerySet

from articles.models import Article, Quote, SearchChange, Source, Topic
from articles.models.authorities import Authority

Moved = Mapping[str, list[int]]
"""Ids of what a merge moved, by what it was to the record."""

_CHUNK = 5000
"""Ids in one query: fewer than any database's limit."""
_Headings = Article.topics.through


class Holdings(Protocol):
    """How what a kind of record has is moved, and given back."""

    noun: str
    """What is counted, in the singular."""
    counted: tuple[str, ...]
    """The keys of what was moved whose ids are counted."""

    def move(self, kept: Any, merged: Any) -> Moved:
        """Give all that `merged` has to `kept`, and note in the outbox what the index has to follow."""

    def give_back(self, moved: Moved, kept: Any, back: Any) -> int:
        """Give to `back` what still is where the merge put it; how many."""


class PersonHoldings:
    """A person's quotes."""

    noun: str = "quote"
    counted: tuple[str, ...] = ("quotes",)

    def move(self, kept: Authority, merged: Authority) -> Moved:
        """All quotes."""
        quotes = Quote.objects.filter(speaker=merged.pk)
        ids = list(quotes.order_by("pk").values_list("pk", flat=True))
        SearchChange.objects.enqueue_selected(Article.objects.filter(quotes__speaker=merged.pk))
        quotes.update(speaker=kept.pk)
        return {"quotes": ids}

    def give_back(self, moved: Moved, kept: Authority, back: Authority) -> int:
        """Those that are still there and that nobody gave to somebody else."""
        return sum(
            give_quotes(Quote.objects.filter(pk__in=ids, speaker=kept.pk), back) for ids in _chunks(moved["quotes"])
        )


class SourceHoldings:
    """A source's articles: what it published, and what others carried of it.

    A printed time is on the clock of the source it was read for. Where the two sources' zones differ, each article that
    goes along has its zone noted, so that neither its moment nor its day nor its address moves.
    """

    noun: str = "article"
    counted: tuple[str, ...] = ("source", "agency")

    def move(self, kept: Source, merged: Source) -> Moved:
        """All articles."""
        moved: dict[str, list[int]] = {"zoned": []}
        if kept.time_zone != merged.time_zone:
            zoned = Article.objects.filter(source=merged, published_zone="", published_at__isnull=False)
            moved["zoned"] = list(zoned.order_by("pk").values_list("pk", flat=True))
            zoned.update(published_zone=merged.time_zone)
        for role in self.counted:
            articles = Article.objects.filter(**{role: merged})
            moved[role] = list(articles.order_by("pk").values_list("pk", flat=True))
            _give_articles(articles, role, kept)
        return moved

    def give_back(self, moved: Moved, kept: Source, back: Source) -> int:
        """Those that are still the other source's, on the clock they were on."""
        given = 0
        for role in self.counted:
            for ids in _chunks(moved[role]):
                given += _give_articles(Article.objects.filter(pk__in=ids, **{role: kept}), role, back)
        for ids in _chunks(moved["zoned"]):
            zoned = Article.objects.filter(pk__in=ids, source=back, published_zone=back.time_zone)
            zoned.update(published_zone="")
        return given


class TopicHoldings:
    """A topic's articles. One that has both topics keeps the one that stays."""

    noun: str = "article"
    counted: tuple[str, ...] = ("articles", "both")

    def move(self, kept: Topic, merged: Topic) -> Moved:
        """All articles."""
        SearchChange.objects.enqueue_selected(Article.objects.filter(topics=merged))
        headings = _Headings.objects.filter(topic=merged)
        both = headings.filter(article__in=_Headings.objects.filter(topic=kept).values("article"))
        moved = {"both": list(both.values_list("article", flat=True))}
        for ids in _chunks(moved["both"]):
            headings.filter(article__in=ids).delete()
        moved["articles"] = list(headings.order_by("article").values_list("article", flat=True))
        headings.update(topic=kept)
        return moved

    def give_back(self, moved: Moved, kept: Topic, back: Topic) -> int:
        """Those that still have the topic that stayed."""
        given = 0
        for ids in _chunks(moved["articles"]):
            headings = _Headings.objects.filter(topic=kept, article__in=ids)
            SearchChange.objects.enqueue_selected(Article.objects.filter(topics=kept, pk__in=ids))
            given += headings.update(topic=back)
        for ids in _chunks(moved["both"]):
            headed = list(_Headings.objects.filter(topic=kept, article__in=ids).values_list("article", flat=True))
            _Headings.objects.bulk_create(_Headings(article_id=pk, topic_id=back.pk) for pk in headed)
            SearchChange.objects.enqueue(headed)
            given += len(headed)
        return given


HOLDINGS: Mapping[str, Holdings] = {
    "person": PersonHoldings(),
    "source": SourceHoldings(),
    "topic": TopicHoldings(),
}


def give_quotes(quotes: QuerySet[Quote], person: Authority) -> int:
    """Give quotes to a person, and note in the outbox which articles the index has to follow; how many."""
    SearchChange.objects.enqueue_selected(Article.objects.filter(quotes__in=quotes))
    return quotes.update(speaker=person.pk)


def _give_articles(articles: QuerySet[Article], role: str, source: Source) -> int:
    SearchChange.objects.enqueue_selected(articles)
    return articles.update(**{role: source})


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
