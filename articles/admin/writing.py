"""While a story is written: how long it is, which quotes the rules find in it, and which address it would get."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from articles.admin.fields import OneLineField, PlainTextField
from articles.admin.mixin import AdminMixin
from articles.archive.quoting import sketch_quotes
from articles.importers.language import detect
from articles.models import Article, Quote
from articles.quotes.explanations import EXPLANATIONS
from articles.text import lines_as_paragraphs, paragraphs, word_count


class TypedForm(forms.Form):
    """What stands in the form of a story now, saved or not."""

    article = forms.IntegerField(required=False)
    headline = OneLineField(required=False)
    standfirst = PlainTextField(required=False)
    body = PlainTextField(required=False)
    language = OneLineField(required=False)
    day = forms.DateField(required=False)


class WritingAdmin(AdminMixin):
    """The page that the form of a story asks while somebody types; stands before ArchiveAdmin."""

    def get_urls(self) -> list[URLPattern]:
        """What the form asks, beside the pages of articles."""
        view = self.admin_site.admin_view(self.typed_view)
        return [path("typed/", view, name="articles_article_typed"), *super().get_urls()]

    def typed_view(self, request: HttpRequest) -> HttpResponseBase:
        """Words, paragraphs, address and quotes of what was typed; nothing is written."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = TypedForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        typed = form.cleaned_data
        article = self._typed_article(request, typed["article"])
        article.headline, article.standfirst = typed["headline"], typed["standfirst"]
        article.body = lines_as_paragraphs(typed["body"])
        article.language = typed["language"] or article.language or detect(article.body) or ""
        return JsonResponse(
            {
                "words": word_count(article.body),
                "paragraphs": len(paragraphs(article.body)),
                "address": _address(article, typed["day"]),
                "quotes": [_shown(quote) for quote in sketch_quotes(article)],
            }
        )

    def _typed_article(self, request: HttpRequest, pk: int | None) -> Article:
        """The article as it is kept, for those who may change it; a new one for those who may enter one."""
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return Article()
        found: Article | None = self.get_object(request, str(pk))
        if found is None or not self.has_change_permission(request, found):
            raise PermissionDenied
        return found


def _address(article: Article, day: Any) -> str:
    """The last part of the address that the headline gives on that day."""
    if not article.headline:
        return ""
    trial = Article(pk=article.pk, headline=article.headline, published_on=day)
    trial.choose_slug()
    return trial.slug


def _shown(quote: Quote) -> dict[str, Any]:
    decided = quote.confirmed or quote.method == Quote.Method.EDITOR
    return {
        "field": quote.field,
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.speaker.pk if quote.speaker else None,
        "name": quote.speaker.name if quote.speaker else quote.speaker_as_printed,
        "as_printed": quote.speaker_as_printed,
        "role": quote.role,
        "cue": quote.cue,
        "start": quote.spans[0][0] if quote.spans else None,
        "why": "" if decided else EXPLANATIONS.get(quote.rule, ""),
        "sure": None if decided or quote.confidence is None else round(100 * quote.confidence),
        "unsure": quote.is_unsure,
        "decided": decided,
    }
