"""The history of a record: which states there are, and what differs between any two of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from reversion.admin import VersionAdmin
from reversion.errors import RevertError
from reversion.models import Version

from articles.admin.mixin import AdminMixin
from articles.archive.versions import compare_states, present_state, state_of_version

NOW = "now"
"""Stands for the present state among the numbers of versions."""
MOST_LISTED = 500


class StatesForm(forms.Form):
    """Which two states are compared."""

    older = forms.ModelChoiceField(Version.objects.none())
    newer = forms.CharField(max_length=19)

    def __init__(self, versions: QuerySet[Version], *args: Any) -> None:
        super().__init__(*args)
        self.versions = versions
        older: Any = self.fields["older"]
        older.queryset = versions

    def clean_newer(self) -> Version | None:
        """A version, or None for the present state."""
        number = self.cleaned_data["newer"]
        if number == NOW:
            return None
        found = self.versions.filter(pk=number).first() if number.isdecimal() else None
        if found is None:
            raise forms.ValidationError("There is no such state.")
        return found

    def clean(self) -> dict[str, Any]:
        """Whichever was chosen first, the older one is the older one."""
        asked = super().clean() or {}
        older, newer = asked.get("older"), asked.get("newer")
        if older and newer and older.pk > newer.pk:
            asked["older"], asked["newer"] = newer, older
        return asked


class VersionsAdmin(AdminMixin):
    """The history page with two columns to choose from, and the page that compares; stands before VersionAdmin."""

    object_history_template = "admin/articles/history.html"

    def get_urls(self) -> list[URLPattern]:
        """The page that compares beside the others."""
        view = self.admin_site.admin_view(self.compare_view)
        own = path("<path:object_id>/history/compare/", view, name=f"articles_{self.opts.model_name}_compare")
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The states that are kept, the last one first."""
        kept = self._versions(object_id).defer("serialized_data").select_related("revision", "revision__user")
        context = {"versions": kept[:MOST_LISTED], "most": MOST_LISTED, "now": NOW}
        past_its_own_list: Any = super(VersionAdmin, self)
        answer: HttpResponse = past_its_own_list.history_view(request, object_id, context | (extra_context or {}))
        return answer

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What differs between two states of one record."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404("There is no such record.")
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        form = StatesForm(self._versions(object_id).select_related("revision", "revision__user"), request.GET)
        if not form.is_valid():
            messages.error(request, "Choose two states to compare: one in the column “from”, one in “to”.")
            return redirect(f"admin:articles_{self.opts.model_name}_history", object_id)
        older, newer = form.cleaned_data["older"], form.cleaned_data["newer"]
        try:
            after = present_state(record) if newer is None else state_of_version(newer)
            comparison = compare_states(record, state_of_version(older), after)
        except RevertError as error:
            messages.error(request, f"These states cannot be compared. {error}")
            return redirect(f"admin:articles_{self.opts.model_name}_history", object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Compare two states of {record}",
            "opts": self.opts,
            "object": record,
            "older": older,
            "newer": newer,
            "comparison": comparison,
        }
        return TemplateResponse(request, "admin/articles/compare.html", context)

    def _versions(self, object_id: str) -> QuerySet[Version]:
        versions: QuerySet[Version] = Version.objects.get_for_object_reference(self.model, unquote(object_id))
        return versions.order_by("-pk")
