"""The links under a list that lead to the whole of it as a file or a feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import RequestContext
from django.urls import reverse

from articles.exports.formats import ARTICLES, QUOTES

register = template.Library()

OF_PAGES = ("page", "after", "before", "per_page", "share")
"""Parameters that choose a page of a list or its looks; the whole list has none of them."""
FEEDS = {"atom": "Atom", "json": "JSON Feed"}


@dataclass(frozen=True, slots=True)
class Link:
    """A format's name and address."""

    label: str
    url: str


@register.inclusion_tag("partials/_exports.html", takes_context=True)
def exports(context: RequestContext, what: str = "articles", **filters: Any) -> dict[str, list[Link]]:
    """Links to all `articles` or `quotes` of this page's question; or, with filters, of that question."""
    asked = filters or {name: values for name, values in context["request"].GET.lists() if name not in OF_PAGES}
    formats = ARTICLES if what == "articles" else QUOTES
    found = {"files": _links(f"export-{what}", {name: one.label for name, one in formats.items()}, asked)}
    if what == "articles":
        unsorted = {name: values for name, values in asked.items() if name != "sort"}
        found["feeds"] = _links("search-feed", FEEDS, unsorted)
    return found


def _links(view: str, labels: Mapping[str, str], asked: Mapping[str, Any]) -> list[Link]:
    query = urlencode(asked, doseq=True)
    addresses = {name: reverse(view, args=[name]) for name in labels}
    return [Link(label, f"{addresses[name]}?{query}" if query else addresses[name]) for name, label in labels.items()]
