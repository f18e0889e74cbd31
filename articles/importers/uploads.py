"""Files that somebody hands over in a browser: text files and .zip, within limits, under the names they came with."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from articles.importers import packed
from articles.importers.record import Defaults
from articles.importers.walk import FoundFile, RejectedFile, unread_ending, walk

Files = list[FoundFile | RejectedFile]


class TooMuch(ValueError):
    """More was handed over than is allowed at once. The message says how much, and names the limit's setting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be handed over at once; the settings that say so are named in each refusal."""

    files: int
    file_bytes: int
    unpacked_bytes: int


class Upload(Protocol):
    """An uploaded file, as Django has it."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterator[bytes]:
        """The bytes, piece by piece."""
        ...


def read_uploads(uploads: Sequence[Upload], limits: Limits, defaults: Defaults) -> Files:
    """The files in some uploads, each found or rejected with the reason; those of a .zip by the names they have there.

    Raises TooMuch where they are too many together.
    """
    if len(uploads) > limits.files:
        raise TooMuch(_too_many(len(uploads), limits))
    files: Files = []
    for upload in uploads:
        files += _files_of(upload, limits, defaults, sum(len(one.data) for one in files if isinstance(one, FoundFile)))
        if len(files) > limits.files:
            raise TooMuch(f"With “{upload.name}”, {_too_many(len(files), limits)}")
    return files


def _too_many(number: int, limits: Limits) -> str:
    return f"these are {number:,} files; at most {limits.files:,} are taken at once (IMPORT_MOST_FILES)."


def _files_of(upload: Upload, limits: Limits, defaults: Defaults, held: int) -> Files:
    """One upload's files; `held` bytes have been unpacked before it."""
    name, size = upload.name or "unnamed", upload.size or 0
    if name.lower().endswith(".zip"):
        return list(_unpacked(upload, name, limits, defaults, held))
    reason = unread_ending(name)
    if packed.is_archive(name):
        reason = "of packed files only .zip is taken here; pack it as .zip, or have it imported by the command"
    if reason or size > limits.file_bytes:
        return [RejectedFile(name, "", reason or _too_large(size, limits))]
    return [FoundFile(name, "", b"".join(upload.chunks()), defaults)]


def _unpacked(
    upload: Upload, name: str, limits: Limits, defaults: Defaults, held: int
) -> Iterator[FoundFile | RejectedFile]:
    """The files in a .zip; none of them where it unpacks to too much, as its own list of files tells beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.zip"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        try:
            with packed.open_archive(path) as archive:
                problem = _bomb([member.size for member in archive.members], limits, held)
        except packed.ArchiveError as error:
            problem = str(error)
        if problem:
            yield RejectedFile(name, "", problem)
            return
        for found in walk([path], defaults):
            yield _within(replace(found, path=name), limits)


def _bomb(sizes: Iterable[int], limits: Limits, held: int) -> str:
    """Why a .zip is not opened. A file in it never gives more bytes than the .zip says it has."""
    sizes = list(sizes)
    if len(sizes) > limits.files:
        return f"it holds {len(sizes):,} files, more than the {limits.files:,} taken at once (IMPORT_MOST_FILES)"
    if (total := held + sum(sizes)) > limits.unpacked_bytes:
        allowed = f"{limits.unpacked_bytes:,} taken at once (IMPORT_LARGEST_UNPACKED)"
        return f"unpacked, it and what came before it have {total:,} bytes, more than the {allowed}"
    return ""


def _within(found: FoundFile | RejectedFile, limits: Limits) -> FoundFile | RejectedFile:
    if isinstance(found, FoundFile) and len(found.data) > limits.file_bytes:
        return RejectedFile(found.path, found.locator, _too_large(len(found.data), limits))
    return found


def _too_large(size: int, limits: Limits) -> str:
    return f"it has {size:,} bytes, more than the {limits.file_bytes:,} taken here (IMPORT_LARGEST_FILE)"
