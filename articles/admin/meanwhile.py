"""Two editors on one story: each is told of the other, and whose change a save would overwrite."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from reversion.models import Version

from articles.admin.mixin import AdminMixin
from articles.models import Article, Presence
from articles.models.presence import name_of

_MOST_LOOKED_AT = 20
_ROUNDING = timedelta(milliseconds=1)
"""Versions keep a moment to the millisecond."""


class MeanwhileAdmin(AdminMixin):
    """Notes who has an article's form open; stands before ArchiveAdmin."""

    def get_urls(self) -> list[URLPattern]:
        """Where the open form gives its signs, beside the pages of articles."""
        view = self.admin_site.admin_view(self.presence_view)
        own = path("<path:object_id>/presence/", view, name="articles_article_presence")
        return [own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **form: Any) -> HttpResponse:
        """The form, with who else has it open. To look takes no lock: the form itself gives the first sign."""
        article = form.get("obj")
        others = [str(one) for one in Presence.objects.others(article, request.user)] if article else []
        shown = {"others": others}
        response: HttpResponse = super().render_change_form(request, shown | context, *args, **form)
        return response

    def presence_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """A sign that the form is still open, or was left; the answer says who else has it open, and who saved."""
        article: Article | None = self.get_object(request, object_id)
        if article is None or not self.has_change_permission(request, article) or not isinstance(request.user, User):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if "left" in request.POST:
            Presence.objects.filter(article=article, user=request.user).delete()
            return JsonResponse({})
        Presence.objects.note(article, request.user)
        others = [str(one) for one in Presence.objects.others(article, request.user)]
        change = changed_since(article, request.POST.get("seen", ""))
        return JsonResponse({"others": others, "saved": change._asdict() if change else None})


class Change(NamedTuple):
    """What others did to an article: in words, and the page that compares it with what was seen, if that was kept."""

    told: str
    compare: str

    def as_html(self) -> SafeString:
        """The words with the link."""
        link = ' <a href="{}" target="_blank">What was changed</a> (opens beside this page).'
        return format_html("{}{}", self.told, format_html(link, self.compare) if self.compare else "")


def changed_since(article: Article, seen: str) -> Change | None:
    """By whom and when the article was changed since the state that was `seen`; None where it was not."""
    if seen in ("", article.updated_at.isoformat()):
        return None
    shown = parse_datetime(seen)
    later, held = _versions_since(article, shown) if shown else ([], None)
    people = sorted({name_of(version.revision.user) for version in later if version.revision.user})
    when = timezone.localtime(later[0].revision.date_created if later else article.updated_at)
    by = " and ".join(people) if people else "the program (an import, or a decision on its quotes)"
    told = f"This article was changed while you had it open, by {by} on {when:%d %B} at {when:%H:%M %Z}."
    address = reverse("admin:articles_article_compare", args=[article.pk])
    return Change(told, f"{address}?older={held.pk}&newer=now" if held else "")


def _versions_since(article: Article, shown: datetime) -> tuple[list[Version], Version | None]:
    """The states kept after the one that was shown, the last first, and that one itself where it was kept."""
    later: list[Version] = []
    kept = Version.objects.get_for_object(article).select_related("revision__user")
    for version in kept[:_MOST_LOOKED_AT]:
        if version.field_dict["updated_at"] <= shown + _ROUNDING:
            return later, version
        later.append(version)
    return later, None
