"""One client may ask for what costs much only so often."""

import logging
import sqlite3
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import Settings

from articles.views import limits
from articles.views.limits import client_address
from newsarchive.caching import KeptCache
from tests.factories import make_article

pytestmark = pytest.mark.django_db

LIMITED = {
    "/search/?q=rain": "searches",
    "/quotes/?q=rain": "searches",
    "/people/?q=rain": "searches",
    "/suggest/?q=ra": "suggestions",
    "/suggest/browser/?q=ra": "suggestions",
    "/trends/?q=rain": "comparisons",
    "/trends/table.csv?q=rain": "comparisons",
    "/people/nobody/quotes.csv": "files",
    "/search/export/csv/": "files",
    "/quotes/export/csv/?q=rain": "files",
    "/search/feed/atom/?q=rain": "searches",
    "/2024/03/04/no-such-story/changes/": "searches",
    "/2024/03/04/no-such-story/?q=rain&at=2": "searches",
}
FREE = ["/", "/search/", "/quotes/", "/trends/", "/people/?letter=R", "/about/", "/feed/"]


@pytest.fixture(autouse=True)
def _two_of_each(settings: Settings) -> None:
    settings.RATELIMIT_ENABLE = True
    settings.LIMITS = dict.fromkeys(("search", "suggest", "trends", "export"), "2/h")


def statuses(client: Client, address: str, times: int = 3, **headers: Any) -> list[int]:
    """What a client is answered who asks so often."""
    return [client.get(address, **headers).status_code for _ in range(times)]


@pytest.mark.parametrize("address", LIMITED)
def test_who_asks_too_often_is_told_when_to_ask_again(client: Client, address: str) -> None:
    assert 429 not in statuses(client, address, 2)
    response = client.get(address)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert response.headers["Cache-Control"] == "no-store"
    text = response.content.decode()
    assert f"In {response.headers['Retry-After']} second" in text
    assert LIMITED[address] in text


@pytest.mark.parametrize("address", FREE)
def test_pages_that_cost_little_are_open_all_the_while(client: Client, address: str) -> None:
    assert statuses(client, address, 4) == [200] * 4


def test_an_article_without_a_question_is_open_all_the_while(client: Client) -> None:
    address = make_article().get_absolute_url()
    assert statuses(client, address, 4) == [200] * 4
    assert statuses(client, f"{address}?q=council&at=1") == [200, 200, 429]


def test_head_is_counted_too(client: Client) -> None:
    assert [client.head("/search/?q=rain").status_code for _ in range(3)] == [200, 200, 429]


def test_every_client_has_a_count_of_its_own_and_a_network_of_ipv6_one_together(client: Client) -> None:
    addresses = ("203.0.113.1", "203.0.113.2", "2001:db8:1:2::3")
    for address in addresses:
        assert statuses(client, "/search/?q=rain", REMOTE_ADDR=address) == [200, 200, 429]
    assert statuses(client, "/search/?q=rain", 1, REMOTE_ADDR="2001:db8:1:2::4") == [429]
    assert statuses(client, "/search/?q=rain", 1, REMOTE_ADDR="2001:db8:1:3::4") == [200]


def test_every_kind_has_a_count_of_its_own(client: Client) -> None:
    assert statuses(client, "/search/?q=rain") == [200, 200, 429]
    assert statuses(client, "/suggest/?q=ra") == [200, 200, 429]


def test_editors_who_are_signed_in_are_not_limited_and_others_cannot_pretend(client: Client) -> None:
    client.cookies["sessionid"] = "invented"
    assert statuses(client, "/search/?q=rain") == [200, 200, 429]
    client.force_login(User.objects.create_user("ana", is_staff=True))
    assert statuses(client, "/search/?q=rain") == [200, 200, 200]


def test_limits_can_be_switched_off_one_by_one_and_all_together(client: Client, settings: Settings) -> None:
    settings.LIMITS = settings.LIMITS | {"search": None}
    assert statuses(client, "/search/?q=rain") == [200] * 3
    assert statuses(client, "/suggest/?q=ra") == [200, 200, 429]
    settings.RATELIMIT_ENABLE = False
    assert statuses(client, "/suggest/?q=ra") == [200] * 3


def test_the_counts_are_kept_by_all_processes_together(client: Client, settings: Settings, tmp_path: Path) -> None:
    """As the settings have it: the memory of one process would not do."""
    shared = {"BACKEND": "newsarchive.caching.KeptCache", "LOCATION": tmp_path / "cache"}
    settings.CACHES = settings.CACHES | {"counts": shared}
    assert statuses(client, "/search/?q=rain") == [200, 200, 429]
    settings.CACHES = settings.CACHES | {"counts": dict(shared)}  # opened anew, as another process does
    assert statuses(client, "/search/?q=rain", 1) == [429]


def test_what_counts_is_not_opened_anew_for_every_request(tmp_path: Path) -> None:
    cache = KeptCache(tmp_path / "cache", {})
    cache.set("client", 1)
    with patch("diskcache.core.sqlite3.connect") as connect:
        cache.close()  # as Django does at the end of a request
        assert cache.incr("client") == 2
    assert not connect.called


def test_where_nothing_can_be_counted_nobody_is_shut_out(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(limits, "get_usage", full)
    with caplog.at_level(logging.WARNING):
        assert statuses(client, "/search/?q=rain") == [200] * 3
    assert "disk is full" in caplog.text


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "127.0.0.1"),  # anybody can write the header
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the first is the visitor's invention
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "unknown", "127.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_behind_proxies_the_address_is_taken_from_where_they_wrote_it(
    rf: RequestFactory, settings: Settings, proxies: int, forwarded: str, counted: str
) -> None:
    settings.PROXIES = proxies
    assert client_address(rf.get("/", headers={"x-forwarded-for": forwarded})) == counted


def test_a_server_that_listens_on_a_file_has_no_address(rf: RequestFactory) -> None:
    assert client_address(rf.get("/", REMOTE_ADDR="")) == "127.0.0.1"
