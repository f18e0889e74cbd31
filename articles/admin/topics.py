"""Topics in the admin."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import slugify

from articles.admin.base import ArchiveAdmin
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(ArchiveAdmin):
    """Subject headings."""

    list_display = ("name", "slug")
    search_fields = ("name",)
    search_help_text = "The beginning of any word of the name."
    ordering = ("name",)
    fields = ("name", "slug")

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Topic],
        search_term: str,
    ) -> tuple[QuerySet[Topic], bool]:
        """By the beginning of a word, without regard to accents and capitals."""
        words = search_term.strip()
        if not words:
            return queryset, False
        key = slugify(words)
        by_slug = Q(slug__startswith=key) | Q(slug__contains=f"-{key}") if key else Q()
        return queryset.filter(by_slug | Q(name__istartswith=words)), False
