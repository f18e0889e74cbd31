"""Pages for what went wrong: they say what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from articles.forms import RefusedParameters
from articles.models import GoneAddress


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address holds something that the archive does not understand."""
    problems = exception.problems if isinstance(exception, RefusedParameters) else []
    return render(request, "errors/400.html", {"problems": problems}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: this reader may not do this; `reason` is given where a form came without its token."""
    return render(request, "errors/403.html", {"from_form": bool(reason)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing stands at this address. 410: what stood there went with an import that was undone."""
    gone = GoneAddress.objects.filter(path=request.path).first()
    if gone:
        return render(request, "errors/410.html", {"gone": gone}, status=410)
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "errors/404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: the archive failed. Rendered without the request, so that nothing here needs the database."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
