"""What stands above a story's first paragraph: headline, standfirst, byline, date, captions, address."""

import re
from statistics import median

from articles.importers.body import ADDRESS, Story
from articles.importers.captions import caption
from articles.importers.dates import Habits, PrintedDate, find_dates, unclear_dates
from articles.importers.lines import Line
from articles.importers.names import byline, is_name, split_names
from articles.importers.record import Defaults
from articles.importers.words import DATE_WORDS, RELATED

_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_PARAGRAPH = 200
"""A line of so many characters is running text whatever else it may look like."""
_SHORT_PARAGRAPH = 70
_LONGEST_STANDFIRST = 300
_DATE_WORDS = re.compile(rf"\b(?:{DATE_WORDS}|h|min)\b\.?", re.IGNORECASE)


def read_head(lines: list[Line], story: Story, defaults: Defaults) -> list[Line]:
    """Put the head of a page into the record. Gives back the lines of the body, which follow it."""
    start = _first_paragraph(lines)
    head, rest = lines[:start], lines[start:]
    habits = Habits(defaults.language, defaults.time_zone)
    kept = [line for line in head if not _take(line, story, habits, defaults)]
    _take_titles(kept, story)
    rest = _take_late(rest, story, habits, defaults)
    if not story.record.headline:
        return rest
    if not story.record.standfirst and _is_standfirst(rest):
        story.record.standfirst = rest[0].text
        story.mark("standfirst", rest[0])
        return rest[1:]
    return rest


def _first_paragraph(lines: list[Line]) -> int:
    """Where the running text begins. A page's first line is its headline, whatever it looks like."""
    for position, line in enumerate(lines[1:], start=1):
        if _is_paragraph(line):
            return position
    return next((i for i, line in enumerate(lines) if i and not _is_of_head(line.text)), len(lines))


def _is_of_head(text: str) -> bool:
    return bool(ADDRESS.fullmatch(text) or is_dateline(text) or byline(text) or caption(text))


def _is_paragraph(line: Line) -> bool:
    text = line.text
    if RELATED.fullmatch(text) or _is_of_head(text):
        return False
    return len(text) >= _PARAGRAPH or (len(text) >= _SHORT_PARAGRAPH and bool(_SENTENCE_END.search(text)))


def is_dateline(text: str) -> bool:
    """Whether a line holds a date and nothing else but its labels, time and zone."""
    dates = find_dates(text, Habits())
    return bool(dates) and len(text) <= 120 and not _beside(text, dates)


def _beside(text: str, dates: list[PrintedDate]) -> str:
    """What a line says besides its dates and the words that go with a date."""
    for found in reversed(dates):
        text = text[: found.start] + " " + text[found.end :]
    return re.sub(r"[\W\d_]+", " ", _DATE_WORDS.sub(" ", text)).strip()


def _take(line: Line, story: Story, habits: Habits, defaults: Defaults) -> bool:
    """Put a line of the head where it belongs; False when it is none of byline, date, caption, address."""
    record = story.record
    if ADDRESS.fullmatch(line.text):
        record.url = record.url or line.text
        story.mark("url", line)
    elif photo := caption(line.text):
        record.photos.append(photo)
        story.mark("photos", line)
    elif authors := byline(line.text):
        record.authors += [name for name in authors if name not in record.authors]
        story.mark("authors", line)
    else:
        return _take_date(line, story, habits, defaults)
    return True


def _take_date(line: Line, story: Story, habits: Habits, defaults: Defaults) -> bool:
    """The line with the date, which may name the authors besides: “Ana Paz / March 3, 2025, 17:07 IST”."""
    record = story.record
    dates = find_dates(line.text, habits)
    if not dates or len(line.text) > 150:
        for printed in unclear_dates(line.text, habits):
            record.warnings.append(f"The date {printed} may be read in two ways and was not used.")
        return False
    first = dates[0]
    beside = line.text[: first.start].strip(" /|•·-–—,")
    names = byline(beside) or (split_names(beside) if is_name(beside) else [])
    if _beside(line.text, dates) and not names:
        return False
    if names and not record.authors:
        record.authors = names
        story.mark("authors", line)
    if record.published is None:
        record.published = first.published(defaults.time_zone)
        story.mark("published", line)
    return True


def _take_titles(kept: list[Line], story: Story) -> None:
    """The headline is the first line left over; what stands under it is the standfirst."""
    if not kept:
        return
    story.record.headline = kept[0].text
    story.mark("headline", kept[0])
    for line in kept[1:]:
        if not story.record.standfirst and len(line.text) <= _LONGEST_STANDFIRST and " " in line.text:
            if is_name(line.text) and not story.record.authors:
                story.record.authors = [line.text]
                story.mark("authors", line)
                continue
            story.record.standfirst = line.text
            story.mark("standfirst", line)
        else:
            story.record.warnings.append(f"Line {line.first} was left out: {line.text}")


def _take_late(rest: list[Line], story: Story, habits: Habits, defaults: Defaults) -> list[Line]:
    """Dates, bylines and captions that stand after the first paragraph-like line, as under a standfirst."""
    for position, line in enumerate(rest[:4]):
        if position and _take(line, story, habits, defaults):
            return rest[:position] + _take_late(rest[position + 1 :], story, habits, defaults)
    return rest


def _is_standfirst(body: list[Line]) -> bool:
    """A first paragraph much shorter than those that follow stands there as a summary."""
    following = [len(line.text) for line in body[1:] if len(line.text) >= _SHORT_PARAGRAPH]
    return (
        len(following) >= 3
        and len(body[0].text) <= _LONGEST_STANDFIRST
        and len(body[0].text) <= median(following) * 0.55
    )
