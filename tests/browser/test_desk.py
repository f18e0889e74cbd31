"""The import desk: a story pasted, reviewed beside its original, accepted, found; by keyboard and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.width import fits

pytestmark = pytest.mark.browser

DESK = "/admin/articles/import/desk/"


def text(headline: str) -> str:
    """A story that no other test knows."""
    return (
        f"{headline}\nBy Iris Falk\n14 May 2024\n\n"
        "The windmill above Saltmarsh turned again on Tuesday after nineteen years of standing still.\n\n"
        "“We greased every wheel twice,” said Oskar Brandvold, the miller, as the sails took the wind.\n\n"
        "Children from the village school carried the first sack of rye up the ladder.\n"
    )


def _paste(page: Page, headline: str) -> None:
    page.get_by_label("Or paste a text").fill(text(headline))
    page.get_by_text("Where the stories do not say otherwise").click()
    page.get_by_label("Source").fill("Saltmarsh Gazette")
    page.get_by_role("button", name="Read and review").click()
    page.wait_for_url(re.compile("/review/"))


def _found(page: Page, words: str) -> int:
    page.goto(f"/search/?q={words}")
    return page.get_by_role("link", name=re.compile(words)).count()


def test_a_story_is_pasted_reviewed_accepted_and_found(open_page: OpenPage) -> None:
    page = open_page("/admin/", editor=True)
    page.get_by_role("link", name="Bring stories in").click()
    _paste(page, "Windmill turns again")
    reader = open_page("/")
    assert _found(reader, "Windmill") == 0

    marked = page.locator(".original li.marked")
    page.get_by_label("Headline").focus()
    expect(marked).to_have_text(["Windmill turns again"])
    page.get_by_label("Byline").focus()
    expect(marked).to_have_text(["By Iris Falk"])
    page.get_by_label("Printed date").focus()
    expect(marked).to_have_text(["14 May 2024"])
    page.locator("#quotes-group summary").first.focus()
    expect(marked).to_have_text([re.compile("We greased every wheel")])
    expect(page.locator("#quotes-group summary").first).to_contain_text("Oskar Brandvold")

    page.get_by_label("Headline").fill("Windmill turns again above Saltmarsh")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("readers now see")
    assert _found(reader, "Windmill") == 1
    reader.get_by_role("link", name="Windmill turns again above Saltmarsh").click()
    expect(reader.locator("h1")).to_have_text("Windmill turns again above Saltmarsh")


def test_a_story_is_rejected_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(DESK, editor=True)
    _paste(page, "Lighthouse keeper retires")
    page.locator("#lines").focus()
    page.keyboard.press("r")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("Another paper's story.")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Rejected")
    page.goto("/admin/articles/article/?q=Lighthouse+keeper+retires")
    assert page.locator("#result_list a", has_text="Lighthouse keeper").count() == 0


def test_the_desk_works_on_a_telephone_without_script(open_page: OpenPage) -> None:
    page = open_page(DESK, editor=True, script=False, width=360)
    files = [
        {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text(f"Ferry {name} sails").encode()}
        for name in ("one", "two")
    ]
    page.get_by_text("Where the stories do not say otherwise").click()
    page.get_by_label("Source").fill("Saltmarsh Gazette")
    page.get_by_label("Files").set_input_files(files)  # type: ignore[arg-type]  # a list of them is what it takes
    page.get_by_role("button", name="Read and review").click()
    expect(page.locator(".messagelist")).to_contain_text("2 to review")
    page.get_by_role("link", name="one.txt").click()
    expect(page.get_by_role("navigation", name="Where the fields were read")).to_be_visible()
    assert fits(page)
    page.get_by_role("navigation", name="Where the fields were read").get_by_role("link", name="Headline").click()
    expect(page.locator(".original li:target")).to_have_text("Ferry one sails")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".messagelist")).to_contain_text("Ferry one sails")
    expect(page.locator(".original h2")).to_contain_text("two.txt")
    page.get_by_label("Reason").fill("Once is enough.")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".messagelist")).to_contain_text("Rejected")


def test_an_import_is_undone_and_its_address_says_so(open_page: OpenPage) -> None:
    page = open_page(DESK, editor=True)
    _paste(page, "Beekeeper counts queens")
    page.keyboard.press("a")
    expect(page.locator(".messagelist")).to_contain_text("readers now see")
    report = page.url
    reader = open_page("/search/?q=Beekeeper")
    reader.get_by_role("link", name="Beekeeper counts queens").click()
    story = reader.url
    page.get_by_role("link", name="Undo this import").click()
    expect(page.locator("#content")).to_contain_text("Readers know this story")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator(".messagelist")).to_contain_text("is undone")
    assert page.url == report
    answer = page.request.get(story)
    assert answer.status == 410
    assert "no longer in the archive" in answer.text()
    assert _found(reader, "Beekeeper") == 0


def test_an_edited_story_stands_in_the_way_of_undoing(open_page: OpenPage) -> None:
    page = open_page(DESK, editor=True)
    _paste(page, "Ropewalk opens its doors")
    page.get_by_label("Place").fill("Saltmarsh")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("readers now see")
    page.get_by_role("link", name="Undo this import").click()
    expect(page.locator(".obstacles")).to_contain_text("“Ropewalk opens its doors” was edited: place.")
    expect(page.get_by_role("button", name="Undo this import")).to_have_count(0)
