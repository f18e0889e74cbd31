"""Reads plain text: headline, byline, date, paragraphs."""

from articles.importers.lines import Line
from articles.importers.news_page import read_page
from articles.importers.record import ArticleRecord, Defaults


def likeness(lines: list[Line]) -> float:
    """Every text of two lines or more may be read this way when nothing shows a better one."""
    return 0.5 if len(lines) > 1 else 0.0


def read(lines: list[Line], path: str, defaults: Defaults) -> ArticleRecord:
    """The article in a plain text. Raises UnreadableFile when it has no headline or no text."""
    return read_page(lines, path, "plain", defaults)
