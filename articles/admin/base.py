"""What all pages of the admin share: history, lists that count no table, plain-text fields."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core import serializers
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from reversion.admin import VersionAdmin
from reversion.models import Version

from articles.admin.fields import OneLineField, PlainTextField
from articles.admin.mixin import AdminMixin
from articles.admin.versions import VersionsAdmin
from articles.models.authorities import Authority
from articles.text import fold

MOST_LISTED = 10_000
MOST_SAID = 200
"""Characters of an address that a message repeats."""

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyPaginator, AnyModelAdmin = Paginator, admin.ModelAdmin


class CappedPaginator(AnyPaginator):
    """Counts and pages through the first 10,000 only: a list in a table of a million rows costs the same.

    `total` is how many there are, where somebody else has counted them; few are counted here all the same, so that
    none is missing that the other one does not know of yet.
    """

    total: int | None = None
    is_exact = False
    """Whether `total` knows of all."""

    @cached_property
    def count(self) -> int:
        """How many there are, at most MOST_LISTED."""
        if self.total is not None and (self.is_exact or self.total > self.per_page):
            return min(self.total, MOST_LISTED)
        rows = self.object_list
        return rows.order_by()[:MOST_LISTED].count() if isinstance(rows, models.QuerySet) else len(rows)

    @property
    def is_capped(self) -> bool:
        """Whether there may be more than are counted."""
        return self.count >= MOST_LISTED


class ListOptions(AdminMixin):
    """Options of every list, and what it says to an address that asks for what it does not know."""

    paginator: ClassVar[Any] = CappedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    show_facets = admin.ShowFacets.NEVER

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list. One that is asked for a filter, an order or a page that there is not, says so and shows all."""
        try:
            if not self._sorts_by(request, request.GET.get(ORDER_VAR, "")):
                raise IncorrectLookupParameters
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, DisallowedModelAdminLookup) as error:
            asked = ", ".join(f"{name}={value}" for name, value in request.GET.items())
            messages.error(request, f"This list cannot be shown by “{asked[:MOST_SAID]}”: {_reason(error)}")
            raise IncorrectLookupParameters from error

    def _sorts_by(self, request: HttpRequest, order: str) -> bool:
        """Whether these are columns that the list is sorted by; Django sorts by others too, along no index."""
        columns = [*self.get_list_display(request)]
        if self.get_actions(request):
            columns.insert(0, "action_checkbox")
        sortable = self.get_sortable_by(request)
        numbers = [number.removeprefix("-") for number in order.split(".") if order]
        return all(
            number.isdecimal() and int(number) < len(columns) and columns[int(number)] in sortable for number in numbers
        )


def _reason(error: Exception) -> str:
    """Why, as far as it is known, and what was done."""
    said = f"{error}".strip()
    return f"{said}. All is shown." if said else "there is no such filter, order or page. All is shown."


class PlainFields:
    """Text as the archive keeps it, and the browser's own inputs for dates."""

    formfield_overrides: Any = {
        models.CharField: {"form_class": OneLineField, "widget": forms.TextInput(attrs={"size": 40})},
        models.SlugField: {},
        models.URLField: {"assume_scheme": "https", "widget": forms.URLInput(attrs={"size": 60})},
        models.TextField: {"form_class": PlainTextField, "widget": forms.Textarea(attrs={"rows": 3, "cols": 80})},
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        },
    }


class ArchiveAdmin(VersionsAdmin, ListOptions, PlainFields, VersionAdmin):  # type: ignore[misc]  # django-reversion has no types
    """A noun that editors change: every state it had is kept and can be brought back."""

    history_latest_first = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As Django does it, but without a button that deletes a source or a person from an article's page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field

    @contextmanager
    def create_revision(self, request: HttpRequest) -> Iterator[None]:
        """A revision for what is sent only: looking at a page takes no lock on the database."""
        if request.method != "POST":
            yield
            return
        with super().create_revision(request):
            yield

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under the noun's name; what is done from it makes a revision of its own for each record."""
        context = {"title": noun(self), "has_change_permission": self.has_change_permission(request)}
        past_one_revision_for_all: Any = super(VersionAdmin, self)
        response: HttpResponse = past_one_revision_for_all.changelist_view(request, context | (extra_context or {}))
        return response

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete, and be able to recover."""
        keep_state(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Delete several, and be able to recover each."""
        for record in queryset.defer(None):
            keep_state(record)
        super().delete_queryset(request, queryset)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Change one record; the state before the change is in its history too, whoever made it."""
        if request.method == "POST" and self.has_change_permission(request):
            record = self.get_object(request, object_id)
            if record is not None:
                keep_state(record)
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        return response


def noun(model_admin: Any) -> str:
    """What a list is called: Articles, People …"""
    return capfirst(str(model_admin.opts.verbose_name_plural))


def keep_state(record: models.Model) -> None:
    """Put the record as it stands in the database into its history, unless its last version is the same."""
    last = Version.objects.get_for_object(record).first()
    if last is not None and last.serialized_data == serializers.serialize(last.format, [record]):
        return
    with reversion.create_revision():
        reversion.add_to_revision(record)
        reversion.set_comment("As it was before the change that follows.")


def beginning_with(records: Iterable[Authority], typed: str) -> list[int] | None:
    """The ids of those with a name or an alias of which a word begins so; None where nothing was typed."""
    key = fold(typed)
    if not key:
        return None
    return [one.pk for one in records if any(f" {key}" in f" {name}" for name in one.folded_names)]


class ReadOnlyAdmin(ListOptions, AnyModelAdmin):
    """A noun that only the importer writes."""

    actions: Any = None
    change_form_template = "admin/articles/read_only_page.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under the noun's name."""
        return super().changelist_view(request, {"title": noun(self), **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
