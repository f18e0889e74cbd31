"""Undoing an import in the admin: what would go, what stands in the way, and the deed."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.admin.desk import editor_at_desk
from articles.admin.indexing import bring_index_up
from articles.archive import ImportBusy, import_lock
from articles.archive.gone import known_to_readers
from articles.archive.undoing import CannotUndo, created_by, obstacles, undo
from articles.models import Import

MOST_AT_ONCE = 500
"""Articles taken away while a page waits for it; the command undo_import takes any number."""


def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What undoing would take away, or why it cannot be; sent, it is done."""
    editor = editor_at_desk(request)
    run = Import.objects.filter(pk=pk).select_related("undone_by").first()
    if run is None:
        raise Http404("There is no import of this number.")
    articles = created_by(run)
    number = articles.count()
    if request.method == "POST" and number <= MOST_AT_ONCE:
        try:
            with import_lock():
                removed = undo(run, editor)
        except (CannotUndo, ImportBusy) as error:
            messages.error(request, f"Nothing was undone. {error}")
            return redirect("admin:articles_import_undo", run.pk)
        _log(editor, run, f"Undone. Removed: {removed}.")
        bring_index_up(request)
        messages.success(request, f"{run} is undone. Removed: {removed}. The originals stay.")
        return redirect("admin:articles_import_change", run.pk)
    context = {
        **admin.site.each_context(request),
        "title": "Undo an import",
        "opts": Import._meta,
        "run": run,
        "number": number,
        "known": known_to_readers(articles).count(),
        "first": articles.for_lists().order_by("pk")[:20],
        "obstacles": obstacles(run),
        "too_many": number > MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
    }
    return TemplateResponse(request, "admin/articles/undo_import.html", context)


def _log(editor: User, run: Import, what: str) -> None:
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Import),
        object_id=str(run.pk),
        object_repr=str(run)[:200],
        action_flag=CHANGE,
        change_message=what,
    )
