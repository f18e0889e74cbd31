"""Pictures are shown as long as their article is public, and only as pictures."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from articles.models import Article, Photo
from tests.factories import make_article
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def make_photo(article: Article, name: str = "field.png") -> Photo:
    """A photo with a small picture."""
    file = BytesIO()
    Image.new("RGB", (4, 3), "green").save(file, "PNG")
    photo = Photo(article=article, caption="Dry fields.")
    photo.image.save(name, ContentFile(file.getvalue()))
    return photo


def test_the_article_shows_the_picture(read_page: ReadPage, client: Client) -> None:
    article = make_article()
    photo = make_photo(article)
    text = read_page(article.get_absolute_url())
    assert f'<img src="/photos/{photo.pk}/" alt="Dry fields."' in text
    assert f'<meta property="og:image" content="http://testserver/photos/{photo.pk}/">' in text
    response = client.get(f"/photos/{photo.pk}/")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize("status", [Article.Status.DRAFT, Article.Status.WITHHELD])
def test_the_picture_of_a_hidden_article_is_not_there(client: Client, status: str) -> None:
    photo = make_photo(make_article(status=status, withheld_reason="Order of a court."))
    assert client.get(f"/photos/{photo.pk}/").status_code == 404


def test_a_caption_without_a_picture_has_no_picture_address(client: Client, read_page: ReadPage) -> None:
    article = make_article()
    photo = Photo.objects.create(article=article, caption="Dry fields.", credit="AP")
    text = read_page(article.get_absolute_url())
    assert "Printed with a photo" in text
    assert "<img" not in text
    assert client.get(f"/photos/{photo.pk}/").status_code == 404


def test_a_file_that_is_no_picture_is_not_served(client: Client) -> None:
    photo = make_photo(make_article(), name="page.html")
    assert client.get(f"/photos/{photo.pk}/").status_code == 404


def test_a_missing_file_is_not_found(client: Client) -> None:
    photo = make_photo(make_article())
    photo.image.storage.delete(photo.image.name)
    response = client.get(f"/photos/{photo.pk}/")
    assert response.status_code == 404
    assert "The file of this picture is missing." in response.content.decode()
