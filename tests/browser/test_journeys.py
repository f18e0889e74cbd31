"""The ways people go through the archive, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

STORY = "Dockers Walk Out Over Driverless Cranes"
SPEAKER = "Desmond Arkwell"
SPLIT_IN = "/2019/03/14/islands-sign-accord-for-power-cable-to-sarandal/"
SPLIT = "I am for it, but I want to see where the jobs are written down."


def _search(page: Page, words: str) -> None:
    page.locator("input[name=q]").first.fill(words)
    page.get_by_role("button", name="Search").first.click()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_reader_searches_reads_and_follows_a_person(open_page: OpenPage, script: bool, width: int) -> None:
    page = open_page("/", script=script, width=width)
    _search(page, "“finding out about them from the packaging”")
    page.get_by_role("link", name=STORY).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STORY)
    page.wait_for_load_state()  # which of the two places for a speaker's name is shown, the style sheet decides
    page.get_by_role("main").get_by_role("link", name=SPEAKER).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SPEAKER)
    expect(page.get_by_role("main").get_by_role("link", name=STORY).first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_narrows_a_search_by_source(open_page: OpenPage, script: bool) -> None:
    page = open_page("/search/?q=ferry", script=script)
    before = page.get_by_role("main").get_by_role("article").count()
    page.get_by_role("link", name=re.compile("Courier")).first.click()
    expect(page.locator("input[name=q]").first).to_have_value("ferry")
    assert 0 < page.get_by_role("main").get_by_role("article").count() < before


def test_fields_left_empty_stay_out_of_the_address(open_page: OpenPage) -> None:
    page = open_page("/search/")
    page.get_by_label("Words to search for").fill("ferry")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=ferry")
    page = open_page("/trends/")
    page.get_by_label("Line B").fill("ferry")
    page.get_by_label("From").fill("2019")
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**/trends/?q=ferry&since=2019")


def test_a_reader_is_told_when_nothing_is_found(open_page: OpenPage) -> None:
    page = open_page("/")
    _search(page, "xylophonist")
    expect(page.get_by_role("main")).to_contain_text(re.compile("no article", re.IGNORECASE))


def _shaded(page: Page) -> list[str]:
    """The words of the story that stand on a coloured ground."""
    shaded = "one => getComputedStyle(one).backgroundColor != 'rgba(0, 0, 0, 0)'"
    marked: list[str] = page.locator(".story-body span").evaluate_all(
        f"all => all.filter({shaded}).map(one => one.innerText)"
    )
    return marked


@pytest.mark.parametrize("script", [True, False])
def test_a_jump_to_a_quote_marks_it_in_all_its_parts(open_page: OpenPage, script: bool) -> None:
    page = open_page(SPLIT_IN, script=script)
    quotes = page.get_by_role("region", name="Quotes in this article").get_by_role("listitem")
    quotes.filter(has_text=SPLIT).get_by_role("link", name="in the text").click()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(".jumped")).to_have_count(1 if script else 0)
    rest = ["but I want to see where the jobs are written down. A cable does not need a night shift."]
    assert _shaded(page) == ["I am for it,", *(rest if script else [])]
    fresh = open_page(f"{SPLIT_IN}#{page.url.partition('#')[2]}", script=script)
    expect(fresh.locator(":target")).to_be_in_viewport()
    assert _shaded(fresh) == _shaded(page)
    quotes.first.get_by_role("link", name="in the text").click()
    expect(page.locator(".standfirst :target")).to_be_in_viewport()
    expect(page.locator(".jumped")).to_have_count(0)
    assert not _shaded(page)


def test_an_editor_adds_a_story_and_finds_it_at_once(open_page: OpenPage) -> None:
    page = open_page("/admin/articles/source/add/", editor=True)
    page.get_by_label("Name:").fill("The Lighthouse Gazette")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Headline:").fill("Keeper counts nine hundred puffins")
    page.get_by_label("Body:").fill("The keeper counted all day.\n\n“Nine hundred,” said Ines Varga, the keeper.")
    page.get_by_role("combobox", name="Source:").click()
    page.get_by_role("searchbox").last.fill("Lighthouse")
    page.get_by_role("option", name="The Lighthouse Gazette").click()
    page.locator("#id_published_at_0").fill("2025-06-01")
    page.get_by_role("button", name="Save and publish…").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keeper counts nine hundred puffins")
    assert "/2025/06/01/keeper-counts-nine-hundred-puffins/" in page.url
    _search(page, "puffins")
    expect(page.get_by_role("main").get_by_role("link", name="Keeper counts")).to_be_visible()
    page.goto("/admin/articles/article/")
    page.get_by_role("textbox", name="Search").fill("puffins")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Keeper counts")).to_be_visible()
