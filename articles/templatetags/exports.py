"""The links under a list that lead to the whole of it as a file or a feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import RequestContext
from django.urls import reverse

from articles.exports.formats import ARTICLES, QUOTES, Format

register = template.Library()

OF_PAGES = ("page", "after", "before", "per_page", "share")
"""Parameters that choose a page of a list or its looks; the whole list has none of them."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A format of feeds: its name on pages and its media type."""

    label: str
    media_type: str


FEEDS = {"atom": Feed("Atom", "application/atom+xml"), "json": Feed("JSON Feed", "application/feed+json")}


@dataclass(frozen=True, slots=True)
class Link:
    """A format's name, address and media type."""

    label: str
    url: str
    media_type: str


@register.inclusion_tag("partials/_exports.html", takes_context=True)
def exports(context: RequestContext, what: str = "articles", **filters: Any) -> dict[str, list[Link]]:
    """Links to all `articles` or `quotes` of this page's question; or, with filters, of that question."""
    asked = filters or _asked(context)
    formats = ARTICLES if what == "articles" else QUOTES
    found = {"files": _links(f"export-{what}", formats, asked)}
    return found | {"feeds": _feeds(asked)} if what == "articles" else found


@register.inclusion_tag("partials/_feed_links.html", takes_context=True)
def feed_links(context: RequestContext) -> dict[str, list[Link]]:
    """The same feeds for the page's head, where feed readers look for them."""
    return {"feeds": _feeds(_asked(context))}


def _asked(context: RequestContext) -> dict[str, list[str]]:
    return {name: values for name, values in context["request"].GET.lists() if name not in OF_PAGES}


def _feeds(asked: Mapping[str, Any]) -> list[Link]:
    unsorted = {name: values for name, values in asked.items() if name != "sort"}
    return _links("search-feed", FEEDS, unsorted)


def _links(view: str, formats: Mapping[str, Format | Feed], asked: Mapping[str, Any]) -> list[Link]:
    query = urlencode(asked, doseq=True)
    addresses = {name: reverse(view, args=[name]) for name in formats}
    return [
        Link(one.label, f"{addresses[name]}?{query}" if query else addresses[name], one.media_type)
        for name, one in formats.items()
    ]
