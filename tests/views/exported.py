"""The entries of files of whole lists, by the programs that they are for."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON

Entries = list[Any]


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a table, as a program for tables reads them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def lines(text: str) -> Entries:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


READERS: dict[str, Callable[[str], Entries]] = {
    "csv": rows,
    "jsonl": lines,
    "bibtex": lambda text: list(parse_string(text).entries),
    "ris": rispy.loads,
    "csl-json": lambda text: list(CiteProcJSON(json.loads(text))),
}
"""The entries of each format, by the parser that its users have."""
