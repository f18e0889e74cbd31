"""Every kind of page as it is served: an empty console, no scrolling sideways, every function by keyboard alone."""

import re

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.width import fits

pytestmark = pytest.mark.browser


def test_public_pages_leave_the_console_empty(open_page: OpenPage, public_pages: dict[str, str]) -> None:
    page = open_page("/")
    for path in public_pages.values():
        page.goto(path)


def test_pages_of_the_admin_leave_the_console_empty(open_page: OpenPage, admin_pages: dict[str, str]) -> None:
    page = open_page("/admin/", editor=True)
    for path in admin_pages.values():
        page.goto(path)


@pytest.mark.parametrize("width", [320, 1600])
def test_no_page_scrolls_sideways(open_page: OpenPage, public_pages: dict[str, str], width: int) -> None:
    page = open_page("/", width=width)
    wide = []
    trends = f"/trends/?q={'endless' * 140}&q=council&q=minister&q=port&q=rain&share=yes"
    for path in [*public_pages.values(), trends]:
        page.goto(path)
        if not fits(page):
            wide.append(path)
    assert wide == []


def test_the_style_sheet_is_named_by_content_compressed_and_kept_for_ever(open_page: OpenPage) -> None:
    page = open_page("/")
    address = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert address
    assert re.fullmatch(r"/static/site\.[0-9a-f]{12}\.css", address)
    answer = page.request.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["content-encoding"] == "br"
    assert "immutable" in answer.headers["cache-control"]


def test_the_first_stop_of_the_tab_key_leads_past_the_masthead(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_search_box_is_reached_by_the_tab_key_alone(open_page: OpenPage) -> None:
    page = open_page("/")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("council")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=council*")
