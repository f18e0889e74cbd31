"""Merging people in the admin: likely duplicates, a comparison before, and undoing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from articles.admin.base import keep_state
from articles.admin.comparing import quote_counts, sides
from articles.archive.duplicates import likely_duplicates
from articles.archive.merging import CannotMerge, merge, undo
from articles.models import Person, PersonMerge
from articles.search import sync
from articles.search.engine import SearchUnavailable

MOST_AT_ONCE = 8
PAIRS_A_PAGE = 50
_ID_DIGITS = 19


class MergeForm(forms.Form):
    """Which of the records stays."""

    kept = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the record that stays."})

    def __init__(self, people: Sequence[Person], *args: Any) -> None:
        super().__init__(*args)
        self.fields["kept"].choices = [(person.pk, str(person)) for person in people]  # type: ignore[attr-defined]  # a field of choices


@admin.action(description="Merge…", permissions=["merge"])
def merge_people(model_admin: Any, request: HttpRequest, queryset: QuerySet[Person]) -> HttpResponse | None:
    """Go to the page that shows the chosen people side by side."""
    chosen = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if not 2 <= len(chosen) <= MOST_AT_ONCE:
        model_admin.message_user(
            request, f"Nothing was merged: choose from 2 to {MOST_AT_ONCE} people.", messages.ERROR
        )
        return None
    return redirect(comparison_url(sorted(chosen)))


def comparison_url(people: Sequence[int]) -> str:
    """The page that shows these people side by side."""
    return f"{reverse('admin:articles_person_merge')}?{urlencode({'person': people}, doseq=True)}"


class MergingAdmin:
    """What the admin of people has for merging; stands before ArchiveAdmin."""

    admin_site: Any
    change_list_template = "admin/articles/people_list.html"
    readonly_fields = ("merged_from",)

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """What was merged into a record stands below its fields; a new one has nothing to show there."""
        own = super().get_fieldsets(request, obj)  # type: ignore[misc]  # the admin beside this class has it
        return [*own, ("Merges", {"fields": ["merged_from"]})] if obj else own

    def get_urls(self) -> list[URLPattern]:
        """The pages for merging beside Django's own addresses."""
        view = self.admin_site.admin_view
        own = [
            path("merge/", view(self.merge_view), name="articles_person_merge"),
            path("duplicates/", view(self.duplicates_view), name="articles_person_duplicates"),
            path("merges/<int:pk>/undo/", view(self.undo_view), name="articles_person_undo_merge"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # as above

    @admin.display(description="merged into this record")
    def merged_from(self, person: Person) -> str:
        """The records merged into this one, each with the way to undo it."""
        done = PersonMerge.objects.standing().filter(kept_id=person.pk).select_related("merged_by")
        lines = (
            (
                one.name,
                f"{localtime(one.merged_at):%-d %B %Y}",
                f" by {one.merged_by}" if one.merged_by else "",
                reverse("admin:articles_person_undo_merge", args=[one.pk]),
            )
            for one in done
        )
        listed = format_html_join("", '<li>{}, on {}{}: <a href="{}">undo…</a></li>', lines)
        return format_html('<ul class="merges">{}</ul>', listed) if listed else "None."

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """A right of its own: merging moves the quotes of many articles."""
        return request.user.has_perm("articles.merge_person")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """The people side by side; sent, all but the chosen one are merged into it."""
        _only_mergers(self, request)
        people = _people(request.GET.getlist("person"))
        if not 2 <= len(people) <= MOST_AT_ONCE:
            messages.error(request, f"Choose from 2 to {MOST_AT_ONCE} people that are there, then “Merge…”.")
            return redirect("admin:articles_person_changelist")
        form = MergeForm(people, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return _merge(self, request, people, form.cleaned_data["kept"])
        shown = sides(people)
        context = {
            "form": form,
            "sides": shown,
            "suggested": max(shown, key=lambda side: side.quotes).person.pk,
        }
        return _page(self, request, "admin/articles/merge_people.html", "Merge people", context)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing a merge brings back; sent, it is undone."""
        _only_mergers(self, request)
        done = get_object_or_404(PersonMerge.objects.select_related("merged_by", "undone_by"), pk=pk)
        kept = Person.objects.filter(pk=done.kept_id).first()
        if kept is None:
            raise Http404("The record it was merged into is not there.")
        if request.method == "POST":
            return _undo(self, request, done, kept)
        context = {"done": done, "kept": kept}
        return _page(self, request, "admin/articles/undo_merge.html", "Undo a merge", context)

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Pairs of people whose names may mean one person."""
        _only_mergers(self, request)
        page = Paginator(likely_duplicates(), PAIRS_A_PAGE).get_page(request.GET.get("page"))
        ids = {pk for alike in page for pk in alike.people}
        people, counts = Person.objects.in_bulk(ids), quote_counts(list(ids))
        rows = [
            {
                "people": [(people[pk], counts.get(pk, 0)) for pk in alike.people if pk in people],
                "why": alike.why.value,
                "compare": comparison_url(alike.people),
            }
            for alike in page
        ]
        context = {"rows": rows, "page": page}
        return _page(self, request, "admin/articles/duplicates.html", "Likely duplicates", context)


def _only_mergers(model_admin: Any, request: HttpRequest) -> None:
    if not model_admin.has_merge_permission(request):
        raise PermissionDenied


def _people(chosen: Sequence[str]) -> list[Person]:
    """The people of these ids, oldest record first; what is no id counts for nobody."""
    return list(
        Person.objects.filter(pk__in=[pk for pk in chosen if pk.isdecimal() and len(pk) < _ID_DIGITS]).order_by("pk")
    )


def _page(model_admin: Any, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    shared = {**model_admin.admin_site.each_context(request), "title": title, "opts": model_admin.opts}
    return TemplateResponse(request, template, shared | context)


def _merge(model_admin: Any, request: HttpRequest, people: Sequence[Person], kept_id: int) -> HttpResponse:
    (kept,) = (person for person in people if person.pk == kept_id)
    others = [person for person in people if person.pk != kept_id]
    try:
        with transaction.atomic():
            for other in others:
                keep_state(kept)
                keep_state(other)
                with _revision(model_admin, request, kept, f"Merged {other} (/people/{other.slug}/) into this record."):
                    merge(kept, other, _user(request))
    except CannotMerge as error:
        messages.error(request, f"Nothing was merged. {error}")
        return redirect("admin:articles_person_changelist")
    names = ", ".join(str(other) for other in others)
    messages.success(request, f"Merged into this record: {names}. This can be undone below.")
    _drain(request)
    return redirect("admin:articles_person_change", kept.pk)


@contextmanager
def _revision(model_admin: Any, request: HttpRequest, kept: Person, message: str) -> Iterator[None]:
    """A revision of the record that stays, and a line in its history."""
    with reversion.create_revision():
        yield
        reversion.set_user(request.user)
        reversion.set_comment(message)
        model_admin.log_change(request, kept, message)


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _drain(request: HttpRequest) -> None:
    """Bring the search index up to date; what cannot be written now stays in the outbox."""
    try:
        sync.drain()
    except SearchUnavailable as error:
        messages.warning(request, f"Search does not show this yet: {error}")


def _undo(model_admin: Any, request: HttpRequest, done: PersonMerge, kept: Person) -> HttpResponse:
    try:
        with transaction.atomic():
            keep_state(kept)
            with _revision(model_admin, request, kept, f"Undid the merge of {done.name} into this record."):
                parted = undo(done, _user(request))
    except CannotMerge as error:
        messages.error(request, f"Nothing was undone. {error}")
        return redirect("admin:articles_person_change", kept.pk)
    messages.success(request, f"{parted.person} is a record of its own again, with {parted.quotes} quotes.")
    for problem in parted.problems:
        messages.warning(request, problem)
    _drain(request)
    return redirect("admin:articles_person_change", parted.person.pk)
