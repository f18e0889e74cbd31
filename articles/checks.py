"""System checks: what a start must know about this machine, each with an id and what to do.

Settings with a wrong value stop the start before (newsarchive/environment.py); these checks look at folders,
libraries and files that the right values point to.
"""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register  # noqa: A004 — Django's name for it

from articles import zones
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine

OLDEST_SQLITE = (3, 35, 0)
"""The first SQLite that gives back the ids of rows written together, which the importer needs."""


@register(Tags.files)
def check_folders(**_options: Any) -> list[CheckMessage]:
    """Everything the archive keeps must be writable: nothing is to be found out in the middle of an import."""
    return [*_folder(settings.DATA_DIR, "E001", "data"), *_folder(settings.ORIGINALS_DIR, "E002", "originals")]


@register(Tags.database)
def check_sqlite(databases: Iterable[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """The library that came with Python must be recent enough."""
    uses_sqlite = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    if not uses_sqlite or sqlite3.sqlite_version_info >= OLDEST_SQLITE:
        return []
    needed = ".".join(map(str, OLDEST_SQLITE))
    return [
        Error(
            f"This Python has SQLite {sqlite3.sqlite_version}; the archive needs {needed} or newer.",
            hint="Use a newer Python (make run PYTHON=…), or PostgreSQL by DATABASE_URL.",
            id="articles.E003",
        )
    ]


@register(Tags.compatibility)
def check_time_zones(**_options: Any) -> list[CheckMessage]:
    """Printed times cannot be placed without the time zone data."""
    if "America/Caracas" in zones.names():
        return []
    return [
        Error(
            "This machine has no time zone data.",
            hint="Install it: the system's package tzdata, or `pip install tzdata` in the environment.",
            id="articles.E004",
        )
    ]


@register(Tags.security)
def check_secret_key_file(**_options: Any) -> list[CheckMessage]:
    """Whoever reads the key can sign in as anybody."""
    path = Path(settings.DATA_DIR) / "secret_key"
    if not path.exists() or not path.stat().st_mode & 0o077:
        return []
    return [
        Warning(
            f"The secret key in {path} can be read by other users of this machine.",
            hint=f"chmod 600 {path}",
            id="articles.W001",
        )
    ]


@register(Tags.staticfiles, deploy=True)
def check_static_files(**_options: Any) -> list[CheckMessage]:
    """Without them, pages come without their style sheets, or not at all."""
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    return [
        Info(
            f"The static files are not collected in {settings.STATIC_ROOT}.",
            hint="Run `manage.py prepare_archive`, which does this and all else before a start.",
            id="articles.I001",
        )
    ]


@register(deploy=True)
def check_index_is_there(**_options: Any) -> list[CheckMessage]:
    """Without it readers browse, but cannot search."""
    if get_engine().exists():
        return []
    return [
        Info(
            "There is no search index yet.",
            hint="Run `manage.py prepare_archive`, or `manage.py index_articles` alone.",
            id="articles.I002",
        )
    ]


@register()
def check_index(**_options: Any) -> list[CheckMessage]:
    """An index that is there must be whole, and written by this version."""
    engine = get_engine()
    if not engine.exists():
        return []
    try:
        question = SearchRequest(filters=Filters(visible_at=None), limit=1, highlight=False)
        engine.search(question)
        engine.search_quotes(question)
    except SearchUnavailable as error:
        return [Warning(str(error), hint="Until then readers browse, but cannot search.", id="articles.W003")]
    return []


@register(Tags.security, deploy=True)
def check_hosts(**_options: Any) -> list[CheckMessage]:
    """An archive that answers to every name can be made to print false addresses."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS allows every host name.",
            hint="Set ALLOWED_HOSTS to the names under which readers reach the archive, for example news.example.org.",
            id="articles.W002",
        )
    ]


def _folder(place: object, number: str, name: str) -> list[CheckMessage]:
    """An error if the folder, or where it is missing the one it will be made in, cannot be written to."""
    path = Path(str(place))
    there = next(folder for folder in (path, *path.parents) if folder.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return []
    what = "cannot be written to by this user" if there.is_dir() else "is a file, not a folder"
    return [
        Error(
            f"The folder for the archive's {name}, {path}, is of no use: {there} {what}.",
            hint=f"Give it to the user who runs the archive (chown {os.environ.get('USER', 'USER')} {there}), "
            "or name another folder in DATA_DIR.",
            id=f"articles.{number}",
        )
    ]
