"""Reads a block of “Key: value” lines before the text."""

import re
from datetime import datetime

from articles.importers.body import Story, read_body
from articles.importers.dates import Habits, find_dates, unclear_dates
from articles.importers.lines import Line
from articles.importers.names import split_names
from articles.importers.record import (
    ArticleRecord,
    CorrectionRecord,
    Defaults,
    PhotoRecord,
    RelatedLinkRecord,
    UnreadableFile,
)
from articles.importers.words import HEADERS
from articles.importers.zone_names import is_zone, named_zone
from articles.zones import zone

_HEADER = re.compile(r"(?P<label>[^\W\d_][\w \-’']{0,28}?)\s?:(?:\s+(?P<value>.*))?")
_FENCE = re.compile(r"-{3,}|={3,}|\*{3,}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_LIST = re.compile(r"\s*[;,|]\s*")

Header = tuple[str, str, Line]
"""Label as printed, value, line."""
Values = dict[str, list[tuple[str, Line]]]
"""Field → its values with their lines."""


def field_of(label: str) -> str | None:
    """The field a label stands for, None for an unknown one."""
    return HEADERS.get(" ".join(label.casefold().replace("-", " ").replace("_", " ").split()))


def likeness(lines: list[Line]) -> float:
    """Sure when two known labels or more stand at the top."""
    block, _ = _split(lines)
    known = sum(1 for label, _, _ in block if field_of(label))
    return 0.95 if known >= 2 and known * 2 >= len(block) else 0.0


def read(lines: list[Line], path: str, defaults: Defaults) -> ArticleRecord:
    """The article under a block of headers. Raises UnreadableFile when it has no headline or no text."""
    block, rest = _split(lines)
    story = Story(ArticleRecord(path, "headers", ""))
    values: Values = {}
    for label, value, line in block:
        name = field_of(label)
        if name is None:
            story.record.warnings.append(f"The label “{label}” (line {line.first}) is not known; it was left out.")
        elif value:
            values.setdefault(name, []).append((value, line))
    _fill_texts(values, story)
    _fill_lists(values, story)
    _fill_date(values, story, defaults)
    if not story.record.headline and rest:
        story.record.headline = rest[0].text
        story.mark("headline", rest.pop(0))
    read_body(rest, story)
    if not story.record.headline or not story.record.body:
        raise UnreadableFile("there are headers but no headline or no text under them")
    return story.record


def _split(lines: list[Line]) -> tuple[list[Header], list[Line]]:
    """The headers at the top and the lines after them; a blank line or a rule ends the block."""
    block: list[Header] = []
    fenced = bool(lines) and bool(_FENCE.fullmatch(lines[0].text))
    position = 1 if fenced else 0
    for line in lines[position:]:
        if _FENCE.fullmatch(line.text):
            return block, lines[position + 1 :]
        match = _HEADER.fullmatch(line.text)
        if block and line.after_blank and not fenced:
            break
        if match:
            block.append((match["label"], (match["value"] or "").strip(), line))
        elif block and line.indented:
            label, value, first = block[-1]
            block[-1] = (label, f"{value} {line.text}".strip(), Line(first.text, first.first, line.last))
        else:
            break
        position += 1
    return block, lines[position:]


def _fill_texts(values: Values, story: Story) -> None:
    record = story.record
    for name in ("headline", "standfirst", "source", "agency", "place", "url"):
        for value, line in values.get(name, [])[:1]:
            setattr(record, name, value)
            story.mark(name, line)
        for value, line in values.get(name, [])[1:]:
            record.warnings.append(f"A second {name} (line {line.first}) was left out: {value}")
    for value, line in values.get("language", [])[:1]:
        if _LANGUAGE.fullmatch(value):
            record.language = value.replace("_", "-").split("-")[0].lower()
            story.mark("language", line)
        else:
            record.warnings.append(
                f"Language “{value}” (line {line.first}) is not a code such as “es”; it was left out."
            )


def _fill_lists(values: Values, story: Story) -> None:
    record = story.record
    for value, line in values.get("authors", []):
        record.authors += split_names(value) or [value]
        story.mark("authors", line)
    for value, line in values.get("topics", []):
        record.topics += [topic for topic in _LIST.split(value) if topic and topic not in record.topics]
        story.mark("topics", line)
    for value, line in values.get("correction", []):
        record.corrections.append(CorrectionRecord(value))
        story.mark("corrections", line)
    for value, line in values.get("related", []):
        title, _, address = value.partition("|")
        record.related_links.append(RelatedLinkRecord(title.strip(), address.strip(), 0))
        story.mark("related_links", line)
    _fill_photos(values.get("caption", []), values.get("credit", []), story)


def _fill_photos(captions: list[tuple[str, Line]], printed: list[tuple[str, Line]], story: Story) -> None:
    """A credit belongs to the caption before it."""
    for position, (value, line) in enumerate(captions):
        following = captions[position + 1][1].first if position + 1 < len(captions) else None
        credit = next(
            (text for text, at in printed if at.first > line.first and (following is None or at.first < following)),
            "",
        )
        story.record.photos.append(PhotoRecord(value, credit))
    if printed and not captions:
        story.record.photos.append(PhotoRecord("", printed[0][0]))
    for _, line in captions + printed:
        story.mark("photos", line)


def _fill_date(values: Values, story: Story, defaults: Defaults) -> None:
    record = story.record
    if "published" not in values:
        return
    date, line = values["published"][0]
    clock = values.get("time", [("", line)])[0]
    printed = f"{date} {clock[0]}".strip()
    habits = Habits(record.language or defaults.language, defaults.time_zone)
    found = find_dates(printed, habits)
    if not found:
        unclear = any(unclear_dates(printed, habits))
        reason = "may be read in two ways" if unclear else "was not understood"
        record.warnings.append(f"The date “{printed}” (line {line.first}) {reason} and was not used.")
        return
    default = _zone(values, record, found[0].local) or defaults.time_zone
    record.published = found[0].published(default)
    for at in (line, clock[1], *(zone_line for _, zone_line in values.get("time_zone", []))):
        story.mark("published", at)


def _zone(values: Values, record: ArticleRecord, local: datetime) -> str | None:
    """The zone a header names: an IANA name, an offset or an abbreviation."""
    for value, line in values.get("time_zone", [])[:1]:
        if is_zone(value):
            return named_zone(value, local, None)
        try:
            zone(value)
        except ValueError as error:
            record.warnings.append(f"Line {line.first}: {error}")
        else:
            return value
    return None
