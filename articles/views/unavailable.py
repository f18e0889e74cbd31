"""What the archive answers while the search engine is away.

A list that the database can fill is there all the same, without counts: 200. What only the engine can answer, words
among it, is not: 503 and when to ask again (RFC 9110, section 15.6.4), so that no cache, robot or monitor takes the
page that says so for the answer.
"""

import logging
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.search.engine import SearchUnavailable

Response = TypeVar("Response", bound=HttpResponse)

_RETRY_AFTER = "60"

_logger = logging.getLogger(__name__)


def unavailable(request: HttpRequest, error: SearchUnavailable) -> HttpResponse:
    """The page in place of a file or a feed."""
    return unanswered(render(request, "errors/503.html", {"reason": str(error)}), str(error))


def unanswered(response: Response, reason: str) -> Response:
    """A page that says that its question cannot be answered now; the log is told the reason, which readers are not."""
    _logger.error("Answered 503, because search is not available: %s", reason)
    response.status_code = 503
    response.headers["Retry-After"] = _RETRY_AFTER
    return response
