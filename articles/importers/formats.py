"""The formats a text may be in. A new format is one new module and one line here."""

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from articles.importers.lines import Line
from articles.importers.record import ArticleRecord, Defaults, UnreadableFile

FORMATS = {
    "wire": "articles.importers.wire",
    "headers": "articles.importers.headers",
    "news-page": "articles.importers.news_page",
    "plain": "articles.importers.plain",
}
"""Format name → module of its reader. Where two are equally sure of a text, the earlier one reads it."""
_SURE = 0.95
"""A reader as sure as this reads a text without the others being asked."""


class Reader(Protocol):
    """What the module of a reader holds."""

    def likeness(self, lines: list[Line]) -> float:
        """How sure the reader is that a text is in its format: 0 (is not) to 1 (is for certain)."""

    def read(self, lines: list[Line], path: str, defaults: Defaults) -> ArticleRecord:
        """The article in a text, without quotes and language. Raises UnreadableFile."""


@cache
def reader(name: str) -> Reader:
    """The reader of a format, loaded on first use. Raises KeyError for an unknown name."""
    return cast(Reader, import_module(FORMATS[name]))


def choose(lines: list[Line]) -> Reader:
    """The reader that is surest of a text. Raises UnreadableFile when none knows it."""
    best, likeness = None, 0.0
    for name in FORMATS:
        found = reader(name).likeness(lines)
        if found > likeness:
            best, likeness = reader(name), found
        if likeness >= _SURE:
            break
    if best is None:
        raise UnreadableFile("no article was found in the text")
    return best
