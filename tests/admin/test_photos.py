"""Photos on an article's page: sent, refused, replaced, taken away, and looked at while nobody else sees them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from reversion.models import Revision, Version

from articles.archive.pictures import put_picture
from articles.models import Article, Photo
from articles.pictures import read_picture
from tests.admin.pages import add_line, change_url, errors, form_data
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """An own folder for pictures."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(name: str = "fields.jpg", width: int = 1000, colour: str = "green") -> SimpleUploadedFile:
    """A file as the browser sends it."""
    data = BytesIO()
    Image.new("RGB", (width, 500), colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "text/html")


def send(client: Client, article: Article, *photos: dict[str, Any], **changed: Any) -> Any:
    """The article's form with these photos added."""
    url = change_url("article", article.pk)
    data = form_data(client, url)
    for photo in photos:
        add_line(data, "photos", **{"position": 0, **photo})
    return client.post(url, data | changed)


def read(client: Client, address: str) -> Any:
    """An answer whose file has been read to its end."""
    response: Any = client.get(address)
    response.getvalue()
    return response


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_picture_that_is_sent_is_shown_to_readers_in_its_sizes(editor: Client, client: Client, media: Path) -> None:
    article = make_article()
    send(editor, article, {"image": picture(), "alt": "Fields in the sun", "caption": "Dry fields."})
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.widths) == (1000, 500, [480, 960, 1000])
    assert [path.suffix for path in files(media)] == [".jpg"] * 3
    page = client.get(article.get_absolute_url()).content.decode()
    assert 'width="1000" height="500" alt="Fields in the sun"' in page
    for address, width in photo.sizes:
        assert f"{address} {width}w" in page
        response: Any = client.get(address)
        assert response.headers["Content-Type"] == "image/jpeg"
        assert Image.open(BytesIO(response.getvalue())).width == width


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("page.jpg", b"<html><script>"), "“page.jpg” is no picture"),
        (picture("wide.jpg", width=4000), "“wide.jpg” has 4000 × 500 points; a picture may have at most 1 million"),
        (SimpleUploadedFile("big.jpg", bytes(200_000)), "“big.jpg” has 0.2 MB; a picture may have at most 0.1 MB"),
        (SimpleUploadedFile("void.jpg", b""), "“void.jpg” is empty"),
    ],
)
def test_a_refusal_names_the_file_and_the_limit(
    editor: Client, settings: Settings, media: Path, file: SimpleUploadedFile, told: str
) -> None:
    settings.PHOTO_LIMITS = {"photos": 5, "file_bytes": 100_000, "pixels": 1_000_000}
    response = send(editor, make_article(), {"image": file, "caption": "Dry fields."})
    assert told in errors(response)["photos-0-image"]
    assert not Photo.objects.exists()
    assert files(media) == []


def test_more_photos_than_a_story_may_have_are_refused(editor: Client, settings: Settings, media: Path) -> None:
    settings.PHOTO_LIMITS = {**settings.PHOTO_LIMITS, "photos": 2}
    response = send(editor, make_article(), *({"image": picture(f"{n}.jpg"), "caption": "x"} for n in range(3)))
    assert "at most 2 photos" in response.content.decode()
    response = send(editor, make_article(), *({"caption": "x"} for n in range(3)))
    assert "at most 2 photos" in response.content.decode()
    assert not Photo.objects.exists()
    assert files(media) == []


def test_what_is_larger_than_the_archive_takes_at_once_is_told(editor: Client, settings: Settings) -> None:
    settings.IMPORT_LIMITS = {**settings.IMPORT_LIMITS, "upload_bytes": 3_000}
    response = send(editor, make_article(), {"image": picture(), "caption": "Dry fields."})
    assert "no picture of it was kept" in response.content.decode()
    assert not Photo.objects.exists()


def test_a_picture_is_not_lost_silently_where_the_page_is_shown_again(editor: Client) -> None:
    article = make_article()
    response = send(editor, article, {"image": picture("sea <b>.jpg"), "caption": "Sea."}, headline="")
    assert "“sea &lt;b&gt;.jpg” was not kept" in response.content.decode()


def test_a_photo_needs_a_caption_a_credit_or_a_picture(editor: Client) -> None:
    article = make_article()
    response = send(editor, article, {"alt": "Fields"})
    assert "Give the caption, the credit or the picture" in response.content.decode()
    send(editor, article, {"image": picture()})
    url = change_url("article", article.pk)
    response = editor.post(url, form_data(editor, url) | {"photos-0-image-clear": "on"})
    assert "Give the caption, the credit or the picture" in response.content.decode()


def test_a_caption_can_be_changed_without_sending_the_picture_again(editor: Client, media: Path) -> None:
    article = make_article()
    send(editor, article, {"image": picture()})
    before = files(media)
    send(editor, article, **{"photos-0-caption": "Dry fields."})
    photo = Photo.objects.get()
    assert (photo.caption, photo.widths) == ("Dry fields.", [480, 960, 1000])
    assert files(media) == before


def test_a_replaced_picture_has_another_address_and_comes_back_with_the_former_state(
    editor: Client, media: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article()
    send(editor, article, {"image": picture(colour="red")})
    first = Photo.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        send(editor, article, **{"photos-0-image": picture(width=300, colour="blue")})
    second = Photo.objects.get()
    assert (second.pk, second.widths) == (first.pk, [300])
    assert editor.get(first.sizes[0][0]).headers["Location"] == second.address
    Version.objects.get_for_object(article)[1].revision.revert()  # the last but one
    assert Photo.objects.get().widths == first.widths
    assert all(read(editor, address).status_code == 200 for address, _ in first.sizes)


def test_files_go_with_the_photo_once_no_history_names_them(
    editor: Client, media: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article()
    send(editor, article, {"image": picture()}, {"image": picture(), "caption": "Another."})
    kept, gone = Photo.objects.all()
    with django_capture_on_commit_callbacks(execute=True):
        send(editor, article, **{"photos-0-DELETE": "on"})
    assert len(files(media)) == 6
    Revision.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert [path for path in files(media) if gone.key in path.name] == []
    assert len(files(media)) == 3, f"the history of {kept} went by itself, without its files"


def test_a_picture_without_history_goes_with_its_record(
    media: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    photo = Photo(article=make_article())
    put_picture(photo, read_picture(picture(), "fields.jpg", 10**6, 10**6))
    photo.save()
    assert len(files(media)) == 3
    with django_capture_on_commit_callbacks(execute=True):
        put_picture(photo, read_picture(picture(width=200), "fields.jpg", 10**6, 10**6))
        photo.save()
    assert [path.stem for path in files(media)] == [photo.key]
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert files(media) == []


def test_a_draft_s_picture_is_shown_at_the_desk_and_nowhere_else(
    editor: Client, contributor: Client, reader: Client, client: Client
) -> None:
    article = make_article(status="draft")
    send(editor, article, {"image": picture()})
    for address in [Photo.objects.get().address, Photo.objects.get().sizes[0][0]]:
        answer = read(editor, address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert {other.get(address).status_code for other in (contributor, reader, client)} == {404}
    page = editor.get(change_url("article", article.pk)).content.decode()
    assert f'<img src="{Photo.objects.get().sizes[0][0]}"' in page


def test_a_contributor_sends_and_sees_the_pictures_of_own_drafts(contributor: Client) -> None:
    url = reverse("admin:articles_article_add")
    data = form_data(contributor, url) | {"headline": "Mine", "body": "Text.", "source": make_article().source.pk}
    add_line(data, "photos", image=picture(), position=0)
    contributor.post(url, data)
    photo = Photo.objects.get()
    assert read(contributor, photo.address).status_code == 200
    Article.objects.filter(pk=photo.article_id).update(status="withheld", withheld_reason="A court.")
    assert contributor.get(photo.address).status_code == 404
