"""The states of an article, and the one door through which an editor changes them: everything else only looks.

A scheduled article is a published one whose moment is still to come. Nothing has to happen at that moment: every
question for public articles knows the time.
"""

from collections.abc import Iterable
from copy import copy
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.archive.authorities import UNKNOWN_SOURCE
from articles.models import Address, Article, StateChange

State, Status = Article.State, Article.Status


class CannotChange(ValueError):
    """Nothing was changed. The message says why, and what to do."""


def hold(article: Article) -> None:
    """Bring the record up to what it is by now, and keep it so until the running transaction ends.

    What was changed in it and not saved is lost. PostgreSQL locks the row; SQLite has let only this transaction write
    since it began. Raises CannotChange where the article is gone.
    """
    try:
        article.refresh_from_db(from_queryset=Article.objects.select_for_update(of=("self",)))
    except Article.DoesNotExist as error:
        raise CannotChange("It is no longer there.") from error


def lock(articles: Iterable[Article]) -> None:
    """Lock several rows in the order of their ids before they are held one by one: two who change the same ones at once
    then never wait for each other.
    """
    rows = Article.objects.select_for_update().filter(pk__in=[one.pk for one in articles])
    list(rows.order_by("pk").values_list("pk"))


def publish(article: Article, by: User | None, reason: str = "") -> StateChange:
    """Let readers see it from now on. Raises CannotChange."""
    if article.state == State.PUBLISHED:
        raise CannotChange("It is published already.")
    _refuse_withheld(article)
    _refuse_without_source(article)
    return _change(article, by, Status.PUBLISHED, reason)


def schedule(article: Article, moment: datetime, by: User | None, reason: str = "") -> StateChange:
    """Let readers see it from a moment to come on, and not before. Raises CannotChange."""
    if moment <= timezone.now():
        raise CannotChange("This time is past. Give a time to come, or publish it now.")
    if article.state == State.PUBLISHED:
        raise CannotChange("Readers see it already. Take it back to draft first.")
    _refuse_withheld(article)
    _refuse_without_source(article)
    return _change(article, by, Status.PUBLISHED, reason, moment)


def take_back(article: Article, by: User | None, reason: str = "") -> StateChange:
    """Out of readers' sight, to be worked on. Raises CannotChange."""
    if article.status == Status.DRAFT:
        raise CannotChange("It is a draft already.")
    _refuse_withheld(article)
    return _change(article, by, Status.DRAFT, reason)


def withhold(article: Article, by: User | None, reason: str, with_headline: bool = False) -> StateChange:
    """Out of readers' sight; its address tells the reason, and the headline where that is wanted. Raises CannotChange.

    One that is withheld already gets the new reason.
    """
    if not reason.strip():
        raise CannotChange("Say why; readers are shown this in the article's place.")
    return _change(article, by, Status.WITHHELD, reason, with_headline=with_headline)


def lift(article: Article, by: User | None, reason: str = "", to_readers: bool = True) -> StateChange:
    """End the withholding: readers see it again, or it is a draft. Raises CannotChange."""
    if article.status != Status.WITHHELD:
        raise CannotChange("It is not withheld.")
    return _change(article, by, Status.PUBLISHED if to_readers else Status.DRAFT, reason)


def _refuse_withheld(article: Article) -> None:
    if article.status == Status.WITHHELD:
        raise CannotChange("It is withheld. Lift that first.")


def _refuse_without_source(article: Article) -> None:
    if article.source.name == UNKNOWN_SOURCE:
        raise CannotChange("Its source is unknown. Choose who published it.")


def _change(
    article: Article,
    by: User | None,
    status: Article.Status,
    reason: str,
    publish_at: datetime | None = None,
    with_headline: bool = False,
) -> StateChange:
    if status == Status.PUBLISHED and not article.published_at:
        raise CannotChange("It has no date. Give it its printed date first.")
    if article.status == Status.TRASHED:
        raise CannotChange("It is in the trash. Restore it first.")
    before = copy(article)
    article.status, article.publish_at, article.withheld_headline = status, publish_at, with_headline
    article.withheld_reason = reason if status == Status.WITHHELD else ""
    with transaction.atomic():
        now = Article.objects.select_for_update().filter(pk=article.pk).values_list("status", "publish_at").first()
        if now != (before.status, before.publish_at):  # the caller has not held it
            raise CannotChange("Somebody else has changed its state meanwhile. Look at it again.")
        return enter(before, article, by, reason)


def enter(before: Article, article: Article, by: User | None, reason: str = "") -> StateChange:
    """Save an article whose state is another one than `before`: its address follows, and the log has it.

    The caller holds it (see `hold`).
    """
    with transaction.atomic():
        article.save()
        Address.objects.follow(before, article)
        return StateChange.objects.create(
            article=article,
            before=before.state,
            after=article.state,
            publish_at=article.publish_at,
            reason=reason,
            by=by,
            by_name=by.get_username() if by else "",
        )
