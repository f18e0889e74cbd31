"""Rows of a table as CSV (RFC 4180), line by line, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
"""Before a table of text in any language: without it Excel takes the file for one in the computer's old code page.

pandas and R's readr skip it; Python's csv wants the file opened as utf-8-sig.
"""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What spreadsheets may take for a formula, after OWASP's page on CSV injection; and what is guarded already."""


class _Line:
    """What csv writes to: hands every line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Each row as a line with its line ending; numbers stay numbers, None is an empty cell, text is `guarded`."""
    write: Callable[[object], str] = csv.writer(_Line()).writerow  # type: ignore[assignment]  # returns what write() does
    for row in rows:
        yield write([guarded(cell) if isinstance(cell, str) else cell for cell in row])


def guarded(text: str) -> str:
    """Text that no spreadsheet reckons with: where it would, an apostrophe goes before it.

    Nothing is lost: whoever takes one apostrophe away where signs of a formula follow it has the text as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text
