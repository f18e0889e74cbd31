"""Places in lists, as they stand in addresses."""

from datetime import UTC, datetime

import pytest

from articles.search.cursor import Cursor


@pytest.mark.parametrize(
    ("cursor", "text"),
    [
        (Cursor(81, datetime(2025, 2, 20, 14, 30, tzinfo=UTC)), "20250220143000-81"),
        (Cursor(81, place=40), "40-81"),
        (Cursor(81), "0-81"),
        (Cursor(1, datetime(987, 1, 1, tzinfo=UTC)), "09870101000000-1"),
    ],
)
def test_they_are_written_and_read(cursor: Cursor, text: str) -> None:
    assert cursor.text == text
    assert Cursor.from_text(text) == cursor


@pytest.mark.parametrize("text", ["", "40", "x-1", "20251320143000-81", "1-2-3", "-1", "9" * 13 + "-1"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no place in a list|does not match|unconverted"):
        Cursor.from_text(text)
