"""The index follows the database: the outbox is applied, a new index is built, both are compared. The only writer."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from threading import Thread

from django.db import connection

from articles.models import Article, SearchChange
from articles.models.article import ArticleQuerySet
from articles.search.batch import as_batch
from articles.search.document import SearchDocument
from articles.search.engine import Engine, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.loading import BATCH, id_batches, load_documents

COMMIT = 5000
"""Changes applied in one commit of the index: few commits leave few segments to merge and little memory in pieces."""

AT_ONCE = 1000
"""Changes that a request applies itself, in some two seconds."""

log = logging.getLogger(__name__)

Progress = Callable[[int], None]
"""Is told how many articles are done since it was last told."""


def _untold(_count: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that the index and the database do not show alike."""

    article_id: int
    what: str


def drain() -> int:
    """Apply the outbox to the index; the number of changes applied.

    Call it after commit. Where another process is at it, nothing is done here: that one goes on until the outbox is
    empty. Raises SearchUnavailable, with the outbox kept, where the index cannot be written.
    """
    engine = get_engine()
    applied = 0
    # Looked at again after the lock is let go: a change committed before that found it taken and left.
    while SearchChange.objects.exists():
        with engine.writing(wait=False) as mine:
            if not mine:
                break
            applied += _drain_locked(engine)
    return applied


def drain_soon() -> int:
    """Apply the outbox for somebody who waits for it; how many changes are left to be applied after this call.

    Of many, as when a large source is renamed, nothing is applied here but all in a thread of its own, which the end of
    the process waits for. Raises SearchUnavailable as `drain` does; in the thread that is logged.
    """
    waiting = SearchChange.objects.count()
    if waiting <= AT_ONCE:
        drain()
        return 0
    Thread(target=_drain_beside, name="index").start()
    return waiting


def _drain_beside() -> None:
    try:
        drain()
    except SearchUnavailable as error:
        log.warning("The search index was not brought up to date: %s", error)
    finally:
        connection.close()  # the thread's own


def rebuild(progress: Progress = _untold) -> int:
    """Build a new index beside the one in use and put it in its place; the number of articles read.

    Changes made meanwhile are included. Interrupted, the old index serves on. Raises SearchUnavailable.
    """
    engine = get_engine()
    read = 0

    def documents() -> Iterator[SearchDocument]:
        nonlocal read
        for ids in id_batches():
            # One language after the other, for what the index knows of its words is then near: a tenth faster.
            yield from sorted(load_documents(_between(ids[0], ids[-1])), key=attrgetter("language"))
            read += len(ids)
            progress(len(ids))

    with as_batch(), engine.rebuild(documents()) as fresh, engine.writing(wait=True):
        changed = sorted(fresh.changed())
        loaded = [document for batch in _batches(changed) for document in load_documents(batch)]
        fresh.swap(loaded, set(changed) - {document.id for document in loaded})
    drain()
    return read


def check(progress: Progress = _untold) -> list[Difference]:
    """Compare index and database article by article. Raises SearchUnavailable.

    What looks different at first is compared again while nothing else is applied, so that changes made during the
    comparison are no differences.
    """
    engine = get_engine()
    suspects: list[int] = []
    first = 0
    for ids in id_batches():
        suspects += [difference.article_id for difference in _compare(engine, first, ids[-1])]
        first = ids[-1] + 1
        progress(len(ids))
    suspects += engine.digests(first, None)
    with engine.writing(wait=True):
        _drain_locked(engine)
        found = [each for pk in suspects for each in _compare(engine, pk, pk)]
        waiting = set(SearchChange.objects.values_list("article_id", flat=True))
    return [difference for difference in found if difference.article_id not in waiting]


def _compare(engine: Engine, first: int, last: int) -> Iterator[Difference]:
    """The articles in the database against those in the index, both from id `first` to `last`."""
    indexed = engine.digests(first, last)
    held = {document.id: document.digest() for document in load_documents(_between(first, last))}
    for pk in sorted(indexed.keys() | held.keys()):
        if pk not in held:
            yield Difference(pk, "is in the index, but not in the database")
        elif pk not in indexed:
            yield Difference(pk, "is in the database, but not in the index")
        elif indexed[pk] != held[pk]:
            yield Difference(pk, "is not shown by the index as the database has it")


def _drain_locked(engine: Engine) -> int:
    if not engine.exists() and not Article.objects.exclude(pk__in=SearchChange.objects.values("article_id")).exists():
        engine.begin()  # a new archive; where older articles are not in the outbox, only a rebuild will do
    applied = 0
    while rows := list(SearchChange.objects.order_by("pk").values_list("pk", "article_id")[:COMMIT]):
        ids = sorted({article_id for _, article_id in rows})
        held = set(Article.objects.standing().filter(pk__in=ids).values_list("pk", flat=True))
        documents = (document for batch in _batches(sorted(held)) for document in load_documents(batch))
        engine.apply(documents, sorted(set(ids) - held))
        SearchChange.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
        applied += len(ids)
    return applied


def _batches(ids: list[int]) -> Iterator[ArticleQuerySet]:
    for start in range(0, len(ids), BATCH):
        yield Article.objects.filter(pk__in=ids[start : start + BATCH])


def _between(first: int, last: int) -> ArticleQuerySet:
    return Article.objects.filter(pk__range=(first, last))
