"""Reading environment variables: every wrong value stops the start, naming the variable and what is allowed."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_DATABASES = ("sqlite", "postgres", "postgresql")

SQLITE_SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"


def env_file(env: environ.Env, name: str, default: Path) -> Path:
    """The file with settings; it may be missing unless it was named. The environment goes before it."""
    value: str = env.str(name, default="")
    if value and not Path(value).exists():
        raise ImproperlyConfigured(f"{name}={value} is not there. Allowed: a file with lines NAME=value.")
    return Path(value) if value else default


def flag(env: environ.Env, name: str, default: bool) -> bool:
    """A switch: true/false, yes/no, on/off, 1/0."""
    value = env.str(name, default="").strip().lower()
    if not value:
        return default
    if value not in _TRUE + _FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is not a switch. Allowed: {', '.join(_TRUE + _FALSE)}.")
    return value in _TRUE


def hosts(env: environ.Env, name: str, default: Sequence[str]) -> list[str]:
    """Host names apart by commas, without scheme, path or port."""
    values = [host.strip() for host in env.list(name, default=list(default)) if host.strip()]
    for host in values:
        if "/" in host or " " in host:
            raise ImproperlyConfigured(
                f"{name} holds {host!r}. Allowed: host names apart by commas, for example news.example.org."
            )
    return values


def time_zone(env: environ.Env, name: str, default: str) -> str:
    """An IANA time zone name."""
    value: str = env.str(name, default=default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
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
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def data_dir(env: environ.Env, name: str, default: Path) -> Path:
    """The folder for everything the archive keeps, made if missing."""
    path = Path(env.str(name, default=str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={path} cannot be used as a folder: {error.strerror}. Allowed: a folder this user may write to."
        ) from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name}={path} cannot be written to by this user.")
    return path


def database(env: environ.Env, name: str, default: Path) -> dict[str, object]:
    """Django's database settings from an address, with what SQLite and PostgreSQL need to serve well."""
    allowed = "Allowed: sqlite:////folder/file.sqlite3 or postgresql://user:password@host:5432/name."
    address: str = env.str(name, default=f"sqlite:///{default}")
    if urlsplit(address).scheme not in _DATABASES:
        raise ImproperlyConfigured(f"{name} does not begin with a database this archive knows. {allowed}")
    try:
        config: dict[str, object] = env.db_url_config(address)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a database address. {allowed}") from error
    if not config.get("NAME"):
        raise ImproperlyConfigured(f"{name} names no database. {allowed}")
    options = config.setdefault("OPTIONS", {})
    if not isinstance(options, dict):
        raise ImproperlyConfigured(f"{name} has options that cannot be read. {allowed}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        options |= {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_SETUP}
    else:
        options.setdefault("pool", {"min_size": 1, "max_size": 8, "timeout": 10})
    return config


def search_index(env: environ.Env, name: str, default: Path) -> tuple[str, Path | None]:
    """The search engine and where its index lies: ("tantivy", folder) or ("memory", None)."""
    address: str = env.str(name, default=f"tantivy://{default}")
    parts = urlsplit(address)
    if parts.scheme == "tantivy" and parts.path.startswith("/") and not parts.netloc:
        return "tantivy", Path(unquote(parts.path))
    if address == "memory:":
        return "memory", None
    raise ImproperlyConfigured(
        f"{name}={address!r} is no search index. Allowed: tantivy:///absolute/folder, or memory: for tests."
    )
