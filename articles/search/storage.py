"""Where an index lies: one generation in use, another one perhaps being built, and who may write.

On disk:

    <folder>/current          name of the generation in use; replaced by a rename, so readers see the old or the new one
    <folder>/<generation>/    Tantivy's files of the articles, and `schema` with the stamp of the fields they have
    <folder>/<generation>/quotes/    Tantivy's files of the quotes
    <folder>/write.lock       held while the outbox is applied
    <folder>/rebuild.lock     held while a new generation is built
    <folder>/rebuild.changes  ids of articles changed while it is built
"""

import fcntl
import re
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from tantivy import Index

from articles.search.engine import SearchUnavailable
from articles.search.schema import QUOTE_SCHEMA, SCHEMA, STAMP, register_analyzers

REBUILD = "python manage.py index_articles --rebuild"

_DRAIN = "python manage.py index_articles"

_GENERATION = re.compile(r"generation-\d+")

LockName = Literal["write", "rebuild"]


@contextmanager
def reading(what: str = "cannot be read") -> Iterator[None]:
    """What goes wrong in the index's files while they are read is told with what to do."""
    try:
        yield
    except BaseException as error:
        if not _is_of_files(error):
            raise
        raise SearchUnavailable(f"The search index {what} ({error}). Mend it with: {REBUILD}") from error


@contextmanager
def writing(where: str = "") -> Iterator[None]:
    """What goes wrong in the index's files while they are written is told as such."""
    try:
        yield
    except BaseException as error:
        if not _is_of_files(error):
            raise
        raise SearchUnavailable(
            f"The search index{where} cannot be written ({error}). Is its disk full, or closed to this user? "
            f"What was changed waits in the database; then apply it with: {_DRAIN}"
        ) from error


def _is_of_files(error: BaseException) -> bool:
    """Tantivy raises ValueError or OSError; where it stumbles over damaged bytes, a Rust panic, whose class no module
    exports and which is no Exception."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


class Indexes(NamedTuple):
    """The two indexes of a generation."""

    articles: Index
    quotes: Index


class Storage(Protocol):
    """Generations, locks and the list of changes made while a new generation is built."""

    def current(self) -> str:
        """The name of the generation in use. Raises SearchUnavailable where there is none."""
        ...

    def exists(self) -> bool:
        """Whether any generation was ever put into use."""
        ...

    def version(self, generation: str) -> Hashable:
        """A value that changes with every commit to a generation."""
        ...

    def committed(self) -> None:
        """Tell that a generation was written to."""
        ...

    def open(self, generation: str) -> Indexes:
        """A generation, to search and to write. Raises SearchUnavailable."""
        ...

    def create(self) -> str:
        """Make a new, empty generation, not yet in use; what an interrupted rebuild has left is deleted."""
        ...

    def use(self, generation: str) -> None:
        """Put a generation into use and delete the others."""
        ...

    def lock(self, name: LockName, wait: bool) -> AbstractContextManager[bool]:
        """Hold a lock, across processes and threads. Yields False where another one has it."""
        ...

    def watch_changes(self) -> None:
        """From now on keep what is given to `note_changes`."""
        ...

    def note_changes(self, article_ids: Iterable[int]) -> None:
        """Tell that these articles were applied to the generation in use."""
        ...

    def take_changes(self) -> set[int]:
        """The ids noted since `watch_changes`, and the watch ends; none where nothing is watched."""
        ...


class FolderStorage:
    """An index on disk, shared by all processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._changes = folder / "rebuild.changes"

    def current(self) -> str:
        """The name in the file `current`."""
        try:
            return self._named()
        except FileNotFoundError:
            raise SearchUnavailable(f"There is no search index yet. Build it with: {REBUILD}") from None
        except OSError as error:
            raise SearchUnavailable(
                f"The search index cannot be read: {error.strerror}. Mend it with: {REBUILD}"
            ) from error

    def _named(self) -> str:
        """What stands in the file `current`; no name of a generation where it is damaged."""
        name = (self.folder / "current").read_text(errors="replace").strip()
        return name if _GENERATION.fullmatch(name) else "damaged"

    def exists(self) -> bool:
        """Whether the file `current` is there."""
        return (self.folder / "current").exists()

    def version(self, generation: str) -> Hashable:
        """Tantivy replaces meta.json with every commit."""
        folder = self.folder / generation
        try:
            stats = [(place / "meta.json").stat() for place in (folder, folder / "quotes")]
        except OSError as error:
            raise SearchUnavailable(f"The search index is incomplete. Mend it with: {REBUILD}") from error
        return tuple((stat.st_mtime_ns, stat.st_ino, stat.st_size) for stat in stats)

    def committed(self) -> None:
        """The files tell it themselves."""

    def open(self, generation: str) -> Indexes:
        """Opened with the analyzers of this version, which must be the one that wrote it."""
        folder = self.folder / generation
        try:
            stamp = (folder / "schema").read_text(errors="replace").strip()
        except OSError as error:
            raise SearchUnavailable(f"The search index is incomplete. Mend it with: {REBUILD}") from error
        if stamp != STAMP:
            raise SearchUnavailable(f"The search index was made by another version. Renew it with: {REBUILD}")
        with reading("is damaged"):
            return Indexes(_prepared(Index.open(str(folder))), _prepared(Index.open(str(folder / "quotes"))))

    def create(self) -> str:
        """A folder of its own; call it under the rebuild lock."""
        self._discard_unused()
        generation = self.folder / f"generation-{time.time_ns()}"
        with self._writing():
            (generation / "quotes").mkdir(parents=True)
            Index(SCHEMA, path=str(generation))
            Index(QUOTE_SCHEMA, path=str(generation / "quotes"))
            (generation / "schema").write_text(STAMP)
        return generation.name

    def use(self, generation: str) -> None:
        """By a rename, which is seen as a whole or not at all."""
        with self._writing():
            pointer = self.folder / "current.new"
            pointer.write_text(generation)
            pointer.replace(self.folder / "current")
        self._discard_unused()

    def _writing(self) -> AbstractContextManager[None]:
        return writing(f" in {self.folder}")

    def _discard_unused(self) -> None:
        used = self._named() if self.exists() else None
        for folder in self.folder.glob("generation-*"):
            if folder.name != used:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def lock(self, name: LockName, wait: bool) -> Iterator[bool]:
        """By flock, which the system lets go when its holder dies."""
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            opened = (self.folder / f"{name}.lock").open("w")
        with opened as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def watch_changes(self) -> None:
        """In a file, so that other processes note theirs too."""
        with self._writing():
            self._changes.write_text("")

    def note_changes(self, article_ids: Iterable[int]) -> None:
        """One id a line. A process that is killed at it may leave half an id, which the next one must not continue."""
        if self._changes.exists():
            with self._writing(), self._changes.open("a") as file:
                file.writelines(f"\n{article_id}" for article_id in article_ids)

    def take_changes(self) -> set[int]:
        """Read and delete the file."""
        if not self._changes.exists():
            return set()
        noted = {int(line) for line in self._changes.read_text().split()}
        self._changes.unlink()
        return noted


class MemoryStorage:
    """An index in the memory of one process, for tests; it begins empty and in use."""

    def __init__(self) -> None:
        self._indexes: dict[str, Indexes] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._changes: set[int] | None = None
        self._commits = 0
        self._used = self.create()

    def current(self) -> str:
        """The generation in use."""
        return self._used

    def exists(self) -> bool:
        """From the beginning."""
        return True

    def version(self, generation: str) -> Hashable:
        """The number of commits so far."""
        return generation, self._commits

    def committed(self) -> None:
        """Count it."""
        self._commits += 1

    def open(self, generation: str) -> Indexes:
        """The indexes themselves."""
        return self._indexes[generation]

    def create(self) -> str:
        """One more."""
        name = f"generation-{len(self._indexes)}"
        self._indexes[name] = Indexes(_prepared(Index(SCHEMA)), _prepared(Index(QUOTE_SCHEMA)))
        return name

    def use(self, generation: str) -> None:
        """Forget the others."""
        self._used = generation
        self._indexes = {generation: self._indexes[generation]}

    @contextmanager
    def lock(self, name: LockName, wait: bool) -> Iterator[bool]:
        """Among the threads of this process."""
        taken = self._locks[name].acquire(blocking=wait)
        try:
            yield taken
        finally:
            if taken:
                self._locks[name].release()

    def watch_changes(self) -> None:
        """In a set."""
        self._changes = set()

    def note_changes(self, article_ids: Iterable[int]) -> None:
        """While they are watched."""
        if self._changes is not None:
            self._changes.update(article_ids)

    def take_changes(self) -> set[int]:
        """And forget them."""
        noted, self._changes = self._changes or set(), None
        return noted


def _prepared(index: Index) -> Index:
    register_analyzers(index)
    index.config_reader("manual", 0)
    return index
