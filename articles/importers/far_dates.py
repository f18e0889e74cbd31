"""A story's date where its head has none: under the text, beside its headline in a list, or the page's only day."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.importers.body import Story
from articles.importers.dates import Habits, find_dates, is_dateline, unclear_dates
from articles.importers.furniture import ends_story, heads_author, heads_comments, without_bullet
from articles.importers.head import take_date
from articles.importers.lines import Line
from articles.importers.page import Parts
from articles.importers.record import Defaults
from articles.importers.words import PUBLISHED, UPDATED
from articles.text import fold

_LABELLED = re.compile(rf"(?:^|[(\[|•·]|\s[-–—]\s)\W*(?:{PUBLISHED}|{UPDATED})\b", re.IGNORECASE)
"""“Posted on …”, “(last edited …)”: a date with its label."""
_TODAY = re.compile(
    r"\b(?:\d{1,2}|an?|one)\s?(?:m|h|mins?|minutes?|hrs?|hours?)\.? ago\b|\bvor \d+ (?:minuten?|stunden?)\b"
    r"|\bil y a \d+ (?:minutes?|heures?)\b|\bhace \d+ (?:minutos?|horas?)\b|\bhá \d+ (?:minutos?|horas?)\b"
    r"|\b(?:today|heute|hoy|aujourd[’']hui|hoje|vandaag|oggi)\b[^.\d]{0,8}\d\d?[:.h]\d\d\b",
    re.IGNORECASE,
)
"""What says that a page was saved on the day of its story, or in the night after."""
_IS_TODAY = re.compile(r"(?:today|heute|hoy|aujourd[’']hui|hoje|vandaag|oggi)\W*", re.IGNORECASE)
_NEAR, _FAR = 12, 60
"""So many lines under the text may hold a date without and with a label."""
_ABOVE, _BELOW = 4, 6
"""So many lines around the headline may tell the story's age."""
_LONGEST = 150


def take_far_date(lines: list[Line], parts: Parts, story: Story, defaults: Defaults) -> None:
    """Put the date into a record without one; lines that are in another field tell no date."""
    for line in (*_under(lines[parts.end :]), *_beside_headline(lines, parts)):
        if story.record.published is None and line.first not in story.used:
            take_date(line, story, defaults)
    if story.record.published is None:
        _take_only_day(lines, parts, story, defaults)


def _under(lines: list[Line]) -> Iterator[Line]:
    """The dates under the text, above other stories and comments."""
    others = False
    for position, line in enumerate(lines[:_FAR]):
        others = not heads_author(line.text) and (others or ends_story(line.text))
        if not others and (is_labelled(line.text) or (position < _NEAR and is_dateline(line.text))):
            yield line


def is_labelled(text: str) -> bool:
    """Whether a line holds a date with its label: “Posted on 3 May 2024 by Ida”."""
    if len(text) > _LONGEST or not _LABELLED.search(text):
        return False
    return bool(find_dates(text, Habits())) or any(unclear_dates(text, Habits()))


def _beside_headline(lines: list[Line], parts: Parts) -> Iterator[Line]:
    """The dates under the story's own headline in a list such as that of the latest stories."""
    if parts.headline is None:
        return
    key = fold(lines[parts.headline].text)
    for title, line in pairwise(lines[parts.end :]):
        if is_dateline(line.text) and fold(without_bullet(title.text)) == key:
            yield line


def _take_only_day(lines: list[Line], parts: Parts, story: Story, defaults: Defaults) -> None:
    """The day of the comments, or the one called today's, where the page was saved on the day of the story."""
    headline = parts.headline or 0
    head = lines[max(0, headline - _ABOVE) : headline + _BELOW]
    age = next((line for line in head if len(line.text) <= _LONGEST and _TODAY.search(line.text)), None)
    dated = list(_of_its_day(lines[parts.end :])) if age else []
    days = {found.local.date() for line in dated for found in find_dates(line.text, Habits())}
    if age is None or len(days) != 1:
        return
    take_date(dated[0], story, defaults)
    if story.record.published:
        story.record.published = story.record.published.day_only()
        story.record.warnings.append(
            f"The date is that of the page (line {dated[0].first}); the story has only its age (line {age.first})."
        )


def _of_its_day(lines: list[Line]) -> Iterator[Line]:
    """The dates of comments and those under the word “Today”: no older than the story."""
    said = False
    for above, line in pairwise(lines):
        said = said or heads_comments(above.text)
        if (said or _IS_TODAY.fullmatch(above.text)) and is_dateline(line.text):
            yield line
