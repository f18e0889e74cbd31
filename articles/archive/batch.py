"""Saving a batch of readings in one transaction: whole articles or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.archive.authorities import Sources, people_of
from articles.archive.children import write_children
from articles.archive.fill import RECORD_FIELDS, SavingOptions, fill_article
from articles.archive.links import resolve_links
from articles.archive.matching import find_held, identity_of
from articles.archive.originals import held_checksums, store_original
from articles.archive.quoting import quotes_stamp
from articles.archive.trash import address_in_trash, in_trash
from articles.archive.twins import note_same
from articles.importers.record import ArticleRecord
from articles.models import Address, Article, Import, ImportItem, Original, SearchChange
from articles.models.article import title_key
from articles.models.fields import slug_of

Outcome = ImportItem.Outcome

_UPDATED_FIELDS = (
    *RECORD_FIELDS,
    "headline_key",
    "published_on",
    "status",
    "public_since",
    "withheld_at",
    "withheld_reason",
    "original",
    "original_locator",
    "field_spans",
    "quotes_stamp",
    "word_count",
    "is_sample",
    "updated_at",
    "slug",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One file and what its reader made of it.

    `record` is None for a file that was rejected (then `reason` says why) and for one whose bytes the archive
    is known to hold (then there was no need to read it).
    """

    path: str
    data: bytes
    sha256: str
    record: ArticleRecord | None
    reason: str = ""
    locator: str = ""
    media_type: str = "text/plain"
    options: SavingOptions = SavingOptions()  # noqa: RUF009 — frozen, so shared safely


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file."""

    path: str
    outcome: ImportItem.Outcome
    reason: str = ""
    warnings: tuple[str, ...] = ()
    article_id: int | None = None
    original_id: int | None = None
    waits: bool = False
    """Whether an editor has to look at it first; one that is `UPDATED` then has changed nothing yet."""


def save_batch(run: Import, readings: Sequence[Reading]) -> list[Result]:
    """Save readings in their order: articles, quotes, links, report rows and index notes, or nothing of them.

    The originals' bytes are in their files before the rows that name them. The caller drains the search outbox.
    Raises OSError where the originals cannot be written (the batch is not saved then).
    """
    for reading in readings:
        if reading.record:
            store_original(reading.data, reading.sha256)
    with transaction.atomic():
        results = save_rows(readings)
        ImportItem.objects.bulk_create(
            ImportItem(
                run=run,
                path=result.path[:1000],
                outcome=result.outcome,
                reason=result.reason,
                warnings=list(result.warnings),
                article_id=result.article_id,
                original_id=result.original_id,
                review=ImportItem.Review.WAITING if result.waits else "",
            )
            for result in results
        )
        counts = Counter(result.outcome.value for result in results)
        Import.objects.filter(pk=run.pk).update(**{name: F(name) + number for name, number in counts.items()})
        SearchChange.objects.enqueue(
            result.article_id
            for result in results
            if result.article_id and result.outcome in (Outcome.CREATED, Outcome.UPDATED)
        )
    return results


def save_rows(readings: Sequence[Reading]) -> list[Result]:
    """The rows of the articles alone, in the running transaction."""
    sources = Sources()
    held = held_checksums(reading.sha256 for reading in readings)
    return [result for group in _rounds(readings) for result in _save_round(group, sources, held)]


def _rounds(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Cut where a file may be a newer version of one just before it, so that the earlier is saved first."""
    group: list[Reading] = []
    seen: set[object] = set()
    for reading in readings:
        keys = identity_keys(reading)
        if seen & keys:
            yield group
            group, seen = [], set()
        group.append(reading)
        seen |= keys
    if group:
        yield group


def identity_keys(reading: Reading) -> set[object]:
    """By which two files may be the same, or versions of one article: bytes, address, headline and day."""
    record = reading.record
    if record is None:
        return set()
    day = record.published.local.date() if record.published else None
    keys: set[object] = {reading.sha256, (title_key(record.headline), day)}
    if record.url:
        keys.add(record.url)
    return keys


def _save_round(group: Sequence[Reading], sources: Sources, held: dict[str, tuple[int, int]]) -> list[Result]:
    """Save a group without two versions of one thing; `held` (checksum → original, article) grows by what it saves."""
    fresh = [(r, r.record) for r in group if r.record and r.sha256 not in held]
    trashed = in_trash(held[r.sha256][1] for r in group if r.sha256 in held)
    saved = dict(zip((r.sha256 for r, _ in fresh), _save_fresh(fresh, sources), strict=True))
    results = []
    for reading in group:
        if reading.sha256 in held:
            original_id, article_id = held[reading.sha256]
            warnings = (trashed[article_id],) if article_id in trashed else ()
            results.append(Result(reading.path, Outcome.UNCHANGED, "", warnings, article_id, original_id))
        elif reading.record:
            results.append(saved[reading.sha256])
        else:
            reason = reading.reason or "The archive no longer holds the article of this file; import it again."
            results.append(Result(reading.path, Outcome.REJECTED, reason=reason))
    held |= {sha256: (r.original_id, r.article_id) for sha256, r in saved.items() if r.original_id and r.article_id}
    return results


def _save_fresh(fresh: Sequence[tuple[Reading, ArticleRecord]], sources: Sources) -> list[Result]:
    """Create or update the article of each reading; constant number of queries for any number."""
    originals = _original_rows([reading for reading, _ in fresh])
    drafts = []
    for reading, record in fresh:
        draft = Article()
        fill_article(draft, record, sources, reading.options)
        drafts.append(draft)
    held = find_held(identity_of(draft) for draft in drafts)
    trashed = in_trash(article.pk for article in held.values())
    created, updated, articles, untouched = [], [], [], set()
    for draft, (reading, record) in zip(drafts, fresh, strict=True):
        article = held.get(identity_of(draft))
        if article is None:
            article = draft
            created.append((article, record))
        elif reading.options.waits or article.pk in trashed:
            untouched.add(id(article))
            articles.append(article)
            continue
        else:
            fill_article(article, record, sources, reading.options)
            updated.append((article, record))
        article.original = originals[reading.sha256]
        article.original_locator = reading.locator[:1000]
        article.quotes_stamp = "" if article.edited_fields else quotes_stamp(article)
        articles.append(article)
    _write_articles([article for article, _ in created], [article for article, _ in updated])
    people = people_of(found.quote.speaker for _, record in [*created, *updated] for found in record.quotes)
    write_children(created, updated, people)
    resolve_links([article for article in articles if id(article) not in untouched])
    note_same([article for article, _ in created])
    made = {id(article) for article, _ in created}
    results = []
    for article, (reading, record) in zip(articles, fresh, strict=True):
        original = originals[reading.sha256].pk
        if article.pk in trashed:
            results.append(Result(reading.path, Outcome.UNCHANGED, "", (trashed[article.pk],), article.pk, original))
            continue
        outcome = Outcome.CREATED if id(article) in made else Outcome.UPDATED
        warnings = (*record.warnings, *_other_address(article))
        results.append(Result(reading.path, outcome, "", warnings, article.pk, original, waits=reading.options.waits))
    return results


def _other_address(article: Article) -> list[str]:
    """That the address which the headline gives is kept for a story in the trash, where it is."""
    wished = slug_of(article.headline, "article")
    other = address_in_trash(article, wished) if article.slug != wished else None
    if other is None:
        return []
    return [
        f"The address /{wished}/ of that day is kept for “{other.headline}” in the trash; this is /{article.slug}/."
    ]


def _original_rows(readings: Iterable[Reading]) -> dict[str, Original]:
    by_sha = {reading.sha256: reading for reading in readings}
    rows = {row.sha256: row for row in Original.objects.filter(sha256__in=list(by_sha))}
    now = timezone.now()
    new = [
        Original(
            sha256=sha256,
            size=len(reading.data),
            media_type=reading.media_type,
            filename=PurePath(reading.path).name[-255:],
            imported_at=now,
        )
        for sha256, reading in by_sha.items()
        if sha256 not in rows
    ]
    return rows | {row.sha256: row for row in Original.objects.bulk_create(new)}


def _write_articles(created: Sequence[Article], updated: Sequence[Article]) -> None:
    moved = _moved(updated)
    _choose_slugs([*created, *(article for article, _ in moved)])
    Article.objects.bulk_create(created)
    Article.objects.bulk_update(updated, _UPDATED_FIELDS, batch_size=100)
    Address.objects.bulk_create((former for _, former in moved), ignore_conflicts=True)


def _moved(updated: Sequence[Article]) -> list[tuple[Article, Address]]:
    """Updated articles whose day, and so whose address, has changed, each with its former address."""
    rows = Article.objects.filter(pk__in=[a.pk for a in updated], published_on__isnull=False)
    days = dict(rows.values_list("pk", "published_on"))
    return [
        (article, Address(article=article, day=day, slug=article.slug))
        for article in updated
        if (day := days.get(article.pk)) and article.published_on != day
    ]


def _choose_slugs(articles: Sequence[Article]) -> None:
    """Free slugs from the headlines: two queries, and two more for each article whose slug is taken."""
    wished = {(a.published_on, slug_of(a.headline, "article")) for a in articles}
    days, slugs = {day for day, _ in wished}, {slug for _, slug in wished}
    taken: dict[date | None, set[str]] = defaultdict(set)
    for day, slug in [
        *Article.objects.filter(published_on__in=days, slug__in=slugs).values_list("published_on", "slug"),
        *Address.objects.filter(day__in=days, slug__in=slugs).values_list("day", "slug"),
    ]:
        taken[day].add(slug)
    for article in articles:
        here = taken[article.published_on]
        article.slug = slug_of(article.headline, "article")
        if article.slug in here:
            article.choose_slug(also_taken=here)
        here.add(article.slug)
