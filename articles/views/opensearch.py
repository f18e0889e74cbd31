"""The archive as a search engine that browsers can add to their own (OpenSearch 1.1)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.text import excerpt

SHORT_NAME = 16
LONG_NAME = 48
"""Characters that the specification allows."""


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Where words are searched, and where suggestions come from."""
    read(request)
    absolute = request.build_absolute_uri
    context = {
        "short_name": excerpt(settings.SITE_NAME, SHORT_NAME),
        "long_name": excerpt(settings.SITE_NAME, LONG_NAME),
        "results": f"{absolute(reverse('explorer'))}?q={{searchTerms}}",
        "suggestions": f"{absolute(reverse('suggest-to-browser'))}?q={{searchTerms}}",
        "itself": absolute(reverse("opensearch")),
        "icon": absolute(static("favicon.ico")),
    }
    return render(request, "opensearch.xml", context, content_type="application/opensearchdescription+xml")
