"""A process gives back what it has read of the index."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from articles.search import residence, sync
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine, reset_engine
from articles.search.residence import mapped
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder of an index of one article."""
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    reset_engine()
    make_article(headline="Storm over Quito")
    sync.drain()
    return tmp_path / "index"


def _open_files(folder: Path) -> set[str]:
    """Where the files of the index lie in this process's memory."""
    return {line.split()[0] for line in Path("/proc/self/maps").read_text().splitlines() if str(folder) in line}


def test_the_index_is_mapped_anew_once_too_much_of_it_is_in_memory(
    folder: Path, settings: Settings, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[str] = []
    release = get_engine().release

    def noted() -> None:
        released.append("once")
        release()

    monkeypatch.setattr(get_engine(), "release", noted)
    assert mapped() > 1
    settings.INDEX_MEMORY_MB = 1_000_000
    assert b"over Quito" in client.get("/search/?q=storm").content
    assert not released
    settings.INDEX_MEMORY_MB = 0
    assert b"over Quito" in client.get("/search/?q=storm").content
    assert released
    assert b"over Quito" in client.get("/search/?q=storm").content
    assert _open_files(folder)


def test_released_files_are_closed(folder: Path) -> None:
    engine = get_engine()
    assert engine.search(SearchRequest(Filters(None))).total == 1
    assert _open_files(folder)
    (folder / "current").rename(folder / "elsewhere")  # so that nothing can be opened again
    engine.release()
    assert not _open_files(folder)
    with pytest.raises(SearchUnavailable):
        engine.search(SearchRequest(Filters(None)))


def test_where_the_system_tells_nothing_nothing_is_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(residence, "_STATM", tmp_path / "none")
    assert mapped() == 0
