"""The index on disk: damage is told with what to do, others see commits and swaps, nothing is left half done."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.query import parse
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.search.damage import put
from tests.search.documents import make_document


def total(engine: TantivyEngine, text: str = "") -> int:
    """How many documents match."""
    return engine.search(SearchRequest(Filters(None), parse(text).node)).total


def rebuild(engine: TantivyEngine, *texts: str) -> None:
    """A new index of these texts."""
    with engine.rebuild(make_document(pk, body=text) for pk, text in enumerate(texts, 1)) as fresh:
        fresh.swap([], [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index lies."""
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> TantivyEngine:
    """An engine with two documents."""
    engine = TantivyEngine(FolderStorage(folder))
    rebuild(engine, "rain", "snow")
    return engine


def another(folder: Path) -> TantivyEngine:
    """The same index as another process has it."""
    return TantivyEngine(FolderStorage(folder))


def generation(folder: Path) -> Path:
    """The folder in use."""
    return folder / (folder / "current").read_text()


def test_a_missing_index_says_how_to_build_it(folder: Path) -> None:
    engine = another(folder)
    assert not engine.exists()
    with pytest.raises(SearchUnavailable, match=r"no search index yet.*index_articles --rebuild"):
        total(engine)
    with pytest.raises(SearchUnavailable, match="--rebuild"):
        engine.apply([make_document(1)], [])
    with pytest.raises(SearchUnavailable, match="--rebuild"):
        engine.digests(0, None)


def _delete_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def _delete_generation(folder: Path) -> None:
    shutil.rmtree(generation(folder))


def _delete_stamp(folder: Path) -> None:
    (generation(folder) / "schema").unlink()


def _other_version(folder: Path) -> None:
    (generation(folder) / "schema").write_text("of old")


def _garble_meta(folder: Path) -> None:
    (generation(folder) / "meta.json").write_text("{not json")


def _delete_meta(folder: Path) -> None:
    (generation(folder) / "meta.json").unlink()


def _delete_segments(folder: Path) -> None:
    for path in generation(folder).glob("*.*"):
        if path.suffix in (".idx", ".term", ".store", ".fast"):
            path.unlink()


def _empty_segments(folder: Path) -> None:
    for path in generation(folder).glob("*.*"):
        if path.suffix in (".idx", ".term", ".store", ".fast"):
            put(path, b"")


def _delete_quotes(folder: Path) -> None:
    shutil.rmtree(generation(folder) / "quotes")


def _garble_pointer(folder: Path) -> None:
    (folder / "current").write_text("generation-of-nowhere")


@pytest.mark.parametrize(
    "damage",
    [
        _delete_folder,
        _delete_generation,
        _delete_stamp,
        _other_version,
        _garble_meta,
        _delete_meta,
        _delete_segments,
        _empty_segments,
        _delete_quotes,
        _garble_pointer,
    ],
)
def test_damage_is_told_and_mended_by_a_rebuild(engine: TantivyEngine, folder: Path, damage: object) -> None:
    assert total(engine) == 2
    assert callable(damage)
    damage(folder)
    fresh = another(folder)
    with pytest.raises(SearchUnavailable, match=r"python manage\.py index_articles --rebuild"):
        total(fresh)
    rebuild(fresh, "hail")
    assert total(fresh) == 1
    assert total(engine, "hail") == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    engine = another(tmp_path / "index" / "below")
    with pytest.raises(SearchUnavailable, match="cannot be written"):
        rebuild(engine)
    with pytest.raises(SearchUnavailable, match="cannot be read"):
        total(engine)


def test_others_see_commits_and_swaps_at_once(engine: TantivyEngine, folder: Path) -> None:
    reader = another(folder)
    assert total(reader) == 2
    engine.apply([make_document(3, body="hail")], [1])
    assert (total(reader), total(reader, "hail"), total(reader, "rain")) == (2, 1, 0)
    rebuild(engine, "frost")
    assert (total(reader), total(reader, "frost")) == (1, 1)
    assert [path.name for path in folder.glob("generation-*")] == [(folder / "current").read_text()]


def test_an_interrupted_rebuild_leaves_the_old_index_and_no_rubbish(engine: TantivyEngine, folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt), engine.rebuild([make_document(9)]):
        raise KeyboardInterrupt
    assert total(another(folder)) == 2
    engine.apply([make_document(3)], [])
    assert total(engine) == 3
    rebuild(engine, "hail")
    assert len(list(folder.glob("generation-*"))) == 1
    assert not (folder / "rebuild.changes").exists()


def test_only_one_rebuild_at_a_time(engine: TantivyEngine, folder: Path) -> None:
    with engine.rebuild([]) as fresh:
        with pytest.raises(SearchUnavailable, match="being rebuilt already"):
            rebuild(another(folder))
        fresh.swap([make_document(5)], [])
    assert total(engine) == 1


def test_changes_of_other_processes_are_known_to_a_rebuild(engine: TantivyEngine, folder: Path) -> None:
    with engine.rebuild([]) as fresh:
        another(folder).apply([make_document(7)], [2])
        assert fresh.changed() == {2, 7}


def test_many_threads_may_ask_while_one_writes(engine: TantivyEngine) -> None:
    def ask(_: int) -> int:
        return total(engine, "rain")

    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(ask, range(400))
        for number in range(12):
            engine.apply([make_document(100 + number, body="hail")], [])
        assert set(answers) == {1}
    assert total(engine, "hail") == 12


WRITER = """
import sys
from pathlib import Path
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.search.documents import make_document

engine = TantivyEngine(FolderStorage(Path(sys.argv[1])))
for number in range(100_000):
    with engine.writing(wait=True):
        engine.apply([make_document(10 + number * 3 + n, body=f"hail w{number}") for n in range(3)], [])
    print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_commits_and_no_lock(engine: TantivyEngine, folder: Path) -> None:
    for delay in (0.0, 0.007, 0.019):
        command = [sys.executable, "-c", WRITER, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline()
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            told = 1 + len(process.stdout.readlines())
        held = total(another(folder), "hail")
        assert held % 3 == 0
        assert held >= 3 * told
        with engine.writing(wait=False) as mine:
            assert mine
            engine.apply([make_document(1, body="sleet")], [])
        assert total(engine, "sleet") == 1


REBUILDER = """
import itertools
import sys
from pathlib import Path
from articles.search.storage import FolderStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.search.documents import make_document

def documents():
    for number in itertools.count(1):
        yield make_document(number, body="hail")
        if number == 5000:
            print("under way", flush=True)

with TantivyEngine(FolderStorage(Path(sys.argv[1]))).rebuild(documents()):
    pass
"""


def test_a_killed_rebuild_leaves_the_old_index_and_room_for_the_next(engine: TantivyEngine, folder: Path) -> None:
    before = (folder / "current").read_text()
    command = [sys.executable, "-c", REBUILDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "under way\n"
        process.send_signal(signal.SIGKILL)
    assert len(list(folder.glob("generation-*"))) == 2
    assert (folder / "current").read_text() == before
    assert total(another(folder)) == 2
    engine.apply([make_document(3, body="sleet")], [])
    assert (total(engine, "sleet"), total(engine, "hail")) == (1, 0)
    rebuild(another(folder), "frost")
    assert (total(engine), total(engine, "frost")) == (1, 1)
    assert len(list(folder.glob("generation-*"))) == 1
    assert not (folder / "rebuild.changes").exists()


def test_with_more_memory_a_rebuild_writes_fewer_segments(folder: Path) -> None:
    def segments(build_memory: int) -> int:
        engine = TantivyEngine(FolderStorage(folder), build_memory)
        rebuild(engine, *(" ".join(f"w{number}w{word}" for word in range(1000)) for number in range(1000)))
        return len({path.stem for path in generation(folder).glob("*.idx")})

    assert segments(1_000_000_000) == 2  # one of each thread
    assert segments(100_000_000) > 2


def test_a_forked_process_searches(engine: TantivyEngine) -> None:
    def counted() -> int:
        return sum(
            bar.count
            for bar in engine.search(SearchRequest(Filters(None), timeline="year", facets=("source",))).timeline
        )

    assert counted() == 2
    child = os.fork()
    if child == 0:
        signal.alarm(20)  # seconds after which it is ended, should it wait for a thread that it has not
        os._exit(7 if counted() == 2 else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7
