"""Undoing an import whole: everything that it created goes again, unless somebody has worked on any of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.archive.gone import addresses_of, known_to_readers, note_gone
from articles.archive.removing import Removed, remove_articles
from articles.models import Article, Import, ImportItem, Quote, RelatedLink
from articles.models.article import ArticleQuerySet

MOST_NAMED = 50
"""Obstacles of one kind that are named."""
UNDONE = "The import was undone."


class CannotUndo(ValueError):
    """Nothing was undone. The message says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of undoing, in a sentence, and the article to look at, if there is one."""

    what: str
    article_id: int | None = None


def created_by(run: Import) -> ArticleQuerySet:
    """The articles that an import made and that are there."""
    items = run.items.filter(outcome=ImportItem.Outcome.CREATED, article__isnull=False)
    return Article.objects.filter(pk__in=items.values("article"))


def obstacles(run: Import) -> list[Obstacle]:
    """Why an import cannot be undone; nothing where it can. Of each kind at most 50 are named."""
    if run.undone_at:
        return [Obstacle("It was undone already.")]
    if run.state == Import.State.RUNNING:
        return [Obstacle("It is still running.")]
    articles = created_by(run)
    return [*_updated(run), *_edited(articles), *_decided(articles), *_renewed(run, articles), *_linked(articles)]


def undo(run: Import, by: User | None) -> Removed:
    """Take away the articles that an import created, with the people, sources and topics that came with them and that
    nothing else uses; what waits of it is refused. Originals and the report stay.

    Addresses that readers knew answer that they are gone. All or nothing; the search index follows by itself. The
    caller holds the import lock. Raises CannotUndo.
    """
    with transaction.atomic():
        run = Import.objects.select_for_update().get(pk=run.pk)
        if found := obstacles(run):
            more = f" And {len(found) - 1} more." if len(found) > 1 else ""
            raise CannotUndo(found[0].what + more)
        now = timezone.now()
        leaving = list(addresses_of(known_to_readers(created_by(run))))
        removed = remove_articles(list(created_by(run).values_list("pk", flat=True)), run.held_before)
        note_gone(leaving, now)
        refused = {"review": ImportItem.Review.REJECTED, "review_reason": UNDONE}
        run.items.waiting().update(reviewed_by=by, reviewed_at=now, **refused)
        run.undone_at, run.undone_by = now, by
        run.save(update_fields=["undone_at", "undone_by"])
    return removed


def _updated(run: Import) -> Iterator[Obstacle]:
    updated = run.items.applied().filter(outcome=ImportItem.Outcome.UPDATED, article__isnull=False)
    for pk, headline in updated.values_list("article", "article__headline")[:MOST_NAMED]:
        yield Obstacle(
            f"“{headline}” was in the archive before, and this import brought it up to a newer file. The import does "
            "not keep what it was before, so an import that updated stories cannot be undone.",
            pk,
        )


def _edited(articles: ArticleQuerySet) -> Iterator[Obstacle]:
    for pk, headline, fields in articles.exclude(edited_fields=[]).values_list("pk", "headline", "edited_fields")[
        :MOST_NAMED
    ]:
        yield Obstacle(f"“{headline}” was edited: {', '.join(name.replace('_', ' ') for name in fields)}.", pk)


def _decided(articles: ArticleQuerySet) -> Iterator[Obstacle]:
    decided = Quote.objects.filter(article__in=articles).exclude(confirmed=False, method=Quote.Method.RULE)
    touched = Q(pk__in=decided.values("article")) | ~Q(dropped_quotes=[])
    for pk, headline in articles.filter(touched, edited_fields=[]).values_list("pk", "headline")[:MOST_NAMED]:
        yield Obstacle(f"An editor decided on quotes of “{headline}”.", pk)


def _renewed(run: Import, articles: ArticleQuerySet) -> Iterator[Obstacle]:
    later = ImportItem.objects.applied().filter(article__in=articles, outcome=ImportItem.Outcome.UPDATED)
    rows = later.exclude(run=run).values_list("article", "article__headline", "run").order_by("pk")
    for pk, headline, other in rows[:MOST_NAMED]:
        yield Obstacle(f"“{headline}” was brought up to a newer file by import {other}.", pk)


def _linked(articles: ArticleQuerySet) -> Iterator[Obstacle]:
    """Links that an editor has seen to; those that found their article by themselves wait for it again."""
    links = RelatedLink.objects.filter(target__in=articles).exclude(article__in=articles)
    rows = links.exclude(article__edited_fields=[]).values_list(
        "article", "article__headline", "article__edited_fields", "target__headline"
    )
    for pk, headline, edited, target in rows[:MOST_NAMED]:
        if "related_links" in edited:
            yield Obstacle(f"“{headline}” links to “{target}”, and an editor has seen to its related links.", pk)
