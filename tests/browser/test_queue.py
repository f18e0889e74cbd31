"""The queue of quotes in the admin, driven by keyboard and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

FRAGMENTS = "/admin/articles/quote/queue/?kind=fragment&sure=all"
NEWCOMER = "Wilhelmina Quandt"


def _shown(page: Page) -> str:
    return page.locator(".passage").inner_text()


def _follows(page: Page, before: str, told: str) -> None:
    """The decision is told, and another quote is shown."""
    expect(page.locator(".messagelist")).to_contain_text(told)
    expect(page.locator(".passage")).not_to_have_text(before, use_inner_text=True)


def test_an_editor_works_through_the_queue_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(FRAGMENTS, editor=True)
    first = _shown(page)
    page.keyboard.press("j")
    page.wait_for_url(re.compile("after="))
    second = _shown(page)
    assert second != first
    page.keyboard.press("a")
    _follows(page, second, "Accepted")
    third = _shown(page)
    page.keyboard.press("0")
    _follows(page, third, "No speaker")
    page.keyboard.press("u")
    expect(page.locator(".messagelist")).to_contain_text("Undone")
    assert _shown(page) == third
    page.keyboard.press("d")
    _follows(page, third, "Deleted")
    page.keyboard.press("u")
    expect(page.locator(".messagelist")).to_contain_text("Undone")
    assert _shown(page) == third


def test_a_new_person_and_then_the_same_from_the_list_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(FRAGMENTS, editor=True)
    before = _shown(page)
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="By name")).to_be_focused()
    page.keyboard.type(f"{NEWCOMER}")
    page.keyboard.press("Enter")
    _follows(page, before, f"Speaker: {NEWCOMER}")
    before = _shown(page)
    page.keyboard.press("s")
    page.keyboard.type("Quandt")
    expect(page.get_by_role("option", name=NEWCOMER)).to_be_visible()
    page.keyboard.press("Enter")
    _follows(page, before, f"Speaker: {NEWCOMER}")
    for _ in range(2):
        page.keyboard.press("u")
        expect(page.locator(".messagelist")).to_contain_text("Undone")
        page.goto(page.url)


def test_keys_can_be_turned_off_and_stay_so(open_page: OpenPage) -> None:
    page = open_page(FRAGMENTS, editor=True)
    page.get_by_label("Keys decide").uncheck()
    page.reload()
    address = page.url
    expect(page.get_by_label("Keys decide")).not_to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.get_by_label("Keys decide").check()
    assert page.url == address
    page.keyboard.press("j")
    page.wait_for_url(re.compile("after="))


def test_the_queue_works_without_script(open_page: OpenPage) -> None:
    page = open_page(FRAGMENTS, editor=True, script=False, width=360)
    before = _shown(page)
    page.get_by_role("textbox", name="By name").fill("Desmond Arkwell")
    page.get_by_role("textbox", name="By name").press("Enter")
    _follows(page, before, "Speaker: Desmond Arkwell")
    page.get_by_role("button", name="Undo last").click()
    expect(page.locator(".messagelist")).to_contain_text("Undone")
    assert _shown(page) == before
    page.get_by_role("link", name="j Skip").click()
    expect(page.locator(".passage")).not_to_have_text(before, use_inner_text=True)
