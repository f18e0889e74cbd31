"""Topics: the subject headings."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import Paged, read
from articles.public import public_topics
from articles.search.engine import Filters, SearchRequest
from articles.views.former import to_present
from articles.views.listing import counts, find, visible
from articles.views.paging import turned
from articles.views.strip import strip, to_explorer


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, with how many articles each has."""
    read(request)
    held, unavailable = counts("topic")
    context = {"topics": [(one, held["topic"].get(one.pk)) for one in public_topics()], "unavailable": unavailable}
    return render(request, "topics/list.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic and its articles, latest first."""
    parameters = read(request, Paged)
    found = public_topics().filter(slug=slug).first()
    if found is None:
        return to_present(public_topics(), slug, "topic")
    filters = visible(Filters(visible_at=None, topics=(found.pk,)))
    listing = find(turned(SearchRequest(filters, highlight=False), parameters))
    context = {
        "topic": found,
        "listing": listing,
        "strip": strip(listing.timeline, to_explorer(QueryDict(f"topic={found.slug}"))),
    }
    return render(request, "topics/topic.html", context)
