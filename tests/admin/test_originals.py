"""Originals in the admin: looked at, taken away, never changed."""

import hashlib

import pytest
from django.test import Client
from django.utils import timezone

from articles.archive.originals import store_original
from articles.models import Original
from tests.admin.pages import change_url, list_url
from tests.factories import make_article

pytestmark = pytest.mark.django_db

DATA = b"<script>alert('an old page')</script>"


@pytest.fixture
def original() -> Original:
    """A page of the web that was imported as it stood."""
    sha256 = hashlib.sha256(DATA).hexdigest()
    store_original(DATA, sha256)
    return Original.objects.create(
        sha256=sha256, size=len(DATA), media_type="text/html", filename="página vieja.html", imported_at=timezone.now()
    )


def bytes_url(original: Original) -> str:
    return f"/admin/articles/original/{original.pk}/bytes/"


def test_the_bytes_are_given_as_a_file_of_plain_text(editor: Client, original: Original) -> None:
    response = editor.get(bytes_url(original))
    assert response.content == DATA
    assert response.headers["Content-Type"] == "text/plain"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''p%C3%A1gina")


def test_place_checksum_and_articles_are_shown(editor: Client, original: Original) -> None:
    article = make_article(original=original)
    page = editor.get(change_url("original", original.pk)).content.decode()
    sha = original.sha256
    assert f"originals/{sha[:2]}/{sha[2:4]}/{sha}" in page
    assert "The bytes have this checksum." in page
    assert article.headline in page
    assert change_url("original", original.pk) in editor.get(change_url("article", article.pk)).content.decode()


def test_damage_is_told_and_the_bytes_are_not_given(editor: Client, original: Original) -> None:
    original.path.chmod(0o644)
    original.path.write_bytes(b"other bytes")
    assert "Damaged" in editor.get(change_url("original", original.pk)).content.decode()
    response = editor.get(bytes_url(original), follow=True)
    assert "from a backup" in response.content.decode()
    original.path.unlink()
    assert "Damaged" in editor.get(change_url("original", original.pk)).content.decode()


def test_an_original_is_found_by_its_checksum(editor: Client, original: Original) -> None:
    assert original.filename in editor.get(list_url("original"), {"q": original.sha256[:8].upper()}).content.decode()
    assert original.filename not in editor.get(list_url("original"), {"q": "zz"}).content.decode()


def test_nobody_changes_an_original(superuser: Client, original: Original) -> None:
    assert superuser.post(change_url("original", original.pk), {"filename": "x"}).status_code == 403
    assert superuser.get(f"/admin/articles/original/{original.pk}/delete/").status_code == 403
    assert superuser.get("/admin/articles/original/add/").status_code == 403


def test_an_original_that_is_not_there(editor: Client) -> None:
    assert editor.get("/admin/articles/original/77/bytes/").status_code == 404


def test_somebody_without_rights_gets_nothing(reader: Client, client: Client, original: Original) -> None:
    assert reader.get(bytes_url(original)).status_code == 403
    assert reader.get(list_url("original")).status_code == 403
    assert client.get(bytes_url(original)).headers["Location"].startswith("/admin/login/")
