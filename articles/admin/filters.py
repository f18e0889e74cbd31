"""Filters of the list of articles that scan no table: their choices come from small tables and index ends."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, IGNORED_PARAMS, PAGE_VAR
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS

from articles.languages import language_name
from articles.models import Article, Source
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine

Choice = tuple[str, str]
MOST_SOURCES = 40
UNDATED = "undated"
_STATUSES: dict[str, str] = {
    Article.State.DRAFT: Article.Status.DRAFT,
    Article.State.SCHEDULED: Article.Status.PUBLISHED,
    Article.State.PUBLISHED: Article.Status.PUBLISHED,
    Article.State.WITHHELD: Article.Status.WITHHELD,
}
_RECORDS = ("source", "agency", "topic", "speaker")
_FILTERS = {"state", "published", "language", *_RECORDS}
_OF_THE_LIST = {*IGNORED_PARAMS, PAGE_VAR, ERROR_FLAG}


class StateFilter(admin.SimpleListFilter):
    """By state, the scheduled ones apart from those that readers see."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Choice]:
        return [(value, label) for value, label in Article.State.choices if value != Article.State.TRASHED]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        if not chosen:
            return queryset
        if chosen not in dict(self.lookup_choices):
            raise IncorrectLookupParameters(chosen)
        if chosen == Article.State.PUBLISHED:  # public(), said so that an index answers it without the rows
            published = queryset.filter(status=Article.Status.PUBLISHED)
            return published.exclude(pk__in=Article.objects.scheduled().values("pk"))
        return queryset.scheduled() if chosen == Article.State.SCHEDULED else queryset.filter(status=chosen)


class PublishedFilter(admin.SimpleListFilter):
    """By year, then month, then day of the address; or without a date."""

    title = "printed date"
    parameter_name = "published"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Choice]:
        chosen = self.value() or ""
        parts = [] if chosen == UNDATED else [part for part in chosen.split("-") if part]
        return [(UNDATED, "Without a date"), *_above(parts), *_below(parts)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        if not chosen:
            return queryset
        if chosen == UNDATED:
            return queryset.undated()
        first, last = day_range(chosen)
        return queryset.filter(published_on__gte=first, published_on__lte=last)


def day_range(chosen: str) -> tuple[date, date]:
    """First and last day of “2025”, “2025-02” or “2025-02-20”. Raises IncorrectLookupParameters."""
    try:
        parts = [int(part) for part in chosen.split("-")]
        first = date(*[*parts, 1, 1][: max(3, len(parts))])
        if len(parts) == 3:
            return first, first
        if len(parts) == 2:
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        return first, date(first.year, 12, 31)
    except (ValueError, TypeError) as error:
        raise IncorrectLookupParameters(chosen) from error


def _above(parts: list[str]) -> list[Choice]:
    """The way back: the year of a month, and what is chosen itself."""
    return [("-".join(parts[:length]), _name(parts[:length])) for length in range(1, len(parts) + 1)]


def _below(parts: list[str]) -> list[Choice]:
    if not parts:
        dated = Article.objects.filter(published_on__isnull=False).order_by("published_on")
        ends = [
            dated.values_list("published_on", flat=True).first(),
            dated.values_list("published_on", flat=True).last(),
        ]
        first, last = (end.year if end else 0 for end in ends)
        return [(str(year), str(year)) for year in range(last, first - 1, -1) if year]
    if len(parts) == 1:
        return [(f"{parts[0]}-{month:02}", f"{name} {parts[0]}") for month, name in MONTHS.items()]
    if len(parts) == 2:
        _, last_day = day_range("-".join(parts))
        days = range(1, last_day.day + 1)
        return [(f"{parts[0]}-{parts[1]}-{day:02}", f"{day} {MONTHS[last_day.month]}") for day in days]
    return []


def _name(parts: list[str]) -> str:
    first, _ = day_range("-".join(parts))
    return first.strftime(("%Y", "%B %Y", "%d %B %Y")[len(parts) - 1])


class SourceFilter(admin.SimpleListFilter):
    """By publisher: the first forty by name; every other is reached from the list of sources."""

    title = "source"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Choice]:
        rows = dict(Source.objects.publishers().values_list("pk", "name")[:MOST_SOURCES])
        chosen = self.value() or ""
        if chosen.isdecimal() and int(chosen) not in rows:
            rows |= dict(Source.objects.filter(pk=int(chosen)).values_list("pk", "name"))
        return [(str(pk), name) for pk, name in rows.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        if not chosen:
            return queryset
        if not chosen.isdecimal():
            raise IncorrectLookupParameters(chosen)
        return queryset.filter(source=int(chosen))


class LanguageFilter(admin.SimpleListFilter):
    """By language: those that the search index counts, the most frequent first, and articles without one."""

    title = "language"
    parameter_name = "language"
    NONE = "none"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Choice]:
        try:
            answer = get_engine().search(
                SearchRequest(filters=Filters(visible_at=None), limit=0, facets=("language",), highlight=False)
            )
            codes = [str(count.value) for count in answer.facets["language"]]
        except SearchUnavailable:  # searching says so; here only the choices are missing
            codes = []
        chosen = self.value() or self.NONE
        known = dict.fromkeys(code for code in [*codes, chosen] if code and code != self.NONE)
        return [*((code, language_name(code)) for code in known), (self.NONE, "Not given")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if not chosen:
            return queryset
        return queryset.filter(language="" if chosen == self.NONE else chosen)


def can_filter(chosen: dict[str, str]) -> bool:
    """Whether the engine's filters say all that the list's do: it does not look for what is missing, nor for Django's
    lookups of fields (`status__exact`), which the database answers.
    """
    return (
        chosen.keys() <= _FILTERS | _OF_THE_LIST
        and chosen.get("published") != UNDATED
        and chosen.get("language") != LanguageFilter.NONE
        and chosen.get("state") != Article.State.SCHEDULED
    )


def needs_engine(chosen: dict[str, str]) -> bool:
    """Whether the database has no index that holds both what is chosen and the order, so that it would read the rows of
    all articles that one filter leaves.
    """
    names = {name for name in _FILTERS if chosen.get(name)}
    sorted_apart = bool(chosen.get("o")) and bool(names - {"published"})
    return len(names) > 1 or sorted_apart or bool(names & {"topic", "speaker"})


def engine_filters(chosen: dict[str, str]) -> Filters:
    """The list's chosen filters as the engine's, so that it ranks what the list can show. Drafts are included."""
    published = chosen.get("published", "")
    first, last = day_range(published) if published and published != UNDATED else (None, None)
    language = chosen.get("language", "")
    state = chosen.get("state", "")
    records = {name: (int(pk),) for name in _RECORDS if (pk := chosen.get(name, "")).isdecimal()}
    return Filters(
        visible_at=timezone.now() if state == Article.State.PUBLISHED else None,
        sources=records.get("source", ()),
        agencies=records.get("agency", ()),
        topics=records.get("topic", ()),
        speakers=records.get("speaker", ()),
        languages=(language,) if language and language != LanguageFilter.NONE else (),
        statuses=(_STATUSES[state],) if state in _STATUSES else (),
        first_day=first,
        last_day=last,
    )
