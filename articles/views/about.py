"""What this archive is and how to use it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import read


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How to search, what a quote is, where the words come from, how to cite."""
    read(request)
    return render(request, "articles/about.html")
