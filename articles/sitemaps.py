"""Sitemaps: one for each month that has articles, and the index of them."""

from datetime import date, datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Article

MOST_URLS = 50_000
"""What one sitemap may hold (sitemaps.org)."""


class MonthSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """The public articles of one month."""

    limit = MOST_URLS

    def __init__(self, year: int, month: int) -> None:
        self.year = year
        self.month = month

    def items(self) -> list[Article]:
        fields = ("id", "slug", "published_on", "updated_at")
        return list(Article.objects.public().in_month(self.year, self.month).only(*fields)[:MOST_URLS])

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps of all months."""
    read(request)
    months = Article.objects.public().dates("published_on", "month", order="DESC")
    addresses = [reverse("sitemap-month", args=[month.year, month.month]) for month in months]
    items = [{"location": request.build_absolute_uri(address)} for address in addresses]
    return render(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@require_safe
def sitemap_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The sitemap of one month."""
    read(request)
    try:
        date(year, month, 1)
    except ValueError as error:
        raise Http404("The calendar has no such month.") from error
    entries = MonthSitemap(year, month)
    return sitemap(request, {"articles": entries})
