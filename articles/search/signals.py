"""What is saved or deleted one by one enters the outbox in the same transaction, and is searchable once it commits.

Bulk writes (bulk_create, update) send no signals: whoever does them calls SearchChange.objects.enqueue and sync.drain.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from articles.models import Article, Correction, Person, Photo, Quote, SearchChange, Source, Topic
from articles.search import sync
from articles.search.engine import SearchUnavailable

log = logging.getLogger(__name__)

_NOT_SHOWN: dict[type[Model], frozenset[str]] = {
    Article: frozenset(
        {
            "headline_key",
            "published_precision",
            "published_zone",
            "url",
            "withheld_at",
            "withheld_reason",
            "original",
            "original_locator",
            "field_spans",
            "edited_fields",
            "word_count",
            "is_sample",
            "created_at",
            "updated_at",
            "slug",
        }
    ),
    Photo: frozenset({"image", "credit", "alt", "width", "height", "widths"}),
    Correction: frozenset({"date", "text"}),
    Quote: frozenset({"field", "spans", "speaker_span", "cue", "method", "rule", "confidence", "confirmed"}),
}
"""Fields that no search document shows: a save of these alone changes nothing in the index."""


def _enqueue(article_ids: Iterable[int]) -> None:
    SearchChange.objects.enqueue(article_ids)
    transaction.on_commit(_drain)


def _enqueue_selected(articles: QuerySet[Article]) -> None:
    SearchChange.objects.enqueue_selected(articles)
    transaction.on_commit(_drain)


def _drain() -> None:
    """What cannot be written now stays in the outbox; the editor's change itself is safe."""
    try:
        sync.drain_soon()
    except SearchUnavailable as error:
        log.warning("The search index was not brought up to date: %s", error)


@receiver(post_save, sender=Article)
@receiver(post_save, sender=Photo)
@receiver(post_save, sender=Correction)
@receiver(post_save, sender=Quote)
def _saved(sender: type[Model], instance: Any, update_fields: frozenset[str] | None, **_: object) -> None:
    if update_fields is None or set(update_fields) - _NOT_SHOWN[sender]:
        _enqueue([instance.pk if sender is Article else instance.article_id])


@receiver(post_delete, sender=Article)
@receiver(post_delete, sender=Photo)
@receiver(post_delete, sender=Correction)
@receiver(post_delete, sender=Quote)
def _deleted(sender: type[Model], instance: Any, **_: object) -> None:
    _enqueue([instance.pk if sender is Article else instance.article_id])


@receiver(m2m_changed, sender=Article.topics.through)
def _topics_changed(instance: Any, action: str, pk_set: set[int] | None, **_: object) -> None:
    if isinstance(instance, Article):
        if action in ("post_add", "post_remove", "post_clear"):
            _enqueue([instance.pk])
    elif action in ("post_add", "post_remove"):
        _enqueue(sorted(pk_set or ()))
    elif action == "pre_clear":
        _enqueue_selected(Article.objects.filter(topics=instance))


def _articles_of(instance: Model) -> list[QuerySet[Article]]:
    """The articles whose documents show a source's, a person's or a topic's name."""
    match instance:
        case Source():
            return [Article.objects.filter(source=instance), Article.objects.filter(agency=instance)]
        case Person():
            return [Article.objects.filter(quotes__speaker=instance)]
        case Topic():
            return [Article.objects.filter(topics=instance)]
    raise TypeError(f"No search document shows {instance!r}.")


@receiver(pre_save, sender=Source)
@receiver(pre_save, sender=Person)
@receiver(pre_save, sender=Topic)
def _renamed(sender: Any, instance: Any, update_fields: frozenset[str] | None, **_: object) -> None:
    if instance.pk is None or (update_fields is not None and "name" not in update_fields):
        return
    if sender.objects.filter(pk=instance.pk).exclude(name=instance.name).exists():
        _enqueue_name(instance)


@receiver(pre_delete, sender=Person)
@receiver(pre_delete, sender=Topic)
def _enqueue_name(instance: Model, **_: object) -> None:
    for articles in _articles_of(instance):
        _enqueue_selected(articles)
