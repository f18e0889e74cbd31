"""Links by which somebody without an account sees one article before it is public: made, listed, ended."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.admin.mixin import AdminMixin
from articles.admin.rights import may_publish, may_withhold
from articles.models import Article, PreviewLink

DAYS = {1: "one day", 3: "three days", 7: "a week", 30: "thirty days"}
MOST_LISTED = 50


class LinkForm(forms.Form):
    """How long a new link shall work."""

    days = forms.TypedChoiceField(
        label="It works for",
        choices=list(DAYS.items()),
        coerce=int,
        initial=7,
        error_messages={"invalid_choice": "A link works for one, three, seven or thirty days."},
    )


class EndForm(forms.Form):
    """Which link is ended."""

    link = forms.ModelChoiceField(PreviewLink.objects.none())

    def __init__(self, *args: Any, links: QuerySet[PreviewLink]) -> None:
        super().__init__(*args)
        link: Any = self.fields["link"]
        link.queryset = links


class PreviewAdmin(AdminMixin):
    """The pages about preview links, beside those of an article; stands before ArchiveAdmin."""

    def get_urls(self) -> list[URLPattern]:
        """The two pages beside the others."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/preview/", view(self.links_view), name="articles_article_preview_links"),
            path("<int:pk>/preview/end/", view(self.end_view), name="articles_article_end_preview"),
        ]
        return [*own, *super().get_urls()]

    def links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The links of one article; sent, there is one more. Raises PermissionDenied."""
        editor, article = self._allowed(request, pk)
        form = LinkForm(request.POST if request.method == "POST" else None)
        why_not = _why_not(request, article)
        if request.method == "POST" and why_not:
            messages.error(request, f"No link was made: {why_not}")
            return redirect("admin:articles_article_preview_links", pk)
        if form.is_valid():
            ends = timezone.now() + timedelta(days=form.cleaned_data["days"])
            link = PreviewLink.objects.create(article=article, made_by=editor, expires_at=ends)
            self._log(request, article, f"Made a preview link that works until {_in_words(link)}.")
            messages.success(request, f"The link is made, and works until {_in_words(link)}. Copy it below.")
            return redirect("admin:articles_article_preview_links", pk)
        links = list(article.preview_links.select_related("article", "made_by", "revoked_by")[:MOST_LISTED])
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview links",
            "opts": self.opts,
            "article": article,
            "form": form,
            "why_not": why_not,
            "links": [(link, request.build_absolute_uri(link.get_absolute_url())) for link in links],
            "most": MOST_LISTED,
        }
        return TemplateResponse(request, "admin/articles/preview_links.html", context)

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End a link before its time, whoever made it. Raises PermissionDenied."""
        editor, article = self._allowed(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = EndForm(request.POST, links=article.preview_links.select_related("article"))
        if not form.is_valid():
            messages.error(request, "This article has no such link.")
            return redirect("admin:articles_article_preview_links", pk)
        link = form.cleaned_data["link"]
        if link.ended:
            messages.info(request, "This link has ended already.")
        else:
            link.revoked_at, link.revoked_by = timezone.now(), editor
            link.save(update_fields=["revoked_at", "revoked_by"])
            self._log(request, article, f"Ended the preview link that was to work until {_in_words(link)}.")
            messages.success(request, "The link is ended: whoever opens it is told so.")
        return redirect("admin:articles_article_preview_links", pk)

    def _allowed(self, request: HttpRequest, pk: int) -> tuple[User, Article]:
        if not isinstance(request.user, User) or not may_publish(request):
            raise PermissionDenied
        return request.user, get_object_or_404(self.get_queryset(request), pk=pk)

    def _log(self, request: HttpRequest, article: Article, what: str) -> None:
        self.log_change(request, article, what)


def _why_not(request: HttpRequest, article: Article) -> str:
    """Why this account can make no link now; empty where it can."""
    if article.state == Article.State.TRASHED:
        return "this article is in the trash."
    if article.state == Article.State.WITHHELD and not may_withhold(request):
        return "this article is withheld, and only a chief may show it round."
    return ""


def _in_words(link: PreviewLink) -> str:
    return f"{timezone.localtime(link.expires_at):%-d %B %Y, %H:%M %Z}"
