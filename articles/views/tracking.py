"""Parameters that newsletters, social media and advertisements hang on a link, to count who follows it.

No reader wrote them and no page means anything by them, so they are taken off before a page sees its address: it
neither refuses them nor hands them on in its own links. Whatever else a page does not know, it refuses by name.
"""

from collections.abc import Callable
from urllib.parse import unquote_plus

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

FAMILIES = ("utm_", "mtm_", "pk_", "hsa_")
"""How the names of campaigns' parameters begin: Google Analytics and most others, Matomo twice, HubSpot."""
NAMES = frozenset(
    {
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igshid",
        "igsh",
        "epik",
        "srsltid",
        "mc_cid",
        "mc_eid",
        "_hsenc",
        "_hsmi",
        "mkt_tok",
        "vero_id",
        "ref_src",
        "ref_url",
        "_ga",
        "_gl",
        "s_cid",
        "ns_campaign",
        "ns_mchannel",
        "cmpid",
    }
)
"""Clicks on Facebook, Google, Microsoft, Yandex, X, TikTok, LinkedIn, Instagram and Pinterest, and the mails of
Mailchimp, HubSpot, Marketo and Vero."""


class TrackingMiddleware:
    """Takes these parameters off every address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to the address without them."""
        given: str = request.META.get("QUERY_STRING", "")
        kept = "&".join(pair for pair in given.split("&") if not is_tracking(unquote_plus(pair.partition("=")[0])))
        if kept != given:
            request.META["QUERY_STRING"] = kept
            request.GET = QueryDict(kept.encode("latin-1"), encoding=request.encoding)  # as Django reads WSGI's string
        return self.get_response(request)


def is_tracking(name: str) -> bool:
    """Whether a parameter of this name only tells where a link was followed."""
    return name.lower() in NAMES or name.lower().startswith(FAMILIES)
