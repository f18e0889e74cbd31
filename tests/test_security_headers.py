"""Headers that keep the pages safe, on public pages and in the admin."""

import pytest
from django.test import Client
from pytest_django import Settings

from newsarchive.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/no/such/page/"])
def test_every_answer_carries_the_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_kept_from_scripts_and_from_other_sites(client: Client) -> None:
    cookie = client.get("/admin/login/").cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_behind_https_a_plain_request_is_sent_on(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 3600
    plain = client.get("/admin/login/")
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/admin/login/")
    forwarded = client.get("/admin/login/", headers={"x-forwarded-proto": "https"})
    assert forwarded.status_code == 200
    assert forwarded.headers["Strict-Transport-Security"].startswith("max-age=3600")


def test_a_foreign_host_name_is_refused(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert client.get("/admin/login/", headers={"host": "elsewhere.example.com"}).status_code == 400


def test_the_wsgi_door_opens() -> None:
    assert callable(application)
