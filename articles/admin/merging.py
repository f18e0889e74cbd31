"""Merging people, sources and topics in the admin: a comparison before, and undoing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar
from urllib.parse import urlencode

import reversion
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from articles.admin.base import keep_state, noun
from articles.admin.comparing import sides
from articles.admin.indexing import bring_index_up
from articles.admin.mixin import AdminMixin
from articles.admin.rights import user_of
from articles.archive.holdings import HOLDINGS
from articles.archive.merging import CannotMerge, merge, undo
from articles.models import Merge
from articles.models.authorities import Authority

MOST_AT_ONCE = 8
_ID_DIGITS = 19


class MergeForm(forms.Form):
    """Which of the records stays."""

    kept = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the record that stays."})

    def __init__(self, records: Sequence[Authority], *args: Any) -> None:
        super().__init__(*args)
        kept: Any = self.fields["kept"]
        kept.choices = [(record.pk, str(record)) for record in records]


@admin.action(description="Merge…", permissions=["merge"])
def merge_records(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Go to the page that shows the chosen records side by side."""
    chosen = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if not 2 <= len(chosen) <= MOST_AT_ONCE:
        several = model_admin.opts.verbose_name_plural
        model_admin.message_user(
            request, f"Nothing was merged: choose from 2 to {MOST_AT_ONCE} {several}.", messages.ERROR
        )
        return None
    return redirect(comparison_url(model_admin.model, sorted(chosen)))


def comparison_url(model: type[Authority], records: Sequence[int]) -> str:
    """The page that shows these records side by side."""
    name = model._meta.model_name or ""
    return f"{reverse(f'admin:articles_{name}_merge')}?{urlencode({name: records}, doseq=True)}"


class MergingAdmin(AdminMixin):
    """What the admins of people, sources and topics have for merging; stands before ArchiveAdmin.

    `merge_says` tells on the page what becomes of what the merged records have.
    """

    readonly_fields: ClassVar[Any] = ("merged_from",)
    merge_says = ""

    def get_fieldsets(self, request: HttpRequest, obj: Authority | None = None) -> Any:
        """What was merged into a record stands below its fields; a new one has nothing to show there."""
        own = super().get_fieldsets(request, obj)
        return [*own, ("Merges", {"fields": ["merged_from"]})] if obj else own

    def get_urls(self) -> list[URLPattern]:
        """The pages for merging beside Django's own addresses."""
        view, name = self.admin_site.admin_view, self.opts.model_name
        own = [
            path("merge/", view(self.merge_view), name=f"articles_{name}_merge"),
            path("merges/<int:pk>/undo/", view(self.undo_view), name=f"articles_{name}_undo_merge"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="merged into this record")
    def merged_from(self, record: Authority) -> str:
        """The records merged into this one, each with the way to undo it."""
        done = Merge.objects.standing().into(record).select_related("merged_by")
        lines = (
            (
                one.name,
                f"{localtime(one.merged_at):%-d %B %Y}",
                f" by {one.merged_by}" if one.merged_by else "",
                reverse(f"admin:articles_{one.kind}_undo_merge", args=[one.pk]),
            )
            for one in done
        )
        listed = format_html_join("", '<li>{}, on {}{}: <a href="{}">undo…</a></li>', lines)
        return format_html('<ul class="merges">{}</ul>', listed) if listed else "None."

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """A right of its own: merging moves what many articles show."""
        return request.user.has_perm(f"articles.merge_{self.opts.model_name}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """The records side by side; sent, all but the chosen one are merged into it."""
        only_mergers(self, request)
        records = self._chosen(request)
        several = self.opts.verbose_name_plural
        if not 2 <= len(records) <= MOST_AT_ONCE:
            messages.error(request, f"Choose from 2 to {MOST_AT_ONCE} {several} that are there, then “Merge…”.")
            return redirect(f"admin:articles_{self.opts.model_name}_changelist")
        form = MergeForm(records, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return _merge(self, request, records, form.cleaned_data["kept"])
        shown = sides(records)
        context = {
            "form": form,
            "sides": shown,
            "suggested": max(shown, key=lambda side: side.number).record.pk,
            "says": self.merge_says,
            "one": self.opts.verbose_name,
        }
        return admin_page(self, request, "admin/articles/merge.html", f"Merge {several}", context)

    def _chosen(self, request: HttpRequest) -> list[Any]:
        """The records whose ids the address has, oldest first; what is no id counts for nobody."""
        chosen = request.GET.getlist(str(self.opts.model_name))
        ids = [pk for pk in chosen if pk.isdecimal() and len(pk) < _ID_DIGITS]
        return list(self.model.objects.filter(pk__in=ids).order_by("pk"))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing a merge brings back; sent, it is undone."""
        only_mergers(self, request)
        merges = Merge.objects.filter(kind=self.opts.model_name).select_related("merged_by", "undone_by")
        done = get_object_or_404(merges, pk=pk)
        kept = self.model.objects.filter(pk=done.kept_id).first()
        if kept is None:
            raise Http404("The record it was merged into is not there.")
        if request.method == "POST":
            return _undo(self, request, done, kept)
        holdings = HOLDINGS[done.kind]
        context = {
            "done": done,
            "kept": kept,
            "number": sum(len(done.moved[key]) for key in holdings.counted),
            "noun": holdings.noun,
            "zoned": len(done.moved.get("zoned", ())),
            "folder": kept.get_absolute_url().split("/")[1],
        }
        return admin_page(self, request, "admin/articles/undo_merge.html", "Undo a merge", context)


def only_mergers(model_admin: Any, request: HttpRequest) -> None:
    """Refuse the page to those who may not merge."""
    if not model_admin.has_merge_permission(request):
        raise PermissionDenied


def admin_page(
    model_admin: Any, request: HttpRequest, template: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    """A page of the admin under a noun's list."""
    shared = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "several": noun(model_admin),
    }
    return TemplateResponse(request, template, shared | context)


def _merge(model_admin: Any, request: HttpRequest, records: Sequence[Authority], kept_id: int) -> HttpResponse:
    (kept,) = (one for one in records if one.pk == kept_id)
    others = [one for one in records if one.pk != kept_id]
    try:
        with transaction.atomic():
            for other in others:
                keep_state(kept)
                keep_state(other)
                with revision(
                    model_admin, request, kept, f"Merged {other} ({other.get_absolute_url()}) into this record."
                ):
                    merge(kept, other, user_of(request))
    except CannotMerge as error:
        messages.error(request, f"Nothing was merged. {error}")
        return redirect(f"admin:articles_{model_admin.opts.model_name}_changelist")
    names = ", ".join(str(other) for other in others)
    messages.success(request, f"Merged into this record: {names}. This can be undone below.")
    bring_index_up(request)
    return redirect(f"admin:articles_{model_admin.opts.model_name}_change", kept.pk)


@contextmanager
def revision(model_admin: Any, request: HttpRequest, kept: Authority, message: str) -> Iterator[None]:
    """A revision of the record that stays, and a line in its history."""
    with reversion.create_revision():
        yield
        reversion.set_user(request.user)
        reversion.set_comment(message)
        model_admin.log_change(request, kept, message)


def _undo(model_admin: Any, request: HttpRequest, done: Merge, kept: Authority) -> HttpResponse:
    try:
        with transaction.atomic():
            keep_state(kept)
            with revision(model_admin, request, kept, f"Undid the merge of {done.name} into this record."):
                parted = undo(done, user_of(request))
    except CannotMerge as error:
        messages.error(request, f"Nothing was undone. {error}")
        return redirect(f"admin:articles_{model_admin.opts.model_name}_change", kept.pk)
    messages.success(
        request, f"{parted.record} is a record of its own again, with {parted.moved} {HOLDINGS[done.kind].noun}s."
    )
    for problem in parted.problems:
        messages.warning(request, problem)
    bring_index_up(request)
    return redirect(f"admin:articles_{done.kind}_change", parted.record.pk)
