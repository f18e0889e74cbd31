"""Whether a page fits the window."""

from playwright.sync_api import Page

FITS = """() => {
    const page = document.documentElement;
    return page !== null && document.readyState === "complete" && page.scrollWidth <= page.clientWidth;
}"""


def fits(page: Page) -> bool:
    """Nothing sticks out at the sides, so that nobody must scroll there. First expect what the page shows: a page that
    is being left fits too."""
    page.wait_for_load_state()
    return bool(page.evaluate(FITS))
