"""`make run`: from a fresh clone to the archive in the browser."""

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Mapping

from tools.environment import RUNTIME, TOP, EnvironmentFailed, ensure


class PortUnusable(Exception):
    """The archive cannot listen there. The message says why and how to choose another port."""


class WorkersUnusable(Exception):
    """There is no such number of worker processes. The message says what is allowed."""


def port(environ: Mapping[str, str]) -> int:
    """The port to listen on: PORT, else 8000. Raises PortUnusable where none can listen there."""
    value = environ.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise PortUnusable(f"PORT={value!r} is no port. Allowed: 1 to 65535, for example make run PORT=8080")
    host = environ.get("HOST") or "127.0.0.1"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(value)))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise PortUnusable(
                    f"HOST={host!r} is no address of this machine: {error.strerror}. "
                    "Allowed: one of its IPv4 addresses, or 0.0.0.0 for all of them."
                ) from error
            raise PortUnusable(
                f"Port {value} cannot be used: {error.strerror}. Is the archive running already, or another program?\n"
                f"Choose another port: make run PORT={8080 if int(value) < 8080 else 8000}"
            ) from error
    return int(value)


def check_workers(environ: Mapping[str, str]) -> None:
    """Raises WorkersUnusable if WEB_CONCURRENCY is no number of processes."""
    value = environ.get("WEB_CONCURRENCY") or "1"
    if not (value.isascii() and value.isdigit() and int(value)):
        raise WorkersUnusable(f"WEB_CONCURRENCY={value!r} is no number of processes. Allowed: 1 or more.")


def main() -> None:
    """Check the port, fill the environment, prepare the archive, and become the web server."""
    os.chdir(TOP)
    try:
        os.environ["PORT"] = str(port(os.environ))
        check_workers(os.environ)
        python = str(ensure(RUNTIME))
    except (PortUnusable, WorkersUnusable, EnvironmentFailed) as error:
        sys.exit(str(error))
    prepared = subprocess.run([python, "manage.py", "prepare_archive"], check=False)
    if prepared.returncode:
        sys.exit(prepared.returncode)
    os.execv(python, [python, "-m", "gunicorn", "newsarchive.wsgi"])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped before the archive was ready. The next start carries on where this one ended.")
