"""What an editor is told of the index after a change in bulk."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

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
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, drain: object, told: list[str]
) -> None:
    monkeypatch.setattr(sync, "drain_soon", drain)
    request = rf.post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # as the middleware does it
    bring_index_up(request)
    assert [str(message) for message in get_messages(request)] == told
