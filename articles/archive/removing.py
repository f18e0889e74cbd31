"""Taking articles out again, with the people, sources and topics that came with them and that nothing else uses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from reversion.models import Version

from articles.models import Article, Merge, Person, Quote, Source, Topic
from articles.models.authorities import Authority

CHUNK = 500
"""Articles in one query."""


@dataclass(frozen=True, slots=True)
class Removed:
    """How many records went."""

    articles: int
    people: int
    sources: int
    topics: int

    def __str__(self) -> str:
        return f"{self.articles} articles, {self.people} people, {self.sources} sources, {self.topics} topics"


def highest_ids() -> dict[str, int]:
    """The highest id of each kind of record that an import makes by the way: whatever comes later has a higher one."""
    made: tuple[type[Model], ...] = (Person, Source, Topic)
    return {model.__name__: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in made}


def remove_articles(ids: Sequence[int], held_before: Mapping[str, int] | None) -> Removed:
    """Remove articles, and what came after `held_before` (see highest_ids) with them and is of no use to others.

    A person, source or topic that an editor has worked on stays, and without `held_before` all of them do. One
    transaction; the originals stay, and the search index follows by itself.
    """
    with transaction.atomic():
        people, sources, topics = _that_came(ids, held_before) if held_before else (set(), set(), set())
        for chunk in _chunks(ids):
            Article.objects.filter(pk__in=chunk).delete()
        by_source = Article.objects.filter(Q(source=OuterRef("pk")) | Q(agency=OuterRef("pk")))
        return Removed(
            articles=len(ids),
            people=_remove(Person, people, Quote.objects.filter(speaker=OuterRef("pk"))),
            sources=_remove(Source, sources, by_source),
            topics=_remove(Topic, topics, Article.objects.filter(topics=OuterRef("pk"))),
        )


def _that_came(ids: Sequence[int], held_before: Mapping[str, int]) -> tuple[set[int], set[int], set[int]]:
    """The people, sources and topics of these articles that are younger than the import."""
    people: set[int] = set()
    sources: set[int] = set()
    topics: set[int] = set()
    for chunk in _chunks(ids):
        quotes = Quote.objects.filter(article__in=chunk, speaker__gt=held_before["Person"])
        people |= set(quotes.order_by().values_list("speaker", flat=True))
        articles = Article.objects.filter(pk__in=chunk).order_by()
        for name in ("source", "agency"):
            named = articles.filter(**{f"{name}__gt": held_before["Source"]})
            sources |= set(named.values_list(name, flat=True))
        topics |= set(articles.filter(topics__gt=held_before["Topic"]).values_list("topics", flat=True))
    return people, sources, topics


def _remove(model: type[Authority], ids: set[int], uses: QuerySet[Any]) -> int:
    """Delete those of the records that nothing uses and no editor has worked on or merged; their number."""
    kind = ContentType.objects.get_for_model(model)
    merges = Merge.objects.filter(kind=model._meta.model_name)
    merged = merges.filter(Q(kept_id=OuterRef("pk")) | Q(merged_id=OuterRef("pk")))
    records = model._default_manager.filter(~Exists(merged))
    gone = 0
    for chunk in _chunks(sorted(ids)):
        versions = Version.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in chunk])
        worked_on = {int(pk) for pk in versions.values_list("object_id", flat=True)}
        unused = records.filter(~Exists(uses), pk__in=set(chunk) - worked_on)
        gone += len(unused)
        unused.delete()
    return gone


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
