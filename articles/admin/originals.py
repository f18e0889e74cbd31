"""Originals in the admin: looked at and taken away as plain text, never changed."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header

from articles.admin.base import ReadOnlyAdmin
from articles.archive.originals import OriginalDamaged, read_original
from articles.models import Original


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    """The bytes that articles came from."""

    list_display = ("filename", "media_type", "size", "imported_at", "sha256")
    search_fields = ("sha256",)
    search_help_text = "The beginning of the checksum, or the file's whole name."
    ordering = ("-id",)
    sortable_by = ()
    fields = ("filename", "sha256", "place", "state", "media_type", "size", "imported_at", "read_as", "download")
    readonly_fields = ("place", "state", "read_as", "download")

    @admin.display(description="file")
    def place(self, original: Original) -> str:
        """Where the bytes lie, under the folder of originals."""
        return "/".join(original.path.parts[-4:])

    @admin.display(description="checked just now")
    def state(self, original: Original) -> str:
        """Whether the bytes are those that were imported."""
        try:
            read_original(original)
        except OriginalDamaged as error:
            return f"Damaged: {error} Bring the file back from a backup."
        return "The bytes have this checksum."

    @admin.display(description="articles")
    def read_as(self, original: Original) -> str:
        """The articles that were read from it."""
        rows = original.articles.order_by("id").values_list("pk", "headline")[:50]
        links = ((reverse("admin:articles_article_change", args=[pk]), headline) for pk, headline in rows)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "None any more."

    @admin.display(description="bytes")
    def download(self, original: Original) -> str:
        """The way to the bytes."""
        return format_html(
            '<a href="{}">Download as plain text</a>', reverse("admin:original_bytes", args=[original.pk])
        )

    def get_urls(self) -> list[URLPattern]:
        """The download beside Django's own addresses."""
        view = self.admin_site.admin_view(self.bytes_view)
        return [path("<int:pk>/bytes/", view, name="original_bytes"), *super().get_urls()]

    def bytes_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The bytes as a file to keep: plain text whatever they are, so that no browser runs anything in them."""
        original = Original.objects.filter(pk=pk).first()
        if not self.has_view_permission(request, original):
            raise PermissionDenied
        if original is None:
            raise Http404("There is no original of this number.")
        try:
            data = read_original(original)
        except OriginalDamaged as error:
            messages.error(request, f"{error} Bring the file back from a backup.")
            return redirect("admin:articles_original_change", original.pk)
        response = HttpResponse(data, content_type="text/plain")
        response.headers["Content-Disposition"] = content_disposition_header(True, original.filename) or "attachment"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By checksum, which has an index."""
        key = search_term.strip().lower()
        return (queryset.filter(sha256__startswith=key) if key else queryset), False
