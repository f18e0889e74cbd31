"""How to cite an article: on its page in three styles, and as files for reference managers."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.citations.forms import FORMS
from articles.citations.reference import Reading, reference
from articles.citations.styles import formatted
from articles.forms import read
from articles.models import Article
from articles.views.addresses import article_at
from articles.views.calendar import day_of


@require_safe
def cite(request: HttpRequest, year: int, month: int, day: int, slug: str, form: str) -> HttpResponse:
    """One article's citation as a file. Answers as the article's page does where that moved, or is not to be seen."""
    read(request)
    if form not in FORMS:
        raise Http404(f"Citations come as {', '.join(FORMS)}.")
    found = article_at(day_of(year, month, day), slug)
    if found.status == Article.Status.WITHHELD:
        return render(request, "errors/410.html", {"withheld": found}, status=410)
    address = cite_address(found, form)
    if address != request.path:
        return redirect(address, permanent=True)
    chosen = FORMS[form]
    cited = reference(found, found.topics.values_list("name", flat=True), reading_now(request))
    response = HttpResponse("".join(chosen.written([cited])), content_type=f"{chosen.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.{chosen.ending}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def cite_address(found: Article, form: str) -> str:
    """Where the article's citation in that form is. Raises Http404 for one without a date, which has no address."""
    day = found.published_on
    if day is None:
        raise Http404
    return reverse("cite", args=[day.year, day.month, day.day, found.slug, form])


def reading_now(request: HttpRequest) -> Reading:
    """Where and when this reader reads."""
    return Reading(settings.SITE_NAME, request.build_absolute_uri, timezone.localdate())


def how_to_cite(request: HttpRequest, found: Article) -> dict[str, Any]:
    """What `articles/_cite.html` and the tags for reference managers show of an article with its source and agency."""
    cited = reference(found, (), reading_now(request))
    files = [{"form": form, "address": cite_address(found, name)} for name, form in FORMS.items()]
    return {"cited": cited, "citations": formatted(cited), "citation_files": files}
