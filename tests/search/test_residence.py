"""A process gives back what it has read of the index."""

from pathlib import Path
from threading import Thread, Timer, current_thread
from threading import enumerate as enumerate_threads

import pytest
from django.test import Client
from pytest_django import Settings

from articles.search import residence, sync
from articles.search.compiler import Compiler
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine, reset_engine
from articles.search.residence import mapped
from articles.search.storage import FolderStorage, Indexes
from articles.search.syntax import Word
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


@pytest.fixture
def released(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the memory was given back: the names of the threads."""
    threads: list[str] = []
    release = get_engine().release

    def noted() -> None:
        threads.append(current_thread().name)
        release()

    monkeypatch.setattr(get_engine(), "release", noted)
    return threads


def _wait_for_pauses() -> None:
    for thread in enumerate_threads():
        if isinstance(thread, Timer):
            thread.join(10)


@pytest.mark.parametrize(
    ("held", "where"), [(49, []), (75, ["in a pause"]), (101, ["MainThread"])], ids=["little", "much", "too much"]
)
def test_memory_is_given_back_in_a_pause_or_at_once_where_it_is_too_much(
    released: list[str],
    settings: Settings,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    held: int,
    where: list[str],
) -> None:
    settings.INDEX_MEMORY_MB = 100
    monkeypatch.setattr(residence, "mapped", lambda: held)
    assert b"over Quito" in client.get("/search/?q=storm").content
    _wait_for_pauses()
    assert ["MainThread" if name == "MainThread" else "in a pause" for name in released] == where
    assert b"over Quito" in client.get("/search/?q=storm").content


def test_nothing_is_given_back_while_requests_come_one_after_the_other(
    released: list[str], settings: Settings, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INDEX_MEMORY_MB = 100
    monkeypatch.setattr(residence, "mapped", lambda: 75)
    monkeypatch.setattr(residence, "_PAUSE", 1.0)
    client.get("/search/?q=storm")
    monkeypatch.setattr(residence, "mapped", lambda: 25)
    client.get("/search/?q=storm")
    _wait_for_pauses()
    assert released == []


def test_released_files_are_closed(folder: Path) -> None:
    engine = get_engine()
    assert engine.search(SearchRequest(Filters(None))).total == 1
    assert _open_files(folder)
    (folder / "current").rename(folder / "elsewhere")  # so that nothing can be opened again
    engine.release()
    assert not _open_files(folder)
    with pytest.raises(SearchUnavailable):
        engine.search(SearchRequest(Filters(None)))


def test_what_was_looked_up_is_known_when_files_are_opened_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storm = SearchRequest(Filters(None), Word("storm"))
    get_engine().search(storm)
    get_engine().release()
    monkeypatch.setattr(Compiler, "_look_up", lambda *_: pytest.fail("This was looked up again."))
    assert get_engine().search(storm).total == 1


def test_what_was_looked_up_before_a_change_is_looked_up_again(folder: Path) -> None:
    drought = SearchRequest(Filters(None), Word("drought"))
    assert get_engine().search(drought).total == 0
    make_article(headline="Drought in Cuenca")
    sync.drain()
    get_engine().release()
    assert get_engine().search(drought).total == 1


def test_whoever_asks_while_files_are_opened_anew_is_answered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = get_engine()
    answered: list[int] = []
    opened = FolderStorage.open

    def asked(storage: FolderStorage, generation: str) -> Indexes:
        asking = Thread(target=lambda: answered.append(engine.search(SearchRequest(Filters(None))).total), daemon=True)
        asking.start()
        asking.join(10)
        return opened(storage, generation)

    engine.search(SearchRequest(Filters(None)))
    monkeypatch.setattr(FolderStorage, "open", asked)
    engine.release()
    assert answered == [1]


def test_where_the_system_tells_nothing_nothing_is_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(residence, "_STATM", tmp_path / "none")
    assert mapped() == 0
