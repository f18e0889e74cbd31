"""Splitting a person in the admin: choosing the quotes that are somebody else's, a preview, the deed, undoing it."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from articles.admin.base import keep_state
from articles.admin.fields import OneLineField, PersonField
from articles.admin.indexing import bring_index_up
from articles.admin.merging import admin_page, only_mergers, revision
from articles.admin.mixin import AdminMixin
from articles.admin.rights import user_of
from articles.archive.splitting import CannotSplit, leaving_aliases, split, undo
from articles.models import Person, Quote, Source, Split
from articles.models.authorities import NAME_LENGTH
from articles.text import fold

MOST_SHOWN = 200
MOST_AT_ONCE = 5000
_MOST_CHOICES = 100
_EXAMPLES = 10
_NONE = "-"
"""Stands in an address for what is not printed."""
_ORDER = ("speaker_as_printed", "-article__published_on", "-pk")


class FilterForm(forms.Form):
    """Which of a person's quotes are shown: all fields may be left empty."""

    printed = forms.ChoiceField(label="Printed as", required=False)
    role = forms.ChoiceField(label="Office as printed", required=False)
    source = forms.ChoiceField(label="Source", required=False)
    article = forms.IntegerField(label="Number of an article", required=False, min_value=1, max_value=10**18)

    def __init__(self, quotes: QuerySet[Quote], *args: Any) -> None:
        super().__init__(*args)
        self.quotes = quotes
        rows = quotes.order_by().values_list("speaker_as_printed", "role", "article__source")
        counted = [Counter(column) for column in zip(*rows, strict=True)] or [Counter()] * 3
        names = dict(Source.objects.filter(pk__in=counted[2]).values_list("pk", "name"))
        for field, counts in zip(("printed", "role", "source"), counted, strict=True):
            found = sorted(
                (-number, str(names.get(key, key) if field == "source" else key), str(key))
                for key, number in counts.items()
            )
            choices = [
                (key or _NONE, f"{label or 'none printed'} ({-number})") for number, label, key in found[:_MOST_CHOICES]
            ]
            chosen: Any = self.fields[field]
            chosen.choices = [("", "any"), *choices]

    def chosen(self) -> QuerySet[Quote]:
        """The quotes that are asked for; with anything unknown in the form, none."""
        if not self.is_valid():
            return self.quotes.none()
        found, asked = self.quotes, self.cleaned_data
        columns = {"printed": "speaker_as_printed", "role": "role", "source": "article__source", "article": "article"}
        for name, column in columns.items():
            if asked[name]:
                found = found.filter(**{column: "" if asked[name] == _NONE else asked[name]})
        return found


class WhoForm(forms.Form):
    """Whose quotes they are."""

    person = PersonField(required=False, label="Somebody who has a record")
    name = OneLineField(
        required=False,
        max_length=NAME_LENGTH,
        label="Or a new record of this name",
        help_text="It may be the same name: two people can share one.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("person")) == bool(fold(cleaned.get("name") or "")):
            raise ValidationError("Say whose the quotes are: choose a record, or give the name of a new one.")
        return cleaned


class IdsField(forms.CharField):
    """Numbers of quotes, apart by commas."""

    def to_python(self, value: Any) -> Any:
        ids = [part for part in str(value or "").split(",") if part.isdecimal() and len(part) < 19]
        return [int(part) for part in ids[:MOST_AT_ONCE]]


class SplittingAdmin(AdminMixin):
    """Splitting a person; stands before ArchiveAdmin."""

    change_form_template = "admin/articles/person_form.html"

    def get_urls(self) -> list[URLPattern]:
        """The two pages beside the others."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/split/", view(self.split_view), name="articles_person_split"),
            path("splits/<int:pk>/undo/", view(self.undo_split_view), name="articles_person_undo_split"),
        ]
        return [*own, *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """With what was split off."""
        return [*super().get_readonly_fields(request, obj), "split_off"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What was split off stands below everything else; a new person has nothing to show there."""
        own = super().get_fieldsets(request, obj)
        return [*own, ("Splits", {"fields": ["split_off"]})] if obj else own

    @admin.display(description="quotes given and got")
    def split_off(self, person: Person) -> str:
        """The splits that this person was part of, each with the way to undo it."""
        done = Split.objects.standing().of(person).select_related("split_by")
        lines = (
            (
                f"{len(one.quotes)} to {one.to_name}"
                if one.from_id == person.pk
                else f"{len(one.quotes)} from {one.from_name}",
                f"{localtime(one.split_at):%-d %B %Y}",
                f" by {one.split_by}" if one.split_by else "",
                reverse("admin:articles_person_undo_split", args=[one.pk]),
            )
            for one in done
        )
        listed = format_html_join("", '<li>{}, on {}{}: <a href="{}">undo…</a></li>', lines)
        return format_html('<ul class="merges">{}</ul>', listed) if listed else "None."

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The person's quotes to choose from; sent, a preview; sent from there, the quotes go."""
        only_mergers(self, request)
        person = get_object_or_404(Person, pk=pk)
        quotes = Quote.objects.filter(speaker=person)
        filters = FilterForm(quotes, request.GET)
        found = filters.chosen()
        who = WhoForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and who.is_valid():
            chosen = _chosen(request, found)
            if chosen and "do" in request.POST:
                return _split(self, request, person, chosen, who.cleaned_data)
            if chosen:
                return _preview(self, request, person, chosen, who)
            who.add_error(None, "Tick the quotes that are somebody else's.")
        shown = found.select_related("article__source").defer("article__body", "article__field_spans")
        number = found.count()
        context = {
            "person": person,
            "filters": filters,
            "who": who,
            # The first by their keys alone: to sort the whole rows of thirty thousand quotes takes longer.
            "quotes": shown.filter(pk__in=found.order_by(*_ORDER).values("pk")[:MOST_SHOWN]).order_by(*_ORDER),
            "ticked": set(request.POST.getlist("quote")),
            "number": number,
            "most": MOST_SHOWN,
            "most_at_once": MOST_AT_ONCE,
            "media": who.media,
        }
        return admin_page(self, request, "admin/articles/split.html", f"Split {person}", context)

    def undo_split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing a split brings back; sent, it is undone."""
        only_mergers(self, request)
        done = get_object_or_404(Split.objects.select_related("split_by", "undone_by"), pk=pk)
        person = Person.objects.filter(pk=done.from_id).first()
        if person is None:
            raise Http404("The record that the quotes were taken from is not there.")
        if request.method == "POST":
            return _undo(self, request, done, person)
        other = Person.objects.filter(pk=done.to_id).first()
        context = {"done": done, "person": person, "other": other, "number": len(done.quotes)}
        return admin_page(self, request, "admin/articles/undo_split.html", "Undo a split", context)


def _chosen(request: HttpRequest, found: QuerySet[Quote]) -> list[int]:
    """The ids of the quotes that were ticked, of all that the filter leaves, or those that the preview showed."""
    if "quotes" in request.POST:
        ids: list[int] = IdsField(required=False).clean(request.POST["quotes"])
        return ids
    if "all" in request.POST:
        return list(found.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    ticked = IdsField(required=False).clean(",".join(request.POST.getlist("quote")))
    return list(found.filter(pk__in=ticked).order_by("pk").values_list("pk", flat=True))


def _preview(model_admin: Any, request: HttpRequest, person: Person, chosen: list[int], who: WhoForm) -> HttpResponse:
    quotes = Quote.objects.filter(pk__in=chosen, speaker=person)
    other, name = who.cleaned_data["person"], who.cleaned_data["name"]
    same = Person.objects.filter(names__key=fold(name)[:NAME_LENGTH]) if name else Person.objects.none()
    context = {
        "person": person,
        "other": other,
        "name": name,
        "same_name": same.distinct().order_by("pk")[:_EXAMPLES],
        "number": quotes.count(),
        "articles": quotes.order_by().values("article").distinct().count(),
        "left": Quote.objects.filter(speaker=person).exclude(pk__in=chosen).count(),
        "aliases": leaving_aliases(person, chosen),
        "examples": quotes.select_related("article__source").order_by("-pk")[:_EXAMPLES],
        "chosen": ",".join(str(pk) for pk in chosen),
    }
    return admin_page(model_admin, request, "admin/articles/split_preview.html", f"Split {person}", context)


def _split(
    model_admin: Any, request: HttpRequest, person: Person, chosen: list[int], who: dict[str, Any]
) -> HttpResponse:
    to = who["person"] or who["name"]
    try:
        with transaction.atomic():
            keep_state(person)
            if isinstance(to, Person):
                keep_state(to)
            with revision(model_admin, request, person, f"Quotes that are those of {to} given to that record."):
                done = split(person, chosen, to, request.POST.getlist("aliases"), user_of(request))
            other = Person.objects.get(pk=done.to_id)
            with revision(model_admin, request, other, f"Got {len(done.quotes)} quotes from {person}."):
                other.save()
    except CannotSplit as error:
        messages.error(request, f"Nothing was split. {error}")
        return redirect("admin:articles_person_split", person.pk)
    messages.success(
        request, f"{len(done.quotes)} of the quotes of {person} are this record's now. This can be undone below."
    )
    bring_index_up(request)
    return redirect("admin:articles_person_change", other.pk)


def _undo(model_admin: Any, request: HttpRequest, done: Split, person: Person) -> HttpResponse:
    try:
        with transaction.atomic():
            keep_state(person)
            other = Person.objects.filter(pk=done.to_id).first()
            if other:
                keep_state(other)
            with revision(model_admin, request, person, f"Undid the split: quotes came back from {done.to_name}."):
                parted = undo(done, user_of(request))
    except CannotSplit as error:
        messages.error(request, f"Nothing was undone. {error}")
        return redirect("admin:articles_person_change", person.pk)
    messages.success(request, f"{parted.moved} quotes came back from {done.to_name}.")
    for problem in parted.problems:
        messages.warning(request, problem)
    bring_index_up(request)
    return redirect("admin:articles_person_change", person.pk)
