"""An editor makes one record of two, and two again, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

KEPT, MERGED = "Desmond Arkwell", "Ines Dockerty"


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)])
def test_an_editor_merges_two_people_and_undoes_it(open_page: OpenPage, script: bool, width: int) -> None:
    page = open_page("/admin/articles/person/add/", editor=True, script=script, width=width)
    page.get_by_label("Name:", exact=True).fill(MERGED)
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto("/admin/articles/person/")
    for name in (KEPT, MERGED):
        page.get_by_role("row", name=name).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Merge…")
    page.get_by_role("button", name="Go").first.click()
    page.get_by_role("region", name=KEPT).get_by_role("radio").check()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_label("Aliases:")).to_have_value(MERGED)
    page.get_by_role("link", name="undo…").click()
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_role("list").filter(has_text="is a record of its own again")).to_be_visible()
    expect(page.get_by_label("Name:", exact=True)).to_have_value(MERGED)
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Yes, I’m sure").click()
