"""Changing a source's zone in the admin: first what it does to the articles on its clock, then doing it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from articles.admin.base import keep_state
from articles.admin.fields import ZoneInput
from articles.admin.indexing import bring_index_up
from articles.admin.merging import admin_page, revision
from articles.admin.mixin import AdminMixin
from articles.archive.rezoning import How, foresee, rezone
from articles.models import Source
from articles.models.fields import validate_zone

_CHOICES = [
    (How.PRINTED, "The zone was wrong: printed times stay as they are printed, and are read in the new zone"),
    (How.MOMENTS, "The moments are right: times are shown on the new clock, and days may move"),
    (How.FROM_NOW, "The source has moved: earlier articles keep the zone they have, it is noted in each"),
]


class ZoneForm(forms.Form):
    """The new zone, and what it means for the articles that are there."""

    time_zone = forms.CharField(
        max_length=40, validators=[validate_zone], widget=ZoneInput(attrs={"size": 30}), label="New time zone"
    )
    how = forms.TypedChoiceField(
        coerce=How, choices=_CHOICES, widget=forms.RadioSelect, label="Articles that are there", initial=How.PRINTED
    )

    def __init__(self, source: Source, *args: Any) -> None:
        super().__init__(*args)
        self.source = source

    def clean_time_zone(self) -> str:
        """Another one than it has."""
        name = str(self.cleaned_data["time_zone"])
        if name == self.source.time_zone:
            raise forms.ValidationError("This is the zone it has. Give another one.")
        return name


class RezoningAdmin(AdminMixin):
    """The zone of a source that is there is changed on a page of its own; stands before ArchiveAdmin."""

    def get_urls(self) -> list[URLPattern]:
        """The page beside the others."""
        view = self.admin_site.admin_view(self.zone_view)
        return [path("<int:pk>/zone/", view, name="articles_source_zone"), *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """A new source is given its zone in the form."""
        own = super().get_readonly_fields(request, obj)
        return [*own, "zone_now"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The zone as it is, in place of its field."""
        own: Any = super().get_fieldsets(request, obj)
        if obj is None:
            return own
        named = {"time_zone": "zone_now"}
        return [
            (title, {**options, "fields": [named.get(field, field) for field in options["fields"]]})
            for title, options in own
        ]

    @admin.display(description="time zone")
    def zone_now(self, source: Source) -> str:
        """The zone, with the way to change it."""
        address = reverse("admin:articles_source_zone", args=[source.pk])
        return format_html('{} <a href="{}">change…</a>', source.time_zone, address)

    def zone_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked with a zone, what the change does; sent, it is done."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=pk)
        asked = request.POST if request.method == "POST" else request.GET
        form = ZoneForm(source, asked or None)
        if form.is_valid() and request.method == "POST":
            return _change(self, request, source, form)
        context = {"source": source, "form": form}
        if form.is_valid():
            name, how = form.cleaned_data["time_zone"], form.cleaned_data["how"]
            context |= {"foreseen": foresee(source, name, how), "zone": name, "how": how.value}
        return admin_page(self, request, "admin/articles/rezone.html", f"Time zone of {source}", context)


def _change(model_admin: Any, request: HttpRequest, source: Source, form: ZoneForm) -> HttpResponse:
    before, name = source.time_zone, form.cleaned_data["time_zone"]
    with transaction.atomic():
        keep_state(source)
        with revision(model_admin, request, source, f"Changed the time zone from {before} to {name}."):
            number = rezone(source, name, form.cleaned_data["how"])
    articles = "1 article" if number == 1 else f"{number:,} articles"
    messages.success(request, f"The time zone is {name} now. On its clock: {articles}.")
    bring_index_up(request)
    return redirect("admin:articles_source_change", source.pk)
