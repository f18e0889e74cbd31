"""A source's zone is changed: what becomes of the times of articles that are on its clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from articles.models import Address, Article, SearchChange, Source
from articles.models.article import ArticleQuerySet
from articles.zones import zone

_BATCH = 500
_EXAMPLES = 5


class How(StrEnum):
    """What was wrong, or what has changed."""

    PRINTED = "printed"
    """The zone in which printed times were read: the printed times stay, the moments move."""
    MOMENTS = "moments"
    """The clock on which readers see the times: the moments stay, printed times and perhaps days move."""
    FROM_NOW = "from-now"
    """Nothing so far: earlier articles keep the zone they have."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change of the zone would do."""

    articles: int
    """How many articles are on the source's clock."""
    days: int
    """How many of them get another day, and with it another address."""
    examples: list[tuple[Article, str, str]]
    """The latest articles, those whose day moves before the others: the printed time now and then."""


def on_the_clock_of(source: Source) -> ArticleQuerySet:
    """The articles whose printed time is read, or shown, in the source's own zone."""
    return Article.objects.filter(source=source, published_zone="", published_at__isnull=False)


def foresee(source: Source, new_zone: str, how: How) -> Foreseen:
    """What the change would do, without doing it."""
    articles, days = 0, 0
    moving: list[int] = []
    rows = on_the_clock_of(source).newest().values_list("pk", "published_at", "published_precision", "published_on")
    for pk, moment, precision, day in rows.iterator():
        articles += 1
        if moment and how is How.MOMENTS and _moment(moment, precision, source, new_zone, how).date() != day:
            days += 1
            moving += [pk] if len(moving) < _EXAMPLES else []
    shown = on_the_clock_of(source).select_related("source")
    latest = list(shown.filter(pk__in=moving).newest() if moving else shown.newest()[:_EXAMPLES])
    return Foreseen(articles, days, [_example(article, source, new_zone, how) for article in latest])


def rezone(source: Source, new_zone: str, how: How) -> int:
    """Change the zone, and the articles with it, in batches; how many articles there were.

    An address that readers knew leads to the new one. All or nothing; the caller drains the search outbox.
    """
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=source.pk)
        articles = on_the_clock_of(source)
        number = articles.count()
        SearchChange.objects.enqueue_selected(articles)
        if how is How.FROM_NOW:
            articles.update(published_zone=source.time_zone)
        else:
            for batch in _batches(source, new_zone):
                _move(batch, source, new_zone, how)
        source.time_zone = new_zone
        source.save()
    return number


def _batches(source: Source, new_zone: str) -> Iterator[list[Article]]:
    """The articles in the order in which none moves to a day before its namesake there has left it."""
    articles = on_the_clock_of(source).defer("body", "field_spans")
    ids = list(articles.order_by("published_at", "pk").values_list("pk", flat=True))
    latest = articles.newest().first()
    if latest and latest.published_at:
        now, then = (latest.published_at.astimezone(zone(name)).utcoffset() for name in (source.time_zone, new_zone))
        if now is not None and then is not None and then > now:
            ids.reverse()
    for start in range(0, len(ids), _BATCH):
        found = Article.objects.in_bulk(ids[start : start + _BATCH])
        yield [found[pk] for pk in ids[start : start + _BATCH]]


def _move(batch: list[Article], source: Source, new_zone: str, how: How) -> None:
    stay: list[Article] = []
    for article in batch:
        if article.published_at is None:
            continue
        day = article.published_on
        local = _moment(article.published_at, article.published_precision, source, new_zone, how)
        article.published_at, article.published_on = local, local.date()
        if article.published_on == day:
            stay.append(article)
        else:
            _move_to_its_day(article, local.date())
    Article.objects.bulk_update(stay, ["published_at", "published_on"])


def _move_to_its_day(article: Article, day: date) -> None:
    """Save an article on another day, at an address that is free there; the one it had leads to it."""
    before = Article.objects.only("status", "published_on", "slug").get(pk=article.pk)
    present = Article.objects.filter(published_on=day, slug=article.slug).exclude(pk=article.pk)
    if present.exists() or Address.objects.filter(day=day, slug=article.slug).exclude(article=article.pk).exists():
        article.choose_slug()
    moved = {name: getattr(article, name) for name in ("published_at", "published_on", "slug")}
    Article.objects.filter(pk=article.pk).update(**moved)
    Address.objects.follow(before, article)


def _moment(moment: datetime, precision: str, source: Source, new_zone: str, how: How) -> datetime:
    """The moment on the new clock. Where only a day is printed, the day stays whatever happens to times."""
    local = moment.astimezone(zone(source.time_zone))
    if how is How.MOMENTS and precision != Article.Precision.DAY:
        return moment.astimezone(zone(new_zone))
    return local.replace(tzinfo=zone(new_zone))


def _example(article: Article, source: Source, new_zone: str, how: How) -> tuple[Article, str, str]:
    moment, precision = article.published_at, article.published_precision
    if moment is None or how is How.FROM_NOW:
        local = article.local_published
        return article, _told(local, precision), _told(local, precision)
    after = _moment(moment, precision, source, new_zone, how)
    return article, _told(article.local_published, precision), _told(after, precision)


def _told(local: datetime | None, precision: str) -> str:
    if local is None:
        return ""
    if precision == Article.Precision.DAY:
        return f"{local:%Y-%m-%d}"
    return f"{local:%Y-%m-%d %H:%M} ({local:%z})"
