"""The page in place of the form after too many wrong passwords. It says how long, and django-axes keeps the count."""

import math
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.signin.log import client_network


def locked(request: HttpRequest, _instead_of: Any, credentials: dict[str, Any] | None) -> HttpResponse:
    """429 (RFC 6585), with the time to wait."""
    name = (credentials or {}).get("username", "")
    ends = [end for end in (_end(username=name), _end(ip_address=client_network(request))) if end]
    left = (max(ends) - timezone.now()).total_seconds() if ends else settings.AXES_COOLOFF_TIME.total_seconds()
    seconds = max(1, math.ceil(left))
    context = {
        **admin.site.each_context(request),
        "title": "Locked",
        "minutes": math.ceil(seconds / 60),
        "until": max(ends) if ends else None,
        "tries": settings.AXES_FAILURE_LIMIT,
    }
    response = render(request, "admin/signin/locked.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def _end(**of: str) -> datetime | None:
    """When so few failures of this account or this address will count that another try is allowed."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = list(AccessAttempt.objects.filter(attempt_time__gt=since, **of).order_by("attempt_time"))
    count = sum(attempt.failures_since_start for attempt in attempts)
    for attempt in attempts:
        if count < settings.AXES_FAILURE_LIMIT:
            return None
        count -= attempt.failures_since_start
        if count < settings.AXES_FAILURE_LIMIT:
            end: datetime = attempt.attempt_time + settings.AXES_COOLOFF_TIME
            return end
    return None
