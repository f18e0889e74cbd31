"""Finding one page of every kind by following the links, as a visitor would."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

_ABSOLUTE = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"

LIMIT = 150
"""Pages to open at most; far more than there are kinds."""


def one_of_each(page: Page, start: str) -> dict[str, str]:
    """The address of the first page found of every kind that links lead to from `start`, by the name of its address.

    Only addresses below `start` are followed, and into the admin only from the admin. Files to download and
    addresses that answer with no page are left out.
    """
    found: dict[str, str] = {}
    files: set[str] = set()
    waiting, opened = [start], 0
    while waiting and opened < LIMIT:
        path = waiting.pop(0)
        kind = _kind(path)
        if (
            kind is None
            or kind in found
            or path in files
            or (kind.startswith("admin:") and not start.startswith("/admin/"))
        ):
            continue
        answer = page.request.get(path)
        opened += 1
        if not answer.headers.get("content-type", "").startswith("text/html"):
            files.add(path)
            continue
        assert answer.ok, f"{path} answers {answer.status}"
        page.goto(path)
        found[kind] = path
        links = page.eval_on_selector_all("a[href]", _ABSOLUTE)
        paths = [urlsplit(link) for link in links if urlsplit(link).netloc == urlsplit(page.url).netloc]
        waiting += [link.path for link in paths if link.path.startswith(start)]
    return found


def _kind(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None
