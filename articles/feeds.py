"""Feeds: the newest articles, what a person was quoted with, and any question's articles, in Atom and as JSON."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.citations.reference import one_line
from articles.forms import Exploring, read
from articles.models import Article, Person, Quote
from articles.public import public_people
from articles.search.engine import SearchUnavailable, Sort, TooBroad
from articles.search.engines import get_engine
from articles.search.query import parse
from articles.templatetags.exports import FEEDS, OF_PAGES
from articles.text import excerpt
from articles.views.exports import question_of, refused_words
from articles.views.former import to_present, with_present_names
from articles.views.listing import public_by_id
from articles.views.said import latest_said
from articles.views.unavailable import unavailable

ENTRIES = 50
TITLE_LENGTH = 120
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _SteadyAtom(Atom1Feed):
    """Atom in which an empty feed was never changed: Django's says now, so that nobody holds it as it is (304)."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER


class NewestFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The articles published last: headline and standfirst, no full text."""

    feed_type = _SteadyAtom
    link = reverse_lazy("front")
    feed_url = reverse_lazy("feed")
    subtitle = "The articles published last."

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        read(request)
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return f"{settings.SITE_NAME}: latest articles"

    def items(self) -> list[Article]:
        return list(Article.objects.public().for_lists().prefetch_related("corrections").newest()[:ENTRIES])

    def item_title(self, item: Article) -> SafeString:
        return SafeString(item.headline)

    def item_description(self, item: Article) -> str:
        return _summary(item)

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.local_published

    def item_updateddate(self, item: Article) -> datetime:
        return item.news_at

    def item_author_name(self, item: Article) -> str:
        return item.source.name


def _summary(article: Article) -> str:
    """The standfirst, and what was corrected since."""
    corrected = [
        f"Corrected{f' on {one.date:%-d %B %Y}' if one.date else ''}: {one.text}" for one in article.corrections.all()
    ]
    return "\n".join(filter(None, [article.standfirst, *corrected]))


class PersonFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """What one person was quoted with last: the words, and which article printed them."""

    feed_type = _SteadyAtom

    def get_object(self, _request: HttpRequest, person: Person) -> Person:
        return person

    def title(self, person: Person) -> str:
        return f"{person.name} in {settings.SITE_NAME}"

    def subtitle(self, person: Person) -> str:
        return f"What {person.name} was quoted with last."

    def link(self, person: Person) -> str:
        return person.get_absolute_url()

    def feed_url(self, person: Person) -> str:
        return reverse("person-feed", args=[person.slug])

    def items(self, person: Person) -> list[Quote]:
        return latest_said(person, ENTRIES)

    def item_title(self, item: Quote) -> SafeString:
        return SafeString(f"“{excerpt(item.text, TITLE_LENGTH)}”")

    def item_description(self, item: Quote) -> str:
        where = f"In “{item.article.headline}”, {item.article.source.name}."
        return escape(f"“{item.text}” {where}")

    def item_pubdate(self, item: Quote) -> datetime | None:
        return item.article.local_published

    def item_updateddate(self, item: Quote) -> datetime:
        return item.article.news_at

    def item_author_name(self, item: Quote) -> str:
        return str(item.speaker)


@require_safe
def person_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed of one person's quotes; a former address redirects."""
    read(request)
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(public_people(), slug, "person-feed")
    return PersonFeed()(request, person=found)


class Following(Exploring):
    """A question to be followed: always the newest first, fifty at a time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {*OF_PAGES, "sort"} - {"page"}:
            self.fields.pop(name, None)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question's articles, the newest first, and the addresses beside it; the first part has page 1."""

    title: str
    page_url: str
    own_url: str
    previous_url: str
    next_url: str
    articles: Sequence[Article]
    absolute: Callable[[str], str]


@require_safe
@with_present_names
def search_feed(request: HttpRequest, form: str) -> HttpResponseBase:
    """The explorer's question as a feed in parts (RFC 5005, section 3). 400 where the words cannot be understood."""
    if form not in FEEDS:
        raise Http404(f"Feeds are {', '.join(FEEDS)}.")
    parameters = read(request, Following)
    question = question_of(parameters, parse(parameters["q"], parameters["exact"]), Sort.NEWEST)
    page = parameters["page"]
    try:
        answer = get_engine().search(replace(question, offset=(page - 1) * ENTRIES, limit=ENTRIES))
    except TooBroad as error:
        raise refused_words(parameters, str(error)) from error
    except SearchUnavailable as error:
        return unavailable(request, error)
    if page > 1 and not answer.hits:
        raise Http404(f"This feed ends before part {page}.")
    found = public_by_id(
        Article.objects.for_lists().prefetch_related("corrections"), [hit.article_id for hit in answer.hits]
    )
    address = _addresses(request)
    part = Part(
        title=f"{one_line(parameters['q']) or 'Articles'} · {settings.SITE_NAME}",
        page_url=request.build_absolute_uri(_with_page(reverse("explorer"), request, 1)),
        own_url=address(page),
        previous_url=address(page - 1) if page > 1 else "",
        next_url=address(page + 1) if page * ENTRIES < answer.total else "",
        articles=[found[hit.article_id] for hit in answer.hits if hit.article_id in found],
        absolute=request.build_absolute_uri,
    )
    response = _atom(part) if form == "atom" else _json_feed(part)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _addresses(request: HttpRequest) -> Callable[[int], str]:
    return lambda page: request.build_absolute_uri(_with_page(request.path, request, page))


def _with_page(path: str, request: HttpRequest, page: int) -> str:
    """The address with the same question, at another part; the first part's has no number."""
    asked = [(name, values) for name, values in request.GET.lists() if name != "page"]
    query = urlencode([*asked, *([("page", [str(page)])] if page > 1 else [])], doseq=True)
    return f"{path}?{query}" if query else path


class _PartOfAtom(_SteadyAtom):
    """Atom with the links of RFC 5005 to the parts beside it."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("previous", "next"):
            if address := self.feed[relation]:
                handler.addQuickElement("link", None, {"rel": relation, "href": address})


def _atom(part: Part) -> HttpResponse:
    feed = _PartOfAtom(
        part.title, part.page_url, "", feed_url=part.own_url, previous=part.previous_url, next=part.next_url
    )
    for article in part.articles:
        address = part.absolute(article.get_absolute_url())
        feed.add_item(
            one_line(article.headline),  # XML has no place for signs that do not print
            address,
            escape(one_line(_summary(article))),
            unique_id=address,
            pubdate=article.local_published,
            updateddate=article.news_at,
            author_name=article.source.name,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=f"{FEEDS['atom'].media_type}; charset=utf-8")


def _json_feed(part: Part) -> HttpResponse:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": part.title,
        "home_page_url": part.page_url,
        "feed_url": part.own_url,
        "next_url": part.next_url,
        "items": [_json_item(article, part.absolute(article.get_absolute_url())) for article in part.articles],
    }
    text = json.dumps({name: value for name, value in feed.items() if value != ""}, ensure_ascii=False)
    return HttpResponse(text, content_type=f"{FEEDS['json'].media_type}; charset=utf-8")


def _json_item(article: Article, address: str) -> dict[str, Any]:
    item = {
        "id": address,
        "url": address,
        "external_url": article.url,
        "title": article.headline,
        "content_text": _summary(article) or article.headline,
        "date_published": article.local_published.isoformat() if article.local_published else "",
        "date_modified": article.news_at.isoformat(),
        "language": article.language,
        "authors": [{"name": name} for name in article.authors or [article.source.name]],
    }
    return {name: value for name, value in item.items() if value}
