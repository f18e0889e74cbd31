"""Former addresses of people: a record renamed or merged into another answers where it is now."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from articles.forms import RefusedParameters
from articles.models import PersonAddress
from articles.public import public_people

View = Callable[..., HttpResponseBase]


def to_present(slug: str, view_name: str = "person") -> HttpResponse:
    """A redirect to this page of the person who had this address before. Raises Http404."""
    former = PersonAddress.objects.filter(slug=slug, person__in=public_people()).select_related("person").first()
    if former is None:
        raise Http404("The archive has no person at this address.")
    return _moved(reverse(view_name, args=[former.person.slug]))


def with_present_speakers(view: View) -> View:
    """A view whose parameter `speaker` may hold former addresses: it redirects to the same question about the
    records that stand for them now. Nothing is looked up as long as the view knows all addresses it is given.
    """

    @wraps(view)
    def moved(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except RefusedParameters:
            slugs = request.GET.getlist("speaker")
            rows = PersonAddress.objects.filter(slug__in=slugs, person__in=public_people())
            present = dict(rows.values_list("slug", "person__slug"))
            if not present:
                raise
        query = request.GET.copy()
        query.setlist("speaker", list(dict.fromkeys(present.get(slug, slug) for slug in slugs)))
        return _moved(f"{request.path}?{query.urlencode()}")

    return moved


def _moved(address: str) -> HttpResponse:
    """For good, but to be asked for again: a merge can be undone, and browsers keep such answers for ever."""
    response = redirect(address, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response
