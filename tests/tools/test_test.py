"""`make test`: an honest summary."""

import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import postgres
from tools import test as checks
from tools.test import CannotRun, Result, Run, run_step, run_steps, summary


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def _report(run: Run, name: str, *, tests: int, failures: int, errors: int = 0, skipped: int = 0) -> None:
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    (run.scratch / f"{name}.xml").write_text(f"<testsuites><testsuite {counts}/></testsuites>")


def _step(monkeypatch: pytest.MonkeyPatch, outcome: bool | CannotRun) -> None:
    def step(_run: Run) -> bool:
        if isinstance(outcome, CannotRun):
            raise outcome
        return outcome

    monkeypatch.setitem(checks.STEPS, "sqlite", step)


def test_tests_are_counted_from_pytests_own_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _step(monkeypatch, False)
    _report(run, "sqlite", tests=10, failures=2, errors=1, skipped=1)
    result = run_step("sqlite", run, require_all=False)
    assert (result.state, result.passed, result.failed) == ("failed", 6, 3)


def test_tests_that_pass_while_the_step_fails_do_not_make_it_green(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little coverage, for example."""
    _step(monkeypatch, False)
    _report(run, "sqlite", tests=10, failures=0)
    result = run_step("sqlite", run, require_all=False)
    assert (result.state, result.passed, result.failed) == ("failed", 10, 1)


def test_a_step_without_tests_counts_as_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _step(monkeypatch, True)
    result = run_step("sqlite", run, require_all=False)
    assert (result.state, result.passed, result.failed) == ("passed", 1, 0)


@pytest.mark.parametrize(("require_all", "state", "failed"), [(False, "not run", 0), (True, "failed", 1)])
def test_what_cannot_run_is_never_green(
    run: Run, monkeypatch: pytest.MonkeyPatch, require_all: bool, state: str, failed: int
) -> None:
    _step(monkeypatch, CannotRun("install it"))
    result = run_step("sqlite", run, require_all=require_all)
    assert (result.state, result.passed, result.failed) == (state, 0, failed)
    assert "install it" in summary([result], 1, colour=False)


def test_without_chromium_the_browser_is_not_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "find_chromium", lambda: None)
    result = run_step("browser", run, require_all=False)
    assert result.state == "not run"
    assert "apt install chromium" in result.note


def test_without_postgresql_its_tests_are_not_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> None:
        raise subprocess.CalledProcessError(1, "initdb")

    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "get_server", refuse)
    result = run_step("postgres", run, require_all=False)
    assert result.state == "not run"
    assert "TEST_DATABASE_URL=" in result.note


def test_the_summary_ends_with_the_count_alone_on_its_line() -> None:
    results = [
        Result("lint", "passed", 1, passed=1),
        Result("sqlite", "failed", 30, passed=200, failed=3),
        Result("browser", "not run", 0, note="not run: no Chromium"),
    ]
    lines = summary(results, 25, colour=False).splitlines()
    assert lines[-1] == "201 passed, 3 failed"
    assert lines[-2] == "NOT EVERYTHING WAS CHECKED: browser could not run here."
    assert any(line.startswith("sqlite") and "failed" in line and "30.0 s" in line for line in lines)
    assert any(line.startswith("in all") and "25.0 s" in line for line in lines)  # they ran side by side


def _speaker(word: str) -> Callable[[Run], bool]:
    def step(run: Run) -> bool:
        return run.python("-c", f"import sys; print({word!r}); sys.exit({word!r} == 'fails')")

    return step


def test_steps_side_by_side_are_shown_apart_and_told_in_the_order_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for word in ("fails", "runs", "walks"):
        monkeypatch.setitem(checks.STEPS, word, _speaker(word))
    results = run_steps(["walks", "fails", "runs"], tmp_path, require_all=False)
    assert [(r.name, r.state) for r in results] == [("walks", "passed"), ("fails", "failed"), ("runs", "passed")]
    shown = capsys.readouterr().out
    for word in ("fails", "runs", "walks"):
        assert re.search(rf"── {word} ─+\n{word}\n", shown)


def test_two_steps_run_at_the_same_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=30)
    for name in ("one", "other"):
        monkeypatch.setitem(checks.STEPS, name, lambda _run: both.wait() >= 0)
    assert [result.state for result in run_steps(["one", "other"], tmp_path, require_all=False)] == ["passed"] * 2


def test_a_step_that_cannot_run_is_told_among_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _step(monkeypatch, CannotRun("install it"))
    monkeypatch.setitem(checks.STEPS, "runs", _speaker("runs"))
    results = run_steps(["sqlite", "runs"], tmp_path, require_all=True)
    assert [result.state for result in results] == ["failed", "passed"]
    assert "not run: install it" in capsys.readouterr().out


def test_stopped_nothing_more_is_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    over = threading.Event()

    def stopped(_started: list[object]) -> None:
        threading.Timer(0.2, over.set).start()
        raise KeyboardInterrupt

    monkeypatch.setattr(checks, "SIDE_BY_SIDE", 1)
    monkeypatch.setattr(checks, "as_completed", stopped)
    monkeypatch.setitem(checks.STEPS, "first", lambda _run: over.wait(30))
    monkeypatch.setitem(checks.STEPS, "next", lambda _run: True)
    with pytest.raises(KeyboardInterrupt):
        run_steps(["first", "next"], tmp_path, require_all=False)
    assert over.is_set()
    assert not (tmp_path / "next").exists()


def test_bytecode_is_kept_from_one_process_to_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever has switched it off would wait for every process to compile everything."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert Run(tmp_path).python("-c", "import sys; sys.exit(sys.dont_write_bytecode)")


def test_a_command_sees_neither_the_persons_settings_nor_their_archive(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@example.org/real")
    environ = Run(tmp_path).environ
    assert "DATABASE_URL" not in environ
    assert environ["DATA_DIR"].startswith(str(tmp_path))
