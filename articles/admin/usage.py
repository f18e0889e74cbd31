"""How many articles each source, person or topic of a list has, with the way to them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.mixin import AdminMixin
from articles.admin.rights import sees_all
from articles.models import Article, Person, Quote, Source, Topic
from articles.models.authorities import Authority
from articles.search.engine import FacetName, Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine

_FIELDS: dict[FacetName, str] = {"source": "sources", "agency": "agencies", "speaker": "speakers", "topic": "topics"}
"""The filter of the engine for each facet."""


class OfRecord(admin.SimpleListFilter):
    """Articles of one record: shown among the filters of their list where it is chosen, which the counts do."""

    model: type[Authority]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = self.value() or ""
        if not chosen.isdecimal():
            return []
        found = self.model._default_manager.filter(pk=int(chosen)).values_list("pk", "name")
        return [(str(pk), name) for pk, name in found]

    def has_output(self) -> bool:
        return bool(self.value())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.value()
        if not chosen:
            return queryset
        if not chosen.isdecimal():
            raise IncorrectLookupParameters(chosen)
        return self.of(queryset, int(chosen))

    def of(self, articles: QuerySet[Article], pk: int) -> QuerySet[Article]:
        """The articles of the record with this id."""
        raise NotImplementedError


class AgencyFilter(OfRecord):
    """Carried from one agency."""

    title, parameter_name, model = "agency", "agency", Source

    def of(self, articles: QuerySet[Article], pk: int) -> QuerySet[Article]:
        return articles.filter(agency=pk)


class TopicFilter(OfRecord):
    """Of one topic."""

    title, parameter_name, model = "topic", "topic", Topic

    def of(self, articles: QuerySet[Article], pk: int) -> QuerySet[Article]:
        return articles.filter(pk__in=Article.topics.through.objects.filter(topic=pk).values("article"))


class SpeakerFilter(OfRecord):
    """Quoting one person."""

    title, parameter_name, model = "person quoted", "speaker", Person

    def of(self, articles: QuerySet[Article], pk: int) -> QuerySet[Article]:
        return articles.filter(pk__in=Quote.objects.filter(speaker=pk).values("article"))


class UsageAdmin(AdminMixin):
    """A list's column of how many articles there are, drafts and withheld ones included; by facet, what each counts.

    The engine counts for the records of one page, in one question for each facet; without it the links have no numbers.
    """

    usage: ClassVar[dict[FacetName, str]] = {}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, its records with their counts."""
        response: HttpResponse = super().changelist_view(request, extra_context)
        listed = getattr(response, "context_data", None) or {}
        if "cl" in listed and sees_all(request):  # others' drafts are counted, too
            _count(list(listed["cl"].result_list), tuple(self.usage))
        return response

    @admin.display(description="articles")
    def used(self, record: Authority) -> str:
        """The numbers, each with the way to the articles it counts."""
        counts: dict[str, int] | None = getattr(record, "usage_counts", None)
        shown = []
        for facet, what in self.usage.items():
            number = counts.get(facet, 0) if counts is not None else None
            if number != 0:
                address = f"{reverse('admin:articles_article_changelist')}?{facet}={record.pk}"
                label = f"{number:,} {what}" if number is not None else what
                shown.append(format_html('<a href="{}">{}</a>', address, label.strip() or "Show"))
        return format_html(", ".join(["{}"] * len(shown)), *shown) if shown else "none"


def _count(records: list[Any], facets: tuple[FacetName, ...]) -> None:
    """Note on each record its counts; on none where the engine cannot tell."""
    ids = tuple(record.pk for record in records)
    counts: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    try:
        for facet in facets if ids else ():
            fields: dict[str, Any] = {_FIELDS[facet]: ids}
            question = SearchRequest(
                Filters(visible_at=None, **fields), limit=0, facets=(facet,), facet_limit=len(ids), highlight=False
            )
            for one in get_engine().search(question).facets[facet]:
                if one.value in counts:
                    counts[int(one.value)][facet] = one.count
    except SearchUnavailable:  # the links are there all the same
        return
    for record in records:
        record.usage_counts = counts[record.pk]
