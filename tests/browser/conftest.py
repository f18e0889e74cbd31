"""A whole archive of its own, served as `make run` serves it, and a Chromium to look at it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, expect, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.tour import one_of_each

TOP = Path(__file__).resolve().parents[2]
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ROOT_FLAGS = ["--no-sandbox"]  # Chromium's sandbox refuses to run as root

expect.set_options(timeout=20_000)  # ms; the other tests run beside these, and a slow answer is no wrong one

OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Site:
    """The running archive."""

    address: str
    password: str
    """Of the account `editor`."""
    environ: dict[str, str]
    """For commands on the same archive."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The archive with the sample articles, prepared and served by the commands an operator uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = os.environ | {
        "DATA_DIR": str(tmp_path_factory.mktemp("archive")),
        "DJANGO_SETTINGS_MODULE": "newsarchive.settings",
        "DATABASE_URL": "",
        "SEARCH_URL": "",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    password = _password_in(_manage(environ, "prepare_archive"))
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "newsarchive.wsgi"], cwd=TOP, env=environ)
    try:
        _wait_for(port, server)
        yield Site(f"http://127.0.0.1:{port}", password, environ)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _manage(environ: dict[str, str], *arguments: str) -> str:
    """What a command of the archive says."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=TOP, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _password_in(told: str) -> str:
    password = re.search(r"Password \(shown this once\): (\S+)", told)
    assert password, told
    return password.group(1)


@contextmanager
def make_account(site: Site, name: str, group: str = "Editor") -> Iterator[str]:
    """The password of somebody else at the desk; at the end the account is gone."""
    yield _password_in(_manage(site.environ, "create_editor", name, "--group", group))
    gone = f"from django.contrib.auth.models import User; User.objects.get(username={name!r}).delete()"
    _manage(site.environ, "shell", "-c", gone)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120  # where many other things run, Python alone starts slowly
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The archive does not start; the server's words stand in the output above.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    program = find_chromium()
    assert program, "No Chromium or Chrome found; CHROMIUM=/path/to/chrome says where it is."
    with sync_playwright() as playwright:
        flags = FLAGS + (ROOT_FLAGS if os.geteuid() == 0 else [])
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens a page in a window of its own: `open_page("/search/", width=360, dark=True, script=False, editor=True)`.

    At the end of the test the console of every window must be empty: no script error, no broken address,
    nothing that the content security policy had to stop. `inspected=True` lifts policy and check for a tool that
    puts scripts and styles of its own into the page.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(
        path: str,
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        editor: bool = False,
        inspected: bool = False,
    ) -> Page:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            storage_state=request.getfixturevalue("signed_in") if editor else None,
            bypass_csp=inspected,
        )
        contexts.append(context)
        page = context.new_page()
        if not inspected:
            page.on("console", lambda line: complaints.extend(_complaint(line)))
            page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _complaint(line: ConsoleMessage) -> list[str]:
    return [f"{line.text} ({line.location['url']})"] if line.type in ("error", "warning") else []


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, site: Site) -> StorageState:
    """The cookies of the editor's session."""
    with chromium.new_context(base_url=site.address) as context:
        page = context.new_page()
        page.goto("/admin/login/")
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill(site.password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/admin/")
        return context.storage_state()


@pytest.fixture(scope="session")
def public_pages(chromium: Browser, site: Site) -> dict[str, str]:
    """The address of one public page of every kind."""
    with chromium.new_context(base_url=site.address) as context:
        return one_of_each(context.new_page(), "/")


@pytest.fixture(scope="session")
def admin_pages(chromium: Browser, site: Site, signed_in: StorageState) -> dict[str, str]:
    """The address of one page of every kind that an editor can open in the admin."""
    with chromium.new_context(base_url=site.address, storage_state=signed_in) as context:
        return one_of_each(context.new_page(), "/admin/")
