"""Topics in the admin."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.base import ArchiveAdmin, beginning_with
from articles.admin.fields import NamesField
from articles.admin.merging import MergingAdmin, merge_records
from articles.admin.usage import UsageAdmin
from articles.models import Topic
from articles.search.engine import FacetName

if TYPE_CHECKING:
    TopicModelForm = forms.ModelForm[Topic]
else:
    TopicModelForm = forms.ModelForm


class TopicForm(TopicModelForm):
    """A topic, its aliases one to a line."""

    aliases = NamesField(required=False, help_text="Other words for it that articles print, one to a line.")


@admin.register(Topic)
class TopicAdmin(UsageAdmin, MergingAdmin, ArchiveAdmin):
    """Subject headings."""

    usage: ClassVar[dict[FacetName, str]] = {"topic": ""}

    form = TopicForm
    list_display = ("name", "also_known_as", "slug", "used")
    search_fields = ("name",)
    search_help_text = "The beginning of any word of the name or of another spelling."
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "aliases")}),
        ("Address", {"fields": ("slug",), "classes": ("collapse",)}),
    )
    actions = (merge_records,)
    merge_says = "The others' articles get it as their topic; one that has several of these keeps it once."

    @admin.display(description="other spellings")
    def also_known_as(self, topic: Topic) -> str:
        """The aliases on one line."""
        return "; ".join(topic.aliases)

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Topic],
        search_term: str,
    ) -> tuple[QuerySet[Topic], bool]:
        """By the beginning of a word in the name or an alias; topics are few enough to be read."""
        found = beginning_with(Topic.objects.only("pk", "name", "aliases"), search_term)
        return queryset if found is None else queryset.filter(pk__in=found), False
