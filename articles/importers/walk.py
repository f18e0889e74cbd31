"""The files to read under some paths: files, folders, .zip and .tar.gz, in order, one at a time.

Hidden files, __MACOSX and newsarchive.toml itself are no articles and are passed over. Everything else that
cannot be read is given back as a RejectedFile with the reason, never skipped in silence.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.importers import packed
from articles.importers.encoding import LARGEST_FILE
from articles.importers.folder import (
    NO_SETTINGS,
    SETTINGS_FILE,
    FolderError,
    FolderSettings,
    Status,
    overridden,
    parse_settings,
)
from articles.importers.record import Defaults

READ_ENDINGS = frozenset({".txt", ".text", ".md", ".asc", ""})
"""Endings of files in folders and archives that may hold an article; a file named by itself is always tried."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, and what its folder says about it."""

    path: str
    """On disk; for a file in an archive, the archive's."""
    locator: str
    """The file's path inside its archive, empty for a file on disk."""
    data: bytes
    defaults: Defaults
    status: Status | None = None
    sample: bool = False
    withheld_reason: str = ""

    @property
    def name(self) -> str:
        """The path to show: of the file, or of the archive and the file in it."""
        return f"{self.path}/{self.locator}" if self.locator else self.path


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file, or a file in an archive, that cannot be read, and why."""

    path: str
    locator: str
    reason: str

    @property
    def name(self) -> str:
        """The path to show, as FoundFile has it."""
        return f"{self.path}/{self.locator}" if self.locator else self.path


def shown(path: Path) -> str:
    """A path as text that can be printed and kept: bytes of its name that are no UTF-8 become “�”."""
    return os.fsencode(path).decode("utf-8", "replace")


def walk(paths: Iterable[Path], options: Defaults) -> Iterator[FoundFile | RejectedFile]:
    """The files under some paths, each path's sorted by name; at most one file's bytes in memory.

    The nearest newsarchive.toml between a file and the given path applies to it (for a file given by itself, the one
    beside it); `options` stand above it. Raises FolderError before the first file when one on disk is wrong.
    """
    paths = list(paths)
    for path in paths:
        _check_settings(path)
    for path in paths:
        if path.is_dir():
            yield from _folder(path, path, NO_SETTINGS, options)
        elif not path.exists():
            yield RejectedFile(shown(path), "", "there is no such file or folder")
        elif packed.is_archive(path.name):
            yield from _archive(path, options)
        else:
            yield _file(path, _settings_of(path.parent) or NO_SETTINGS, path.parent, options)


def count_files(paths: Iterable[Path]) -> int:
    """About how many files `walk` will give, for a progress bar: without reading them or looking at their kind."""
    return sum(_count(path) for path in paths)


def _count(path: Path) -> int:
    try:
        if path.is_dir() and not path.is_symlink():
            return sum(_count(child) for child in path.iterdir() if not is_passed_over(child.name))
        if path.is_file() and packed.is_archive(path.name):
            with packed.open_archive(path) as archive:
                return sum(not _is_in_passed_over(member.name) for member in archive.members)
    except (OSError, packed.ArchiveError):
        return 1
    return 1


def _check_settings(path: Path) -> None:
    """Read every newsarchive.toml under a path, so that a wrong one stops the run before it begins."""
    if not path.is_dir():
        _settings_of(path.parent)
        return
    for folder, below, _files in os.walk(path):  # passes over a folder without rights, which the walk rejects
        below.sort()
        settings = _settings_of(Path(folder))
        for name in settings.withheld if settings else ():
            if not (Path(folder) / name).is_file():
                file = shown(Path(folder) / SETTINGS_FILE)
                raise FolderError(f"{file}: withheld “{name}” is not a file in that folder.")


def _settings_of(folder: Path) -> FolderSettings | None:
    file = folder / SETTINGS_FILE
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FolderError(f"{shown(file)}: it cannot be opened: {error.strerror}") from error
    return parse_settings(data, shown(file))


def _folder(
    folder: Path, base: Path, settings: FolderSettings, options: Defaults
) -> Iterator[FoundFile | RejectedFile]:
    """A folder's files; `base` is the folder that the settings stand in."""
    try:
        children = sorted(folder.iterdir())
    except OSError as error:
        yield RejectedFile(shown(folder), "", f"the folder cannot be opened: {error.strerror}")
        return
    own = _settings_of(folder)
    if own:
        settings, base = own, folder
    for path in children:
        if is_passed_over(path.name):
            continue
        if path.is_symlink():
            yield RejectedFile(shown(path), "", "it is a link; give the path of the file itself")
        elif path.is_dir():
            yield from _folder(path, base, settings, options)
        elif packed.is_archive(path.name):
            yield from _archive(path, options)
        elif reason := unread_ending(path.name):
            yield RejectedFile(shown(path), "", reason)
        else:
            yield _file(path, settings, base, options)


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of that name holds no article by its nature."""
    return name.startswith((".", "__MACOSX")) or name in {SETTINGS_FILE, "Thumbs.db", "desktop.ini"}


def _is_in_passed_over(member: str) -> bool:
    return any(is_passed_over(part) for part in member.split("/") if part not in {".", ".."})


def unread_ending(name: str) -> str:
    """Why no reader reads a file of that name; empty when one may."""
    ending = Path(name).suffix.lower()
    return "" if ending in READ_ENDINGS else f"no reader reads {ending} files"


def _file(path: Path, settings: FolderSettings, base: Path, options: Defaults) -> FoundFile | RejectedFile:
    try:
        if not path.is_file():
            return RejectedFile(shown(path), "", "it is not a regular file")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return RejectedFile(shown(path), "", packed.too_large(size))
        data = path.read_bytes()
    except OSError as error:
        return RejectedFile(shown(path), "", f"it cannot be opened: {error.strerror}")
    return _found(shown(path), "", data, settings, path.relative_to(base).as_posix(), options)


def _found(
    path: str, locator: str, data: bytes, settings: FolderSettings, relative: str, options: Defaults
) -> FoundFile:
    return FoundFile(
        path,
        locator,
        data,
        overridden(settings.defaults, options),
        settings.status,
        settings.sample,
        settings.withheld.get(relative, ""),
    )


def _archive(path: Path, options: Defaults) -> Iterator[FoundFile | RejectedFile]:
    """The files in an archive. One that cannot be opened is rejected as a whole."""
    try:
        with packed.open_archive(path) as archive:
            settings = _archive_settings(archive, path)
            for member in archive.members:
                yield from _member(archive, member, path, settings, options)
    except (packed.ArchiveError, FolderError) as error:
        yield RejectedFile(shown(path), "", str(error))


def _archive_settings(archive: packed.Archive, path: Path) -> dict[str, FolderSettings]:
    """Folder in an archive (“” for its top) → the settings there. Raises FolderError."""
    found: dict[str, FolderSettings] = {}
    names = {member.name for member in archive.members}
    for member in archive.members:
        folder, _, name = member.name.rpartition("/")
        if name == SETTINGS_FILE and not member.problem:
            settings = parse_settings(archive.read(member), f"{path}/{member.name}")
            for file in settings.withheld:
                if f"{folder}/{file}".lstrip("/") not in names:
                    raise FolderError(f"{path}/{member.name}: withheld “{file}” is not a file in that folder.")
            found[folder] = settings
    return found


def _member(
    archive: packed.Archive,
    member: packed.Member,
    path: Path,
    settings: dict[str, FolderSettings],
    options: Defaults,
) -> Iterator[FoundFile | RejectedFile]:
    parts = member.name.split("/")
    if _is_in_passed_over(member.name):
        return
    reason = member.problem or unread_ending(member.name)
    if packed.is_archive(member.name):
        reason = "an archive inside an archive is not opened; unpack it first"
    if reason:
        yield RejectedFile(shown(path), member.name, reason)
        return
    folder, nearest = _nearest(parts[:-1], settings)
    relative = member.name.removeprefix(f"{folder}/") if folder else member.name
    try:
        data = archive.read(member)
    except packed.ArchiveError as error:
        yield RejectedFile(shown(path), member.name, str(error))
        return
    yield _found(shown(path), member.name, data, nearest, relative, options)


def _nearest(parts: list[str], settings: dict[str, FolderSettings]) -> tuple[str, FolderSettings]:
    for length in range(len(parts), -1, -1):
        folder = "/".join(parts[:length])
        if folder in settings:
            return folder, settings[folder]
    return "", NO_SETTINGS
