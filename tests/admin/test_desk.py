"""The import desk: what is taken, what is refused and why, and that nothing is public before an editor's word."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from articles.archive import import_lock
from articles.archive.originals import read_original
from articles.models import Article, Import, ImportItem, Original, Person
from tests.admin.desk import DESK, bring_in, review_url, send, story, text_file, zipped
from tests.admin.pages import change_url

pytestmark = pytest.mark.django_db


def limit(settings: Settings, **limits: int) -> None:
    settings.IMPORT_LIMITS = settings.IMPORT_LIMITS | limits


def outcomes() -> dict[str, str]:
    return dict(ImportItem.objects.values_list("path", "outcome"))


def reasons() -> dict[str, str]:
    return dict(ImportItem.objects.values_list("path", "reason"))


def problems(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(error for errors in response.context["form"].errors.values() for error in errors)


def test_a_file_becomes_a_draft_that_waits_and_keeps_its_bytes(editor: Client, client: Client) -> None:
    response = send(editor, text_file("river.txt", story()))
    item = ImportItem.objects.get()
    assert response.url == review_url(item)
    assert (item.outcome, item.review, item.path) == ("created", "waiting", "river.txt")
    assert item.article is not None
    assert item.article.status == "draft"
    assert read_original(Original.objects.get()) == story().encode()
    assert item.run.started_by is not None
    assert item.run.started_by.username == "elena"
    assert client.get(item.article.get_absolute_url()).status_code == 404
    assert "floods meadows" not in client.get("/search/?q=river").content.decode()


def test_a_pasted_text_is_an_original_of_its_own(editor: Client) -> None:
    response = send(editor, text=story().replace("\n", "\r\n"))
    item = ImportItem.objects.get()
    assert response.url == review_url(item)
    assert item.path.startswith("pasted-")
    assert read_original(Original.objects.get()) == story().encode()


def test_several_files_and_a_zip_lead_to_the_imports_page(editor: Client) -> None:
    packed = zipped({"a/one.txt": story("One"), "a/two.txt": story("Two"), "pic.jpg": "no text"})
    response = send(editor, text_file("stories.zip", packed), text_file("three.txt", story("Three")))
    run = Import.objects.get()
    assert response.url == change_url("import", run.pk)
    assert outcomes() == {
        "stories.zip/a/one.txt": "created",
        "stories.zip/a/two.txt": "created",
        "stories.zip/pic.jpg": "rejected",
        "three.txt": "created",
    }
    page = editor.get(response.url).content.decode()
    for told in ("To review", "stories.zip/a/one.txt", "Accept all 3 without warnings", "no reader reads .jpg files"):
        assert told in page


def test_what_a_folder_says_of_publishing_or_withholding_does_not_go_before_the_editor(editor: Client) -> None:
    settings = 'status = "published"\nsample = true\n[withheld]\n"two.txt" = "A court forbade it."\n'
    packed = zipped({"newsarchive.toml": settings, "one.txt": story("One"), "two.txt": story("Two")})
    send(editor, text_file("stories.zip", packed))
    assert set(Article.objects.values_list("status", "is_sample")) == {("draft", False)}
    two = ImportItem.objects.get(path__endswith="two.txt")
    assert "A court forbade it." in " ".join(two.warnings)


def test_what_the_texts_do_not_say_is_taken_from_the_form(editor: Client) -> None:
    text = story(Source="")
    send(editor, text=text, source="Harbour Post", time_zone="America/Caracas", language="en")
    article = Article.objects.get()
    assert (article.source.name, article.source.time_zone, article.language) == (
        "Harbour Post",
        "America/Caracas",
        "en",
    )


def test_wrong_values_in_the_form_are_told_beside_their_field(editor: Client) -> None:
    response = send(editor, text=story(), time_zone="Atlantis/Port", language="English")
    assert set(response.context["form"].errors) == {"time_zone", "language"}
    assert not Import.objects.exists()


def test_nothing_sent_is_told(editor: Client) -> None:
    assert "choose files, or paste a text" in problems(send(editor))


def test_a_known_file_is_left_as_it_is(editor: Client) -> None:
    bring_in(editor, story())
    run = bring_in(editor, story())
    assert [(item.outcome, item.review) for item in run.items.all()] == [("unchanged", "")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("page.html", b"<p>Hello</p>", "no reader reads .html files"),
        ("page.txt", b"<!doctype html><html><body>Hello</body></html>", "HTML or XML"),
        ("photo.txt", b"\xff\xd8\xff\xe0 picture", "a JPEG image"),
        ("empty.txt", b"", "the file is empty"),
        ("stories.tar.gz", b"\x1f\x8b", "only .zip is taken here"),
        ("broken.zip", b"PK\x03\x04 broken", "the archive is damaged"),
    ],
)
def test_what_cannot_be_read_is_rejected_by_name(editor: Client, name: str, data: bytes, reason: str) -> None:
    send(editor, text_file(name, data))
    assert reason in reasons()[name]
    assert not Article.objects.exists()
    assert not Original.objects.exists()


def test_paths_that_lead_out_of_a_zip_are_refused(editor: Client) -> None:
    tricks = {
        "../../etc/passwd.txt": story("A"),
        "/abs.txt": story("B"),
        "c:\\d.txt": story("C"),
        "good.txt": story("D"),
    }
    send(editor, text_file("tricks.zip", zipped(tricks)))
    refused = {path for path, reason in reasons().items() if "leads out of the archive" in reason}
    assert len(refused) == 3
    assert list(Article.objects.values_list("headline", flat=True)) == ["D"]


def test_a_zip_inside_a_zip_is_refused(editor: Client) -> None:
    send(editor, text_file("outer.zip", zipped({"a.txt": story(), "inner.zip": "PK"})))
    assert "an archive inside an archive" in reasons()["outer.zip/inner.zip"]


def test_too_large_a_file_is_refused_with_the_limit(editor: Client, settings: Settings) -> None:
    limit(settings, file_bytes=1500)
    send(editor, text_file("long.txt", story() + "Word " * 300), text_file("short.txt", story()))
    assert outcomes() == {"long.txt": "rejected", "short.txt": "created"}
    assert "1,500 taken here (IMPORT_LARGEST_FILE)" in reasons()["long.txt"]


def test_too_large_a_file_in_a_zip_is_refused_with_the_limit(editor: Client, settings: Settings) -> None:
    limit(settings, file_bytes=1500)
    send(editor, text_file("z.zip", zipped({"long.txt": story() + "Word " * 300, "short.txt": story()})))
    assert outcomes() == {"z.zip/long.txt": "rejected", "z.zip/short.txt": "created"}


def test_a_zip_bomb_is_not_opened(editor: Client, settings: Settings) -> None:
    limit(settings, unpacked_bytes=100_000)
    bomb = zipped({f"{number}.txt": "a" * 60_000 for number in range(2)})
    assert len(bomb) < 1000
    send(editor, text_file("bomb.zip", bomb))
    assert "120,000 bytes, more than the 100,000 taken at once (IMPORT_LARGEST_UNPACKED)" in reasons()["bomb.zip"]


def test_several_small_bombs_count_together(editor: Client, settings: Settings) -> None:
    limit(settings, unpacked_bytes=100_000, file_bytes=70_000)
    send(editor, *(text_file(f"{number}.zip", zipped({"a.txt": f"{number} " * 30_000})) for number in range(2)))
    assert outcomes()["1.zip"] == "rejected"


def test_too_many_files_in_a_zip(editor: Client, settings: Settings) -> None:
    limit(settings, files=2)
    send(editor, text_file("many.zip", zipped({f"{number}.txt": "a" for number in range(3)})))
    assert "holds 3 files, more than the 2 taken at once (IMPORT_MOST_FILES)" in reasons()["many.zip"]


def test_too_many_files_together_are_refused_before_anything_is_read(editor: Client, settings: Settings) -> None:
    limit(settings, files=2)
    one = problems(send(editor, *(text_file(f"{number}.txt", story()) for number in range(3))))
    assert "these are 3 files; at most 2 are taken at once (IMPORT_MOST_FILES)" in one
    packed = text_file("two.zip", zipped({"a.txt": story("A"), "b.txt": story("B")}))
    assert "With “two.zip”, these are 3 files" in problems(send(editor, text_file("c.txt", story()), packed))
    assert not Import.objects.exists()


def test_too_large_an_upload_is_not_even_kept(editor: Client, settings: Settings) -> None:
    limit(settings, upload_bytes=2000)
    response = send(editor, text_file("long.txt", "Word " * 1000))
    assert "at most 2,000 are taken at once (IMPORT_LARGEST_UPLOAD)" in problems(response)
    assert not response.wsgi_request.FILES
    assert not Import.objects.exists()


def test_a_busy_archive_is_told(editor: Client) -> None:
    with import_lock():
        assert "Another import is running" in problems(send(editor, text=story()))


def test_only_editors_come_to_the_desk(reader: Client, client: Client) -> None:
    for method in (reader.get, reader.post):
        assert method(DESK).status_code == 403
    assert client.get(DESK).status_code == 302
    assert not Import.objects.exists()


def test_the_way_to_the_desk_is_shown_to_those_who_may(editor: Client, contributor: Client) -> None:
    assert DESK in editor.get("/admin/articles/import/").content.decode()
    assert DESK in editor.get("/admin/").content.decode()
    assert DESK not in contributor.get("/admin/").content.decode()


def test_a_newer_version_of_a_public_story_changes_nothing_yet(editor: Client) -> None:
    run = bring_in(editor, story())
    Article.objects.update(status="published")
    people = Person.objects.count()
    newer = bring_in(editor, story().replace("two more pumps", "three pumps").replace("Marta Soler", "Olga Ferrer"))
    (item,) = newer.items.all()
    assert (item.outcome, item.review, item.article_id) == ("updated", "waiting", run.items.get().article_id)
    assert "two more pumps" in Article.objects.get().body
    assert Person.objects.count() == people
