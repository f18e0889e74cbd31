"""Where the running text of a page ends: without the teasers under it, with the list that it announces."""

import re
from itertools import takewhile

from articles.importers.dates import Habits, find_dates
from articles.importers.lines import Line
from articles.importers.page import ends_story, is_bullet, is_furniture, is_paragraph

_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_TEASER = 260
"""A teaser is one paragraph of at most so many characters under a headline of its own."""
_TEASERS = 3
"""So many in a row are a list of other stories."""
_STORY_SHARE = 0.5
"""What stands above such a list must be so much of the text, or the list is the story."""
_ENTRIES, _LISTED = 3, 200
_FIGURE_FIRST = re.compile(r"\d|[^\W\d_]{3,9}\.? \d")


def without_teasers(lines: list[Line], start: int, end: int) -> int:
    """The end of a story without the list of other stories under it: headline, one short paragraph, headline, …"""
    position, teasers = end, 0
    while position > start:
        above = position
        if is_paragraph(lines[above - 1].text):
            if len(lines[above - 1].text) > _TEASER:
                break
            above -= 1
        headings = list(takewhile(_may_head, reversed(lines[start:above])))
        if above == position or not headings:
            break
        position, teasers = above - len(headings), teasers + 1
    if teasers < _TEASERS:
        return end
    story = sum(len(line.text) for line in lines[start:position] if is_paragraph(line.text))
    teased = sum(len(line.text) for line in lines[position:end] if is_paragraph(line.text))
    return position if story >= (story + teased) * _STORY_SHARE else end


def _may_head(line: Line) -> bool:
    text = line.text
    other = is_paragraph(text) or is_bullet(text) or is_furniture(text) or text.isupper()
    return not other and not _SENTENCE.search(text)


def with_list(lines: list[Line], end: int) -> int:
    """The end of a story with the list that its last line announces (“The dates:”), each entry with a figure first."""
    if end == 0 or end >= len(lines):
        return end
    announced = end if lines[end - 1].text.endswith(":") else end + 1
    if not lines[announced - 1].text.endswith(":"):
        return end
    entries = list(takewhile(_is_entry, lines[announced:]))
    return announced + len(entries) if len(entries) >= _ENTRIES else end


def _is_entry(line: Line) -> bool:
    text = line.text
    if len(text) > _LISTED or is_furniture(text) or ends_story(text):
        return False
    return bool(_FIGURE_FIRST.match(text)) and not find_dates(text, Habits())
