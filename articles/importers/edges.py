"""Where the running text of a page ends: without the teasers under it, with the list that it announces."""

import re
from itertools import takewhile

from articles.importers.dates import Habits, find_dates
from articles.importers.furniture import ends_story, is_bullet, is_furniture, is_paragraph
from articles.importers.lines import Line

_SENTENCE = re.compile(r"[.!?…:][\"'”“’‘»«)\]]*$")
_TEASER = 260
"""A teaser is one paragraph of at most so many characters under a headline of its own."""
_TEASERS = 3
"""So many in a row are a list of other stories."""
_STORY_SHARE = 0.5
"""What stands above such a list must be so much of the text, or the list is the story."""
_ENTRIES, _DAYS, _LISTED = 3, 5, 200
_UNDER = 4
"""So many lines may stand under a list that ends a page: about the author, the small print."""
_DAY_FIRST = re.compile(r"[^\W\d_]{3,9}\.? \d")
_FIGURE_FIRST = re.compile(rf"\d|{_DAY_FIRST.pattern}")


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


def with_list(lines: list[Line], start: int, end: int) -> int:
    """The end of a story with the list under it: one that a line announces (“The dates:”), or days under a heading.

    Each entry begins with a figure (“9.30 the depot”) or with a day (“June 9, the depot”); or they have bullets,
    end the page, and it has no menu above the text.
    """
    if end == 0 or end >= len(lines):
        return end
    if listed := _only_bullets(lines, start, end):
        return listed
    announced = end if lines[end - 1].text.endswith(":") else end + 1
    heading = lines[announced - 1].text
    first, fewest = (_FIGURE_FIRST, _ENTRIES) if heading.endswith(":") else (_DAY_FIRST, _DAYS)
    entries = list(takewhile(lambda line: _is_entry(line.text, first), lines[announced:]))
    return announced + len(entries) if len(entries) >= fewest and not ends_story(heading) else end


def _only_bullets(lines: list[Line], start: int, end: int) -> int:
    """The end of the list with bullets under a text, with a heading or without; 0 where a page goes on or has menus."""
    heading = lines[end].text
    first = end if is_bullet(heading) else end + 1
    if first > end and (is_furniture(heading) or ends_story(heading)):
        return 0
    last = first + len(list(takewhile(lambda line: is_bullet(line.text), lines[first:])))
    others = any(is_bullet(line.text) for line in lines[:start])
    return last if last - first >= _ENTRIES and len(lines) - last <= _UNDER and not others else 0


def _is_entry(text: str, first: re.Pattern[str]) -> bool:
    if len(text) > _LISTED or is_furniture(text) or ends_story(text):
        return False
    return bool(first.match(text)) and not find_dates(text, Habits())
