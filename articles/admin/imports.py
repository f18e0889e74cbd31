"""Imports in the admin: what each run did, its rejected files first."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.base import ReadOnlyAdmin
from articles.models import Import, ImportItem

MOST_ITEMS = 200
_SHOWN = ("path", "outcome", "reason", "warnings", "article_id", "article__headline")


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    """Runs of the importer."""

    list_display = ("id", "started_at", "state", "created", "updated", "unchanged", "rejected", "took", "given")
    list_filter = ("state",)
    ordering = ("-id",)
    sortable_by = ()
    fields = (
        "state",
        "started_at",
        "took",
        "given",
        "chosen",
        ("created", "updated", "unchanged", "rejected"),
        "all_files",
    )
    readonly_fields = ("took", "given", "chosen", "all_files")
    change_form_template = "admin/articles/import_page.html"

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


@admin.register(ImportItem)
class ImportItemAdmin(ReadOnlyAdmin):
    """What became of each file."""

    list_display = ("path", "outcome", "why", "article")
    list_filter = ("outcome", RunFilter)
    sortable_by = ()
    fields = ("run", "path", "outcome", "reason", "why", "original", "article")
    readonly_fields = ("why",)

    @admin.display(description="reason or warnings")
    def why(self, item: ImportItem) -> str:
        """Why it was rejected, or what the reader was unsure of."""
        return item.reason or " ".join(item.warnings)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportItem]:
        rows = super().get_queryset(request).select_related("run", "original", "article")
        return rows.defer("article__body", "article__field_spans")

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Of one import, the rejected files first; of all imports, the last file first."""
        if "run" not in request.GET:
            return ("-id",)
        rejected = When(outcome=ImportItem.Outcome.REJECTED, then=Value(0))
        return Case(rejected, default=Value(1), output_field=IntegerField()), "id"

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Not in the index: files are reached from their import."""
        return {}
