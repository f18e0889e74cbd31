"""newsarchive.toml: what a folder says about the files in it."""

import tomllib
from dataclasses import dataclass, field
from typing import Any, Literal

from articles.importers.record import NO_DEFAULTS, Defaults
from articles.zones import zone

SETTINGS_FILE = "newsarchive.toml"
Status = Literal["draft", "published"]
_KEYS = "source, time_zone, language, status, sample and the table [withheld]"


class FolderError(ValueError):
    """A newsarchive.toml is wrong. The message names the file, the key and what is allowed."""


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """What a newsarchive.toml says. `status` and `sample` concern the import, not the reading."""

    defaults: Defaults = NO_DEFAULTS
    status: Status | None = None
    sample: bool = False
    withheld: dict[str, str] = field(default_factory=dict)
    """Path of a file, relative to the folder and with “/”, → the reason why it is withheld."""


NO_SETTINGS = FolderSettings()


def parse_settings(data: bytes, name: str) -> FolderSettings:
    """The settings in a newsarchive.toml; `name` names it in errors. Raises FolderError."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise FolderError(f"{name}: not valid TOML in UTF-8: {error}") from error
    unknown = set(values) - {"source", "time_zone", "language", "status", "sample", "withheld"}
    if unknown:
        raise FolderError(f"{name}: unknown key “{min(unknown)}”. Allowed are {_KEYS}.")
    return FolderSettings(
        Defaults(
            source=_text(values, "source", name),
            time_zone=_zone(values, name),
            language=_language(values, name),
        ),
        _status(values, name),
        _sample(values, name),
        _withheld(values, name),
    )


def overridden(settings: Defaults, options: Defaults) -> Defaults:
    """The defaults of a folder, with the options of a command in their place where given."""
    return Defaults(
        source=options.source or settings.source,
        time_zone=options.time_zone or settings.time_zone,
        language=options.language or settings.language,
    )


def _text(values: dict[str, Any], key: str, name: str) -> str | None:
    value = values.get(key)
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise FolderError(f"{name}: {key} must be a text in quotation marks, not {value!r}.")
    return value


def _zone(values: dict[str, Any], name: str) -> str | None:
    value = _text(values, "time_zone", name)
    if value is not None:
        try:
            zone(value)
        except ValueError as error:
            raise FolderError(f"{name}: time_zone: {error}") from error
    return value


def _language(values: dict[str, Any], name: str) -> str | None:
    value = _text(values, "language", name)
    if value is not None and not is_language(value):
        raise FolderError(f"{name}: language must be a code of two or three letters such as “es”, not “{value}”.")
    return value


def is_language(code: str) -> bool:
    """Whether a text has the form of a language code: two or three small letters."""
    return len(code) in (2, 3) and code.isascii() and code.isalpha() and code.islower()


def _status(values: dict[str, Any], name: str) -> Status | None:
    value = values.get("status")
    if value is None or value == "draft" or value == "published":
        return value
    raise FolderError(f"{name}: status must be “draft” or “published”, not {value!r}.")


def _sample(values: dict[str, Any], name: str) -> bool:
    value = values.get("sample", False)
    if not isinstance(value, bool):
        raise FolderError(f"{name}: sample must be true or false, not {value!r}.")
    return value


def _withheld(values: dict[str, Any], name: str) -> dict[str, str]:
    table = values.get("withheld", {})
    if not isinstance(table, dict):
        raise FolderError(f"{name}: withheld must be a table of files and reasons, not {table!r}.")
    for file, reason in table.items():
        if not isinstance(reason, str) or not reason.strip():
            raise FolderError(f"{name}: withheld “{file}” must give the reason as a text, not {reason!r}.")
    return table
