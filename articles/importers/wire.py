"""Reads wire copy: headlines, byline, date and address after “--”, then the story with its dateline."""

import re

from articles.importers.body import ADDRESS, Story, read_body
from articles.importers.dates import Habits, find_dates
from articles.importers.lines import Line, join_continued
from articles.importers.names import byline
from articles.importers.record import ArticleRecord, Defaults, UnreadableFile

_MARKED = re.compile(r"--(?:\s+(?P<text>.*))?")


def likeness(lines: list[Line]) -> float:
    """Wire copy begins with two lines or more that begin with “--”."""
    return 1.0 if len(lines) > 1 and all(_MARKED.fullmatch(line.text) for line in lines[:2]) else 0.0


def read(lines: list[Line], path: str, defaults: Defaults) -> ArticleRecord:
    """The story in wire copy. Raises UnreadableFile when it has no headline or no text."""
    length = next((i for i, line in enumerate(lines) if not _MARKED.fullmatch(line.text)), len(lines))
    story = Story(ArticleRecord(path, "wire", ""))
    for line in lines[:length]:
        match = _MARKED.fullmatch(line.text)
        if match and match["text"]:
            _read_head(match["text"], line, story, defaults)
    if not story.record.headline:
        raise UnreadableFile("the wire copy has no headline")
    read_body(join_continued(lines[length:]), story)
    if not story.record.body:
        raise UnreadableFile("the wire copy has no text under its headline")
    return story.record


def _read_head(text: str, line: Line, story: Story, defaults: Defaults) -> None:
    record = story.record
    if not record.headline:
        record.headline = text
        story.mark("headline", line)
    elif ADDRESS.fullmatch(text):
        record.url = text
        story.mark("url", line)
    elif authors := byline(text):
        record.authors = authors
        story.mark("authors", line)
    elif dates := find_dates(text, Habits(defaults.language, defaults.time_zone)):
        record.published = dates[0].published(defaults.time_zone)
        story.mark("published", line)
    elif not record.standfirst:
        record.standfirst = text
        story.mark("standfirst", line)
    else:
        record.warnings.append(f"Line {line.first} was not understood: {text}")
