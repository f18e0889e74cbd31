"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Article
from articles.search.engine import SearchRequest
from articles.views.listing import Row, find, visible
from articles.views.strip import strip, to_calendar

LATEST = 13
ADDED = 6
MOST_SAMPLES = 100


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What was published last, what came into the archive last, and how far it reaches."""
    read(request)
    public = Article.objects.public()
    listing = find(SearchRequest(visible(), highlight=False))
    added = public.for_lists().order_by("-created_at", "-id")[:ADDED]
    context = {
        "latest": listing.rows[:LATEST],
        "added": [Row(article) for article in added],
        "listing": listing,
        "strip": strip(listing.timeline, to_calendar),
        "has_sample": _has_sample(),
    }
    return render(request, "articles/front.html", context)


def _has_sample() -> bool:
    """Whether readers meet sample material. Asked of the index of sample articles alone, which are few."""
    sample = Article.objects.sample().only("status", "publish_at").order_by("pk")
    return any(article.is_public for article in sample[:MOST_SAMPLES])
