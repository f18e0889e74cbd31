"""Who may look at an article that is not public: accounts of the desk, and whoever was sent a link."""

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Article, PreviewLink
from articles.views.limits import is_editor

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
"""Of every answer that shows it: kept nowhere, found by nobody, and no other site is told the address."""


def may_look(request: HttpRequest, article: Article | None, token: str = "") -> bool:
    """Whether the link with this token is of the article and still open; without one, whether the desk shows the
    article to whoever is signed in. What is asked does not depend on the article: that an answer came from looking at
    the session (Vary) must not tell whether there is one.
    """
    if token:
        link = PreviewLink.objects.of_token(token)
        return link is not None and article is not None and link.article_id == article.pk and not link.ended
    if not at_desk(request) or article is None:
        return False
    return Article.objects.at_desk_of(request.user).filter(pk=article.pk).exists()


def at_desk(request: HttpRequest) -> bool:
    """Whether somebody is signed in at the desk, by all its rules, and may look at articles there."""
    may_enter = is_editor(request) and admin.site.has_permission(request)
    return may_enter and any(request.user.has_perm(f"articles.{may}_article") for may in ("view", "change"))
