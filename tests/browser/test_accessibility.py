"""Every kind of page passes axe, in light and dark, on a telephone and on a desk.

Public pages pass all of its rules; the admin, whose markup is Django's, those of WCAG 2.2 AA.
"""

from collections.abc import Iterable
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

PUBLIC = {"front", "explorer", "year", "month", "day", "article", "quotes", "quote", "people", "person"}
PUBLIC |= {"sources", "source", "topics", "topic", "trends", "about"}
ADMIN = {"admin:index", "admin:articles_article_changelist", "admin:articles_article_change"}
ADMIN |= {"admin:articles_article_add", "admin:articles_source_changelist", "admin:articles_person_changelist"}
ADMIN |= {"admin:articles_quote_queue", "admin:articles_quote_confirm", "admin:articles_quote_changelist"}
ADMIN |= {"admin:articles_import_desk", "admin:articles_twins_changelist"}
ADMIN |= {"admin:articles_relatedlink_changelist", "admin:articles_importitem_changelist"}

TRENDS = "/trends/?q=council&q=minister&q=no+such+thing&share=yes"
"""Lines, which no link leads to."""

UNDO = "/admin/articles/import/1/undo/"
"""Of the samples; the import that the tour meets first may be undone already."""

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LIGHT_AND_DARK: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STILL = "* { transition: none !important }"  # colours are looked at, not their way from light to dark
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}


def _violations(page: Page, paths: Iterable[str], options: dict[str, Any]) -> list[str]:
    """What axe finds on these pages, each with the elements: narrow and wide; in dark what dark changes, contrast."""
    found = []
    for path in paths:
        page.goto(path)
        page.add_style_tag(content=STILL)
        page.evaluate(AXE_SCRIPT)  # once a page: half a megabyte to read
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in LIGHT_AND_DARK:
                page.emulate_media(color_scheme=scheme)
                looked_for = options if scheme == "light" else EVERYTHING | {"runOnly": ["color-contrast"]}
                for finding in page.evaluate("options => axe.run(options)", looked_for)["violations"]:
                    places = [node["target"] for node in finding["nodes"]][:5]
                    found.append(f"{path} {width} px {scheme}: {finding['id']} ({finding['impact']}): {places}")
    return found


def test_the_tour_sees_every_kind_of_page(public_pages: dict[str, str], admin_pages: dict[str, str]) -> None:
    assert PUBLIC - set(public_pages) == set()
    assert ADMIN - set(admin_pages) == set()


def test_public_pages(open_page: OpenPage, public_pages: dict[str, str]) -> None:
    paths = [*public_pages.values(), TRENDS]
    findings = _violations(open_page("/", inspected=True), paths, EVERYTHING)
    assert not findings, "\n".join(findings)


def test_pages_of_the_admin(open_page: OpenPage, admin_pages: dict[str, str]) -> None:
    page = open_page("/admin/", editor=True, inspected=True)
    findings = _violations(page, [*admin_pages.values(), UNDO], EVERYTHING | {"runOnly": WCAG})
    assert not findings, "\n".join(findings)
