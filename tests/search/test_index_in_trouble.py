"""Disk full, index deleted or damaged: it is told with what to do, nothing is lost, the database answers."""

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from articles.models import Article, SearchChange
from articles.search import sync
from articles.search.engine import SearchUnavailable
from articles.search.engines import reset_engine
from tests.factories import make_article
from tests.search.damage import put

pytestmark = pytest.mark.django_db


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow beyond a thousand bytes: the system refuses to write, as it does where no room is left."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder of an index of one article."""
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    reset_engine()
    make_article(headline="Storm over Quito", body="Rain and hail. " * 50)
    sync.drain()
    return tmp_path / "index"


def generation(folder: Path) -> Path:
    """The folder in use."""
    return folder / (folder / "current").read_text()


def page(client: Client, address: str, status: int = 200) -> str:
    """What a reader sees."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_with_a_full_disk_changes_wait_and_search_goes_on(folder: Path, client: Client) -> None:
    late = make_article(headline="Flood in Guayaquil")
    with full_disk():
        for write in (sync.drain, sync.rebuild):
            with pytest.raises(SearchUnavailable, match=r"cannot be written .*Is its disk full.*waits in the database"):
                write()
    assert set(SearchChange.objects.values_list("article_id", flat=True)) == {late.pk}
    assert "Storm over Quito" in page(client, "/search/?q=hail")
    assert "No article matches" in page(client, "/search/?q=flood")
    assert "Flood in Guayaquil" in page(client, late.get_absolute_url())
    assert sync.drain() == 1
    assert "in Guayaquil" in page(client, "/search/?q=flood")
    assert sync.check() == []


def test_what_a_rebuild_without_room_leaves_is_cleared_away_by_the_next(folder: Path) -> None:
    with full_disk(), pytest.raises(CommandError, match="Is its disk full"):
        call_command("index_articles", "--rebuild")
    assert sync.rebuild() == 1
    assert [path.name for path in folder.glob("generation-*")] == [generation(folder).name]
    assert not (folder / "rebuild.changes").exists()


def _delete(folder: Path) -> None:
    shutil.rmtree(folder)


def _delete_meta_of_quotes(folder: Path) -> None:
    (generation(folder) / "quotes" / "meta.json").unlink()


def _rewrite(folder: Path, suffix: str, change: Callable[[bytes], bytes]) -> None:
    (path,) = generation(folder).glob(f"*{suffix}")
    put(path, change(path.read_bytes()))


def _cut_a_segment(folder: Path) -> None:
    _rewrite(folder, ".idx", lambda held: held[: len(held) // 2])


def _spoil_a_segment(folder: Path) -> None:
    """Of the right length and with the right end: found out only where it is read, and then by a panic."""
    _rewrite(folder, ".fast", lambda held: b"\xfd" * (len(held) - 300) + held[-300:])


@pytest.mark.parametrize("harm", [_delete, _delete_meta_of_quotes, _cut_a_segment, _spoil_a_segment])
def test_without_a_sound_index_the_database_answers_and_one_command_mends_it(
    folder: Path, client: Client, harm: Callable[[Path], None]
) -> None:
    harm(folder)
    reset_engine()  # as another process finds it
    assert "Search is not available at the moment" in page(client, "/search/?q=hail", 503)
    assert "Storm over Quito" in page(client, "/search/")
    assert "Storm over Quito" in page(client, "/")
    assert "Storm over Quito" in page(client, Article.objects.get().get_absolute_url())
    with pytest.raises(CommandError, match=r"index_articles --rebuild"):
        call_command("index_articles", "--check")
    call_command("index_articles", "--rebuild")
    assert "Search is not available" not in page(client, "/search/?q=hail")
    assert sync.check() == []


def test_files_of_a_commit_that_was_killed_are_in_nobodys_way(folder: Path) -> None:
    late, _ = make_article(headline="Flood in Guayaquil"), make_article()
    sync.drain()
    noted = {path: path.read_bytes() for path in generation(folder).rglob("meta.json")}
    for _ in range(2):
        SearchChange.objects.enqueue([late.pk])
        assert sync.drain() == 1
        for path, content in noted.items():
            path.write_bytes(content)  # as a process leaves it that dies just before its commit is noted
    reset_engine()
    assert sync.check() == []


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"\0", b"generation-1", b"../index"])
@pytest.mark.parametrize("name", ["current", "schema"])
def test_a_damaged_name_or_stamp_is_told_and_mended(folder: Path, client: Client, name: str, content: bytes) -> None:
    (folder / name if name == "current" else generation(folder) / name).write_bytes(content)
    reset_engine()
    assert "Storm over Quito" in page(client, "/")
    assert "Search is not available at the moment" in page(client, "/search/?q=hail", 503)
    for switch in ([], ["--check"]):
        with pytest.raises(CommandError, match=r"index_articles --rebuild"):
            call_command("index_articles", *switch)
    call_command("index_articles", "--rebuild")
    assert "Search is not available" not in page(client, "/search/?q=hail")
