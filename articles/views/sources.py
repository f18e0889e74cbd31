"""Sources: who published, and whose wire copy it is."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import Paged, read
from articles.models import Article, Source
from articles.public import public_sources
from articles.search.engine import Filters, SearchRequest
from articles.views.former import to_present
from articles.views.listing import counts, find, visible
from articles.views.paging import turned
from articles.views.strip import strip, to_explorer


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All publishers and agencies, with how many articles each has."""
    read(request)
    held, unavailable = counts("source", "agency")
    every = list(public_sources())
    context = {
        "publishers": [(one, held["source"].get(one.pk)) for one in every if one.kind == Source.Kind.PUBLISHER],
        "agencies": [(one, held["agency"].get(one.pk)) for one in every if one.kind == Source.Kind.AGENCY],
        "unavailable": unavailable,
    }
    return render(request, "sources/list.html", context)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source and its articles, latest first."""
    parameters = read(request, Paged)
    found = public_sources().filter(slug=slug).first()
    if found is None:
        return to_present(public_sources(), slug, "source")
    agency = found.kind == Source.Kind.AGENCY
    key = (found.pk,)
    filters = Filters(visible_at=None, agencies=key) if agency else Filters(visible_at=None, sources=key)
    listing = find(turned(SearchRequest(visible(filters), highlight=False), parameters))
    parameter = "agency" if agency else "source"
    context = {
        "source": found,
        "listing": listing,
        "strip": strip(listing.timeline, to_explorer(QueryDict(f"{parameter}={found.slug}"))),
        "explorer": f"{reverse('explorer')}?{parameter}={found.slug}",
        "is_agency": agency,
        "publishes": agency and Article.objects.public().filter(source=found).exists(),
    }
    return render(request, "sources/source.html", context)
