"""What an editor is told of the index after a change in bulk."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from articles.admin.indexing import bring_index_up
from articles.search import sync
from articles.search.engine import SearchUnavailable


def _unavailable() -> int:
    raise SearchUnavailable("The disk is full.")


@pytest.mark.parametrize(
    ("drain", "told"),
    [
        (lambda: 0, []),
        (lambda: 9315, ["Search follows in a while: 9,315 stories are being indexed."]),
        (_unavailable, ["Done, but search does not show it yet: The disk is full."]),
    ],
    ids=["done", "later", "unavailable"],
)
def test_an_editor_is_told_when_search_follows_later(
    rf: RequestFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch, drain: object, told: list[str]
) -> None:
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    monkeypatch.setattr(sync, "drain_soon", drain)
    request = rf.post("/")
    MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
    bring_index_up(request)
    assert [str(message) for message in get_messages(request)] == told
