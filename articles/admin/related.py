"""Articles of the archive for the related links of a story: found by the one engine while somebody types."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.admin.article_search import begun
from articles.admin.mixin import AdminMixin
from articles.admin.rights import search_own, sees_all
from articles.models import Article
from articles.search.engine import Filters, SearchRequest, SearchUnavailable, Sort
from articles.search.engines import get_engine
from articles.search.query import parse
from articles.text import fold

_MOST_FOUND, _MOST_DRAFTS = 10, 3
_MOST_ASKED = 40
"""The engine is asked for some more: it may know of articles that are in the trash by now."""


class RelatedForm(forms.Form):
    """Words typed, and the story that is not to be found itself."""

    q = forms.CharField(required=False, max_length=500)
    article = forms.IntegerField(required=False)


class RelatedAdmin(AdminMixin):
    """The page that the related links of a story ask; stands before ArchiveAdmin."""

    def get_urls(self) -> list[URLPattern]:
        """The search beside the pages of articles."""
        view = self.admin_site.admin_view(require_safe(self.related_view))
        return [path("related/", view, name="articles_article_related"), *super().get_urls()]

    def related_view(self, request: HttpRequest) -> JsonResponse:
        """The best ten articles of those that readers see, and of those that this account works on."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        form = RelatedForm(request.GET)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        words, own = form.cleaned_data["q"].strip(), form.cleaned_data["article"]
        try:
            found = _find(request, words, own)
        except SearchUnavailable as error:
            told = f"{error} Meanwhile only headlines that begin with these words are found."
            found = _visible(request).filter(headline_key__startswith=fold(words)).exclude(pk=own)
            return JsonResponse({"found": [_shown(each) for each in found[:_MOST_FOUND]], "told": told})
        return JsonResponse({"found": [_shown(each) for each in found], "told": ""})


def _find(request: HttpRequest, words: str, own: int | None) -> list[Article]:
    """Best first; one's own drafts of a contributor come before what readers see. Raises SearchUnavailable."""
    if not words:
        return []
    question = SearchRequest(
        filters=Filters(visible_at=None if sees_all(request) else timezone.now()),
        query=parse(begun(words)).node,
        sort=Sort.RELEVANCE,
        limit=_MOST_ASKED,
        highlight=False,
    )
    ids = [hit.article_id for hit in get_engine().search(question).hits]
    known = _visible(request).in_bulk(ids)
    desk = Article.objects.for_lists().at_desk_of(request.user)
    drafts = [] if sees_all(request) else search_own(desk, words)[:_MOST_DRAFTS]
    found = [*drafts, *(known[pk] for pk in ids if pk in known)]
    return [each for each in found if each.pk != own][:_MOST_FOUND]


def _visible(request: HttpRequest) -> Any:
    """What this account may see the headline of."""
    rows = Article.objects.for_lists()
    return rows.exclude(status=Article.Status.TRASHED) if sees_all(request) else rows.public()


def _shown(article: Article) -> dict[str, Any]:
    day = f"{article.published_on:%Y-%m-%d}" if article.published_on else "no date"
    state = "" if article.is_public else str(article.state.label).lower()
    return {
        "id": article.pk,
        "title": article.headline,
        "url": article.url,
        "about": " · ".join(part for part in (article.source.name, day, state) if part),
    }
