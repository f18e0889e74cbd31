"""Taking the sample material out again: its articles and what nothing else in the archive uses."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from reversion.models import Revision, Version

from articles.archive.holdings import HOLDINGS
from articles.archive.merging import now_standing_for
from articles.archive.removing import Removed
from articles.models import Article, Import, ImportItem, Merge, Original, Person, Quote, Source, Topic
from articles.models.authorities import Authority

_CHUNK = 5000
"""Ids in one query: fewer than any database's limit."""


_USES: dict[type[Authority], Q] = {
    Person: Q(quotes__speaker=OuterRef("pk")),
    Topic: Q(topics=OuterRef("pk")),
    Source: Q(source=OuterRef("pk")) | Q(agency=OuterRef("pk")),
}
"""By what an article uses each kind of record."""


@dataclass(frozen=True, slots=True)
class RemovedSample(Removed):
    """With the originals."""

    originals: int

    def __str__(self) -> str:
        return f"{Removed.__str__(self)}, {self.originals} originals"


def remove_sample() -> RemovedSample:
    """Remove all sample articles, and the people, sources, topics and originals that only they used, except records
    that an editor merged with one of the archive's own.

    One transaction: all of it or nothing. The files of originals and photos go once the rows are gone for good.
    The sample's lines in import reports and its revision history go too. The search index follows by itself, as
    with every deletion. The caller holds the import lock.
    """
    with transaction.atomic():
        people, topics, sources = (_only_the_samples(model) for model in _USES)
        source_ids = list(sources.values_list("pk", flat=True))
        of_original = Q(original=OuterRef("pk")) | Q(import_items__original=OuterRef("pk"))
        originals = list(Original.objects.filter(*_only_by_samples(of_original)))
        articles = Article.objects.sample()
        removed = RemovedSample(articles.count(), people.count(), len(source_ids), topics.count(), len(originals))
        people.delete()
        topics.delete()
        _remove_history()
        _remove_report_lines()
        articles.delete()
        Source.objects.filter(pk__in=source_ids).delete()
        _remove_originals(originals)
    return removed


def _only_the_samples(model: type[Authority]) -> QuerySet[Any]:
    """The records that sample articles use and no other article does, except those that stand since a merge for one
    of the archive's own too.
    """
    return model._default_manager.filter(*_only_by_samples(_USES[model])).exclude(pk__in=_merged_with_own(model))


def _merged_with_own(model: type[Authority]) -> set[int]:
    """The records of which one part, merged in or there before, was used by no sample article: an editor made it."""
    brought: dict[int, list[set[int]]] = defaultdict(list)
    for done in Merge.objects.standing().filter(kind=model._meta.model_name):
        record = now_standing_for(model, done.kept_id)
        if record is not None:
            brought[record.pk].append({pk for key in HOLDINGS[done.kind].counted for pk in done.moved[key]})
    own = set()
    for pk, merged in brought.items():
        used = _used_by_samples(model, pk)
        parts = [used - set().union(*merged), *(used & ids for ids in merged)]
        if not all(parts):
            own.add(pk)
    return own


def _used_by_samples(model: type[Authority], pk: int) -> set[int]:
    """The sample's quotes of a person, or its articles of a source or topic, by id: what merges note that they move."""
    if model is Person:
        return set(Quote.objects.filter(speaker=pk, article__is_sample=True).values_list("pk", flat=True))
    of_record = Q(topics=pk) if model is Topic else Q(source=pk) | Q(agency=pk)
    return set(Article.objects.sample().filter(of_record).values_list("pk", flat=True))


def _only_by_samples(use: Q) -> tuple[Combinable, Combinable]:
    """The conditions for a record that sample articles use and no other article does."""
    users: QuerySet[Article] = Article.objects.filter(use)
    return Exists(users.filter(is_sample=True)), ~Exists(users.filter(is_sample=False))


def _remove_history() -> None:
    """The revisions of sample articles, except those that hold other articles' former versions besides."""
    keys = Article.objects.sample().annotate(key=Cast("pk", CharField())).values("key")
    versions = Version.objects.filter(content_type=ContentType.objects.get_for_model(Article))
    of_samples = set(versions.filter(object_id__in=keys).values_list("revision_id", flat=True))
    of_others = set(versions.exclude(object_id__in=keys).values_list("revision_id", flat=True))
    Revision.objects.filter(pk__in=of_samples - of_others).delete()


def _remove_report_lines() -> None:
    """The sample's lines in import reports; the counts follow. An emptied report stays: it says that the samples
    have been there, so that the next start does not bring them back.
    """
    lines = ImportItem.objects.filter(article__is_sample=True)
    runs = list(lines.order_by().values_list("run_id", flat=True).distinct())
    lines.delete()
    for run in Import.objects.filter(pk__in=runs):
        counts = Counter(run.items.values_list("outcome", flat=True))
        for outcome in ImportItem.Outcome:
            setattr(run, outcome.value, counts[outcome])
        run.save()


def _remove_originals(originals: list[Original]) -> None:
    """The rows now, the files after the commit: a crash between the two leaves a file too many, never too few."""
    for start in range(0, len(originals), _CHUNK):
        chunk = [original.pk for original in originals[start : start + _CHUNK]]
        Original.objects.filter(pk__in=chunk).delete()
    for original in originals:
        transaction.on_commit(partial(original.path.unlink, missing_ok=True))
