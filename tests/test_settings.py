"""Settings: what the environment may say, and what a wrong value is answered with."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ConnectionHandler

from newsarchive import environment

TOP = Path(__file__).resolve().parent.parent
EMPTY = ("DEBUG", "HTTPS", "ALLOWED_HOSTS", "SITE_NAME", "TIME_ZONE", "DATABASE_URL", "SEARCH_URL", "SECRET_KEY")
LIMITS = ("LIMITS", "LIMIT_SEARCH", "LIMIT_SUGGEST", "LIMIT_TRENDS", "LIMIT_EXPORT", "PROXIES")
SIGNING_IN = ("SIGN_IN_TRIES", "SIGN_IN_LOCK_MINUTES", "SECOND_FACTOR_REQUIRED", "SESSION_HOURS")

Settings = Callable[..., dict[str, Any]]


@pytest.fixture
def read_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Reads the settings file afresh under the given variables, with a data folder of its own."""

    def read(**variables: str) -> dict[str, Any]:
        for name in EMPTY + LIMITS + SIGNING_IN:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"DATA_DIR": str(tmp_path / "data")} | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(TOP / "newsarchive" / "settings.py"))

    return read


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("DEBUG", "perhaps", "true, yes, on"),
        ("HTTPS", "443", "true, yes, on"),
        ("ALLOWED_HOSTS", "https://news.example.org/", "news.example.org"),
        ("ALLOWED_HOSTS", "news.example.org:8000", "without scheme or port"),
        ("TIME_ZONE", "Middle/Earth", "Europe/Madrid"),
        ("TIME_ZONE", "Europe", "Europe/Madrid"),
        ("SECRET_KEY", "short", "50 random"),
        ("DATABASE_URL", "mysql://user@host/name", "postgresql://"),
        ("DATABASE_URL", "postgresql://user:password@host:port/name", "postgresql://"),
        ("DATABASE_URL", "postgresql://user:password@host:5432/", "postgresql://"),
        ("DATABASE_URL", "sqlite:///archive.sqlite3", "sqlite:////folder"),
        ("DATABASE_URL", "sqlite://:memory:", "sqlite:////folder"),
        ("SEARCH_URL", "tantivy://relative/folder", "tantivy:///absolute"),
        ("SEARCH_URL", "elsewhere", "tantivy:///absolute"),
        ("DATA_DIR", f"{__file__}/inside", "a folder"),
        ("DATA_DIR", "~nobody-of-this-name/var", "a folder"),
        ("ENV_FILE", "/no/such/file", "NAME=value"),
        ("LIMITS", "few", "true, yes, on"),
        ("LIMIT_SEARCH", "120", "120/m"),
        ("LIMIT_SUGGEST", "0/m", "120/m"),
        ("LIMIT_TRENDS", "1/week", "120/m"),
        ("LIMIT_EXPORT", "-1/m", "120/m"),
        ("PROXIES", "-1", "0, 1, 2"),
        ("PROXIES", "10.0.0.1", "0, 1, 2"),
        ("SIGN_IN_TRIES", "0", "1, 2, 3"),
        ("SIGN_IN_LOCK_MINUTES", "an hour", "1, 2, 3"),
        ("SESSION_HOURS", "0", "1, 2, 3"),
        ("SECOND_FACTOR_REQUIRED", "sometimes", "true, yes, on"),
    ],
)
def test_a_wrong_value_stops_the_start_with_its_name_and_what_is_allowed(
    read_settings: Settings, name: str, value: str, allowed: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        read_settings(**{name: value})
    assert name in str(error.value)
    assert "Allowed:" in str(error.value)
    assert allowed in str(error.value)


def test_a_password_in_a_wrong_database_address_is_not_repeated(read_settings: Settings) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        read_settings(DATABASE_URL="mysql://user:hidden@host/name")
    assert "hidden" not in str(error.value)


def test_a_command_with_a_wrong_setting_ends_with_one_line(tmp_path: Path) -> None:
    command = [sys.executable, str(TOP / "manage.py"), "check"]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"DATA_DIR": str(tmp_path), "DEBUG": "perhaps"}
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("newsarchive: DEBUG='perhaps' is not a switch.")
    assert "Traceback" not in ended.stderr


def test_without_any_variable_the_archive_is_safe_and_local(read_settings: Settings, tmp_path: Path) -> None:
    read = read_settings()
    assert not read["DEBUG"]
    assert read["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert read["SITE_NAME"] == "News Archive"
    assert read["TIME_ZONE"] == "UTC"
    assert read["DATABASES"]["default"]["NAME"] == str(tmp_path / "data" / "archive.sqlite3")
    assert (read["SEARCH_ENGINE"], read["SEARCH_INDEX_DIR"]) == ("tantivy", tmp_path / "data" / "index")


def test_empty_variables_are_as_good_as_none(read_settings: Settings) -> None:
    assert read_settings(**dict.fromkeys(EMPTY, ""))["SITE_NAME"] == "News Archive"


def test_values_are_taken_from_the_environment(read_settings: Settings, tmp_path: Path) -> None:
    read = read_settings(
        DEBUG="Yes",
        ALLOWED_HOSTS="news.example.org, .example.net,*,[::1]",
        SITE_NAME=" The Morning Archive ",
        TIME_ZONE="Europe/Madrid",
        SECRET_KEY="k" * 50,
        SEARCH_URL="tantivy:///a%20folder/index",
        DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3",
    )
    assert read["DEBUG"]
    assert read["ALLOWED_HOSTS"] == ["news.example.org", ".example.net", "*", "[::1]"]
    assert read["SITE_NAME"] == "The Morning Archive"
    assert read["TIME_ZONE"] == "Europe/Madrid"
    assert read["SECRET_KEY"] == "k" * 50
    assert read["SEARCH_INDEX_DIR"] == Path("/a folder/index")
    assert read["DATABASES"]["default"]["NAME"] == f"{tmp_path}/other.sqlite3"
    assert read_settings(SEARCH_URL="memory:")["SEARCH_ENGINE"] == "memory"


def test_a_data_folder_of_any_name_will_do(read_settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "the archive #1, 100% (new?)"
    read = read_settings(DATA_DIR=str(folder))
    assert read["DATABASES"]["default"]["NAME"] == str(folder / "archive.sqlite3")
    assert read["SEARCH_INDEX_DIR"] == folder / "index"
    assert folder.stat().st_mode & 0o007 == 0


def test_a_data_folder_that_cannot_be_written_to_is_refused(
    read_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_arguments: False)
    with pytest.raises(ImproperlyConfigured, match=r"DATA_DIR=.* cannot be written to"):
        read_settings()


def test_a_file_gives_what_the_environment_does_not(
    read_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "archive.env"
    file.write_text("SITE_NAME=From the file\nTIME_ZONE=Europe/Lisbon\n")
    for name in ("SITE_NAME", "TIME_ZONE"):
        monkeypatch.setenv(name, "")  # so that what the file adds is taken out again
        monkeypatch.delenv(name)
    read = read_settings(ENV_FILE=str(file), TIME_ZONE="Europe/Madrid")
    assert read["SITE_NAME"] == "From the file"
    assert read["TIME_ZONE"] == "Europe/Madrid"


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"# ours\n\nDEBUG\n", "line 3: allowed are NAME=value"), (b"SITE_NAME=Caf\xe9", "cannot be read")],
)
def test_a_settings_file_that_cannot_be_understood_stops_the_start(
    read_settings: Settings, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "settings.env").write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=f"settings.env.*{message}"):
        read_settings(ENV_FILE=str(tmp_path / "settings.env"))


def test_a_folder_is_no_settings_file(read_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        read_settings(ENV_FILE=str(tmp_path))


def test_a_database_that_cannot_be_reached_is_told_in_words(tmp_path: Path) -> None:
    variables = {"DJANGO_SETTINGS_MODULE": "newsarchive.settings", "DATA_DIR": str(tmp_path)}
    variables["DATABASE_URL"] = f"sqlite:///{tmp_path}/none/a.sqlite3"
    command = [sys.executable, str(TOP / "manage.py"), "migrate"]
    ended = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "newsarchive: the database failed: unable to open database file" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_file_is_dot_env_beside_manage_py_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENV_FILE")
    assert environment.env_file(environ.Env(), "ENV_FILE", TOP / ".env") == TOP / ".env"


def test_the_secret_key_is_made_once_and_only_this_user_can_read_it(read_settings: Settings, tmp_path: Path) -> None:
    key = read_settings()["SECRET_KEY"]
    assert len(key) > 50
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert read_settings()["SECRET_KEY"] == key
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]


@pytest.mark.django_db
def test_sqlite_really_runs_as_it_should(read_settings: Settings) -> None:
    connections = ConnectionHandler(read_settings()["DATABASES"])
    with connections["default"].cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    connections.close_all()
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000, "synchronous": 1}


def test_sqlite_stays_open_between_requests(read_settings: Settings) -> None:
    assert read_settings()["DATABASES"]["default"]["CONN_MAX_AGE"] == 60
    server = read_settings(DATABASE_URL="postgresql://user@host/name")["DATABASES"]["default"]
    assert "CONN_MAX_AGE" not in server  # its pool keeps them


@pytest.mark.django_db
def test_sqlite_takes_the_write_lock_when_a_transaction_begins(read_settings: Settings) -> None:
    """Two readers that both go on to write would otherwise end in “database is locked”."""
    databases = read_settings()["DATABASES"]
    databases["default"]["OPTIONS"] |= {"timeout": 0}
    first, second = ConnectionHandler(databases)["default"], ConnectionHandler(databases)["default"]
    first.ensure_connection()
    second.ensure_connection()
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(Exception, match="database is locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.close()
    second.close()


def test_postgresql_is_used_through_a_pool_that_tests_its_connections(read_settings: Settings) -> None:
    database = read_settings(DATABASE_URL="postgresql://user:p%40ss@host:5433/news?sslmode=require")["DATABASES"]
    assert database["default"] | {"OPTIONS": None} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "news",
        "USER": "user",
        "PASSWORD": "p@ss",
        "HOST": "host",
        "PORT": 5433,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": None,
    }
    assert database["default"]["OPTIONS"]["sslmode"] == "require"
    assert database["default"]["OPTIONS"]["pool"]["max_size"] >= 4


def test_https_turns_on_all_that_belongs_to_it(read_settings: Settings) -> None:
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert all(read_settings(HTTPS="on")[name] for name in names)
    assert not any(name in read_settings() for name in names)


def test_tests_do_not_touch_the_real_archive() -> None:
    assert Path(settings.DATA_DIR) != TOP / "var"
    assert settings.SEARCH_ENGINE == "memory"


@pytest.mark.django_db
def test_tests_run_on_the_database_that_was_asked_for() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("TEST_DATABASE_URL") else "sqlite")


def test_the_memory_to_build_an_index_goes_by_the_machine_and_can_be_set(
    read_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for held, allowed in ((4_000, 500), (24_000, 2750)):
        monkeypatch.setattr("newsarchive.environment.machine_memory", lambda held=held: held)
        assert read_settings()["INDEX_BUILD_MB"] == allowed
    assert read_settings(INDEX_BUILD_MB="100")["INDEX_BUILD_MB"] == 100
    with pytest.raises(ImproperlyConfigured, match="INDEX_BUILD_MB='99'"):
        read_settings(INDEX_BUILD_MB="99")


def test_limits_have_defaults_and_can_be_set_or_lifted(read_settings: Settings) -> None:
    usual = read_settings()
    assert usual["LIMITS"] == {"search": "120/m", "suggest": "300/m", "trends": "60/m", "export": "20/m"}
    assert (usual["RATELIMIT_ENABLE"], usual["PROXIES"]) == (True, 0)
    assert usual["CACHES"][usual["RATELIMIT_USE_CACHE"]]["BACKEND"] == "newsarchive.caching.KeptCache"
    own = read_settings(LIMIT_SEARCH="5/H", LIMIT_EXPORT="off", LIMITS="off", PROXIES="2")
    assert (own["LIMITS"]["search"], own["LIMITS"]["export"]) == ("5/h", None)
    assert (own["RATELIMIT_ENABLE"], own["PROXIES"]) == (False, 2)


def test_behind_a_server_that_ends_tls_its_word_for_the_visitors_address_is_taken(read_settings: Settings) -> None:
    assert read_settings(HTTPS="on")["PROXIES"] == 1
    assert read_settings(HTTPS="on", PROXIES="0")["PROXIES"] == 0


def test_signing_in_is_as_strict_as_asked(read_settings: Settings) -> None:
    usual = read_settings()
    assert (usual["AXES_FAILURE_LIMIT"], usual["AXES_COOLOFF_TIME"]) == (10, timedelta(minutes=15))
    assert (usual["SECOND_FACTOR_REQUIRED"], usual["SESSION_COOKIE_AGE"]) == (False, 12 * 3600)
    own = read_settings(
        SIGN_IN_TRIES="5", SIGN_IN_LOCK_MINUTES="60", SECOND_FACTOR_REQUIRED="on", SESSION_HOURS="1", HTTPS="on"
    )
    assert (own["AXES_FAILURE_LIMIT"], own["AXES_COOLOFF_TIME"]) == (5, timedelta(hours=1))
    assert (own["SECOND_FACTOR_REQUIRED"], own["SESSION_COOKIE_AGE"]) == (True, 3600)
    assert own["SESSION_COOKIE_SECURE"]
