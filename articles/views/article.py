"""One article: at its address for ever, moved, withheld, or not there."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Address, Article, Photo, Quote, RelatedLink
from articles.models.article import ArticleQuerySet
from articles.text import excerpt
from articles.views.body import compose
from articles.views.calendar import day_of

NEIGHBOURS = 6
LINKING = 20


@require_safe
def article(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """The article's page; a former address redirects, a withheld article leaves its reason."""
    read(request)
    on = day_of(year, month, day)
    found = Article.objects.select_related("source", "agency", "original").filter(published_on=on, slug=slug).first()
    if found is None:
        return redirect(_moved(on, slug), permanent=True)
    if found.status == Article.Status.WITHHELD:
        return render(request, "errors/410.html", {"withheld": found}, status=410)
    if not found.is_public:
        raise Http404
    return render(request, "articles/article.html", _context(request, found))


def _moved(on: date, slug: str) -> Article:
    """The article that once had this address, if readers may hear of it."""
    address = Address.objects.select_related("article").filter(day=on, slug=slug).first()
    if address is None or not (address.article.is_public or address.article.status == Article.Status.WITHHELD):
        raise Http404
    return address.article


def _context(request: HttpRequest, found: Article) -> dict[str, Any]:
    quotes = list(found.quotes.select_related("speaker"))
    links = _links(found)
    photos: Sequence[Photo] = list(found.photos.all())
    return {
        "article": found,
        "standfirst": compose(found.standfirst, _in_field(quotes, Quote.Field.STANDFIRST)),
        "headline": compose(found.headline, _in_field(quotes, Quote.Field.HEADLINE)),
        "paragraphs": compose(found.body, _in_field(quotes, Quote.Field.BODY), links),
        "links_before": [link for link in links if not link.after_paragraph],
        "photos": photos,
        "utterances": [quote for quote in quotes if quote.kind == Quote.Kind.UTTERANCE],
        "fragments": [quote for quote in quotes if quote.kind == Quote.Kind.FRAGMENT],
        "corrections": found.corrections.all(),
        "topics": found.topics.all(),
        "linked_from": _linked_from(found),
        "same_day": Article.objects.public().on(_day(found)).exclude(pk=found.pk).for_lists().newest()[:NEIGHBOURS],
        "earlier": _of_source(found).filter(published_at__lt=found.published_at).newest().first(),
        "later": _of_source(found).filter(published_at__gt=found.published_at).order_by("published_at", "id").first(),
        "canonical": request.build_absolute_uri(found.get_absolute_url()),
        "description": excerpt(found.standfirst or found.body, 200),
    }


def _day(found: Article) -> date:
    if found.published_on is None:
        raise Http404
    return found.published_on


def _in_field(quotes: Sequence[Quote], field: Quote.Field) -> list[Quote]:
    return [quote for quote in quotes if quote.field == field]


def _links(found: Article) -> list[RelatedLink]:
    """Related links; `target` is there only where readers may follow it."""
    public = Article.objects.public().select_related("source").defer("body", "field_spans", "edited_fields")
    return list(found.related_links.prefetch_related(Prefetch("target", queryset=public)))


def _linked_from(found: Article) -> QuerySet[Article]:
    ids = found.linked_from.values("article")
    return Article.objects.public().filter(pk__in=ids).for_lists().newest()[:LINKING]


def _of_source(found: Article) -> ArticleQuerySet:
    return Article.objects.public().filter(source=found.source_id).for_lists()
