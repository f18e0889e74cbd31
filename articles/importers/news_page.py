"""Reads the text of a news page: headline, captions, date, byline, story, RELATED entries, sign-off."""

from articles.importers.body import Story, read_body
from articles.importers.captions import caption
from articles.importers.head import read_head
from articles.importers.lines import Line
from articles.importers.record import ArticleRecord, Defaults, UnreadableFile
from articles.importers.words import RELATED, SOURCE


def likeness(lines: list[Line]) -> float:
    """A page shows by its RELATED entries, captions with credits and sign-off lines."""
    signs = sum(
        1
        for line in lines
        if len(line.text) < 200 and (RELATED.fullmatch(line.text) or SOURCE.fullmatch(line.text) or caption(line.text))
    )
    return min(0.8, 0.4 + 0.2 * signs) if len(lines) > 1 else 0.0


def read(lines: list[Line], path: str, defaults: Defaults) -> ArticleRecord:
    """The story on a page. Raises UnreadableFile when it has no headline or no text."""
    return read_page(lines, path, "news-page", defaults)


def read_page(lines: list[Line], path: str, form: str, defaults: Defaults) -> ArticleRecord:
    """The story on a page, under the name of a format."""
    story = Story(ArticleRecord(path, form, ""))
    body = read_head(lines, story, defaults)
    if not _has_words(story.record.headline):
        raise UnreadableFile("no headline was found")
    read_body(body, story)
    if not _has_words(story.record.body):
        raise UnreadableFile("there is a headline but no text under it")
    return story.record


def _has_words(text: str) -> bool:
    return any(character.isalpha() for character in text)
