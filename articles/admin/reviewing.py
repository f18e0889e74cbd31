"""Reviewing what came in: the original beside what was understood; accept, reject, accept all without warnings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.article_form import ArticleForm
from articles.admin.articles import ArticleAdmin
from articles.admin.base import keep_state
from articles.admin.desk import editor_at_desk
from articles.admin.indexing import bring_index_up
from articles.archive.authorities import UNKNOWN_SOURCE
from articles.archive.originals import OriginalDamaged, read_original
from articles.archive.reviewing import AlreadyDecided, apply_newer, reject, reread, settle, told
from articles.archive.states import CannotChange, hold, publish
from articles.importers import ArticleRecord, UnreadableFile
from articles.importers.encoding import decode
from articles.models import Article, Import, ImportItem, Twins
from articles.models.imports import ImportItemQuerySet

MOST_LINES = 5000
"""Lines of an original that are shown; the download has the others."""
MOST_AT_ONCE = 500

_CALLED = {"authors": "Byline", "published": "Printed date", "url": "Address on the web"}
"""Fields that the form calls otherwise than the reader."""

Outcome, Review = ImportItem.Outcome, ImportItem.Review


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the original, and the fields that were read from it."""

    number: int
    text: str
    fields: str


class ReviewForm(ArticleForm):
    """The understood fields. Accepted, the article is one that readers see, and needs its date and its source."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "_accept" in self.data and not cleaned.get("published_at") and "published_at" not in self.errors:
            self.add_error("published_at", "A published article needs its date.")
        source = cleaned.get("source")
        if "_accept" in self.data and source and source.name == UNKNOWN_SOURCE:
            self.add_error("source", "Its source is unknown. Choose who published it.")
        return cleaned


class RejectForm(forms.Form):
    """Why a story is not taken."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.TextInput(attrs={"size": 60, "data-key": "r"}),
        error_messages={"required": "Say why; it stays in the import's report."},
    )


class ReviewAdmin(ArticleAdmin):
    """An article's page as it is reviewed: made for one file of an import, and not registered."""

    form = ReviewForm
    change_form_template = "admin/articles/review.html"
    save_on_top = False
    readonly_fields: ClassVar[Any] = ()
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "headline",
                    "standfirst",
                    "body",
                    ("source", "agency"),
                    ("byline", "place"),
                    ("published_at", "published_zone"),
                    "language",
                    "topics",
                    "url",
                    "slug",
                )
            },
        ),
    )

    def __init__(self, item: ImportItem) -> None:
        super().__init__(Article, admin.site)
        self.item = item

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """After saving: accepted, previewed or kept for later. Raises AlreadyDecided, which undoes the saving."""
        if "_preview" in request.POST:
            return redirect("preview", obj.pk)
        if "_accept" not in request.POST:
            messages.success(request, f"Saved: “{obj.headline}”. It still waits.")
            return redirect("admin:articles_importitem_review", self.item.pk)
        editor = editor_at_desk(request)
        settle(self.item, Review.ACCEPTED, editor)
        Twins.objects.open().of(obj).update(settled_at=timezone.now(), settled_by=editor)  # the page has shown them
        message = f"Accepted at the import desk, from “{self.item.path}”."
        _publish(obj, editor, message)
        reversion.set_comment(message)
        messages.success(request, f"Accepted: readers now see “{obj.headline}”.")
        return redirect(next_after(self.item))


def review_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: original and understood fields side by side; sent, they are saved or accepted."""
    editor = editor_at_desk(request)
    item = _item(pk)
    if item.review != Review.WAITING:
        messages.info(request, told(item))
        return redirect(next_after(item))
    context = _beside(item)
    article = item.article
    try:
        if item.outcome == Outcome.CREATED and article is not None:
            review_admin = ReviewAdmin(item)
            return review_admin.change_view(request, str(article.pk), extra_context=context)
        return _newer(request, item, editor, context)
    except AlreadyDecided as error:
        messages.error(request, str(error))
        return redirect(next_after(item))


def reject_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a file with a reason; its untouched draft goes."""
    editor = editor_at_desk(request)
    item = _item(pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = RejectForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
        return redirect("admin:articles_importitem_review", item.pk)
    try:
        draft = item.article if item.outcome == Outcome.CREATED else None
        removed = reject(item, form.cleaned_data["reason"], editor)
    except AlreadyDecided as error:
        messages.error(request, str(error))
        return redirect(next_after(item))
    stays = "" if removed or draft is None else " The draft stays, because somebody has worked on it."
    messages.success(request, f"Rejected: “{item.path}”.{stays}")
    return redirect(next_after(item))


def accept_all_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the drafts of an import about which the reader had no doubt."""
    editor = editor_at_desk(request)
    run = Import.objects.filter(pk=pk).first()
    if run is None:
        raise Http404("There is no import of this number.")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    with transaction.atomic():  # one for all, so that the search index is written once
        accepted = sum(_accepted(request, item, editor) for item in without_warnings(run)[:MOST_AT_ONCE])
    left = run.items.waiting().count()
    if accepted:
        messages.success(request, f"Accepted: {accepted}. Still to review: {left or 'none'}.")
    else:
        messages.info(
            request,
            "Nothing was accepted: all that wait have a warning, no date, no known source, or a likely duplicate.",
        )
    return redirect("admin:articles_import_change", run.pk)


def without_warnings(run: Import) -> ImportItemQuerySet:
    """The stories that can be accepted without a look: new, dated, of a known source, like no other, and the reader
    was sure."""
    sure = run.items.waiting().filter(outcome=Outcome.CREATED, warnings=[])
    sure = sure.exclude(article__source__name=UNKNOWN_SOURCE)
    for side in ("article", "other"):
        sure = sure.exclude(article__in=Twins.objects.open().values(side))
    return sure.filter(article__published_at__isnull=False).select_related("article__source").order_by("pk")


def _accepted(request: HttpRequest, item: ImportItem, editor: User) -> bool:
    """Whether the story was accepted now; each with a revision of its own."""
    article = item.article
    if article is None:
        return False
    with transaction.atomic():
        try:
            hold(article)
            settle(item, Review.ACCEPTED, editor)
        except (AlreadyDecided, CannotChange):
            return False
        keep_state(article)
        with reversion.create_revision():
            message = f"Accepted at the import desk with all that had no warnings, from “{item.path}”."
            _publish(article, editor, message)
            reversion.set_user(editor)
            reversion.set_comment(message)
            ReviewAdmin(item).log_change(request, article, message)
    return True


def _publish(article: Article, editor: User, message: str) -> None:
    """Unless somebody did so already, while it waited."""
    if article.status == Article.Status.DRAFT:
        publish(article, editor, message)


def next_after(item: ImportItem) -> str:
    """Where the next file that waits is reviewed: of the same import, else the import's page."""
    waiting = ImportItem.objects.waiting().filter(run=item.run_id).order_by("pk").values_list("pk", flat=True)
    following = waiting.filter(pk__gt=item.pk).first() or waiting.exclude(pk=item.pk).first()
    if following:
        return reverse("admin:articles_importitem_review", args=[following])
    return reverse("admin:articles_import_change", args=[item.run_id])


def _item(pk: int) -> ImportItem:
    related = ("run", "original", "article", "reviewed_by")
    item = ImportItem.objects.select_related(*related).filter(pk=pk).first()
    if item is None:
        raise Http404("There is no file of this number.")
    return item


def _beside(item: ImportItem) -> dict[str, Any]:
    """What the page shows besides the article's form."""
    lines, problem = _lines(item)
    waiting = ImportItem.objects.waiting().filter(run=item.run_id)
    return {
        "item": item,
        "lines": lines[:MOST_LINES],
        "more_lines": max(0, len(lines) - MOST_LINES),
        "problem": problem,
        "read_from": [(_CALLED.get(name, name.replace("_", " ").capitalize()), span) for name, span in _spans(item)],
        "twins": _twins(item.article) if item.article and item.outcome == Outcome.CREATED else [],
        "waiting": waiting.count(),
        "skip": next_after(item),
        "reject_form": RejectForm(),
        "title": "Review",
    }


def _lines(item: ImportItem) -> tuple[list[Line], str]:
    """The original's lines, each with the names of the fields read from it; or why they cannot be shown."""
    if item.original is None:
        return [], "There is no original."
    try:
        text, _ = decode(read_original(item.original))
    except (OriginalDamaged, UnreadableFile) as error:
        return [], f"{error} Bring the file back from a backup."
    spans = _spans(item)
    return [
        Line(number, line, " ".join(name for name, (first, last) in spans if first <= number <= last))
        for number, line in enumerate(text.split("\n"), start=1)
    ], ""


def _spans(item: ImportItem) -> list[tuple[str, list[int]]]:
    """The fields of the draft that was made of this file, with their first and last lines, in the file's order."""
    own = item.article.field_spans if item.article and item.outcome == Outcome.CREATED else {}
    return sorted(own.items(), key=lambda field: field[1])


def _twins(article: Article) -> list[tuple[str, Article]]:
    """What this story may be a duplicate of, and why."""
    pairs = Twins.objects.open().of(article).select_related("article__source", "other__source")
    return [
        (twins.get_why_display(), twins.other if twins.article_id == article.pk else twins.article) for twins in pairs
    ]


def _newer(request: HttpRequest, item: ImportItem, editor: User, context: dict[str, Any]) -> HttpResponse:
    """A file of an article that the archive holds: what would change; sent, it changes."""
    try:
        if request.method == "POST":
            article = apply_newer(item, editor)
            bring_index_up(request)
            messages.success(request, f"Accepted: “{article.headline}” is as this file has it.")
            return redirect(next_after(item))
        record = reread(item)
    except (OriginalDamaged, UnreadableFile) as error:
        messages.error(request, f"{item.path} cannot be read any more: {error}")
        return redirect("admin:articles_import_change", item.run_id)
    context |= {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "article": item.article,
        "rows": _differences(item.article, record),
        "title": "Review a newer version",
    }
    return TemplateResponse(request, "admin/articles/review_newer.html", context)


def _differences(article: Article | None, record: ArticleRecord) -> Sequence[tuple[str, str, str, bool]]:
    """Each field's name, as the archive has it, as the file has it, and whether an editor's word keeps the first."""
    published = record.published.local if record.published else None
    new = {
        "headline": record.headline,
        "standfirst": record.standfirst,
        "body": record.body,
        "byline": "; ".join(record.authors),
        "place": record.place or "",
        "language": record.language or "",
        "url": record.url or "",
        "published_at": f"{published:%Y-%m-%d %H:%M}" if published else "",
    }
    local = article.local_published if article else None
    held = {name: str(getattr(article, name, "") or "") for name in new}
    held["published_at"] = f"{local:%Y-%m-%d %H:%M}" if local else ""
    edited = set(article.edited_fields) if article else set()
    labels = {"url": "Address on the web", "published_at": "Printed date and time"}
    return [
        (labels.get(name, name.capitalize()), held[name], value, name in edited)
        for name, value in new.items()
        if held[name] != value
    ]
