"""`make bench`: which benchmark the words on the command line name."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import bench


def module(*words: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The module that is run, and the words it is given."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append(command[2:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(sys, "argv", ["bench", *words])
    monkeypatch.setattr(subprocess, "run", run)
    assert bench.main() == 0
    return commands[0]


@pytest.mark.parametrize("words", [(), ("10000", "--write"), ("--folder", "elsewhere")])
def test_without_a_name_the_archive_is_measured(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert module(*words, monkeypatch=monkeypatch) == ["tests.benchmarks.scale", *words]


def test_a_name_runs_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module("importing", "FOLDER", monkeypatch=monkeypatch) == ["tests.benchmarks.importing", "FOLDER"]


@pytest.mark.parametrize(("name", "status"), [("list", 0), ("lists", 1)])
def test_a_list_for_who_asks_and_for_who_errs(
    name: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", name])
    assert bench.main() == status
    assert "\nscale\n    How fast the archive is" in capsys.readouterr().out


def test_a_benchmark_is_a_module_or_a_package(tmp_path: Path) -> None:
    (tmp_path / "_parts.py").write_text("")
    (tmp_path / "one.py").write_text('"""One."""')
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "__init__.py").write_text('"""Two."""')
    (tmp_path / "two" / "__main__.py").write_text("")
    assert bench.benchmarks(tmp_path) == {"one": "One.", "two": "Two."}
