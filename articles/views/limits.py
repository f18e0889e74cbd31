"""How often one client may ask for what costs the archive much."""

import logging
import sqlite3
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_ratelimit.core import get_usage

Kind = Literal["search", "suggest", "trends", "export"]
View = Callable[..., HttpResponseBase]

_logger = logging.getLogger(__name__)


def limited(kind: Kind, costly: str = "", *, always: bool = False) -> Callable[[View], View]:
    """Let a view answer one client only so often: LIMIT_SEARCH and so on; beyond that it answers 429.

    Asked without any parameter, a page of searches or comparisons is cheap, and not counted; with `costly`, neither is
    one asked without this parameter. Files to take away are counted, and what costs much `always`. Editors who are
    signed in are not limited. Where the counts cannot be kept, all are let through: better slow than shut.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            asked = request.GET.get(costly) if costly else request.GET
            if (asked or always or kind == "export") and not is_editor(request):
                seconds = _to_wait(request, kind)
                if seconds:
                    return _too_many(request, kind, seconds)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def client_address(request: HttpRequest) -> str:
    """The address that is counted: PROXIES says how many servers in front of the archive have each added the address
    that spoke to them to X-Forwarded-For. What stands before those in the header is the visitor's own invention."""
    forwarded = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    speaker: str = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    given = forwarded[-settings.PROXIES] if 0 < settings.PROXIES <= len(forwarded) else speaker
    try:
        return str(ip_address(given))
    except ValueError:
        return speaker


def is_editor(request: HttpRequest) -> bool:
    """Whether somebody of the staff is signed in.

    Without the cookie nobody is asked for: an answer that looked at the session would differ by cookie.
    """
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff


def _to_wait(request: HttpRequest, kind: Kind) -> int:
    """Seconds until this client may ask again; 0: now."""
    try:
        usage = get_usage(request, group=kind, key="ip", rate=settings.LIMITS[kind], increment=True)
    except (sqlite3.Error, OSError) as error:
        _logger.warning("Requests cannot be counted, so none is limited: %s", error)
        return 0
    return max(usage["time_left"], 1) if usage and usage["should_limit"] else 0


def _too_many(request: HttpRequest, kind: Kind, seconds: int) -> HttpResponse:
    """429 (RFC 6585), with the time to wait."""
    response = render(request, "errors/429.html", {"kind": kind, "seconds": seconds}, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
