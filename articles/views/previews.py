"""An article in any state as readers will see it: for accounts of the desk, and for whoever was sent a link."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Article, ImportItem, PreviewLink
from articles.views.article import beside, printed
from articles.views.cite import how_to_cite
from articles.views.seeing import HEADERS, at_desk


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """For the desk: any article that this account sees there, in any state. Raises Http404 for all others."""
    read(request)
    if not admin.site.has_permission(request):
        return _private(redirect_to_login(request.get_full_path(), reverse("admin:login")))
    related = Article.objects.select_related("source", "agency", "original")
    found = related.at_desk_of(request.user).filter(pk=pk).first() if at_desk(request) else None
    if found is None:
        raise Http404
    made_of = ImportItem.objects.waiting().filter(article=found, outcome=ImportItem.Outcome.CREATED)
    return _page(request, found, {"waiting": made_of.first()})


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the link, until it ends; once readers see the article, it leads there."""
    read(request)
    link = PreviewLink.objects.of_token(token)
    if link is None:
        raise Http404("There is no such preview. The link may have been cut short on its way: ask for it again.")
    if link.ended:
        return _private(render(request, "errors/preview_ended.html", {"ended": link.ended}, status=410))
    if link.article.is_public:
        return _private(redirect(link.article))
    return _page(request, link.article, {"link": link, "preview_token": token})


def _page(request: HttpRequest, found: Article, more: dict[str, Any]) -> HttpResponse:
    """The article's page, with a bar above it that says what this is, and nothing for machines."""
    context = printed(found, None) | beside(found) | more
    if found.published_on:  # without a date it has no address, and cannot be cited
        context |= how_to_cite(request, found)
    return _private(render(request, "articles/preview.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
