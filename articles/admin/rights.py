"""Who may do what with articles: contributors work on drafts of their own; publishing and withholding are rights apart.

docs/rights.md is the table of it.
"""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.admin.mixin import AdminMixin
from articles.archive.merging import follow_merges
from articles.archive.states import CannotChange, hold
from articles.models import Article
from articles.text import fold

Status = Article.Status

_STATE = ("status", "publish_at", "public_since", "withheld_at", "withheld_reason", "withheld_headline")
_KEPT = "kept_state"


def user_of(request: HttpRequest) -> User | None:
    """Who is signed in."""
    return request.user if isinstance(request.user, User) else None


def sees_all(request: HttpRequest) -> bool:
    """Whether this account works on everybody's articles, not only on drafts of its own."""
    return request.user.has_perm("articles.change_any_article")


def may_publish(request: HttpRequest) -> bool:
    """Whether this account may publish, and take back to draft."""
    return request.user.has_perm("articles.publish_article")


def may_withhold(request: HttpRequest) -> bool:
    """Whether this account may withhold, and lift it."""
    return request.user.has_perm("articles.withhold_article")


def may_empty_trash(request: HttpRequest) -> bool:
    """Whether this account may delete for good what is in the trash."""
    return request.user.has_perms(["articles.empty_trash", "articles.delete_article"])


def search_own(queryset: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Search among one's own drafts, without the engine: its counts would tell of those of others."""
    for word in words.split():
        queryset = queryset.filter(Q(headline_key__contains=fold(word)) | Q(body__icontains=word))
    return queryset


class RightsAdmin(AdminMixin):
    """What the admin of articles asks before it shows or does anything; stands before ArchiveAdmin."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """All, or one's own drafts."""
        rows: Any = super().get_queryset(request)
        return rows.at_desk_of(request.user)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """For actions that publish."""
        return may_publish(request)

    def has_withhold_permission(self, request: HttpRequest) -> bool:
        """For actions that withhold."""
        return may_withhold(request)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """A new article remembers who entered it."""
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def recoverlist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Deleted articles, for those who see all."""
        if not sees_all(request):
            raise PermissionDenied
        answer: HttpResponse = super().recoverlist_view(request, extra_context)  # type: ignore[misc]  # django-reversion has no types
        return answer

    def recover_view(
        self, request: HttpRequest, version_id: int, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A deleted article comes back as a draft."""
        if not sees_all(request):
            raise PermissionDenied
        _keep_state_as(request, Article())
        answer: HttpResponse = super().recover_view(request, version_id, extra_context)  # type: ignore[misc]  # django-reversion has no types
        return answer

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: int, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A former text, of an article that this account sees; its state stays as it is."""
        _keep_state_as(request, get_object_or_404(self.get_queryset(request), pk=object_id))
        answer: HttpResponse = super().revision_view(request, object_id, version_id, extra_context)  # type: ignore[misc]  # django-reversion has no types
        return answer

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """The article; where a former version of it was put into its place, with the state that it has now,
        and with what stands now for records merged since.

        One that is being saved stays as it is read here until that is done: nobody publishes it meanwhile, unseen.
        """
        kept: dict[str, Any] | None = getattr(request, _KEPT, None)
        if kept:
            Article.objects.filter(pk=object_id).update(**kept["state"])
            follow_merges(int(object_id), kept["source"])
        found: Article | None = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and transaction.get_connection().in_atomic_block:
            try:
                hold(found)
            except CannotChange:
                return None
        return found


def _keep_state_as(request: HttpRequest, article: Article) -> None:
    """What a former version says of its state does not count: that would go past rights, log and readers' eyes."""
    kept = {"state": {name: getattr(article, name) for name in _STATE}, "source": article.source_id}
    setattr(request, _KEPT, kept)
