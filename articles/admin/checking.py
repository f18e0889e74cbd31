"""What to look at before readers see an article: on its page, and where it is published."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from articles.admin.mixin import AdminMixin
from articles.archive.checking import Finding, Severity, findings_of
from articles.models import Article

Checked = list[tuple[Article, list[Finding]]]


def checked(request: HttpRequest, articles: Sequence[Article]) -> Checked:
    """Articles with what to look at in each; others are named only where this account, or any reader, sees them."""
    seen = Article.objects.at_desk_of(request.user) | Article.objects.public()
    found = findings_of(articles, seen)
    return [(article, found[article.pk]) for article in articles]


def has_warnings(checked: Checked) -> bool:
    """Whether there is anything to be asked about: what is refused anyway needs no asking."""
    return any(one.severity == Severity.WARNING for _, found in checked for one in found)


class CheckingAdmin(AdminMixin):
    """What to look at stands at the top of an article's page; before the other admins."""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **form: Any) -> HttpResponse:
        """With what to look at in the article as it is saved."""
        article: Article | None = form.get("obj")
        found = checked(request, [article]) if article and article.pk and isinstance(request.user, User) else []
        response: HttpResponse = super().render_change_form(request, {"checked": found} | context, *args, **form)
        return response
