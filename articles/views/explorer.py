"""The explorer: one page for browsing and searching. No words = browse."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import Exploring, read
from articles.search.engine import FacetName, Filters, SearchRequest, Sort
from articles.search.query import ParsedQuery, parse
from articles.search.syntax import describe
from articles.views.facets import COUNTED, FACET_LIMIT, chosen, facets, one_year
from articles.views.former import with_present_speakers
from articles.views.listing import Listing, find, visible
from articles.views.strip import strip, to_explorer


@require_safe
@with_present_speakers
def explorer(request: HttpRequest) -> HttpResponse:
    """Articles that match the words and the filters; 400 where the words cannot be understood."""
    parameters = read(request, Exploring)
    understood = parse(parameters["q"])
    sort = Sort(parameters["sort"] or ("relevance" if understood.node else "newest"))
    listing = _listing(parameters, understood, sort)
    context = {
        "parameters": parameters,
        "words": parameters["q"],
        "problems": understood.problems,
        "refused": understood.refused,
        "understood": describe(understood.node) if understood.node else "",
        "listing": listing,
        "facets": facets(listing.facets, request.GET, parameters),
        "chosen": chosen(request.GET, parameters),
        "strip": strip(listing.timeline, to_explorer(request.GET)),
        "sort": sort.value,
        "sorts": [one.value for one in Sort if understood.node or one is not Sort.RELEVANCE],
        "kept": _kept(request),
    }
    return render(request, "articles/explorer.html", context, status=400 if understood.refused else 200)


def _listing(parameters: dict[str, Any], understood: ParsedQuery, sort: Sort) -> Listing:
    if understood.refused:
        return Listing(rows=[], page=1, total=0)
    months: tuple[FacetName, ...] = ("month",) if one_year(parameters) else ()
    question = SearchRequest(
        visible(_filters(parameters)),
        query=understood.node,
        sort=sort,
        facets=COUNTED + months,
        facet_limit=FACET_LIMIT,
    )
    return find(question, parameters["page"])


def _filters(parameters: dict[str, Any]) -> Filters:
    since, until = parameters["since"], parameters["until"]
    return Filters(
        visible_at=None,
        sources=tuple(one.pk for one in parameters["source"]),
        agencies=tuple(one.pk for one in parameters["agency"]),
        topics=tuple(one.pk for one in parameters["topic"]),
        speakers=tuple(one.pk for one in parameters["speaker"]),
        languages=tuple(parameters["language"]),
        first_day=since.first if since else None,
        last_day=until.last if until else None,
    )


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """The filters that a new question from the page's own form keeps."""
    typed = {"q", "since", "until", "page"}
    return [(name, value) for name in request.GET if name not in typed for value in request.GET.getlist(name) if value]
