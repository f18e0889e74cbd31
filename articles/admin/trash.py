"""The trash in the admin: deleting moves an article there, from its page or the list; restoring; deleting for good."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import reversion
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles.admin.base import CappedPaginator, keep_state
from articles.admin.bulk import tell_articles
from articles.admin.mixin import AdminMixin
from articles.admin.rights import may_empty_trash, may_withhold, sees_all, user_of
from articles.admin.states import names
from articles.archive.gone import known_to_readers
from articles.archive.states import CannotChange, hold, lock
from articles.archive.trash import CannotTrash, empty, restore, trash
from articles.models import Article
from articles.models.article import ArticleQuerySet

Status = Article.Status

PAGE = 50
MOST_AT_ONCE = 500
_SHOWN = 20
_ID_DIGITS = 19


@admin.action(description="Move to the trash", permissions=["delete"])
def move_to_trash(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Out of everybody's sight; the trash brings them back."""
    articles = list(queryset.defer(None)[: MOST_AT_ONCE + 1])
    if len(articles) > MOST_AT_ONCE:
        messages.error(request, f"Nothing was done: choose at most {MOST_AT_ONCE} articles at once.")
        return
    _move(model_admin, request, articles)


class TrashAdmin(AdminMixin):
    """Deleting as moving to the trash, and the pages of the trash; stands before RightsAdmin."""

    change_list_template = "admin/articles/articles_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The pages of the trash beside the others."""
        pages = {"trash": self.trash_view, "restore": self.restore_view, "empty_trash": self.empty_view}
        places = {"trash": "trash/", "restore": "trash/restore/", "empty_trash": "trash/empty/"}
        own = [
            path(places[name], self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's own action, which deletes for good."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **form: Any) -> HttpResponse:
        """With the way to the trash in place of Django's link to delete."""
        article: Article | None = form.get("obj")
        may = article is not None and self.has_delete_permission(request, article)
        shown = {"show_delete": False, "can_trash": may}
        page: HttpResponse = super().render_change_form(request, shown | context, *args, **form)
        return page

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Nobody works on what is in the trash."""
        trashed = request.method == "POST" and self._is_trashed(request, object_id)
        if not trashed:
            page: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
            shown = getattr(page, "context_data", None) or {}
            if getattr(shown.get("original"), "status", "") != Status.TRASHED:
                return page
        messages.warning(request, "This article is in the trash. Restore it to work on it.")
        return redirect("admin:articles_article_trash")

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: int, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """No former state comes back while the article is in the trash."""
        if self._is_trashed(request, object_id):
            messages.warning(request, "This article is in the trash. Restore it first, then bring a state back.")
            return redirect("admin:articles_article_trash")
        page: HttpResponse = super().revision_view(request, object_id, version_id, extra_context)  # type: ignore[misc]  # django-reversion has no types
        return page

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say what it means; sent, the article goes to the trash."""
        article = self.get_object(request, unquote(object_id))
        if article is None or article.status == Status.TRASHED:
            raise Http404("There is no such article.")
        if not self.has_delete_permission(request, article):
            raise PermissionDenied
        if request.method == "POST":
            _move(self, request, [article])
            return redirect("admin:articles_article_changelist")
        context = {"article": article, "known": known_to_readers(Article.objects.filter(pk=article.pk)).exists()}
        return self._page(
            request, "admin/articles/trash_one.html", "Move to the trash", context | (extra_context or {})
        )

    def trash_view(self, request: HttpRequest) -> HttpResponse:
        """What is in the trash: what it was, who put it there and when."""
        page = CappedPaginator(self._in_trash(request), PAGE).get_page(request.GET.get("page"))
        context = {"page": page, "may_empty": may_empty_trash(request)}
        return self._page(request, "admin/articles/trash.html", "Trash", context)

    def restore_view(self, request: HttpRequest) -> HttpResponse:
        """Bring back those that are chosen."""
        if request.method != "POST":
            self._in_trash(request)
            return HttpResponseNotAllowed(["POST"])
        only = "only" if "only" in request.POST else "article"
        chosen = _chosen(self._in_trash(request), request.POST.getlist(only))
        if not chosen:
            messages.warning(request, "Nothing was restored: tick articles that are in the trash.")
            return redirect("admin:articles_article_trash")
        _restore(self, request, chosen)
        return redirect("admin:articles_article_trash")

    def empty_view(self, request: HttpRequest) -> HttpResponse:
        """What would be deleted for good: those that are chosen, or all; sent, it is done."""
        if not may_empty_trash(request):
            raise PermissionDenied
        asked = request.POST if request.method == "POST" else request.GET
        held = self._in_trash(request)
        articles = _chosen(held, asked.getlist("article")) if "article" in asked else list(held[:MOST_AT_ONCE])
        if not articles:
            messages.info(request, "Nothing was deleted: the trash has none of these.")
            return redirect("admin:articles_article_trash")
        if request.method == "POST" and "article" in asked:
            _delete(self, request, articles)
            return redirect("admin:articles_article_trash")
        known = known_to_readers(Article.objects.filter(pk__in=[one.pk for one in articles])).count()
        left = held.exclude(pk__in=[one.pk for one in articles]) if "article" not in asked else held.none()
        context = {"articles": articles, "shown": articles[:_SHOWN], "known": known, "more": left.exists()}
        return self._page(request, "admin/articles/empty_trash.html", "Delete for good", context)

    def _in_trash(self, request: HttpRequest) -> ArticleQuerySet:
        """What is in the trash, or what one has put there of one's own drafts. Raises PermissionDenied."""
        if not request.user.has_perm("articles.delete_article"):
            raise PermissionDenied
        rows = Article.objects.trashed().for_lists().select_related("source", "agency", "trashed_by")
        return rows if sees_all(request) else rows.filter(created_by=request.user.pk, trashed_from=Status.DRAFT)

    def _is_trashed(self, request: HttpRequest, object_id: str) -> bool:
        article = self.get_object(request, unquote(object_id))
        return article is not None and article.status == Status.TRASHED

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, template, shared | context)


def _chosen(held: ArticleQuerySet, ids: Sequence[str]) -> list[Article]:
    """Those of these ids that are in the trash, with all their fields; what is no id counts for nothing."""
    known = [int(pk) for pk in ids if pk.isdecimal() and len(pk) < _ID_DIGITS]
    return list(held.filter(pk__in=known[:MOST_AT_ONCE]).defer(None))


def _each(articles: Sequence[Article], act: Callable[[Article], None]) -> tuple[list[Article], list[str]]:
    """Those with which it was done, and why it was not with the others."""
    done, problems = [], []
    lock(articles)
    for article in articles:
        try:
            with transaction.atomic():
                hold(article)
                act(article)
        except CannotTrash as error:
            problems.append(str(error))
        except CannotChange as error:
            problems.append(f"“{article.headline}”: {error}")
        else:
            done.append(article)
    return done, problems


def _move(model_admin: Any, request: HttpRequest, articles: Sequence[Article]) -> None:
    """Each with a revision of its own; withheld ones only by those who may lift that."""

    def act(article: Article) -> None:
        if article.status == Status.WITHHELD and not may_withhold(request):
            raise CannotTrash(f"“{article.headline}” is withheld; only a chief can move it to the trash.")
        keep_state(article)
        with _revision(model_admin, request, article, "Moved to the trash."):
            trash(article, user_of(request))

    with transaction.atomic():
        done, problems = _each(articles, act)
    if done:
        tell_articles(request, "Moved to the trash", f"Moved to the trash: {names(done)}.", done)
    for problem in problems:
        messages.error(request, problem)
    if not articles:
        messages.info(request, "Nothing was moved: none of these articles is there for you.")


def _restore(model_admin: Any, request: HttpRequest, articles: Sequence[Article]) -> None:
    published: list[Article] = []

    def act(article: Article) -> None:
        keep_state(article)
        was = article.trashed_from
        with _revision(model_admin, request, article, "Restored from the trash."):
            restore(article, user_of(request))
        if was == Status.PUBLISHED:
            published.append(article)

    with transaction.atomic():
        done, problems = _each(articles, act)
    if done:
        tell_articles(request, "Restored from the trash", f"Restored: {names(done)}.", done)
    if published:
        were = (
            "These were published, and are drafts now" if len(published) > 1 else "It was published, and is a draft now"
        )
        messages.info(request, f"{were}: {names(published)}. Publish again what readers shall see.")
    for problem in problems:
        messages.error(request, problem)


def _delete(model_admin: Any, request: HttpRequest, articles: Sequence[Article]) -> None:
    """Keep the last state of each, so that even this can be recovered; then delete."""
    with transaction.atomic():
        model_admin.log_deletions(request, Article.objects.filter(pk__in=[one.pk for one in articles]))
        for article in articles:
            with reversion.create_revision():
                reversion.add_to_revision(article)
                reversion.set_user(request.user)
                reversion.set_comment("Deleted for good from the trash.")
        empty(articles)
    messages.success(request, f"Deleted for good: {names(articles)}.")


@contextmanager
def _revision(model_admin: Any, request: HttpRequest, article: Article, message: str) -> Iterator[None]:
    with transaction.atomic(), reversion.create_revision():
        yield
        reversion.set_user(request.user)
        reversion.set_comment(message)
        model_admin.log_change(request, article, message)
