"""One article: at its address for ever, moved, withheld, or not there."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import Reading, read
from articles.models import Article, Quote, RelatedLink
from articles.search.engine import Marker, Passage, Ranges
from articles.search.engines import get_engine
from articles.text import excerpt
from articles.views.addresses import article_at
from articles.views.alike import alike
from articles.views.body import compose
from articles.views.calendar import day_of
from articles.views.changes import changes_address
from articles.views.cite import how_to_cite
from articles.views.former import with_present_names
from articles.views.linked_data import news_article
from articles.views.listing import as_lines, public_by_id
from articles.views.marks import marks_in, names_marker
from articles.views.trail import read_words, trail

BESIDE = 6
LINKING = 20
MOST_LINKING = 500
DESCRIPTION_LENGTH = 200
FIELD_NAMES = {"authors": "Byline", "published": "Date", "url": "Address"}


@require_safe
@with_present_names
def article(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """The article's page; a former address redirects, a withheld article leaves its reason."""
    parameters = read(request, Reading)
    found = article_at(day_of(year, month, day), slug)
    if found.status == Article.Status.WITHHELD:  # at former addresses too: the present one may tell a new headline
        return render(request, "errors/410.html", {"withheld": found}, status=410)
    if found.get_absolute_url() != request.path:
        asked = f"?{request.META['QUERY_STRING']}" if request.GET else ""
        return redirect(found.get_absolute_url() + asked, permanent=True)
    words = read_words(parameters).node
    text = printed(found, get_engine().marker(words) if words else None)
    text["names"] = names_marker(words)
    text["trail"] = trail(found, parameters, request.GET)
    text["changes_address"] = changes_address(found)
    context = text | beside(found) | _for_machines(request, found, text) | how_to_cite(request, found)
    return render(request, "articles/article.html", context)


def beside(found: Article) -> dict[str, Any]:
    """Where the article came from, and what else the archive has on it that readers may see."""
    return _origin(found) | _around(found)


def printed(found: Article, marker: Marker | None) -> dict[str, Any]:
    """What was printed, with the words of a search marked in it."""
    quotes = list(found.quotes.select_related("speaker"))
    links = _links(found)
    in_field = {field: [quote for quote in quotes if quote.field == field] for field in Quote.Field}

    def marks(field: Quote.Field) -> Ranges:
        spoken = tuple((start, end) for quote in in_field[field] for start, end in quote.spans)
        return marks_in(getattr(found, field), field, found.language, marker, spoken)

    def caption(text: str) -> Passage:
        return Passage(text, marks_in(text, "caption", found.language, marker))

    photos = list(found.photos.all())
    return {
        "article": found,
        "headline": compose(found.headline, in_field[Quote.Field.HEADLINE], marks=marks(Quote.Field.HEADLINE)),
        "standfirst": compose(found.standfirst, in_field[Quote.Field.STANDFIRST], marks=marks(Quote.Field.STANDFIRST)),
        "paragraphs": compose(found.body, in_field[Quote.Field.BODY], links, marks(Quote.Field.BODY)),
        "links_before": [link for link in links if not link.after_paragraph],
        "photos": [(photo, caption(photo.caption)) for photo in photos],
        "topics": list(found.topics.all()),
        "corrections": list(found.corrections.all()),
        "quotes": quotes,
        "utterances": [quote for quote in quotes if quote.kind == Quote.Kind.UTTERANCE],
        "fragments": [quote for quote in quotes if quote.kind == Quote.Kind.FRAGMENT],
    }


def _links(found: Article) -> list[RelatedLink]:
    """Related links; `target` is there only where readers may follow it."""
    links = list(found.related_links.all())
    fields = Article.objects.only("slug", "published_on", "status", "publish_at")
    public = public_by_id(fields, [link.target_id for link in links if link.target_id])
    for link in links:
        link.target = public.get(link.target_id) if link.target_id else None
    return links


def _origin(found: Article) -> dict[str, Any]:
    """Where each field was found, and what an editor changed."""
    return {
        "found_at": [
            (_field_name(field), _lines(first, last))
            for field, (first, last) in sorted(found.field_spans.items(), key=lambda item: item[1])
        ],
        "edited": [_field_name(field).lower() for field in found.edited_fields],
    }


def _field_name(field: str) -> str:
    return FIELD_NAMES.get(field, field.replace("_", " ").capitalize())


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _around(found: Article) -> dict[str, Any]:
    """What else the archive has beside it."""
    always = {"alike": alike(found), "linked_from": _linked_from(found)}
    moment = found.published_at
    if moment is None:  # a draft without a date stands before and after nothing
        return always
    of_source = as_lines(Article.objects.public()).filter(source=found.source_id)
    return always | {
        "same_day": _same_day(found),
        # The bound on published_at alone lets the index begin there, not at the source's first or last article.
        "earlier": of_source.filter(Q(published_at__lt=moment) | Q(pk__lt=found.pk), published_at__lte=moment)
        .newest()
        .first(),
        "later": of_source.filter(Q(published_at__gt=moment) | Q(pk__gt=found.pk), published_at__gte=moment)
        .order_by("published_at", "id")
        .first(),
    }


def _linked_from(found: Article) -> list[Article]:
    """Articles that link to it, latest first."""
    ids = found.linked_from.values_list("article", flat=True).order_by("-pk")[:MOST_LINKING]
    linking = public_by_id(as_lines(Article.objects.all()), ids).values()
    return sorted(linking, key=_when, reverse=True)[:LINKING]


def _when(found: Article) -> tuple[date, int]:
    return found.published_on or date.min, found.pk


def _same_day(found: Article) -> QuerySet[Article]:
    """Other sources' articles of the day, in the order of the index by day: its own stand under before and after."""
    others = Article.objects.public().filter(published_on=found.published_on).exclude(source=found.source_id)
    return as_lines(others).order_by("slug")[:BESIDE]


def _for_machines(request: HttpRequest, found: Article, text: dict[str, Any]) -> dict[str, Any]:
    """The page for search engines, social media and reference managers."""
    canonical = request.build_absolute_uri(found.get_absolute_url())
    picture = next((photo.pk for photo, _ in text["photos"] if photo.image), None)
    image = request.build_absolute_uri(reverse("photo", args=[picture])) if picture else ""
    return {
        "canonical": canonical,
        "image": image,
        "description": excerpt(found.standfirst or found.body, DESCRIPTION_LENGTH),
        "data": news_article(found, text["quotes"], request.build_absolute_uri, image, text["corrections"]),
    }
