"""Who may do what with articles: contributors work on drafts of their own; publishing and withholding are rights apart.

docs/rights.md is the table of it.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from reversion.models import Version

from articles.models import Article
from articles.text import fold

Status = Article.Status

_PUBLICATION = ("status", "publish_at", "withheld_reason")


def sees_all(request: HttpRequest) -> bool:
    """Whether this account works on everybody's articles, not only on drafts of its own."""
    return request.user.has_perm("articles.change_any_article")


def may_publish(request: HttpRequest) -> bool:
    """Whether this account may publish, and take back to draft."""
    return request.user.has_perm("articles.publish_article")


def may_withhold(request: HttpRequest) -> bool:
    """Whether this account may withhold, and lift it."""
    return request.user.has_perm("articles.withhold_article")


def own_drafts(request: HttpRequest, articles: Any) -> Any:
    """Of these articles the drafts that whoever is signed in has entered."""
    return articles.filter(created_by=request.user.pk, status=Status.DRAFT)


def search_own(queryset: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Search among one's own drafts, without the engine: its counts would tell of those of others."""
    for word in words.split():
        queryset = queryset.filter(Q(headline_key__contains=fold(word)) | Q(body__icontains=word))
    return queryset


class RightsAdmin:
    """What the admin of articles asks before it shows or does anything; stands before ArchiveAdmin."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """All, or one's own drafts."""
        rows = super().get_queryset(request)  # type: ignore[misc]  # the admin beside this class has it
        return rows if sees_all(request) else own_drafts(request, rows)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """For actions that publish."""
        return may_publish(request)

    def has_withhold_permission(self, request: HttpRequest) -> bool:
        """For actions that withhold."""
        return may_withhold(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """What decides on publication is shown, and not changed, where the right to it is missing."""
        own = super().get_readonly_fields(request, obj)  # type: ignore[misc]  # as above
        if not may_publish(request) or (obj and obj.status == Status.WITHHELD and not may_withhold(request)):
            return [*own, *_PUBLICATION]
        return own if may_withhold(request) else [*own, "withheld_reason"]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without “Withheld” for those who may not."""
        if db_field.name == "status" and not may_withhold(request):
            kwargs["choices"] = [choice for choice in Status.choices if choice[0] != Status.WITHHELD]
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]  # as above

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """A new article remembers who entered it."""
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)  # type: ignore[misc]  # as above

    def recoverlist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Deleted articles, for those who see all."""
        if not sees_all(request):
            raise PermissionDenied
        answer: HttpResponse = super().recoverlist_view(request, extra_context)  # type: ignore[misc]  # as above
        return answer

    def recover_view(
        self, request: HttpRequest, version_id: int, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A deleted article comes back as it was, so its status must be one that this account may set."""
        version = get_object_or_404(Version, pk=version_id)
        if not sees_all(request):
            raise PermissionDenied
        _check_statuses(request, version)
        answer: HttpResponse = super().recover_view(request, version_id, extra_context)  # type: ignore[misc]  # as above
        return answer

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: int, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A former state, of an article that this account sees; brought back, it brings its status along."""
        present = get_object_or_404(self.get_queryset(request), pk=object_id)
        version = get_object_or_404(Version, pk=version_id, object_id=object_id)
        _check_statuses(request, version, present.status)
        answer: HttpResponse = super().revision_view(request, object_id, version_id, extra_context)  # type: ignore[misc]  # as above
        return answer


def _check_statuses(request: HttpRequest, version: Version, present: str = "") -> None:
    """Refuse a former state whose status is another one, where this account may not set it or end the present one."""
    statuses = {version.field_dict["status"], present or Status.DRAFT}
    if present == version.field_dict["status"]:
        return
    if not may_publish(request) or (Status.WITHHELD in statuses and not may_withhold(request)):
        raise PermissionDenied
