"""What stands between a story's headline and its text: standfirst, byline, dates, captions, address."""

import re
from dataclasses import replace
from itertools import groupby
from statistics import median

from articles.importers.body import ADDRESS, Story, is_sign_off, take_related
from articles.importers.captions import caption, is_caption
from articles.importers.dates import Habits, beside, find_dates, is_dateline, unclear_dates
from articles.importers.furniture import LONG_PARAGRAPH, ends_story, is_bullet, is_furniture, is_paragraph
from articles.importers.lines import Line
from articles.importers.names import bare_byline, byline, is_agency, is_name
from articles.importers.record import Defaults, PhotoRecord
from articles.importers.words import BY, UPDATED

_UPDATED = re.compile(rf"\b(?:{UPDATED})\b[^|·]{{0,12}}$", re.IGNORECASE)
_CREATED = re.compile(r"\bcreated\b[^|·]{0,12}$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=(?:Published|Posted|Updated|Publié|Publicado|Veröffentlicht)\b)")
_LONGEST_STANDFIRST, _LONGEST_DATELINE = 300, 150
_STANDFIRST_WORDS, _LONGEST_CAPTION = 4, 300
_ONLY_BY = re.compile(rf"(?:{BY})\s*:?", re.IGNORECASE)
_LISTED = re.compile(r"^[•·*-]\s+|(?<=\D)\d(?=,?$|,? &$)")
_HANDLE = re.compile(r"@\w+")
_FEW_WORDS, _MANY_WORDS = 1, 6
"""So many words may stand beside a date in a sentence, and in a line that is none, for it to be the story's."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\))\s?(?:copyright\b|.*\b(?:(?:19|20)\d\d|ltd|inc|llc|gmbh|verlag|s\.?a\.?|all rights)\b)", re.IGNORECASE
)
"""Who owns a text, and no picture: with a year, a firm's form, or the word."""
_MENU = 4
"""So many entries of a list in a row are a menu."""
_PLACE_WORDS = 2
"""So many words beside a date name a place and are no caption."""
_LATE = 6
"""So many lines into the text a byline, a date or a caption may still stand, as under a standfirst."""


def read_head(head: list[Line], rest: list[Line], story: Story, defaults: Defaults) -> list[Line]:
    """Put the lines under a headline into the record.

    Gives back the lines of the text: `rest` without its captions and what belonged to the head.
    """
    head = take_related(_joined(head), story)
    listed = _menu(head)
    left = [line for line in head if not _take(line, story, defaults, bare=line not in listed)]
    left = _without_captions(take_photos(left, story), story)
    rest = take_photos(rest, story)
    late = next((i for i, line in enumerate(rest[: _LATE + 1]) if ends_story(line.text)), _LATE + 1)
    bare = next((i for i, line in enumerate(rest) if i and is_paragraph(line.text)), 0)
    kept = [
        line
        for i, line in enumerate(rest)
        if i >= late or not _is_late(line, i, story, defaults, bare=i <= max(bare, 2))
    ]
    standfirst = next((line for line in left if _may_be_standfirst(line)), None)
    if standfirst is None and _is_summary(kept):
        standfirst = kept.pop(0)
    elif left and head and left[-1] is head[-1] and left[-1] is not standfirst and _is_first_sentence(left[-1]):
        kept.insert(0, left[-1])
    if standfirst is not None:
        story.record.standfirst = standfirst.text
        story.mark("standfirst", standfirst)
    return kept


def take_photos(lines: list[Line], story: Story) -> list[Line]:
    """Put the captions among some lines into the record. Gives back the other lines.

    A credit on a line of its own belongs to the line above it when that is short enough for a caption.
    """
    kept: list[Line] = []
    for line in lines:
        photo = None if is_sign_off(line.text) else caption(line.text)
        if photo is None:
            kept.append(line)
            continue
        story.mark("photos", line)
        if not photo.caption and kept and _may_be_caption(kept[-1], line):
            story.mark("photos", kept[-1])
            photo = PhotoRecord(kept.pop().text, photo.credit)
        if photo not in story.record.photos:
            story.record.photos.append(photo)
    return kept


def _without_captions(lines: list[Line], story: Story) -> list[Line]:
    """The lines that are no captions without a credit, where more than one could be the standfirst."""
    candidates = [line for line in lines if _may_be_standfirst(line)]
    captions = [line for line in candidates if is_caption(line.text)]
    if len(candidates) < 2 or len(captions) == len(candidates):
        return lines
    for line in captions:
        story.record.photos.append(PhotoRecord(line.text))
        story.mark("photos", line)
    return [line for line in lines if line not in captions]


def _may_be_caption(line: Line, credit: Line) -> bool:
    owned = len(line.text) > LONG_PARAGRAPH and _COPYRIGHT.match(credit.text)
    if owned or has_date_alone(line.text, _PLACE_WORDS):
        return False
    return len(line.text) <= _LONGEST_CAPTION and credit.first - line.last <= 1 and len(line.text.split()) >= 3


def _joined(head: list[Line]) -> list[Line]:
    """The lines of a head with “By” and the names listed under it as one byline; without furniture."""
    joined: list[Line] = []
    open_byline = False
    for line in head:
        if _ONLY_BY.fullmatch(line.text):
            joined.append(line)
            open_byline = True
            continue
        name = _HANDLE.sub("", _LISTED.sub("", line.text)).strip(" ,&")
        if open_byline and (is_name(name) or not re.search(r"\w", name)):
            separator = "," if joined[-1].text.count(" ") else ""
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}{separator} {name}".rstrip(" ,"), last=line.last)
            continue
        open_byline = False
        if not is_furniture(line.text):
            joined.append(line)
    return [line for line in joined if not _ONLY_BY.fullmatch(line.text)]


def _menu(head: list[Line]) -> list[Line]:
    """The entries of menus and tables of contents in a head, which may look like names."""
    runs = (list(run) for listed, run in groupby(head, key=lambda line: is_bullet(line.text)) if listed)
    return [line for run in runs if len(run) >= _MENU for line in run]


def is_of_head(text: str) -> bool:
    """Whether a line is a byline, a caption, an address or a date alone."""
    return bool(ADDRESS.fullmatch(text) or is_dateline(text) or byline(text) or caption(text))


def has_date_alone(text: str, words: int) -> bool:
    """Whether a line holds a date and at most so many words beside it."""
    dates = find_dates(text, Habits()) if len(text) <= _LONGEST_DATELINE else []
    return bool(dates) and len(beside(text, dates).split()) <= words


def take_date(line: Line, story: Story, defaults: Defaults) -> bool:
    """Put the first date of a line into the record if it has none; whether there was a date.

    The date of an update counts only until that of the publication is found. A document that was “created” on one day
    and updated on another has the date of the version at hand: nobody says that it was published on the first.
    """
    record = story.record
    habits = Habits(record.language or defaults.language, defaults.time_zone)
    dates = find_dates(line.text, habits)
    if not dates:
        for printed in unclear_dates(line.text, habits):
            record.warnings.append(f"The date {printed} may be read in two ways and was not used.")
        return False
    updates = [found for found in dates if _UPDATED.search(line.text[: found.start])]
    printed_dates = [found for found in dates if found not in updates]
    if updates and all(_CREATED.search(line.text[: found.start]) for found in printed_dates):
        printed_dates = updates if printed_dates else []
    if printed_dates and (record.published is None or story.updated_only):
        record.published = printed_dates[0].published(defaults.time_zone)
        record.spans.pop("published", None)
        story.updated_only = False
        story.mark("published", line)
    elif record.published is None:
        record.published = dates[0].published(defaults.time_zone)
        story.updated_only = True
        story.mark("published", line)
    return True


def take_authors(names: list[str], line: Line, story: Story) -> None:
    """Add authors to the record; an agency among them is the story's agency too."""
    record = story.record
    record.authors += [name for name in names if name not in record.authors]
    story.mark("authors", line)
    for name in filter(is_agency, names):
        record.agency = record.agency or name
        story.mark("agency", line)


def _take(line: Line, story: Story, defaults: Defaults, bare: bool) -> bool:
    """Put a line of the head where it belongs; False when it is none of byline, date, caption, address."""
    record, text = story.record, line.text
    if ADDRESS.fullmatch(text):
        record.url = record.url or text
        story.mark("url", line)
        return True
    return _take_byline(line, story, defaults, bare)


def _take_byline(line: Line, story: Story, defaults: Defaults, bare: bool) -> bool:
    """Authors, a date, or both: “Ana Paz / March 3, 2025, 17:07 IST”."""
    text = line.text
    if len(text) > _LONGEST_DATELINE or (is_paragraph(text) and not byline(text)):
        return False
    dates = find_dates(text, Habits(defaults.language, defaults.time_zone))
    before = _before_date(text, defaults)
    may_be_bare = bare and not story.record.authors and not ends_story(text)
    beside_date = before or (text[dates[-1].end :].strip(" /|•·-–—,:") if dates else "")
    names = byline(before) or (_unmentioned(bare_byline(beside_date), story) if may_be_bare else [])
    if names:
        take_authors(names, line, story)
    others = len(beside(text, dates).split())
    if not dates or names or others <= (_FEW_WORDS if text.endswith(".") else _MANY_WORDS):
        dated = take_date(line, story, defaults)
    else:
        dated = False
    return bool(names) or dated


def _before_date(text: str, defaults: Defaults) -> str:
    """What a line says before its first date, or all of it."""
    dates = find_dates(text, Habits(defaults.language, defaults.time_zone))
    return _GLUED.split(text[: dates[0].start] if dates else text)[0].strip(" /|•·-–—,:")


def _unmentioned(names: list[str], story: Story) -> list[str]:
    """The names that the story itself does not speak of: a person in the news is not its author."""
    return [name for name in names if name not in story.raw_text and name not in story.record.headline]


def _is_late(line: Line, position: int, story: Story, defaults: Defaults, bare: bool) -> bool:
    """Whether a line among the first of the text belongs to the head and was put there."""
    if (position == 0 and not byline(line.text)) or (is_paragraph(line.text) and not is_of_head(line.text)):
        return False
    if story.record.authors and story.record.published and byline(_before_date(line.text, defaults)):
        return True  # that of another story, in a box between the paragraphs
    return _take(line, story, defaults, bare)


def _may_be_standfirst(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= _LONGEST_STANDFIRST
        and len(text.split()) >= _STANDFIRST_WORDS
        and not is_furniture(text)
        and not is_bullet(text)
        and "|" not in text
    )


def _is_first_sentence(line: Line) -> bool:
    """Whether a short line right above the first paragraph begins the text."""
    text = line.text
    return text.endswith((".", "!", "?")) and len(text.split()) >= _STANDFIRST_WORDS and not is_furniture(text)


def _is_summary(body: list[Line]) -> bool:
    """A first paragraph much shorter than those that follow stands there as a standfirst."""
    following = [len(line.text) for line in body[1:] if is_paragraph(line.text)]
    return (
        len(following) >= 3
        and len(body[0].text) <= _LONGEST_STANDFIRST
        and len(body[0].text) <= median(following) * 0.55
        and not is_furniture(body[0].text)
    )
