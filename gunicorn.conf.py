"""How gunicorn serves the archive: `gunicorn newsarchive.wsgi` finds this file by itself."""

import ctypes
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

# glibc gives each thread a heap of its own, which keeps what it has once held: a worker would come to tens of megabytes
# that nobody uses. Elsewhere than on Linux there is no such choice.
_M_ARENA_MAX = -8
_mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
if _mallopt:
    _mallopt(_M_ARENA_MAX, 1)


def when_ready(server: Arbiter) -> None:
    """Say where the archive is, now that it answers."""
    address = f"http://{_host}:{_port}/"
    print(f"\nThe archive:  {address}\nThe editors:  {address}admin/\nStop it with Ctrl+C.\n", flush=True)
