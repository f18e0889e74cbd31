"""Tables as CSV: whole, and harmless in a spreadsheet."""

import csv
import re

import pytest

from articles.csv_rows import csv_lines, guarded


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30 1234", "-1", "@all", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠all", "- so he said"],
)
def test_what_a_spreadsheet_would_reckon_with_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "“No,” she said", "1 + 1 = 2", "a-b", "mail@example.org", "– a dash", "— another", "'Tis", "''", " =1"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'Tis", "plain"])
def test_the_text_can_be_had_back(text: str) -> None:
    assert re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", guarded(text)) == text


def test_numbers_stay_numbers_and_rows_are_read_back() -> None:
    rows = [("words", "share"), ('said "in"\ntwo; lines', -0.5), ("=1", None), ("", 3)]
    lines = list(csv_lines(rows))
    assert lines[1].endswith(",-0.5\r\n")
    assert list(csv.reader("".join(lines).splitlines(keepends=True))) == [
        ["words", "share"],
        ['said "in"\ntwo; lines', "-0.5"],
        ["'=1", ""],
        ["", "3"],
    ]
