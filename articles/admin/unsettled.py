"""What the importer could not settle: likely duplicates, and related links whose articles the archive has not found."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.base import ReadOnlyAdmin
from articles.admin.bulk import tell
from articles.admin.desk import RIGHTS, editor_at_desk
from articles.archive.bulk import fields_of, note_rows
from articles.archive.links import resolve_links
from articles.models import Article, BulkAction, RelatedLink, Twins


class UnsettledAdmin(ReadOnlyAdmin):
    """A list for those who work at the import desk; it is reached from the front page's queues, not from the index."""

    sortable_by = ()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perms(RIGHTS)

    def has_desk_permission(self, request: HttpRequest) -> bool:
        """For actions."""
        return request.user.has_perms(RIGHTS)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Not in the index."""
        return {}


def story(article: Article, anchor: str = "") -> str:
    """The way to an article, with what tells it from another."""
    address = reverse("admin:articles_article_change", args=[article.pk]) + anchor
    day = article.published_on.isoformat() if article.published_on else "no date"
    facts = (article.headline, article.source, day, article.get_status_display().lower())
    return format_html('<a href="{}">{}</a><br><span class="quiet">{}, {}, {}</span>', address, *facts)


@admin.action(description="No duplicates: take the pairs off the list", permissions=["desk"])
def settle_twins(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Twins]) -> None:
    """Both stay, and are not named again."""
    editor = editor_at_desk(request)
    pairs = Twins.objects.open().filter(pk__in=list(queryset.values_list("pk", flat=True)))
    before = fields_of(pairs, ("settled_at", "settled_by_id"))
    done = Twins.objects.filter(pk__in=before).update(settled_at=timezone.now(), settled_by=editor)
    noted = note_rows(BulkAction.Kind.TWINS, "Taken off the list of likely duplicates", before, editor)
    tell(request, f"Taken off the list: {done}.", noted)


@admin.register(Twins)
class TwinsAdmin(UnsettledAdmin):
    """Likely duplicates that no editor has looked at."""

    list_display = ("newcomer", "held", "why")
    list_display_links = None
    list_filter = ("why",)
    ordering = ("-id",)
    fields = ("newcomer", "held", "why", "settled_at", "settled_by")
    readonly_fields = ("newcomer", "held")
    actions = (settle_twins,)

    @admin.display(description="came in later")
    def newcomer(self, twins: Twins) -> str:
        """The story that may be too many."""
        return story(twins.article)

    @admin.display(description="was there before")
    def held(self, twins: Twins) -> str:
        """The story that it may repeat."""
        return story(twins.other)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those that are open, without full texts."""
        rows: Any = super().get_queryset(request).select_related("article__source", "other__source")
        long = [f"{one}__{name}" for one in ("article", "other") for name in ("body", "field_spans", "dropped_quotes")]
        match = request.resolver_match
        in_list = match is not None and (match.url_name or "").endswith("_changelist")
        return (rows.open() if in_list else rows).defer(*long)


@admin.action(description="Look for their articles again", permissions=["desk"])
def look_again(model_admin: Any, request: HttpRequest, queryset: QuerySet[RelatedLink]) -> None:
    """As an import does it: by address, then by title."""
    links = list(queryset.values_list("pk", "article"))
    before = fields_of(RelatedLink.objects.filter(pk__in=[pk for pk, _ in links]), ("target_id",))
    resolve_links(list(Article.objects.filter(pk__in=[article for _, article in links])))
    left = RelatedLink.objects.filter(pk__in=before, target__isnull=True).count()
    noted = note_rows(BulkAction.Kind.RELATED_LINK, "Links found their articles", before, editor_at_desk(request))
    found = f"Found: {len(links) - left}. Still without an article in the archive: {left}."
    if noted:
        tell(request, found, noted)
    else:
        model_admin.message_user(request, found, messages.INFO)


@admin.register(RelatedLink)
class RelatedLinkAdmin(UnsettledAdmin):
    """Printed links whose articles the archive does not hold, or does not know by this title and address."""

    list_display = ("title", "url", "printed_in")
    list_display_links = None
    ordering = ("-id",)
    fields = ("title", "url", "target", "printed_in", "after_paragraph")
    readonly_fields = ("printed_in",)
    actions = (look_again,)

    @admin.display(description="printed in")
    def printed_in(self, link: RelatedLink) -> str:
        """The story whose page has the link, where its article can be chosen."""
        return story(link.article, "#related_links-group")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under a title that says which links these are."""
        return super().changelist_view(request, {"title": "Related links without an article", **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> Any:
        """In the list, those without an article."""
        rows: Any = super().get_queryset(request).select_related("article__source")
        match = request.resolver_match
        in_list = match is not None and (match.url_name or "").endswith("_changelist")
        kept = rows.open() if in_list else rows
        return kept.defer(*(f"article__{name}" for name in ("body", "field_spans", "dropped_quotes")))
