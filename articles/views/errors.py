"""Pages for what went wrong: they say what happened and what to do next."""

from django.http import HttpRequest, HttpResponse


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """400: the address holds something that the archive does not understand."""
    return HttpResponse("Bad request", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """404: nothing stands at this address."""
    return HttpResponse("Not found", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """500: the archive failed."""
    return HttpResponse("Server error", status=500)
