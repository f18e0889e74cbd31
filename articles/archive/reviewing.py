"""An editor's word on a file of the import desk: accepted or rejected, once."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.archive.batch import Reading, save_rows
from articles.archive.fill import SavingOptions
from articles.archive.originals import read_original
from articles.archive.removing import remove_articles
from articles.archive.trash import in_trash
from articles.importers import ArticleRecord, Defaults, read_article
from articles.models import Article, Import, ImportItem, Quote, SearchChange

Review = ImportItem.Review


class AlreadyDecided(ValueError):
    """Somebody was faster. The message says who and when."""


def settle(item: ImportItem, review: Review, by: User, reason: str = "") -> None:
    """Note the word on a file that waits. Raises AlreadyDecided."""
    waiting = ImportItem.objects.waiting().filter(pk=item.pk)
    if not waiting.update(review=review, review_reason=reason, reviewed_by=by, reviewed_at=timezone.now()):
        raise AlreadyDecided(told(ImportItem.objects.select_related("reviewed_by").get(pk=item.pk)))
    item.refresh_from_db()


def told(item: ImportItem) -> str:
    """What was decided on a file, by whom and when, in a sentence."""
    if not item.review or item.reviewed_at is None:
        return f"“{item.path}” does not wait for review."
    when = timezone.localtime(item.reviewed_at)
    reason = f" The reason: {item.review_reason}" if item.review_reason else ""
    who = item.reviewed_by or "somebody whose account is gone"
    return f"“{item.path}” was {item.review} by {who} on {when:%-d %B %Y, %H:%M}.{reason}"


def reject(item: ImportItem, reason: str, by: User) -> bool:
    """Refuse a file, and remove the draft it made, unless somebody has worked on that; whether it was removed.

    The original stays. Raises AlreadyDecided. The search index follows by itself.
    """
    with transaction.atomic():
        settle(item, Review.REJECTED, by, reason)
        article = item.article
        if item.outcome != ImportItem.Outcome.CREATED or article is None or is_worked_on(article):
            return False
        remove_articles([article.pk], item.run.held_before)
    return True


def is_worked_on(article: Article) -> bool:
    """Whether an editor has changed anything of it, decided a quote, or let readers see it."""
    by_hand = article.edited_fields or article.dropped_quotes
    seen = article.public_since or article.status != Article.Status.DRAFT
    decided = article.quotes.exclude(confirmed=False, method=Quote.Method.RULE)
    return bool(by_hand or seen) or decided.exists() or article.photos.exclude(image="").exists()


def reread(item: ImportItem) -> ArticleRecord:
    """What the reader makes of the file's original, with what was said of its import.

    Raises OriginalDamaged, and UnreadableFile where the readers have changed since.
    """
    if item.original is None:
        raise ValueError(f"{item}: there is no original to read.")
    options = item.run.options
    defaults = Defaults(time_zone=options.get("time_zone"), language=options.get("language"))
    return read_article(read_original(item.original), item.path, defaults)


def apply_newer(item: ImportItem, by: User) -> Article:
    """Bring the article that the archive holds up to a file that waits; what editors changed on it stays.

    Where the article is gone meanwhile, it is made anew, and public. Raises AlreadyDecided, also where the article is
    in the trash, and what `reread` does.
    The caller drains the search outbox.
    """
    record, original = reread(item), item.original
    if original is None:
        raise ValueError(f"{item}: there is no original to read.")
    options = item.run.options
    saving = SavingOptions(options.get("source"), options.get("time_zone"), options.get("language"))
    reading = Reading(item.path, read_original(original), original.sha256, record, options=saving)
    with transaction.atomic():
        (result,) = save_rows([reading])
        if told_of_trash := in_trash([result.article_id or 0]):
            raise AlreadyDecided(*told_of_trash.values())
        settle(item, Review.ACCEPTED, by)
        article = Article.objects.get(pk=result.article_id or 0)
        if result.outcome != item.outcome:
            counts = {item.outcome: F(item.outcome) - 1, result.outcome.value: F(result.outcome.value) + 1}
            Import.objects.filter(pk=item.run_id).update(**counts)
        item.outcome, item.article = result.outcome, article
        item.save(update_fields=["outcome", "article"])
        SearchChange.objects.enqueue([article.pk])
    return article
