"""Pages for what went wrong."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from pytest_django import Settings

from articles.views.errors import bad_request, forbidden, not_found, server_error
from tests.views.conftest import ReadPage


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_the_archives_own_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ana"})
    text = response.content.decode()
    assert response.status_code == 403
    assert "This form could not be trusted" in text
    assert "Nothing was changed" in text


def test_who_may_not_do_something_is_told_so(rf: RequestFactory) -> None:
    response = forbidden(rf.get("/x/"), PermissionDenied())
    assert response.status_code == 403
    assert "You may not do this" in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_says_so_and_where_to_go(read_page: ReadPage) -> None:
    text = read_page("/nothing/here/", status=404)
    assert "Nothing stands at this address" in text
    assert 'href="/search/"' in text
    assert "Resolver404" not in text
    assert "tried" not in text


@pytest.mark.django_db
def test_the_reason_is_told_where_there_is_one(rf: RequestFactory) -> None:
    assert "This list ends." in not_found(rf.get("/x/"), Http404("This list ends.")).content.decode()


def test_a_request_that_cannot_be_read_is_answered_without_details(rf: RequestFactory) -> None:
    response = bad_request(rf.get("/x/"), BadRequest("internal words"))
    assert response.status_code == 400
    assert "internal words" not in response.content.decode()


def test_refused_values_stay_text(client: Client) -> None:
    text = client.get("/about/", {"<b>": "<script>"}).content.decode()
    assert "&lt;b&gt;=&lt;script&gt;" in text
    assert "<script>" not in text


def test_the_page_of_a_failure_needs_no_database(rf: RequestFactory) -> None:
    response = server_error(rf.get("/x/"))
    assert response.status_code == 500
    assert "Something failed in the archive" in response.content.decode()


@pytest.mark.django_db
def test_a_failure_is_answered_with_that_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("articles.views.about.read", fail)
    client.raise_request_exception = False
    response = client.get("/about/")
    assert response.status_code == 500
    assert "Something failed in the archive" in response.content.decode()


def test_the_page_of_a_failure_needs_no_list_of_static_files(rf: RequestFactory, settings: Settings) -> None:
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest}
    assert 'href="/static/site.css"' in server_error(rf.get("/x/")).content.decode()
