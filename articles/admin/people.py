"""People in the admin."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.admin.base import ArchiveAdmin
from articles.admin.fields import NamesField
from articles.admin.merging import MergingAdmin, merge_people
from articles.models import Person, PersonName
from articles.text import fold

if TYPE_CHECKING:
    PersonModelForm = forms.ModelForm[Person]
else:
    PersonModelForm = forms.ModelForm


class PersonForm(PersonModelForm):
    """A person, the aliases one to a line."""

    aliases = NamesField(required=False, help_text="Other spellings that articles print, one to a line.")


@admin.register(Person)
class PersonAdmin(MergingAdmin, ArchiveAdmin):
    """Authority records of people."""

    form = PersonForm
    list_display = ("name", "also_known_as", "description", "wikidata_id")
    search_fields = ("name",)
    search_help_text = "The beginning of any word of the name or of another spelling."
    ordering = ("name",)
    sortable_by = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "aliases", "description", "wikidata_id")}),
        ("Address", {"fields": ("slug",), "classes": ("collapse",)}),
    )
    actions = (merge_people,)

    @admin.display(description="other spellings")
    def also_known_as(self, person: Person) -> str:
        """The aliases on one line."""
        return "; ".join(person.aliases)

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Person],
        search_term: str,
    ) -> tuple[QuerySet[Person], bool]:
        """By the beginning of a word in the name or an alias, without regard to accents and capitals."""
        key = fold(search_term)
        if not key:
            return queryset, False
        names = PersonName.objects.filter(Q(key__startswith=key) | Q(key__contains=f" {key}"))
        return queryset.filter(pk__in=names.values("person")), False
