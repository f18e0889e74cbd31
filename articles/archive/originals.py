"""Originals: bytes in files named by their SHA-256, written whole before any row names them, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from articles.models import ImportItem, Original


class OriginalDamaged(Exception):
    """An original's file is missing or does not have the bytes its name promises. The message says which."""


def checksum(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def place_of(sha256: str) -> Path:
    """Where the bytes of this checksum lie."""
    return Path(settings.ORIGINALS_DIR) / sha256[:2] / sha256[2:4] / sha256


def store_original(data: bytes, sha256: str) -> None:
    """Put the bytes in their place; a file that is there already is left alone.

    The file appears whole or not at all: it is written beside its place, flushed to disk and renamed.
    Raises OSError where the folder cannot be written to.
    """
    target = place_of(sha256)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o444)
        Path(name).rename(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def read_original(original: Original) -> bytes:
    """The bytes as they came, checked against their checksum. Raises OriginalDamaged."""
    try:
        data = original.path.read_bytes()
    except OSError as error:
        raise OriginalDamaged(f"{original.sha256}: its file cannot be read ({error.strerror}).") from error
    found = checksum(data)
    if found != original.sha256:
        raise OriginalDamaged(f"{original.sha256}: its file now has the checksum {found}.")
    return data


def held_checksums(checksums: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Of these checksums, those that an article was made from: checksum → (id of original, id of article)."""
    rows = ImportItem.objects.applied().filter(original__sha256__in=list(checksums), article__isnull=False)
    return {
        sha256: (original, article)
        for sha256, original, article in rows.values_list("original__sha256", "original_id", "article_id")
    }
