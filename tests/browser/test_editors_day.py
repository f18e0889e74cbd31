"""A day at the desk in one piece: sign in with a code, paste, review, publish, correct, compare, withhold, lift, trash.

With PICTURES set it takes the pictures of docs/editors.md anew: `make pictures`.
"""

import base64
import io
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django_otp.oath import TOTP
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import TOP, OpenPage, Site, make_account

pytestmark = pytest.mark.browser

STORY = """Ferry terminal to close for the winter
By Iris Falk
14 May 2024, 9:15 am

The ferry terminal at Saltmarsh will close from November to March, the harbour board said on Tuesday.

“We cannot keep a ship for eleven passengers,” said Oskar Brandvold, the board's chairman, after the vote.

The board will pay for a bus along the coast road. It leaves from the old fish market every two hours, and twice an hour
on market days.
"""

Picture = Callable[[Page, str], None]


@pytest.fixture
def picture() -> Picture:
    """Takes a picture of the window for docs/images, in few colours, where PICTURES says so."""

    def take(page: Page, name: str) -> None:
        if os.environ.get("PICTURES"):
            drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64)
            drawn.save(Path(TOP, "docs", "images", f"{name}.png"), optimize=True)

    return take


@pytest.fixture
def dana(site: Site) -> Iterator[str]:
    """The password of a chief."""
    with make_account(site, "dana", group="Chief") as password:
        yield password


def _sign_in(page: Page, password: str) -> None:
    """Set up the second factor, sign out, and come in again with a code."""
    for turn in ("setting up", "signing in"):
        page.get_by_label("Username").fill("dana")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Log in").click()
        if turn == "setting up":
            page.get_by_role("link", name="Your signing in").click()
            page.get_by_role("link", name="Set up the second factor").click()
            secret, started = page.locator("code").inner_text(), time.time()
            page.get_by_role("textbox").fill(_code(secret, started - 30))
            page.get_by_role("button", name="Turn on").click()
            page.get_by_role("link", name="I have kept them").click()
            page.get_by_role("button", name="Log out").click()
            page.goto("/admin/login/")
    page.get_by_role("textbox").fill(_code(secret, started))
    page.get_by_role("button", name="Sign in").click()


def _code(secret: str, at: float) -> str:
    totp = TOTP(base64.b32decode(secret.replace(" ", "")))
    totp.time = at
    return f"{totp.token():06}"


def test_from_paste_to_print_and_back(open_page: OpenPage, dana: str, picture: Picture) -> None:
    page, reader = open_page("/admin/login/"), open_page("/")
    _sign_in(page, dana)
    expect(page.get_by_role("heading", name="Editors' desk")).to_be_visible()
    picture(page, "desk")

    page.get_by_role("link", name="Bring stories in").click()
    page.get_by_label("Or paste a text").fill(STORY)
    page.get_by_text("Where the stories do not say otherwise").click()
    page.get_by_label("Source").fill("Saltmarsh Gazette")
    picture(page, "paste")
    page.get_by_role("button", name="Read and review").click()
    page.wait_for_url(re.compile("/review/"))
    page.get_by_label("Byline").focus()
    expect(page.locator(".original li.marked")).to_have_text(["By Iris Falk"])
    page.get_by_label("Headline").focus()
    page.evaluate("window.scrollTo(0, 0)")
    picture(page, "review")
    page.get_by_label("Byline").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("readers now see")
    reader.goto("/search/?q=ferry+terminal")
    reader.get_by_role("link", name="Ferry terminal to close for the winter").click()
    address = reader.url

    _open_story(page)
    page.get_by_label("Body:").fill(page.get_by_label("Body:").input_value().replace("every two hours", "every hour"))
    page.locator("#corrections-group .add-row a").click()
    page.locator("#id_corrections-0-date").fill("2024-05-15")
    page.locator("#id_corrections-0-text").fill("The bus leaves every hour, not every two hours.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    reader.goto(address)
    expect(reader.get_by_text("The bus leaves every hour, not every two hours.")).to_be_visible()

    _open_story(page)
    page.get_by_role("link", name="History").click()
    page.locator("input[name=older]").last.check()
    page.get_by_role("button", name="Compare these two").click()
    expect(page.locator("ins").first).to_be_visible()
    picture(page, "compare")

    _open_story(page)
    page.get_by_role("link", name="Withhold…").click()
    page.get_by_label("Reason").fill("The harbour board disputes the number.")
    picture(page, "withhold")
    page.get_by_role("button", name="Withhold").click()
    answer = page.request.get(address)
    assert answer.status == 410
    assert "disputes the number" in answer.text()
    page.get_by_role("link", name="Lift the withholding…").click()
    page.get_by_role("button", name="Lift the withholding").click()
    assert page.request.get(address).ok

    page.get_by_role("link", name="Move to the trash…").click()
    page.get_by_role("button", name="Move to the trash").click()
    assert page.request.get(address).status == 404
    page.goto("/admin/articles/article/trash/")
    page.get_by_role("button", name=re.compile("^Restore .*Ferry terminal")).click()
    expect(page.locator(".messagelist")).to_contain_text("is a draft now")


def _open_story(page: Page) -> None:
    page.goto("/admin/articles/article/?q=Ferry+terminal")
    page.locator("#result_list").get_by_role("link", name="Ferry terminal to close for the winter").click()
