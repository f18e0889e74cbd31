"""Whole pages through gunicorn: how long one takes, how many a second, how much memory, and where the time goes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.template.backends.django import Template as TemplateFile
from django.test import Client

from articles.search.engines import get_engine
from tests.benchmarks.scale.addresses import editors_cookie, editors_pages, public_pages
from tests.benchmarks.scale.figures import Figures, spread
from tests.benchmarks.scale.visitors import latencies, serving, throughput

ARCHIVE, HELLO = "newsarchive.wsgi", "tests.benchmarks.scale.hello"
_BUSY = ("front", "explorer", "article")
_RUNS, _SECONDS = 3, 5.0
_WARM = 20
_EDITORS_RUNS = 9
_LOOKED_INTO = 60


def run(figures: Figures) -> None:
    """Serve the archive, visit it, note everything."""
    call_command("collectstatic", interactive=False, verbosity=0)
    pages, cookie = public_pages(), editors_cookie()
    every = [address for addresses in pages.values() for address in addresses]
    with serving(ARCHIVE) as server:
        latencies(server.port, every[:: len(every) // _WARM])
        times = {name: spread(latencies(server.port, addresses)) for name, addresses in pages.items()}
        editors = {
            name: spread(latencies(server.port, [address] * _EDITORS_RUNS, cookie))
            for name, address in editors_pages().items()
        }
        memory = server.memory()
    figures.note(pages=times, editors=editors, memory=memory, busy=_busy(pages))
    figures.note(where={name: _where(pages[name][:_LOOKED_INTO]) for name in _BUSY})


def _busy(pages: dict[str, list[str]]) -> dict[str, float]:
    """Requests a second, of hello and of the archive's pages in turn."""
    rates: dict[str, list[float]] = {name: [] for name in ("hello", *_BUSY)}
    for _ in range(_RUNS):
        with serving(HELLO) as server:
            throughput(server.port, ["/"], 1)
            rates["hello"].append(throughput(server.port, ["/"], _SECONDS))
        with serving(ARCHIVE) as server:
            for name in _BUSY:
                throughput(server.port, pages[name], 1)
                rates[name].append(throughput(server.port, pages[name], _SECONDS))
    return {name: median(each) for name, each in rates.items()}


class _Watch:
    """Time by who had it: within a part that another one calls, only the inner one's watch runs."""

    def __init__(self) -> None:
        self.seconds = {"engine": 0.0, "database": 0.0, "templates": 0.0, "rest": 0.0}
        self._running = ["rest"]
        self._since = perf_counter()

    def _stop(self) -> None:
        now = perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self._stop()
        self._running.append(name)
        try:
            yield
        finally:
            self._stop()
            self._running.pop()

    def watching(self, name: str, work: Any) -> Any:
        """`work`, with its time counted for `name`."""

        def watched(*args: Any, **kwargs: Any) -> Any:
            with self.part(name):
                return work(*args, **kwargs)

        return watched


def _where(addresses: list[str]) -> dict[str, float]:
    """Milliseconds a page in the engine, the database, the templates, and in everything else, server aside."""
    client, engine = Client(SERVER_NAME="127.0.0.1"), get_engine()
    for address in addresses[:3]:
        client.get(address)
    watch = _Watch()
    with ExitStack() as stack:
        for name in ("search", "search_quotes", "alike", "roles"):
            stack.enter_context(patch.object(engine, name, watch.watching("engine", getattr(engine, name))))
        stack.enter_context(
            connection.execute_wrapper(lambda execute, *rest: watch.watching("database", execute)(*rest))
        )
        with patch.object(TemplateFile, "render", watch.watching("templates", TemplateFile.render)):
            for address in addresses:
                client.get(address)
    return {name: seconds * 1000 / len(addresses) for name, seconds in watch.seconds.items()}
