"""Bulk actions undone as one: the button beside the message, and the list of what was done lately."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import reversion
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.admin.desk import RIGHTS
from articles.admin.mixin import AdminMixin
from articles.admin.rights import may_publish, may_withhold, sees_all, user_of
from articles.archive.bulk import CannotUndo, note_articles, undo
from articles.models import Article, BulkAction

Status = Article.Status
PAGE = 50
_NAMED = 10


def is_list(request: HttpRequest) -> bool:
    """Whether something is done from a list, to what was ticked there."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").endswith("_changelist")


def tell(request: HttpRequest, text: str, action: BulkAction | None) -> None:
    """Say what was done, with a button that undoes it."""
    address = reverse("admin:articles_article_undo_bulk", args=[action.pk]) if action else ""
    messages.success(request, text, extra_tags=address)


def tell_articles(request: HttpRequest, what: str, text: str, articles: Sequence[Article]) -> None:
    """The same for articles that have just been changed, each with a revision of its own."""
    tell(request, text, note_articles(what, articles, user_of(request)) if articles else None)


class BulkAdmin(AdminMixin):
    """The pages about bulk actions, beside the list of articles; stands before RightsAdmin."""

    def get_urls(self) -> list[URLPattern]:
        """The two pages beside the others."""
        view = self.admin_site.admin_view
        own = [
            path("bulk/", view(self.bulk_view), name="articles_article_bulk"),
            path("bulk/<int:pk>/undo/", view(self.undo_bulk_view), name="articles_article_undo_bulk"),
        ]
        return [*own, *super().get_urls()]

    def bulk_view(self, request: HttpRequest) -> HttpResponse:
        """What was done to many at once, the last first; each can be undone."""
        page = Paginator(_visible(request), PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Recent bulk actions",
            "opts": self.opts,
            "page": page,
        }
        return TemplateResponse(request, "admin/articles/bulk.html", context)

    def undo_bulk_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo one, as far as nobody has changed its records since; these are named."""
        if not _visible(request).filter(pk=pk).exists():
            raise Http404("There is no such bulk action.")
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        action, done, problems = undo(pk, user_of(request), partial(_around, self, request))
        if done:
            messages.success(request, f"Undone: {action.what}, {done} of {action.number}.")
        for problem in problems[:_NAMED]:
            messages.error(request, f"Not undone: {problem}")
        if len(problems) > _NAMED:
            messages.error(request, f"Not undone: {len(problems) - _NAMED} more.")
        if not done and not problems:
            messages.info(request, "Nothing was undone: all of it was undone already.")
        return redirect("admin:articles_article_bulk")


def _visible(request: HttpRequest) -> QuerySet[BulkAction]:
    """What this account may see and undo: what it did itself, or what the desk did. Raises PermissionDenied."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    actions = BulkAction.objects.select_related("by", "undone_by")
    if not sees_all(request):
        return actions.filter(by=request.user.pk)
    return actions if request.user.has_perms(RIGHTS) else actions.filter(kind=BulkAction.Kind.ARTICLE)


@contextmanager
def _around(model_admin: Any, request: HttpRequest, article: Article, status: str) -> Iterator[None]:
    """A revision and a line in the log, where this account may end the present status and set the former one."""
    changed = {article.status, status} if article.status != status else set()
    if Status.WITHHELD in changed and not may_withhold(request):
        raise CannotUndo("Only a chief can withhold an article, or lift that.")
    if Status.PUBLISHED in changed and not may_publish(request):
        raise CannotUndo("Only an editor can publish an article, or take it back.")
    with reversion.create_revision():
        yield
        message = "Undid what was done to several at once."
        reversion.add_to_revision(Article.objects.get(pk=article.pk))
        reversion.set_user(request.user)
        reversion.set_comment(message)
        model_admin.log_change(request, article, message)
