"""The options of commands that read article files."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from typing import Any

from articles.importers.folder import is_language
from articles.importers.record import Defaults
from articles.zones import zone


def add_reading_options(parser: ArgumentParser) -> None:
    """Add --source, --time-zone and --language. A wrong value ends the command with what is allowed."""
    parser.add_argument("--source", type=_source, metavar="N", help="the source of articles that name none")
    parser.add_argument(
        "--time-zone",
        type=_zone,
        metavar="TZ",
        help="the zone of printed times without one: America/Caracas, UTC-04:00",
    )
    parser.add_argument(
        "--language", type=_language, metavar="xx", help="the language of the articles (es); else it is detected"
    )


def reading_options(options: Mapping[str, Any]) -> Defaults:
    """The parsed options as readers take them."""
    return Defaults(options["source"], options["time_zone"], options["language"])


def _source(value: str) -> str:
    if not value.strip():
        raise ArgumentTypeError("it is empty; give the name of a source.")
    return value


def _zone(value: str) -> str:
    try:
        zone(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    return value


def _language(value: str) -> str:
    if not is_language(value):
        raise ArgumentTypeError(f"“{value}” is not a code of two or three small letters such as “es”.")
    return value
