"""Imports in the admin: what each run did, its rejected files first."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.base import ReadOnlyAdmin
from articles.admin.bulk import tell
from articles.admin.desk import RIGHTS, desk_view, editor_at_desk
from articles.admin.reviewing import accept_all_view, reject_view, review_view, without_warnings
from articles.admin.undoing import undo_view
from articles.archive.bulk import fields_of, note_rows
from articles.archive.reviewing import told
from articles.models import BulkAction, Import, ImportItem

MOST_ITEMS = 200
_SHOWN = ("path", "outcome", "reason", "warnings", "article_id", "article__headline")


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    """Runs of the importer."""

    list_display = ("id", "started_at", "standing", "created", "updated", "unchanged", "rejected", "took", "given")
    list_filter = ("state",)
    ordering = ("-id",)
    sortable_by = ()
    fields = (
        "standing",
        "started_at",
        "took",
        "given",
        "chosen",
        ("created", "updated", "unchanged", "rejected"),
        "all_files",
    )
    readonly_fields = ("standing", "took", "given", "chosen", "all_files")
    list_select_related = ("undone_by",)
    change_form_template = "admin/articles/import_page.html"
    change_list_template = "admin/articles/imports_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The import desk beside Django's own addresses."""
        wrap = self.admin_site.admin_view
        return [
            path("desk/", wrap(lambda request: desk_view(self, request)), name="articles_import_desk"),
            path("<int:pk>/accept/", wrap(accept_all_view), name="articles_import_accept"),
            path("<int:pk>/undo/", wrap(undo_view), name="articles_import_undo"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the way to the desk for those who may."""
        return super().changelist_view(request, {"at_desk": request.user.has_perms(RIGHTS), **(extra_context or {})})

    @admin.display(description="state")
    def standing(self, run: Import) -> str:
        """The state, or by whom it was undone."""
        if not run.undone_at:
            return run.get_state_display()
        who = run.undone_by or "the command"
        return f"Undone by {who}, {timezone.localtime(run.undone_at):%Y-%m-%d %H:%M}"

    @admin.display(description="took")
    def took(self, run: Import) -> str:
        """How long it ran."""
        if not run.finished_at:
            return "still running" if run.state == Import.State.RUNNING else "interrupted"
        seconds = round((run.finished_at - run.started_at).total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    @admin.display(description="given")
    def given(self, run: Import) -> str:
        """The paths it was given."""
        return ", ".join(str(path) for path in run.paths)

    @admin.display(description="options", empty_value="none")
    def chosen(self, run: Import) -> str:
        """The options it ran with, without those left as they are."""
        given = {name.replace("_", " "): value for name, value in run.options.items() if value}
        return "; ".join(name if value is True else f"{name}: {value}" for name, value in given.items())

    @admin.display(description="files")
    def all_files(self, run: Import) -> str:
        """The way to the list of all files."""
        address = reverse("admin:articles_importitem_changelist")
        return format_html('<a href="{}?run={}">All files of this import</a>', address, run.pk)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the files that an archivist has to look at: rejected ones, then those with warnings."""
        run = kwargs.get("obj")
        if isinstance(run, Import):
            rejected = run.items.filter(outcome=ImportItem.Outcome.REJECTED)
            unsure = run.items.exclude(outcome=ImportItem.Outcome.REJECTED).exclude(warnings=[])
            context |= {
                "rejected": list(rejected.values(*_SHOWN)[:MOST_ITEMS]),
                "unsure": list(unsure.values(*_SHOWN)[:MOST_ITEMS]),
                "most_items": MOST_ITEMS,
                "at_desk": request.user.has_perms(RIGHTS),
                "waiting": list(run.items.waiting().values(*_SHOWN, "pk")[:MOST_ITEMS]),
                "waiting_count": run.items.waiting().count(),
                "sure_count": without_warnings(run).count(),
            }
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response


class RunFilter(admin.SimpleListFilter):
    """The last imports."""

    title = "import"
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        runs = list(Import.objects.order_by("-id")[:15])
        chosen = self.value() or ""
        if chosen.isdecimal() and int(chosen) not in {run.pk for run in runs}:
            runs += Import.objects.filter(pk=int(chosen))
        return [(str(run.pk), str(run)) for run in runs]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value() or ""
        return queryset.filter(run=int(chosen)) if chosen.isdecimal() else queryset


class ReviewFilter(admin.SimpleListFilter):
    """What an editor has decided, or has to look at."""

    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*ImportItem.Review.choices, ("failed", "Could not be read, not set aside")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        if chosen == "failed":
            return queryset.failed()
        return queryset.filter(review=chosen) if chosen in ImportItem.Review.values else queryset


@admin.action(description="Set aside: take failed files off the list", permissions=["desk"])
def set_aside(_model_admin: Any, request: HttpRequest, queryset: QuerySet[ImportItem]) -> None:
    """Note that somebody has looked at files that could not be read."""
    editor = editor_at_desk(request)
    failed = ImportItem.objects.failed().filter(pk__in=queryset.values("pk"))
    before = fields_of(failed, ("review", "review_reason", "reviewed_by_id", "reviewed_at"))
    signed = {"review_reason": "Could not be read; set aside.", "reviewed_by": editor}
    done = failed.update(review=ImportItem.Review.REJECTED, reviewed_at=timezone.now(), **signed)
    tell(request, f"Set aside: {done}.", note_rows(BulkAction.Kind.IMPORT_ITEM, "Set aside", before, editor))


@admin.register(ImportItem)
class ImportItemAdmin(ReadOnlyAdmin):
    """What became of each file."""

    list_display = ("path", "reviewed", "outcome", "why", "article")
    list_filter = ("outcome", ReviewFilter, RunFilter)
    actions: Any = (set_aside,)
    sortable_by = ()
    fields = ("run", "path", "outcome", "reason", "why", "original", "article", "reviewed")
    readonly_fields = ("why", "reviewed")

    def get_urls(self) -> list[URLPattern]:
        """The review of one file beside Django's own addresses."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/review/", wrap(review_view), name="articles_importitem_review"),
            path("<int:pk>/reject/", wrap(reject_view), name="articles_importitem_reject"),
            *super().get_urls(),
        ]

    @admin.display(description="review", empty_value="–")
    def reviewed(self, item: ImportItem) -> str:
        """What an editor decided, or the way to decide."""
        if item.review == ImportItem.Review.WAITING:
            address = reverse("admin:articles_importitem_review", args=[item.pk])
            return format_html('<a href="{}">Review “{}”</a>', address, item.path)
        return told(item) if item.review else ""

    @admin.display(description="reason or warnings")
    def why(self, item: ImportItem) -> str:
        """Why it was rejected, or what the reader was unsure of."""
        return item.reason or " ".join(item.warnings)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportItem]:
        rows = super().get_queryset(request).select_related("run", "original", "article", "reviewed_by")
        return rows.defer("article__body", "article__field_spans")

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Of one import, the rejected files first; of all imports, the last file first."""
        if "run" not in request.GET:
            return ("-id",)
        rejected = When(outcome=ImportItem.Outcome.REJECTED, then=Value(0))
        return Case(rejected, default=Value(1), output_field=IntegerField()), "id"

    def has_desk_permission(self, request: HttpRequest) -> bool:
        """Whether this editor works at the import desk."""
        return request.user.has_perms(RIGHTS)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Not in the index: files are reached from their import."""
        return {}
