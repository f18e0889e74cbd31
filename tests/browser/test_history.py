"""History and trash: two states compared, a story thrown away and brought back, many undone as one, a person split."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.width import fits

pytestmark = pytest.mark.browser

LIST = "/admin/articles/article/"


def _open_story(page: Page, headline: str) -> None:
    page.goto(f"{LIST}?q={headline.replace(' ', '+')}")
    page.get_by_role("link", name=re.compile(headline)).first.click()
    expect(page.get_by_role("link", name="History")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_two_states_are_compared_and_the_first_is_brought_back(open_page: OpenPage, script: bool) -> None:
    page = open_page("/admin/", editor=True, script=script, width=1280 if script else 360)
    _open_story(page, "Opposition ousts Oldcastle")
    before = page.get_by_label("Standfirst").input_value()
    page.get_by_label("Standfirst").fill("A harbour pilot counted the ballots.")
    page.locator("input[name=_continue]").first.click()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("As it stands now")).to_be_visible()
    page.locator("input[name=older]").last.check()
    page.get_by_role("button", name="Compare these two").click()
    expect(page.locator("ins", has_text="harbour pilot")).to_be_visible()
    assert fits(page)
    page.locator(".two-states a").first.click()
    page.locator("input[name=_save]").first.click()
    _open_story(page, "Opposition ousts Oldcastle")
    expect(page.get_by_label("Standfirst")).to_have_value(before)


def test_a_story_goes_to_the_trash_and_comes_back(open_page: OpenPage) -> None:
    page, reader = open_page("/admin/", editor=True), open_page("/search/?q=bacalhau")
    reader.get_by_role("link", name=re.compile("bacalhau")).first.click()
    address = reader.url
    _open_story(page, "acordo sobre o bacalhau")
    page.get_by_role("link", name="Move to the trash…").click()
    expect(page.locator("#content")).to_contain_text("Readers know it")
    page.get_by_role("button", name="Move to the trash").click()
    expect(page.locator(".messagelist")).to_contain_text("Moved to the trash")
    assert page.request.get(address).status == 404
    page.get_by_role("link", name="Trash", exact=True).click()
    page.get_by_role("button", name=re.compile("^Restore .*bacalhau")).click()
    expect(page.locator(".messagelist")).to_contain_text("is a draft now")
    _open_story(page, "acordo sobre o bacalhau")
    page.get_by_role("link", name="Publish…").first.click()
    page.locator("#content input[type=submit].default").click()
    expect(page.locator(".messagelist")).to_contain_text("Published")
    assert page.request.get(address).status == 200


def test_what_was_done_to_several_is_undone_by_the_button_beside_the_message(open_page: OpenPage) -> None:
    page = open_page(f"{LIST}?state=published", editor=True)
    for number in range(3):
        page.locator("input[name=_selected_action]").nth(number).check()
    page.locator("select[name=action]").select_option("move_to_trash")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Moved to the trash")
    page.goto(f"{LIST}trash/")
    page.get_by_label("Choose all on this page").check()
    assert page.locator("input[name=article]:checked").count() == 3
    page.goto(f"{LIST}bulk/")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Undone: Moved to the trash, 3 of 3.")
    page.goto(f"{LIST}trash/")
    expect(page.locator("#content")).to_contain_text("The trash is empty")


@pytest.mark.parametrize("script", [True, False])
def test_a_person_is_split_and_made_one_again(open_page: OpenPage, script: bool) -> None:
    page = open_page("/admin/articles/person/?q=Maren", editor=True, script=script, width=1280 if script else 360)
    page.get_by_role("link", name="Maren Oldcastle").click()
    page.get_by_role("link", name="Split…").click()
    expect(page.get_by_label("Or a new record of this name")).to_be_visible()
    assert fits(page)
    if script:
        page.get_by_label(re.compile(r"All \d+ of these")).first.check()
        assert page.locator("input[name=quote]:checked").count() > 1
    else:
        page.locator("input[name=quote]").first.check()
    page.get_by_label("Or a new record of this name").fill("Maren Oldcastle the Younger")
    page.get_by_role("button", name="Preview, those ticked").click()
    expect(page.locator("#content")).to_contain_text("Nothing is changed yet.")
    page.get_by_role("button", name="Split").click()
    expect(page.locator(".messagelist")).to_contain_text("this record's now")
    page.locator(".merges a").click()
    page.get_by_role("button", name="Undo the split").click()
    expect(page.locator(".messagelist")).to_contain_text("came back from Maren Oldcastle the Younger")
