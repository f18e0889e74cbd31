"""Quotes: what was said, each with an address of its own."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import QuoteList, read
from articles.models import Article, Quote
from articles.text import excerpt
from articles.views.body import Paragraph, compose
from articles.views.linked_data import quotation

QUOTES_A_PAGE = 30
_UNSHOWN = ("article__body", "article__field_spans", "article__edited_fields")


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """Quotes, last added first; the next page goes on from the last one shown."""
    parameters = read(request, QuoteList)
    kind, before = parameters["kind"] or Quote.Kind.UTTERANCE, parameters["before"]
    listed = Quote.objects.public().filter(kind=kind).order_by("-id")
    listed = listed.select_related("speaker", "article__source", "article__agency").defer(*_UNSHOWN)
    if before:
        listed = listed.filter(pk__lt=before)
    found = list(listed[: QUOTES_A_PAGE + 1])
    if before and not found:
        raise Http404("There are no older quotes.")
    shown = found[:QUOTES_A_PAGE]
    context = {
        "groups": [(one, sorted(quotes, key=_place)) for one, quotes in groupby(shown, key=_article)],
        "kind": kind,
        "kinds": Quote.Kind.choices,
        "before": before,
        "older": shown[-1].pk if len(found) > QUOTES_A_PAGE else None,
    }
    return render(request, "quotes/list.html", context)


@require_safe
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote with the paragraph around it, its speaker, and how that was decided."""
    read(request)
    records = Quote.objects.select_related("speaker", "article__source", "article__agency")
    found = records.filter(pk=pk).first()
    if found is None:
        raise Http404("The archive has no quote at this address.")
    if found.article.status == Article.Status.WITHHELD:
        return render(request, "errors/410.html", {"withheld": found.article}, status=410)
    if not found.article.is_public:
        raise Http404("The archive has no quote at this address.")
    canonical = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "quote": found,
        "article": found.article,
        "passage": _passage(found),
        "canonical": canonical,
        "description": f"{found.speaker or found.speaker_as_printed or 'Quoted'}: {excerpt(found.text, 160)}",
        "data": {"@context": "https://schema.org", "@id": canonical} | quotation(found),
    }
    return render(request, "quotes/quote.html", context)


def _article(quote: Quote) -> Article:
    return quote.article


def _place(quote: Quote) -> int:
    return quote.pk


def _passage(found: Quote) -> list[Paragraph]:
    """The paragraphs that the quote stands in."""
    text = {
        Quote.Field.HEADLINE: found.article.headline,
        Quote.Field.STANDFIRST: found.article.standfirst,
        Quote.Field.BODY: found.article.body,
    }[Quote.Field(found.field)]
    return [one for one in compose(text, [found]) if any(segment.quote for segment in one.segments)]
