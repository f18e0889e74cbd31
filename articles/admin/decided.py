"""Quotes in the admin: who decided on which, the queue of those that wait, and confirming a rule's together."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from articles.admin.base import ListOptions
from articles.admin.confirming import confirm_view, take_back_view
from articles.admin.queue import queue_view, undo_view
from articles.admin.rights import sees_all
from articles.models import Quote
from articles.text import excerpt

if TYPE_CHECKING:
    QuoteModelAdmin = admin.ModelAdmin[Quote]
else:
    QuoteModelAdmin = admin.ModelAdmin


@admin.register(Quote)
class QuoteAdmin(ListOptions, QuoteModelAdmin):
    """The list of what was decided, last first; a quote's own page is the queue's."""

    list_display = ("words", "speaker_told", "kind", "how", "decided_by", "decided_at")
    list_display_links = None
    list_filter = ("kind",)
    list_select_related = ("speaker", "decided_by")
    ordering = ("-decided_at", "-pk")
    sortable_by = ()
    actions = None
    change_list_template = "admin/articles/decided_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The queue's pages beside Django's own addresses."""
        pages = {"queue": queue_view, "undo": undo_view, "confirm": confirm_view, "take-back": take_back_view}
        own = [
            path(f"{name}/", self.admin_site.admin_view(self._page(view)), name=f"articles_quote_{name}")
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]

    def _page(self, view: Any) -> Any:
        def page(request: HttpRequest) -> HttpResponse:
            answer: HttpResponse = view(self, request)
            return answer

        return page

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list under its own name."""
        context = {"title": "Quotes decided by editors", "has_change_permission": self.has_change_permission(request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A quote is looked at, and decided on, in the queue."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect(_in_queue(object_id))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        """Those that somebody decided on."""
        return super().get_queryset(request).filter(decided_at__isnull=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        """Quotes of all articles stand here: for those who see all articles."""
        return sees_all(request) and super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        return sees_all(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        return sees_all(request) and super().has_delete_permission(request, obj)

    @admin.display(description="quote")
    def words(self, quote: Quote) -> str:
        """The words, with the way to decide again."""
        return format_html('<a href="{}">{}</a>', _in_queue(quote.pk), excerpt(quote.text, 90))

    @admin.display(description="speaker")
    def speaker_told(self, quote: Quote) -> str:
        """The person, or the words as printed."""
        return str(quote.speaker or quote.speaker_as_printed or "nobody")

    @admin.display(description="how")
    def how(self, quote: Quote) -> str:
        """One by one, or with all of a rule's."""
        return "looked at" if quote.method == Quote.Method.EDITOR else "confirmed as the rule had it"


def _in_queue(pk: object) -> str:
    return f"{reverse('admin:articles_quote_queue')}?quote={pk}"
