"""Reading environment variables: every wrong value stops the start, naming the variable and what is allowed."""

import os
import re
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_HOST = re.compile(r"\*|\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)
_ENV_LINE = re.compile(r"#|(?:export )?[A-Za-z_0-9]+=")
_RATE = re.compile(r"[1-9][0-9]{0,8}/[smhd]")
_SQLITE = "django.db.backends.sqlite3"
_DATABASES = ("sqlite", "postgres", "postgresql")

SQLITE_SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
_KEPT_SECONDS = 60  # a restored file is noticed by then, and what a connection remembers of the old one is let go


def env_file(env: environ.Env, name: str, default: Path) -> Path:
    """The file with settings; it may be missing unless it was named. The environment goes before it.

    django-environ only logs what it cannot read, and starts without it.
    """
    value: str = env.str(name, default="")
    path = Path(value) if value else default
    if value and not path.exists():
        raise ImproperlyConfigured(f"{name}={value} is not there. Allowed: a file with lines NAME=value.")
    if path.exists():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"The settings in {path} cannot be read: {error}.") from error
        for number, line in enumerate(lines, start=1):
            if line.strip() and not _ENV_LINE.match(line):
                raise ImproperlyConfigured(f"{path}, line {number}: allowed are NAME=value and, after #, remarks.")
    return path


def flag(env: environ.Env, name: str, default: bool) -> bool:
    """A switch: true/false, yes/no, on/off, 1/0."""
    value = env.str(name, default="").strip().lower()
    if not value:
        return default
    if value not in _TRUE + _FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is not a switch. Allowed: {', '.join(_TRUE + _FALSE)}.")
    return value in _TRUE


def number(env: environ.Env, name: str, default: int, least: int = 0) -> int:
    """A whole number from `least` on."""
    value = env.str(name, default="").strip()
    if value and not (value.isdecimal() and int(value) >= least):
        allowed = ", ".join(str(least + more) for more in range(3))
        raise ImproperlyConfigured(f"{name}={value!r} is no such number. Allowed: {allowed} and so on.")
    return int(value) if value else default


def machine_memory() -> int:
    """Megabytes of memory that this machine has."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def rate(env: environ.Env, name: str, default: str) -> str | None:
    """So many in a second, a minute, an hour or a day, such as 120/m; None: as many as one likes."""
    value: str = env.str(name, default="").strip().lower() or default
    if value in _FALSE[1:]:
        return None
    if not _RATE.fullmatch(value):
        raise ImproperlyConfigured(f"{name}={value!r} is no limit. Allowed: 120/m (also s, h, d), or off.")
    return value


def hosts(env: environ.Env, name: str, default: Sequence[str]) -> list[str]:
    """Host names apart by commas, without scheme, path or port."""
    values = [host.strip() for host in env.list(name, default=list(default)) if host.strip()]
    for host in values:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} holds {host!r}. Allowed: host names apart by commas, without scheme or port, "
                "for example news.example.org."
            )
    return values or list(default)


def time_zone(env: environ.Env, name: str, default: str) -> str:
    """An IANA time zone name."""
    value: str = env.str(name, default="") or default
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: a folder of zones, such as Europe
        raise ImproperlyConfigured(
            f"{name}={value!r} is no known time zone. Allowed: IANA names such as Europe/Madrid or UTC."
        ) from error
    return value


def secret_key(env: environ.Env, name: str, data_dir: Path) -> str:
    """The key from the environment, else the one kept in the data folder, made on first use."""
    value: str = env.str(name, default="")
    if value:
        if len(value) < 50:
            raise ImproperlyConfigured(f"{name} has {len(value)} characters. Allowed: 50 random ones or more.")
        return value
    path = data_dir / "secret_key"
    if not path.exists():
        _write_secret(path)
    return path.read_text().strip()


def _write_secret(path: Path) -> None:
    """Write a random key that only this user can read; whole or not at all, and the first of two writers wins."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".secret_key-") as file:  # its mode is 0600
        file.write(secrets.token_urlsafe(64))
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, path)


def data_dir(env: environ.Env, name: str, default: Path) -> Path:
    """The folder for everything the archive keeps, made if missing; strangers may not look into it."""
    value = env.str(name, default="") or str(default)
    try:
        path = Path(value).expanduser().resolve()
        path.mkdir(parents=True, exist_ok=True, mode=0o750)
    except (OSError, RuntimeError) as error:  # RuntimeError: no home for “~”
        raise ImproperlyConfigured(
            f"{name}={value} cannot be used as a folder: {error}. Allowed: a folder this user may write to."
        ) from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name}={path} cannot be written to by this user.")
    return path


def database(env: environ.Env, name: str, default: Path) -> dict[str, Any]:
    """Django's database settings from an address, with what SQLite and PostgreSQL need to serve well."""
    address: str = env.str(name, default="")
    config = _database_at(env, name, address) if address else {"ENGINE": _SQLITE, "NAME": str(default)}
    options: dict[str, Any] = config.setdefault("OPTIONS", {})
    if config["ENGINE"] == _SQLITE:
        options |= {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_SETUP}
        config["CONN_MAX_AGE"] = _KEPT_SECONDS  # to open and close one costs more than all queries of a page
    else:
        config["CONN_HEALTH_CHECKS"] = True  # a restarted server costs no visitor an error page
        options.setdefault("pool", {"min_size": 1, "max_size": 8, "timeout": 10})
    return config


def _database_at(env: environ.Env, name: str, address: str) -> dict[str, Any]:
    allowed = "Allowed: sqlite:////folder/file.sqlite3 or postgresql://user:password@host:5432/name."
    if urlsplit(address).scheme not in _DATABASES:
        raise ImproperlyConfigured(f"{name} does not begin with a database this archive knows. {allowed}")
    try:
        config: dict[str, Any] = env.db_url_config(address)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a database address. {allowed}") from error
    if not config.get("NAME"):
        raise ImproperlyConfigured(f"{name} names no database. {allowed}")
    if config["ENGINE"] == _SQLITE and not Path(config["NAME"]).is_absolute():
        raise ImproperlyConfigured(f"{name} names a file without its folder. {allowed}")
    return config


def search_index(env: environ.Env, name: str, default: Path) -> tuple[str, Path | None]:
    """The search engine and where its index lies: ("tantivy", folder) or ("memory", None)."""
    address: str = env.str(name, default="")
    if not address:
        return "tantivy", default
    parts = urlsplit(address)
    if parts.scheme == "tantivy" and parts.path.startswith("/") and not parts.netloc:
        return "tantivy", Path(unquote(parts.path))
    if address == "memory:":
        return "memory", None
    raise ImproperlyConfigured(
        f"{name}={address!r} is no search index. Allowed: tantivy:///absolute/folder, or memory: for tests."
    )
