"""Former addresses of people, sources and topics: a record renamed or merged into another answers where it is now."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from articles.forms import RefusedParameters
from articles.public import public_people, public_sources, public_topics

View = Callable[..., HttpResponseBase]


_PUBLIC: dict[str, Callable[[], QuerySet[Any]]] = {
    "speaker": public_people,
    "source": public_sources,
    "agency": public_sources,
    "topic": public_topics,
}
"""The records that a parameter names."""


def to_present(records: QuerySet[Any], slug: str, view_name: str) -> HttpResponse:
    """A redirect to this page of the one of these records that had this address before. Raises Http404."""
    present = _present(records, [slug]).get(slug)
    if present is None:
        raise Http404(f"The archive has no {records.model._meta.verbose_name} at this address.")
    return _moved(reverse(view_name, args=[present]))


def with_present_names(view: View) -> View:
    """A view whose parameters `speaker`, `source`, `agency` and `topic` may hold former addresses: it redirects to the
    same question about the records that stand for them now. Nothing is looked up as long as the view knows all
    addresses it is given.
    """

    @wraps(view)
    def moved(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except RefusedParameters as refused:
            query = request.GET.copy()
            for name in {problem.parameter for problem in refused.problems} & _PUBLIC.keys():
                slugs = query.getlist(name)
                present = _present(_PUBLIC[name](), slugs)
                query.setlist(name, list(dict.fromkeys(present.get(slug, slug) for slug in slugs)))
            if query == request.GET:
                raise
        return _moved(f"{request.path}?{query.urlencode()}")

    return moved


def _present(records: QuerySet[Any], slugs: Iterable[str]) -> dict[str, str]:
    """The present address for each of these that is a former one of these records. One query."""
    rows = records.model.addresses().filter(slug__in=slugs, record__in=records)
    return dict(rows.values_list("slug", "record__slug"))


def _moved(address: str) -> HttpResponse:
    """For good, but to be asked for again: a merge can be undone, and browsers keep such answers for ever."""
    response = redirect(address, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response
