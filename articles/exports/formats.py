"""The formats of whole lists, by the names that stand in addresses."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any

from articles.citations.forms import FORMS, Form
from articles.citations.reference import Reading, reference
from articles.csv_rows import BOM, csv_lines
from articles.exports import batches
from articles.exports.tables import ARTICLE_COLUMNS, QUOTE_COLUMNS, Row, article_row, quote_row

PIECE = 200
"""Entries written at once: a file in fewer, larger pieces is sent faster."""

Ids = Iterable[Sequence[int]]
Rows = Callable[[Ids, Reading], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of lists: its name on pages, media type, the ending of its files, and what writes it.

    `write` is given the ids of the records in their order, and where and when they are read; it yields the file piece
    by piece while it goes through them.
    """

    label: str
    media_type: str
    ending: str
    write: Callable[[Ids, Reading], Iterator[str]]


def csv_table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A table with its heading, for spreadsheets too; several values of a cell stand apart by semicolons."""
    lines = csv_lines(chain([columns], ([_cell(value) for value in row.values()] for row in rows)))
    return chain([BOM], _pieces(lines))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line; the names of its values have underscores for spaces."""
    keyed = ({name.replace(" ", "_"): value for name, value in row.items()} for row in rows)
    return _pieces(f"{json.dumps(row, ensure_ascii=False)}\n" for row in keyed)


def _pieces(entries: Iterable[str]) -> Iterator[str]:
    waiting = iter(entries)
    while piece := "".join(islice(waiting, PIECE)):
        yield piece


def _article_rows(ids: Ids, reading: Reading) -> Iterator[Row]:
    return (article_row(one, topics, reading.absolute) for one, topics in batches.articles(ids))


def _quote_rows(ids: Ids, reading: Reading) -> Iterator[Row]:
    return (quote_row(one, reading.absolute) for one in batches.quotes(ids))


def _citations(form: Form, ids: Ids, reading: Reading) -> Iterator[str]:
    return _pieces(form.written(reference(one, topics, reading) for one, topics in batches.articles(ids)))


def _tables(columns: Sequence[str], rows: Rows) -> dict[str, Format]:
    return {
        "csv": Format("CSV", "text/csv", "csv", lambda ids, reading: csv_table(columns, rows(ids, reading))),
        "jsonl": Format(
            "JSON Lines", "application/jsonl", "jsonl", lambda ids, reading: json_lines(rows(ids, reading))
        ),
    }


ARTICLES = _tables(ARTICLE_COLUMNS, _article_rows) | {
    name: Format(form.label, form.media_type, form.ending, partial(_citations, form)) for name, form in FORMS.items()
}
QUOTES = _tables(QUOTE_COLUMNS, _quote_rows)
