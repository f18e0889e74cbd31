"""`make test`: every check of the project, two side by side, and one summary.

`python -m tools.test NAME…` runs only the steps named. With REQUIRE_ALL=1 a step that cannot run here is a failure.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.browser.chromium import find_chromium
from tests.postgres import NoServer, server_address
from tools.environment import TOP

PYTEST = ("-m", "pytest", "-q", "--no-header", "--tb=short", "-p", "no:cacheprovider")
WORKERS = ("-n", "2", "--dist", "worksteal")  # who has nothing left takes over what waits for the other

# A browser spends much of its time waiting: alone, it leaves a processor idle. More than two at once would want more
# memory than small machines have.
SIDE_BY_SIDE = 2

# A `.env` file and settings of the person who runs the tests do not reach them. Without bytecode every process would
# compile the project and rewrite the tests' assertions anew.
NOT_INHERITED = ("DATABASE_URL", "DEBUG", "PYTHONDONTWRITEBYTECODE")
GREEN, RED, YELLOW, PLAIN = "\033[32m", "\033[31m", "\033[33m", "\033[0m"


class CannotRun(Exception):
    """Something the step needs is not on this machine. The message says what to install."""


@dataclass(frozen=True)
class Result:
    """What became of one step; `tests` counts passed and failed, where it is not a test run: itself."""

    name: str
    state: str
    seconds: float
    passed: int = 0
    failed: int = 0
    note: str = ""


class Run:
    """One step of `make test`, with a scratch folder for the data of the commands it starts."""

    def __init__(self, scratch: Path, output: IO[str] | None = None) -> None:
        """What the commands say goes to this file, or straight to the terminal."""
        self.scratch = scratch
        self.output = output
        self.environ = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED} | {
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(scratch / "data"),
            "SECRET_KEY": secrets.token_urlsafe(64),
        }

    def python(self, *arguments: str, **environ: str) -> bool:
        """Run this Python with these arguments; whether it succeeded."""
        ended = subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=TOP,
            env=self.environ | environ,
            stdout=self.output,
            stderr=self.output,
            check=False,
        )
        return ended.returncode == 0

    def pytest(self, report: str, *arguments: str, **environ: str) -> bool:
        """Run pytest, leaving a JUnit report for the count."""
        return self.python(*PYTEST, f"--junit-xml={self.scratch / report}.xml", *arguments, **environ)

    def count(self, report: str) -> tuple[int, int]:
        """Passed and failed tests of a JUnit report, (0, 0) where there is none."""
        path = self.scratch / f"{report}.xml"
        if not path.is_file():
            return 0, 0
        suites = list(ET.parse(path).getroot().iter("testsuite"))  # noqa: S314 — pytest wrote it a moment ago
        total, skipped, failed = (
            sum(int(suite.get(name, 0)) for suite in suites for name in names)
            for names in (("tests",), ("skipped",), ("failures", "errors"))
        )
        return total - skipped - failed, failed


def _format(run: Run) -> bool:
    return run.python("-m", "ruff", "format", "--check", ".")


def _lint(run: Run) -> bool:
    return run.python("-m", "ruff", "check", ".")


def _types(run: Run) -> bool:
    return run.python("-m", "mypy", ".")


def _deploy(run: Run) -> bool:
    return run.python("manage.py", "check", "--deploy", "--fail-level", "WARNING", HTTPS="on")


def _migrations(run: Run) -> bool:
    return run.python("manage.py", "makemigrations", "--check", "--dry-run")


def _sqlite(run: Run) -> bool:
    return run.pytest("sqlite", "-m", "not browser", *WORKERS, "--cov", "--cov-report=term", TEST_DATABASE_URL="")


def _postgres(run: Run) -> bool:
    try:
        with server_address() as address:
            return run.pytest("postgres", "-m", "database and not browser", *WORKERS, TEST_DATABASE_URL=address)
    except NoServer as error:
        raise CannotRun(str(error)) from error


def _browser(run: Run) -> bool:
    chromium = find_chromium()
    if chromium is None:
        raise CannotRun(
            "no Chromium or Chrome found. Install it (Debian: apt install chromium fonts-noto-core), "
            "or say where it is: CHROMIUM=/path/to/chrome"
        )
    return run.pytest("browser", "-m", "browser", TEST_DATABASE_URL="", CHROMIUM=str(chromium))


# What is over in a moment first, then the longest: at the end no processor should wait for one long step.
STEPS: dict[str, Callable[[Run], bool]] = {
    "format": _format,
    "lint": _lint,
    "deploy": _deploy,
    "migrations": _migrations,
    "sqlite": _sqlite,
    "browser": _browser,
    "postgres": _postgres,
    "types": _types,
}


def run_step(name: str, run: Run, require_all: bool) -> Result:
    """Run one step and say what became of it."""
    start = time.monotonic()
    try:
        succeeded, note = STEPS[name](run), ""
    except CannotRun as error:
        state = "failed" if require_all else "not run"
        return Result(name, state, time.monotonic() - start, failed=int(require_all), note=f"not run: {error}")
    passed, failed = run.count(name)
    if not passed and not failed:
        passed = int(succeeded)
    if not succeeded and not failed:  # a lint finding, too little coverage, a crash
        failed = 1
    return Result(name, "passed" if succeeded else "failed", time.monotonic() - start, passed, failed, note)


def run_steps(names: Sequence[str], scratch: Path, require_all: bool) -> list[Result]:
    """Run these steps; with more than one, the output of each is shown when it is over, so that none mix."""
    if len(names) == 1:
        _say(_heading(names[0]))
        return [run_step(names[0], Run(scratch), require_all)]
    _say(f"Running {', '.join(names)}. Each one’s output follows when it is over.")
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        started = [pool.submit(_run_apart, name, scratch, require_all) for name in names]
        try:
            for future in as_completed(started):
                result, output = future.result()
                _say(_heading(result.name) + "\n" + (output.rstrip() or result.note))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # what has not begun is not begun any more
            raise
    return [future.result()[0] for future in started]


def _run_apart(name: str, scratch: Path, require_all: bool) -> tuple[Result, str]:
    """Run one step in a folder of its own; its result and what its commands said."""
    folder = scratch / name
    folder.mkdir()
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        result = run_step(name, Run(folder, output), require_all)
        output.seek(0)
        return result, output.read()


def _heading(name: str) -> str:
    return f"\n── {name} " + "─" * (70 - len(name))


def summary(results: list[Result], seconds: float, colour: bool) -> str:
    """The table of the steps, what they took together, and the count alone on the last line."""
    colours = {"passed": GREEN, "failed": RED, "not run": YELLOW} if colour else {}
    lines = ["", "═" * 72]
    for result in results:
        state = f"{colours.get(result.state, '')}{result.state:<8}{PLAIN if colour else ''}"
        count = f"{result.passed} passed, {result.failed} failed" if result.passed + result.failed > 1 else ""
        lines.append(f"{result.name:<12}{state}{result.seconds:>7.1f} s   {result.note or count}".rstrip())
    lines.append(f"{'in all':<20}{seconds:>7.1f} s")
    if unrun := [result.name for result in results if result.state == "not run"]:
        lines.append(f"NOT EVERYTHING WAS CHECKED: {', '.join(unrun)} could not run here.")
    lines.append(f"{sum(r.passed for r in results)} passed, {sum(r.failed for r in results)} failed")
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Run the steps named on the command line, all if none is."""
    names = sys.argv[1:] or list(STEPS)
    if unknown := [name for name in names if name not in STEPS]:
        _say(f"No such step: {', '.join(unknown)}. Steps: {', '.join(STEPS)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="newsarchive-test-") as scratch:
        start = time.monotonic()
        results = run_steps(names, Path(scratch), require_all=os.environ.get("REQUIRE_ALL") == "1")
    _say(summary(results, time.monotonic() - start, colour=sys.stdout.isatty()))
    return int(any(result.state == "failed" for result in results))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped. Not everything was checked.")
