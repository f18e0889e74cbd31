"""The explorer: one page for browsing and searching. No words = browse."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import PER_PAGE, Exploring, read
from articles.search.engine import SearchRequest, Sort, TooBroad
from articles.search.query import ParsedQuery, parse
from articles.search.syntax import describe, ranks
from articles.views.facets import COUNTED, FACET_LIMIT, Links, chosen, facets, kept, narrower
from articles.views.former import with_present_names
from articles.views.lasting import lasting
from articles.views.listing import Listing, chosen_filters, find, total, with_held
from articles.views.named_time import named_time
from articles.views.paging import turned
from articles.views.readings import Readings, meant
from articles.views.strip import Ways, strip, to_explorer
from articles.views.trail import with_trails
from articles.views.trends import to_trends
from articles.views.unavailable import unanswered
from articles.views.unknown_names import reasons


@require_safe
@with_present_names
def explorer(request: HttpRequest) -> HttpResponse:
    """Articles that match the words and the filters. 400 where the words cannot be understood, 503 for words without
    the engine."""
    parameters = read(request, Exploring)
    understood = parse(parameters["q"], parameters["exact"])
    sort = parameters["sort"]
    question = _question(parameters, understood, sort)
    listing = Listing(rows=[], total=0)
    if not understood.refused:
        try:
            listing = find(turned(question, parameters))
        except TooBroad as error:
            understood = understood.refuse(str(error))
    shares = parameters["share"] == "yes"
    timeline = with_held(listing.timeline, question.filters) if shares else listing.timeline
    links = Links(reverse("explorer"), request.GET)
    readings = Readings(links, parse, total)
    nothing = not (listing.total or listing.unavailable or understood.refused)
    context = {
        "action": links.address,
        "parameters": parameters,
        "words": parameters["q"],
        "problems": understood.problems,
        "refused": understood.refused,
        "understood": describe(understood.node) if understood.node else "",
        "listing": with_trails(listing, request.GET, sort),
        "lasting": None if understood.refused else lasting(question, links, total),
        "meant": meant(listing.suggestion, links),
        "reasons": reasons(question) if nothing else None,
        "included": readings.included(question) if nothing else None,
        "alone": readings.words_alone(question, parameters["q"]) if understood.refused else None,
        "time": named_time(parameters["q"], links),
        "facets": facets(listing.facets, links, parameters, listing.total),
        "chosen": chosen(links, parameters),
        "strip": strip(timeline, to_explorer(request.GET)),
        "ways": Ways(links.with_values(share=[]), links.with_values(share=["yes"]), to_trends(request.GET)),
        "sort": sort.value,
        "sorts": [one.value for one in Sort if ranks(understood.node) or one is not Sort.RELEVANCE],
        "sizes": PER_PAGE,
        "kept": kept(request.GET),
    }
    page = render(request, "articles/explorer.html", context, status=400 if understood.refused else 200)
    return unanswered(page, listing.unavailable) if understood.node and listing.unavailable else page


def _question(parameters: dict[str, Any], understood: ParsedQuery, sort: Sort) -> SearchRequest:
    return SearchRequest(
        chosen_filters(parameters),
        query=understood.node,
        sort=sort,
        facets=COUNTED + narrower(parameters),
        facet_limit=FACET_LIMIT,
    )
