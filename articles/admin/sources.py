"""Sources in the admin."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.base import ArchiveAdmin
from articles.admin.fields import NamesField, ZoneInput
from articles.models import Source
from articles.text import fold

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
class SourceAdmin(ArchiveAdmin):
    """Publishers and agencies."""

    form = SourceForm
    list_display = ("name", "kind", "language", "time_zone", "homepage", "articles_link")
    list_filter = ("kind",)
    search_fields = ("name",)
    search_help_text = "The beginning of any word of the name or of another spelling."
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "kind", "aliases")}),
        ("For reading its articles", {"fields": ("language", "time_zone", "homepage")}),
        ("Address", {"fields": ("slug",), "classes": ("collapse",)}),
    )

    @admin.display(description="articles")
    def articles_link(self, source: Source) -> str:
        """The way to its articles."""
        if source.kind == Source.Kind.AGENCY:
            return ""
        return format_html('<a href="{}?source={}">Show</a>', reverse("admin:articles_article_changelist"), source.pk)

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Source],
        search_term: str,
    ) -> tuple[QuerySet[Source], bool]:
        """By the beginning of a word in the name or an alias; sources are few enough to be read."""
        key = fold(search_term)
        if not key:
            return queryset, False
        rows = Source.objects.only("pk", "name", "aliases")
        found = [s.pk for s in rows if any(f" {key}" in f" {name}" for name in s.folded_names)]
        return queryset.filter(pk__in=found), False
