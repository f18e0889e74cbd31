"""How gunicorn serves the archive: `gunicorn newsarchive.wsgi` finds this file by itself."""

import os

from gunicorn.arbiter import Arbiter

_host, _port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"

bind = f"{_host}:{_port}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
preload_app = True  # a start that fails, fails at once and once
control_socket_disable = True
loglevel = "warning"
timeout = 60


def when_ready(server: Arbiter) -> None:
    """Say where the archive is, now that it answers."""
    address = f"http://{_host}:{_port}/"
    print(f"\nThe archive:  {address}\nThe editors:  {address}admin/\nStop it with Ctrl+C.\n", flush=True)
