"""The project's own environment: made once, filled only when something changed, plain words when it cannot be."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.environment import DEVELOPMENT, RUNTIME, EnvironmentFailed, ensure

TOP = Path(__file__).resolve().parents[2]


class Project:
    """A project's folder whose Python only notes what it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.top, self.venv, self.log = folder, folder / ".venv", folder / "log"
        (folder / RUNTIME).write_text("django==5.2\n")
        (folder / DEVELOPMENT).write_text("django==5.2\npytest==9\n")
        self.python = self.venv / "bin" / "python"
        self.python.parent.mkdir(parents=True)
        self.set_python(pip_status=0)

    def set_python(self, *, pip_status: int) -> None:
        self.python.write_text(
            f'#!/bin/sh\nif [ "$1" = --version ]; then echo Python 3.12.1; exit; fi\n'
            f'echo "$@" >> "{self.log}"\nexit {pip_status}\n'
        )
        self.python.chmod(0o755)

    def ensure(self, requirements: str) -> list[str]:
        """What was installed by this call."""
        self.log.write_text("")
        assert ensure(requirements, self.venv, self.top) == self.python
        return [line.split("/")[-1] for line in self.log.read_text().splitlines()]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "a folder"
    folder.mkdir()
    return Project(folder)


def test_packages_are_installed_by_checksum_and_only_once(project: Project) -> None:
    assert project.ensure(RUNTIME) == [RUNTIME]
    assert project.ensure(RUNTIME) == []
    project.log.write_text("")
    (project.venv / f"{RUNTIME}.installed").unlink()
    ensure(RUNTIME, project.venv, project.top)
    assert "-m pip install --require-hashes" in project.log.read_text()


def test_a_changed_file_is_installed_again(project: Project) -> None:
    project.ensure(RUNTIME)
    (project.top / RUNTIME).write_text("django==5.3\n")
    assert project.ensure(RUNTIME) == [RUNTIME]


def test_the_development_packages_hold_the_others(project: Project) -> None:
    assert project.ensure(DEVELOPMENT) == [DEVELOPMENT]
    assert project.ensure(RUNTIME) == []


def test_a_failed_installation_says_what_to_do_and_is_tried_again(project: Project) -> None:
    project.set_python(pip_status=1)
    with pytest.raises(EnvironmentFailed, match=r"could not be downloaded or installed[\s\S]*no network"):
        project.ensure(RUNTIME)
    project.set_python(pip_status=0)
    assert project.ensure(RUNTIME) == [RUNTIME]


def test_a_missing_environment_is_made_of_this_python(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.python.unlink()

    def make(command: list[Any], **_options: Any) -> None:
        assert command[:3] == [sys.executable, "-m", "venv"]
        project.set_python(pip_status=0)

    with monkeypatch.context() as patch:
        real = subprocess.run
        patch.setattr(subprocess, "run", lambda c, **o: make(c, **o) if c[2:3] == ["venv"] else real(c, **o))
        assert project.ensure(RUNTIME) == [RUNTIME]


def test_a_python_without_venv_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.python.unlink()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(EnvironmentFailed, match="apt install python3-venv"):
        ensure(RUNTIME, project.venv, project.top)


@pytest.mark.parametrize("named", [True, False])
def test_an_old_python_is_told(tmp_path: Path, named: bool) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    for name in ("python", *(f"python3.{minor}" for minor in range(11, 15))):
        (tmp_path / name).symlink_to(old)
    ended = subprocess.run(
        ["/bin/sh", str(TOP / "tools" / "with_python.sh"), "-c", "pass"],
        env={"PATH": str(tmp_path)} | ({"PYTHON": str(old)} if named else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "needs Python 3.11 or newer" in ended.stderr
    assert "make run PYTHON=" in ended.stderr


def test_a_new_enough_python_is_found_and_run(tmp_path: Path) -> None:
    named = tmp_path / "my python"
    named.symlink_to(sys.executable)
    ended = subprocess.run(
        ["/bin/sh", str(TOP / "tools" / "with_python.sh"), "-c", "print('it runs')"],
        env={"PATH": "", "PYTHON": str(named)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == "it runs\n"
