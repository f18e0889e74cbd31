"""System checks: each is silent on a sound machine, and says what to do on one that is not."""

import os
import re
import sqlite3
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, run_checks
from pytest_django import Settings

from articles import checks, zones
from articles.search import sync
from articles.search.engines import reset_engine

pytestmark = pytest.mark.django_db


def found(number: str, deploy: bool = False) -> CheckMessage | None:
    """The message of this id among all that the checks give, database checks included."""
    messages = run_checks(include_deployment_checks=deploy, databases=["default"])
    return next((message for message in messages if message.id == f"articles.{number}"), None)


@pytest.mark.parametrize("number", ["E001", "E002", "E003", "E004", "W001", "W002", "W003"])
def test_a_sound_machine_is_passed_in_silence(number: str) -> None:
    assert found(number, deploy=True) is None


@pytest.mark.parametrize(("setting", "number"), [("DATA_DIR", "E001"), ("ORIGINALS_DIR", "E002")])
def test_a_file_in_the_place_of_a_folder_is_named(
    settings: Settings, tmp_path: Path, setting: str, number: str
) -> None:
    place = tmp_path / "occupied"
    place.write_text("a file")
    setattr(settings, setting, place / "inner")
    message = found(number)
    assert message is not None
    assert str(place) in message.msg
    assert message.hint
    assert "DATA_DIR" in message.hint


def test_a_folder_without_write_permission_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    message = found("E001")
    assert message is not None
    assert "cannot be written to" in message.msg


def test_an_old_sqlite_is_named_with_the_version_needed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    messages = checks.check_sqlite()
    assert [message.id for message in messages] == ["articles.E003"]
    assert "3.35.0" in messages[0].msg


def test_missing_time_zone_data_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "names", frozenset)
    message = found("E004")
    assert message is not None
    assert message.hint
    assert "tzdata" in message.hint


def test_a_secret_key_that_others_can_read_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    key = tmp_path / "secret_key"
    key.write_text("secret")
    key.chmod(0o644)
    message = found("W001")
    assert message is not None
    assert message.hint == f"chmod 600 {key}"
    key.chmod(0o600)
    assert found("W001") is None


def test_missing_static_files_are_named_in_deployment(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    assert found("I001") is None
    assert found("I001", deploy=True) is not None
    (tmp_path / "staticfiles.json").write_text("{}")
    assert found("I001", deploy=True) is None


def test_a_missing_index_is_told_in_deployment(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    reset_engine()
    assert found("I002") is None
    assert found("I002", deploy=True) is not None
    sync.rebuild()
    assert found("I002", deploy=True) is None


def test_an_index_of_another_version_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    reset_engine()
    sync.rebuild()
    assert found("W003") is None
    for stamp in (tmp_path / "index").glob("*/schema"):
        stamp.write_text("another")
    reset_engine()
    message = found("W003")
    assert message is not None
    assert "index_articles --rebuild" in message.msg


def test_answering_to_every_host_is_named_in_deployment(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert found("W002") is None
    assert found("W002", deploy=True) is not None


def test_every_check_is_documented() -> None:
    source = Path(checks.__file__).read_text()
    page = (Path(checks.__file__).parent.parent / "docs" / "operations.md").read_text()
    numbers = set(re.findall(r'"(?:articles\.)?([EWI]\d{3})"', source))
    assert len(numbers) == 9
    assert [number for number in sorted(numbers) if f"`articles.{number}`" not in page] == []
