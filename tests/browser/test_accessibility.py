"""Every kind of page passes axe, in light and dark, on a telephone and on a desk.

Public pages pass all of its rules; the admin, whose markup is Django's, those of WCAG 2.2 AA.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

PUBLIC = {"front", "explorer", "year", "month", "day", "article", "quotes", "quote", "people", "person"}
PUBLIC |= {"sources", "source", "topics", "topic", "about"}
ADMIN = {"admin:index", "admin:articles_article_changelist", "admin:articles_article_change"}
ADMIN |= {"admin:articles_article_add", "admin:articles_source_changelist", "admin:articles_person_changelist"}

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

LOOKS = pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1280, False), (1280, True)])


def _violations(page: Page, *tags: str) -> list[str]:
    """What axe finds on the page by its rules with these tags, or all of its rules, each with the elements."""
    response = (
        Axe().run(page, options={"resultTypes": ["violations"], "runOnly": list(tags)} if tags else None).response
    )
    return [
        f"{page.url} {finding['id']} ({finding['impact']}): {[node['target'] for node in finding['nodes']][:5]}"
        for finding in response["violations"]
    ]


def test_the_tour_sees_every_kind_of_page(public_pages: dict[str, str], admin_pages: dict[str, str]) -> None:
    assert PUBLIC - set(public_pages) == set()
    assert ADMIN - set(admin_pages) == set()


@LOOKS
def test_public_pages(open_page: OpenPage, public_pages: dict[str, str], width: int, dark: bool) -> None:
    page = open_page("/", width=width, dark=dark, inspected=True)
    findings = []
    for path in public_pages.values():
        page.goto(path)
        findings += _violations(page)
    assert not findings, "\n".join(findings)


@LOOKS
def test_pages_of_the_admin(open_page: OpenPage, admin_pages: dict[str, str], width: int, dark: bool) -> None:
    page = open_page("/admin/", width=width, dark=dark, editor=True, inspected=True)
    findings = []
    for path in admin_pages.values():
        page.goto(path)
        findings += _violations(page, *WCAG)
    assert not findings, "\n".join(findings)
