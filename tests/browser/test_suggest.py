"""The suggestions under a search box, by keyboard and by pointer."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.width import fits

pytestmark = pytest.mark.browser


def typed(page: Page, words: str) -> None:
    """Write into the page's search box as a hand does."""
    page.get_by_role("combobox").first.press_sequentially(words, delay=20)


def test_a_person_is_found_and_opened_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    typed(page, "arkw")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Desmond Arkwell")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="People")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ suggestions?\. The arrow keys"))
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/desmond-arkwell/")


def test_the_arrows_go_round_and_escape_closes_with_the_words_kept(open_page: OpenPage) -> None:
    page = open_page("/search/")
    typed(page, "fer")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert options.count() > 1
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("fer")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()


def test_enter_without_a_choice_searches_for_the_words(open_page: OpenPage) -> None:
    page = open_page("/")
    typed(page, "ferry")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ferry*")


def test_a_suggestion_can_be_pointed_at(open_page: OpenPage) -> None:
    page = open_page("/", width=360)
    typed(page, "dockers")
    page.get_by_role("option", name="Dockers Walk Out").click()
    page.wait_for_url("**/2020/09/08/dockers-walk-out*/")


def test_only_the_last_words_are_asked_for_and_an_answer_too_late_is_dropped(open_page: OpenPage) -> None:
    page = open_page("/")
    asked: list[Route] = []

    def first_waits(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/suggest/*", first_waits)
    with page.expect_request("**/suggest/*"):
        typed(page, "doc")
    typed(page, "kers")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    late = {"label": "Too late", "note": "", "url": "/"}
    asked[0].fulfill(json={"q": "doc", "groups": [{"title": "Headlines", "items": [late]}]})
    page.wait_for_timeout(300)
    assert [route.request.url.partition("q=")[2] for route in asked] == ["doc", "dockers"]
    assert "Too late" not in options.all_inner_texts()
    expect(options.first).to_contain_text("Dockers")


def test_that_nothing_fits_is_told(open_page: OpenPage) -> None:
    page = open_page("/")
    typed(page, "xylophonist")
    expect(page.get_by_role("status")).to_have_text("No suggestions.")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("status", [429, 503])
def test_where_there_is_no_answer_nothing_is_told(open_page: OpenPage, status: int) -> None:
    page = open_page("/", inspected=True)  # Chromium itself writes of such an answer into the console
    typed(page, "arkw")
    expect(page.get_by_role("option").first).to_be_visible()
    page.route("**/suggest/*", lambda route: route.fulfill(status=status, json={"error": "Not now."}))
    with page.expect_response("**/suggest/*"):
        typed(page, "e")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("status")).to_be_empty()


def test_without_script_the_box_is_a_plain_search_box(open_page: OpenPage) -> None:
    page = open_page("/", script=False)
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert page.get_by_role("combobox").count() == page.get_by_role("listbox").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_list_stays_within_the_page(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width=width)
    typed(page, "the")
    expect(page.get_by_role("option").first).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize("dark", [False, True])
def test_the_open_list_passes_axe(open_page: OpenPage, dark: bool) -> None:
    page = open_page("/", inspected=True, dark=dark)
    typed(page, "the")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
