"""What to look at before publishing, in a browser: each line leads to its field, and publishing asks once."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.width import fits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_warning_leads_to_its_field_and_publishing_asks_once(open_page: OpenPage, width: int) -> None:
    page = open_page("/admin/articles/article/add/", editor=True, width=width)
    page.get_by_label("Headline").fill(f"A ferry of {width} " + "very long words " * 10)
    page.locator("#id_body").fill("The ferry sailed.")
    page.locator("#id_published_at_0").fill("2024-03-04")
    page.evaluate("document.querySelector('#id_source').append(new Option('x', '1', true, true))")
    page.locator("input[name=_continue]").first.click()
    page.get_by_role("link", name="The headline is very long").click()
    expect(page.locator("#id_headline")).to_be_in_viewport()
    assert fits(page)
    page.get_by_role("link", name="Publish…").first.click()
    expect(page.get_by_text("Publish all the same?")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Publish all the same").click()
    expect(page.locator(".messagelist")).to_contain_text("Published")
