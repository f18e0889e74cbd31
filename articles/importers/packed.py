"""Archives (.zip, .tar, .tar.gz, .tgz), their files in the order of their names, read one at a time."""

import gzip
import lzma
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from articles.importers.encoding import LARGEST_FILE

MOST_FILES = 2_000_000
MOST_BYTES = 50_000_000_000
"""What an archive may hold at most, unpacked."""
_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
_OUTSIDE = re.compile(r"^(?:/|[A-Za-z]:)|(?:^|/)\.\.(?:/|$)|\\|\x00")
_CHUNK = 1_000_000


class ArchiveError(ValueError):
    """An archive, or a file in it, cannot be read. The message is the reason."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, by its path there."""

    name: str
    size: int
    problem: str = ""
    """Why it must not be read; empty when it may."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: its files sorted by name, and how to read one. `read` raises ArchiveError."""

    members: list[Member]
    read: Callable[[Member], bytes]


def is_archive(name: str) -> bool:
    """Whether a file of that name is an archive."""
    return name.lower().endswith(_ENDINGS)


def too_large(size: int) -> str:
    """The reason why a file of that size is refused."""
    return f"it has {size:,} bytes, more than the {LARGEST_FILE:,} an article may have"


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """An archive, open for reading. Raises ArchiveError when it is damaged or absurdly large."""
    opener = _open_zip if path.suffix.lower() == ".zip" else _open_tar
    try:
        with opener(path) as archive:
            yield archive
    except (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise ArchiveError(f"the archive is damaged: {error}") from error
    except OSError as error:
        raise ArchiveError(f"the archive cannot be opened: {error.strerror or error}") from error


@contextmanager
def _open_zip(path: Path) -> Iterator[Archive]:
    with zipfile.ZipFile(path) as archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = [entry.filename.replace("\\", "/") for entry in files]  # as old tools under Windows write them
        entries = {name.removeprefix("./"): entry for name, entry in zip(names, files, strict=True)}
        members = _sorted_members((n, e.file_size, _zip_problem(e)) for n, e in zip(names, files, strict=True))

        def read(member: Member) -> bytes:
            try:
                with archive.open(entries[member.name]) as file:
                    return _limited(file)
            except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError) as error:
                raise ArchiveError(f"it is damaged in the archive: {error}") from error

        yield Archive(members, read)


def _zip_problem(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & 1:
        return "it is encrypted in the archive"
    mode = entry.external_attr >> 16
    return "it is a link, not a file" if stat.S_ISLNK(mode) else ""


@contextmanager
def _open_tar(path: Path) -> Iterator[Archive]:
    """A packed tar file goes to a temporary file first, so that its files can be read in any order."""
    with path.open("rb") as raw, tempfile.TemporaryFile() as plain:
        if path.suffix.lower() == ".tar":
            source: IO[bytes] = raw
        else:
            with gzip.open(raw) as packed:
                _copy(packed, plain)
            source = plain
            source.seek(0)
        with tarfile.open(fileobj=source, mode="r:", errors="replace") as archive:  # names in other encodings
            files = [entry for entry in archive if not entry.isdir()]
            entries = {entry.name.removeprefix("./"): entry for entry in files}
            members = _sorted_members((entry.name, entry.size, _tar_problem(entry)) for entry in files)

            def read(member: Member) -> bytes:
                file = archive.extractfile(entries[member.name])
                if file is None:
                    raise ArchiveError("it is not a regular file")
                return _limited(file)

            yield Archive(members, read)


def _tar_problem(entry: tarfile.TarInfo) -> str:
    return "" if entry.isfile() else "it is a link or a device, not a file"


def _copy(packed: gzip.GzipFile, plain: IO[bytes]) -> None:
    written = 0
    while chunk := packed.read(_CHUNK):
        written += len(chunk)
        if written > MOST_BYTES:
            raise ArchiveError(f"it unpacks to more than the {MOST_BYTES:,} bytes allowed")
        plain.write(chunk)


def _limited(file: IO[bytes]) -> bytes:
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ArchiveError(f"it has more than the {LARGEST_FILE:,} bytes an article may have")
    return data


def _sorted_members(entries: Iterable[tuple[str, int, str]]) -> list[Member]:
    """The files of an archive by name, each with the reason against reading it, if there is one."""
    members: list[Member] = []
    seen: set[str] = set()
    for printed, size, own_problem in entries:
        name = printed.removeprefix("./")
        problem = own_problem
        if _OUTSIDE.search(name):
            problem = "its path leads out of the archive"
        elif name in seen:
            problem = "the archive holds this path twice"
        elif size > LARGEST_FILE:
            problem = own_problem or too_large(size)
        seen.add(name)
        members.append(Member(name, size, problem))
        if len(members) > MOST_FILES:
            raise ArchiveError(f"it holds more than the {MOST_FILES:,} files allowed")
    return sorted(members, key=lambda member: member.name)
