"""How fast a folder of article files becomes an archive, against the time that reading alone takes.

usage: importing -- FOLDER [--runs N] [--postgres]

Whole processes are timed, each import into a new archive in a temporary folder, quotes, originals and index
included. Peak memory is that of the largest process. --postgres adds the same import into PostgreSQL.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from articles.importers.walk import count_files
from tests.postgres import server_address

MANAGE = Path(__file__).parents[2] / "manage.py"


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds by the clock and by the processors, and MB of the largest process."""

    wall: float
    cpu: float
    memory: float


def manage(environment: dict[str, str], *arguments: str) -> Timing:
    """Run one command to its end and time it."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(MANAGE), *arguments],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsarchive.settings"} | environment,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status:
        sys.exit(f"{' '.join(arguments[:1])} ended with status {os.waitstatus_to_exitcode(status)}.")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timing(wall, cpu, max(usage.ru_maxrss, after.ru_maxrss) / 1024)


def import_once(folder: str, database: str | None) -> Timing:
    """Import into a new archive."""
    with tempfile.TemporaryDirectory(prefix="newsarchive-bench-") as data_dir:
        environment = {
            "DATA_DIR": data_dir,
            "DATABASE_URL": database or f"sqlite:///{data_dir}/archive.sqlite3",
            "SEARCH_URL": f"tantivy://{data_dir}/index",
        }
        manage(environment, "migrate", "--verbosity", "0")
        return manage(environment, "import_articles", folder)


def fresh_database(server: str, number: int) -> str:
    """A new database on the server."""
    name = f"bench_{number}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # a name made here
    base, _, query = server.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def main() -> None:
    """Time reading and importing, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    files = count_files([Path(options.folder)])
    with ExitStack() as stack:
        jobs: dict[str, Callable[[int], Timing]] = {
            "read_article": lambda _: manage({}, "read_article", options.folder),
            "import, SQLite": lambda _: import_once(options.folder, None),
        }
        if options.postgres:
            server = stack.enter_context(server_address())
            jobs["import, PostgreSQL"] = lambda n: import_once(options.folder, fresh_database(server, n))
        timings: dict[str, list[Timing]] = {name: [] for name in jobs}
        for number in range(options.runs):
            for name, job in jobs.items():
                timings[name].append(job(number))
    reading = statistics.median(timing.wall for timing in timings["read_article"])
    print(f"{files} files, median of {options.runs} runs, {os.cpu_count()} processors")
    print(f"{'':20} {'seconds':>8} {'cpu s':>8} {'files/s':>8} {'x reading':>9} {'peak MB':>8}")
    for name, runs in timings.items():
        wall = statistics.median(timing.wall for timing in runs)
        cpu = statistics.median(timing.cpu for timing in runs)
        memory = max(timing.memory for timing in runs)
        print(f"{name:20} {wall:8.1f} {cpu:8.1f} {files / wall:8.0f} {wall / reading:9.2f} {memory:8.0f}")


if __name__ == "__main__":
    main()
