"""A story is written at the desk: counted, its quotes found and corrected, a photo sent, links found."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Response, expect

from articles.text import paragraphs, word_count
from tests.browser.conftest import OpenPage, Site, make_account
from tests.browser.width import fits

pytestmark = pytest.mark.browser

ADD = "/admin/articles/article/add/"
COUNTED = [
    "One.\nTwo.\nThree lines, no blank one.",
    "L’été n’est pas fini — well-known “co-op’s” 3.14, e\u0301te\u0301 a_b\n \n\n日本 текст ² Ⅻ\u00ad soft\u200bened.",
    "  A first.\r\n\r\n\r\n\tA second, -dashed- 'quoted'.\u2028Same one.\n\nThird  ",
    "",
]
BODY = "The pier closed on Monday.\n\n“We are ready,” said Marta Soler, the mayor.\n\nThey spoke of a “repair fund”."


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(data, "JPEG")
    return data.getvalue()


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Length and quotes")


@pytest.mark.parametrize("text", COUNTED)
def test_words_and_paragraphs_are_counted_as_the_archive_counts_them(open_page: OpenPage, text: str) -> None:
    page = open_page(ADD, editor=True)
    page.get_by_label("Body:").fill(text)

    def of_these_words(response: Response) -> bool:
        """The form asks when it is opened, too, which may be answered only now; it leaves out what is empty."""
        return response.url.endswith("/typed/") and ('name="body"' in (response.request.post_data or "")) == bool(text)

    with page.expect_response(of_these_words) as typed:
        page.get_by_label("Body:").dispatch_event("input")
    told = typed.value.json()
    words, pieces = told["words"], told["paragraphs"]
    ending = {True: "", False: "s"}
    expect(panel(page).locator("output")).to_have_text(
        f"{words} word{ending[words == 1]}, {pieces} paragraph{ending[pieces == 1]}"
    )
    if "\r" not in text and "\n \n" not in text and "One." not in text:
        assert (words, pieces) == (word_count(text), len(paragraphs(text)))


@pytest.mark.parametrize("width", [360, 1440])
def test_a_story_is_written_from_quotes_to_photo(open_page: OpenPage, width: int) -> None:
    page = open_page(ADD, editor=True, width=width)
    page.get_by_label("Headline:").fill(f"Pier closes for {width} days")
    page.get_by_label("Body:").fill(BODY)
    expect(panel(page)).to_contain_text("2 quotes found")
    expect(panel(page).locator("li").first).to_contain_text("Marta Soler · utterance")
    expect(page.locator(".field-slug .address")).to_have_text(f"The headline gives: pier-closes-for-{width}-days")
    assert fits(page)

    panel(page).get_by_role("button", name="It is speech: “repair fund”").press("Enter")
    row = page.locator(".quotes .inline-related:not(.empty-form)")
    expect(row.get_by_label("Kind:")).to_have_value("utterance")
    expect(panel(page).locator("li").nth(1)).to_contain_text("changed by you, not saved yet")

    page.get_by_role("button", name="Add another Photo").press("Enter")
    photo = page.locator("#photos-0")
    photo.get_by_label("Picture:").set_input_files({"name": "pier.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    photo.get_by_label("What it shows:").fill("A pier in the rain")

    page.get_by_role("combobox", name="Source:").press("Enter")
    expect(page.locator(".select2-container--open .select2-search__field")).to_be_focused()  # else letters are lost
    page.keyboard.type("Tidewater")
    expect(page.get_by_role("option", name="Tidewater")).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist")).to_contain_text("Quotes by the rules: 1 new")
    items = panel(page).locator("li")
    expect(items.nth(1)).to_contain_text("decided by an editor")
    expect(items.first).to_contain_text("Marta Soler · utterance")
    shown = page.locator(".picture-now img")
    expect(shown).to_have_attribute("alt", "The present picture, 1200 × 800")
    assert shown.evaluate("picture => picture.naturalWidth") == 480

    items.first.get_by_role("button", name=re.compile("Change speaker")).press("Enter")
    expect(page.locator(".quotes details[open]")).to_have_count(1)
    page.reload()
    assert fits(page)


def test_a_related_link_is_found_in_the_archive_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(ADD, editor=True)
    box = page.get_by_role("combobox", name="Find in the archive")
    box.fill("longline")
    option = page.get_by_role("option", name=re.compile("Power flows through Longline"))
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("found-related-0"))
    box.press("Enter")
    row = page.locator("#related_links-0")
    expect(row.get_by_label("Title:")).to_have_value(re.compile("Longline"))
    expect(row.locator("select[name$=-target] option:checked")).to_have_text(re.compile("Longline"))
    expect(box).to_be_focused()
    box.fill("no such words anywhere")
    expect(page.get_by_text("Nothing in the archive matches")).to_be_visible()
    box.press("Enter")
    assert page.url.endswith(ADD)


def test_a_topic_and_a_speaker_are_added_from_the_form(open_page: OpenPage) -> None:
    page = open_page(ADD, editor=True)
    page.get_by_role("button", name="Add another Quote").click()
    for opener, row, name in (
        ("#add_id_topics", ".field-topics", "Harbour works"),
        ("#add_id_quotes-0-speaker", "#quotes-0 .field-speaker", "Wilhelmina Harbour"),
    ):
        with page.expect_popup() as popup:
            page.locator(opener).press("Enter")
        popup.value.get_by_label("Name:", exact=True).fill(name)
        popup.value.get_by_role("button", name="Save").first.click()
        expect(page.locator(f"{row} .select2-selection__rendered")).to_contain_text(name)


def test_two_editors_of_one_story_are_told_of_each_other(open_page: OpenPage, site: Site) -> None:
    with make_account(site, "chidi") as password:
        _two_editors(open_page, password)


def _come_back_until_told(page: Page, told: str) -> None:
    """What the page hears in a minute by itself it asks for when the reader comes back to it."""
    for _ in range(20):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(500)
        if told in page.locator("#others").inner_text():
            return
    expect(page.locator("#others")).to_contain_text(told)


def _two_editors(open_page: OpenPage, password: str) -> None:
    first = open_page("/admin/articles/article/?q=longline", editor=True)
    first.locator("#result_list .field-headline a").first.click()
    expect(first.locator("#others")).to_be_hidden()
    second = open_page("/admin/login/")
    second.get_by_label("Username").fill("chidi")
    second.get_by_label("Password").fill(password)
    second.get_by_role("button", name="Log in").click()
    second.goto(first.url)
    expect(second.locator("#others")).to_contain_text("Also open at the desk: editor, since")
    _come_back_until_told(first, "Also open at the desk: chidi, since")
    second.get_by_label("Body:").press("End")
    second.keyboard.type("Added by the second. ")
    second.get_by_role("button", name="Save and continue editing").last.click()
    _come_back_until_told(first, "by chidi on")
    first.get_by_label("Body:").press("End")
    first.keyboard.type("Added by the first. ")
    first.get_by_role("button", name="Save", exact=True).last.click()
    expect(first.locator(".errorlist")).to_contain_text("by chidi on")
    expect(first.locator(".both-texts")).to_contain_text("Added by the")
