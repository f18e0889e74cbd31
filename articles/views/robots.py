"""What machines ask every site for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import read


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: the articles are for everybody, the endless combinations of filters are not."""
    read(request)
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    kept_from = [reverse(name) for name in ("admin:index", "suggest", "trends-table", "trends-chart")]
    kept_from += [f"{reverse(name)}?" for name in ("explorer", "quotes", "trends")]
    files = {"export-articles": "csv", "export-quotes": "csv", "search-feed": "atom"}
    kept_from += [reverse(name, args=[form]).removesuffix(f"{form}/") for name, form in files.items()]
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in kept_from), f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The address that browsers try by themselves."""
    read(request)
    return redirect(static("favicon.ico"))
