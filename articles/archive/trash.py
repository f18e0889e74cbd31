"""The trash: out of everybody's sight, brought back whole, or gone for good."""

from collections.abc import Iterable, Sequence
from copy import copy

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.archive.gone import addresses_of, known_to_readers, note_gone
from articles.archive.links import resolve_links
from articles.archive.removing import remove_articles
from articles.archive.states import enter
from articles.models import Article, ImportItem

Status = Article.Status


class CannotTrash(ValueError):
    """Nothing was done with this article. The message says why and what to do, fit for an editor to read."""


def trash(article: Article, by: User | None) -> None:
    """Out of readers' sight and off the desk's lists, with all that belongs to it: its address answers as if nothing
    were there, and is kept for it.

    Raises CannotTrash where it is there already, or waits for review at the import desk.
    """
    if article.status == Status.TRASHED:
        raise CannotTrash(f"“{article.headline}” is in the trash already.")
    made_it = ImportItem.objects.waiting().filter(article=article, outcome=ImportItem.Outcome.CREATED)
    if made_it.exists():
        raise CannotTrash(f"“{article.headline}” waits for review at the import desk: accept or reject it there.")
    before = copy(article)
    article.trashed_from, article.status = article.status, Status.TRASHED
    article.trashed_at, article.trashed_by = timezone.now(), by
    article.edited_fields = sorted({*article.edited_fields, "status"})
    enter(before, article, by)


def restore(article: Article, by: User | None) -> None:
    """Back to the desk as a draft, so that nothing becomes public unseen; what was withheld is withheld again.

    Photos, quotes, links and addresses were never taken from it; links elsewhere that look for it find it. Raises
    CannotTrash where it is not in the trash.
    """
    if article.status != Status.TRASHED:
        raise CannotTrash(f"“{article.headline}” is not in the trash any more.")
    before = copy(article)
    article.status = Status.WITHHELD if article.trashed_from == Status.WITHHELD else Status.DRAFT
    enter(before, article, by)
    resolve_links([article])


def empty(articles: Sequence[Article]) -> None:
    """Delete these for good, those of them that are still in the trash: the caller has kept their last state.

    Addresses that readers knew answer that what stood there is gone. Originals, people, sources and topics stay. The
    search index follows by itself.
    """
    with transaction.atomic():
        held = Article.objects.select_for_update().filter(pk__in=[one.pk for one in articles], status=Status.TRASHED)
        chosen = Article.objects.filter(pk__in=list(held.order_by("pk").values_list("pk", flat=True)))
        leaving = list(addresses_of(known_to_readers(chosen)))
        remove_articles(list(chosen.values_list("pk", flat=True)), None)
        note_gone(leaving, timezone.now())


def in_trash(ids: Iterable[int]) -> dict[int, str]:
    """Which of these articles are in the trash, each with a sentence that says so to whoever brings it in again."""
    rows = Article.objects.filter(pk__in=set(ids), status=Status.TRASHED).select_related("trashed_by")
    return {
        article.pk: f"The archive has this story in the trash: “{article.headline}”, since "
        f"{timezone.localtime(article.trashed_at):%-d %B %Y}{_by(article.trashed_by)}. It was left there. To have it "
        "again, restore it from the trash."
        for article in rows.only("headline", "trashed_at", "trashed_by")
    }


def address_in_trash(article: Article, slug: str) -> Article | None:
    """The article in the trash for which the address with this last part is kept, on the day of another article."""
    held = Article.objects.filter(published_on=article.published_on, slug=slug, status=Status.TRASHED)
    return held.exclude(pk=article.pk).first() if article.published_on else None


def _by(user: User | None) -> str:
    return f", moved there by {user}" if user else ""
