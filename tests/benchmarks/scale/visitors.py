"""The archive as visitors meet it: gunicorn with two workers, and requests over the loopback."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_START_SECONDS = 60
_KIB = 1024


class Connection:
    """One kept connection that asks for one address after the other and reads the answer whole.

    It does next to nothing else: the processors it shares with the server are the server's.
    """

    def __init__(self, port: int, cookie: str = "") -> None:
        self._port = port
        self._cookie = f"Cookie: {cookie}\r\n" if cookie else ""
        self._socket: socket.socket | None = None

    def get(self, address: str) -> None:
        """Raises SystemExit where the answer is not 200."""
        asked = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self._cookie}\r\n".encode()
        answer = b""
        while not answer:  # the server closes connections from time to time
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            with suppress(ConnectionError):
                self._socket.sendall(asked)
                answer = self._read(self._socket)
            if not answer or b"\r\nConnection: close" in answer:
                self._socket.close()
                self._socket = None
        status = answer.split(b" ", 2)[1]
        if status != b"200":
            raise SystemExit(f"{address} was answered with {status.decode()}.")

    def _read(self, opened: socket.socket) -> bytes:
        """The head; the body is read and dropped. Empty where the server had closed the connection."""
        held = b""
        while b"\r\n\r\n" not in held:
            piece = opened.recv(1 << 16)
            if not piece:
                return b""
            held += piece
        head, _, body = held.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        if not found:
            raise SystemExit("An answer did not tell its length; this client reads no others.")
        left = int(found[1]) - len(body)
        while left > 0:
            left -= len(opened.recv(1 << 16))
        return head


def latencies(port: int, addresses: Sequence[str], cookie: str = "") -> list[float]:
    """Milliseconds for each address, one after the other."""
    connection = Connection(port, cookie)
    times = []
    for address in addresses:
        started = time.perf_counter()
        connection.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return times


def throughput(port: int, addresses: Sequence[str], seconds: float, connections: int = 4) -> float:
    """Requests a second that all connections together have answered."""
    done = [0] * connections
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        connection = Connection(port)
        for address in cycle([*addresses[number::connections], *addresses[:number]]):
            if time.monotonic() >= end:
                return
            connection.get(address)
            done[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(connections)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - started)


class Server:
    """A running gunicorn."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self.port = port

    def workers(self) -> list[int]:
        """The workers' process ids."""
        task = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in task.read_text().split()]

    def memory(self) -> dict[str, float]:
        """MB of the largest worker: the most that was ever resident, what is now, and what of that is no file's."""
        each = [_memory(pid) for pid in self.workers()]
        return {name: max(one[name] for one in each) for name in ("VmHWM", "VmRSS", "RssAnon")}


def _memory(pid: int) -> dict[str, float]:
    told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return {name: int(told[name].split()[0]) / _KIB for name in ("VmHWM", "VmRSS", "RssAnon")}


@contextmanager
def serving(application: str) -> Iterator[Server]:
    """The application under the archive's own gunicorn settings, two workers; stopped at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "WEB_CONCURRENCY": "2"}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")
