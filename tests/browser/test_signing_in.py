"""Signing in with a second factor, in a browser: set up, the code, a recovery code, the lock."""

import base64
import re
import time
from collections.abc import Iterator

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Site, make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def ana(site: Site) -> Iterator[str]:
    """The password of an account of one's own: others must still get in without a code."""
    with make_account(site, "ana") as password:
        yield password


def _code(secret: str, at: float) -> str:
    totp = TOTP(base64.b32decode(secret.replace(" ", "")))
    totp.time = at
    return f"{totp.token():06}"


def _give_password(page: Page, password: str) -> None:
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def _send(page: Page, code: str, button: str) -> None:
    page.get_by_role("textbox").fill(code)
    page.get_by_role("button", name=button).click()


def test_set_up_sign_in_with_a_code_and_once_with_a_recovery_code(open_page: OpenPage, ana: str) -> None:
    page = open_page("/admin/login/")
    _give_password(page, ana)
    page.get_by_role("link", name="Your signing in").click()
    page.get_by_role("link", name="Set up the second factor").click()
    drawing = page.get_by_role("img", name="QR code for the app").bounding_box()
    assert drawing
    assert drawing["width"] == pytest.approx(drawing["height"], abs=1)
    secret = page.locator("code").inner_text()
    started = time.time()
    _send(page, _code(secret, started - 30), "Turn on")  # of the step before: the present one is for signing in
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(set(recovery)) == 10
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Log out").click()

    page.goto("/admin/articles/article/")
    _give_password(page, ana)
    expect(page).to_have_url(re.compile("/admin/second-factor/$"))
    _send(page, _code(secret, started), "Sign in")
    expect(page).to_have_url(re.compile("/admin/articles/article/$"))

    another = open_page("/admin/login/", width=360, dark=True, script=False)
    _give_password(another, ana)
    _send(another, recovery[0], "Sign in")
    expect(another.locator(".messagelist")).to_contain_text("9 left")
    third = open_page("/admin/login/")
    _give_password(third, ana)
    _send(third, recovery[0], "Sign in")
    expect(third.locator(".errornote")).to_contain_text("used already")
    third.goto("/admin/articles/article/")
    expect(third).to_have_url(re.compile("/admin/login/"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_drawing_fits_the_page(open_page: OpenPage, ana: str, width: int) -> None:
    page = open_page("/admin/login/", width=width)
    _give_password(page, ana)
    page.goto("/admin/second-factor/set-up/")
    expect(page.get_by_role("img", name="QR code for the app")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
