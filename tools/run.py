"""`make run`: from a fresh clone to the archive in the browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping

from tools.environment import RUNTIME, TOP, EnvironmentFailed, ensure


class PortUnusable(Exception):
    """The archive cannot listen there. The message says why and how to choose another port."""


def port(environ: Mapping[str, str]) -> int:
    """The port to listen on: PORT, else 8000. Raises PortUnusable if it is no port or already taken."""
    value = environ.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise PortUnusable(f"PORT={value!r} is no port. Allowed: 1 to 65535, for example make run PORT=8080")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environ.get("HOST") or "127.0.0.1", int(value)))
        except OSError as error:
            raise PortUnusable(
                f"Port {value} cannot be used: {error.strerror}. Is the archive running already, or another program?\n"
                f"Choose another port: make run PORT={8080 if int(value) < 8080 else 8000}"
            ) from error
    return int(value)


def main() -> None:
    """Check the port, fill the environment, prepare the archive, and become the web server."""
    os.chdir(TOP)
    try:
        os.environ["PORT"] = str(port(os.environ))
        python = str(ensure(RUNTIME))
    except (PortUnusable, EnvironmentFailed) as error:
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
