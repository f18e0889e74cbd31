"""Conditional requests and HEAD, for every page (RFC 9110)."""

import re
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware

# A result's page holds an address that keeps it as it stands now. It has another one every second, and each is true.
_MOMENT = re.compile(rb"as_of=[^\"&]*")


class ConditionalMiddleware(ConditionalGetMiddleware):
    """Answers 304 to a client that holds the page as it is, and HEAD as GET without the body.

    What tells a page from another is a weak ETag made from its bytes. A page is put together from many records, and
    what was withheld leaves no newer time behind: a time, such as feeds and sitemaps give, could say that nothing
    has changed where something has, and is taken off. So the sending is saved, not the making.
    """

    async_capable = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to GET, for HEAD too: Django would make a body, and gunicorn warns of every one it must drop."""
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = super().__call__(request)
        if is_head and isinstance(response, HttpResponseBase):
            _drop_body(response)
        return response  # type: ignore[return-value]  # a coroutine only where async_capable

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, HttpResponse):
            del response.headers["Last-Modified"]
            if self.needs_etag(response):
                content = _MOMENT.sub(b"", response.content)
                response.headers["ETag"] = f'W/"{blake2b(content, digest_size=16).hexdigest()}"'
        return super().process_response(request, response)


def _drop_body(response: HttpResponseBase) -> None:
    """The headers stay, the length among them."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse):
        response.content = b""
