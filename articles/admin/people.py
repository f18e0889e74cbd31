"""People in the admin."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.base import ArchiveAdmin
from articles.admin.fields import NamesField
from articles.admin.likely import LikelyDuplicatesAdmin
from articles.admin.merging import merge_records
from articles.admin.people_search import likeliest_first, people_of_name
from articles.admin.splitting import SplittingAdmin
from articles.admin.usage import UsageAdmin
from articles.models import Person
from articles.search.engine import FacetName
from articles.text import fold

if TYPE_CHECKING:
    PersonModelForm = forms.ModelForm[Person]
else:
    PersonModelForm = forms.ModelForm


class PersonForm(PersonModelForm):
    """A person, the aliases one to a line."""

    aliases = NamesField(required=False, help_text="Other spellings that articles print, one to a line.")


@admin.register(Person)
class PersonAdmin(UsageAdmin, SplittingAdmin, LikelyDuplicatesAdmin, ArchiveAdmin):
    """Authority records of people."""

    usage: ClassVar[dict[FacetName, str]] = {"speaker": ""}

    form = PersonForm
    list_display = ("name", "filed_under", "also_known_as", "description", "wikidata_id", "used")
    search_fields = ("name",)
    search_help_text = "The beginnings of any words of the name or of another spelling."
    ordering = ("sort_key", "pk")
    sortable_by = ("filed_under",)
    fieldsets = (
        (None, {"fields": ("name", "sort_name", "aliases", "description", "wikidata_id")}),
        ("Address", {"fields": ("slug",), "classes": ("collapse",)}),
    )
    actions = (merge_records,)
    merge_says = "The others' quotes go to it. Its own description and Wikidata id stay."

    @admin.display(description="in lists", ordering="sort_key")
    def filed_under(self, person: Person) -> str:
        """The surname first."""
        return person.sort_name

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
        """By the beginnings of words of the name or an alias, the likeliest first where no other order is chosen."""
        if not fold(search_term):
            return queryset, False
        found = people_of_name(queryset, search_term)
        return found if ORDER_VAR in request.GET else likeliest_first(found, search_term), False
