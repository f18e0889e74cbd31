"""The explorer: one page for browsing and searching. No words = browse."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import Exploring, read
from articles.search.engine import Filters, SearchRequest, Sort
from articles.views.listing import find, visible
from articles.views.strip import strip, to_explorer


@require_safe
def explorer(request: HttpRequest) -> HttpResponse:
    """Articles that match the words and the filters."""
    parameters = read(request, Exploring)
    question = SearchRequest(visible(_filters(parameters)), sort=Sort(parameters["sort"] or "newest"))
    listing = find(question, parameters["page"])
    context = {
        "words": parameters["q"],
        "listing": listing,
        "strip": strip(listing.timeline, listing.unit, to_explorer(request.GET)),
    }
    return render(request, "articles/explorer.html", context)


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
