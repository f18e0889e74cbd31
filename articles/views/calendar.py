"""The archive by year, month and day. The calendar is the source's: the day that the address names."""

from calendar import monthrange
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import Paged, read
from articles.models import Article
from articles.search.engine import Filters, SearchRequest, Sort, TimeUnit
from articles.views.listing import find, visible
from articles.views.paging import turned
from articles.views.strip import strip, to_calendar


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year's articles."""
    return _period(request, "year", day_of(year, 1, 1), day_of(year, 12, 31))


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month's articles."""
    first = day_of(year, month, 1)
    return _period(request, "month", first, first.replace(day=monthrange(year, month)[1]))


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """A day's articles, in the order of the day."""
    on = day_of(year, month, day)
    return _period(request, "day", on, on)


def day_of(year: int, month: int, day: int) -> date:
    """That day. Raises Http404 where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404("The calendar has no such day.") from error


def _period(request: HttpRequest, unit: TimeUnit, first: date, last: date) -> HttpResponse:
    parameters = read(request, Paged)
    filters = visible(Filters(visible_at=None, first_day=first, last_day=last))
    listing = find(turned(SearchRequest(filters, sort=Sort.OLDEST, highlight=False), parameters))
    if not (listing.rows or listing.total or listing.past):
        raise Http404("The archive holds no article of this time.")
    days = Article.objects.public().values_list("published_on", flat=True)
    context = {
        "unit": unit,
        "first": first,
        "listing": listing,
        "strip": strip(listing.timeline, to_calendar),
        "previous": days.filter(published_on__lt=first).order_by("-published_on").first(),
        "next": days.filter(published_on__gt=last).order_by("published_on").first(),
    }
    return render(request, "calendar/period.html", context)
