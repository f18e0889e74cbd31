"""Sources in the admin."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.base import ArchiveAdmin, beginning_with
from articles.admin.fields import NamesField, ZoneInput
from articles.admin.merging import MergingAdmin, merge_records
from articles.admin.rezoning import RezoningAdmin
from articles.admin.usage import UsageAdmin
from articles.models import Source
from articles.search.engine import FacetName

if TYPE_CHECKING:
    SourceModelForm = forms.ModelForm[Source]
else:
    SourceModelForm = forms.ModelForm


class SourceForm(SourceModelForm):
    """A source, its aliases one to a line."""

    aliases = NamesField(required=False, help_text="Other spellings that articles print, one to a line.")

    class Meta:
        widgets = {"time_zone": ZoneInput}


@admin.register(Source)
class SourceAdmin(UsageAdmin, RezoningAdmin, MergingAdmin, ArchiveAdmin):
    """Publishers and agencies."""

    usage: ClassVar[dict[FacetName, str]] = {"source": "published", "agency": "carried"}

    form = SourceForm
    list_display = ("name", "kind", "language", "time_zone", "homepage", "used")
    list_filter = ("kind",)
    search_fields = ("name",)
    search_help_text = "The beginning of any word of the name or of another spelling."
    ordering = ("name",)
    actions = (merge_records,)
    merge_says = (
        "What the others published, and what was carried of them, goes to it. Its own kind, language, zone and "
        "homepage stay; the host names of the others' homepages become spellings, so that later articles from there "
        "find it. "
        "Printed times stay as they are, and so do days and addresses of articles: where the zones differ, the zone "
        "that a time was read in is noted in each article that moves."
    )
    fieldsets = (
        (None, {"fields": ("name", "kind", "aliases")}),
        ("For reading its articles", {"fields": ("language", "time_zone", "homepage")}),
        ("Address", {"fields": ("slug",), "classes": ("collapse",)}),
    )

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Source],
        search_term: str,
    ) -> tuple[QuerySet[Source], bool]:
        """By the beginning of a word in the name or an alias; sources are few enough to be read."""
        found = beginning_with(Source.objects.only("pk", "name", "aliases"), search_term)
        return queryset if found is None else queryset.filter(pk__in=found), False
