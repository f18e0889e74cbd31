"""Sitemaps: one for each month that has articles, and the index of them."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Article
from articles.views.calendar import day_of
from articles.views.listing import months

MOST_URLS = 50_000
"""What one sitemap may hold (sitemaps.org)."""


class MonthSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """The public articles of one month."""

    limit = MOST_URLS

    def __init__(self, articles: list[Article]) -> None:
        self.articles = articles

    def items(self) -> list[Article]:
        return self.articles

    def lastmod(self, item: Article) -> datetime:
        return item.news_at


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps of all months."""
    read(request)
    addresses = [reverse("sitemap-month", args=[month.year, month.month]) for month in months()]
    items = [{"location": request.build_absolute_uri(address)} for address in addresses]
    return render(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@require_safe
def sitemap_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The sitemap of one month."""
    read(request)
    day_of(year, month, 1)
    of_month = Article.objects.public().in_month(year, month).only("slug", "published_on", "updated_at", "public_since")
    articles = list(of_month.order_by("published_on", "pk")[:MOST_URLS])
    if not articles:
        raise Http404("The archive holds no article of this time.")
    return sitemap(request, {"articles": MonthSitemap(articles)})
