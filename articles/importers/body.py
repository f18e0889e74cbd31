"""The running text of a story: paragraphs, and what stands between and after them."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from articles.importers.datelines import opening
from articles.importers.dates import Habits, find_dates
from articles.importers.furniture import ends_story, is_bullet
from articles.importers.lines import Line
from articles.importers.names import is_agency
from articles.importers.record import ArticleRecord, CorrectionRecord, RelatedLinkRecord
from articles.importers.words import BY, CORRECTION, NOT_NAMES, RELATED, REPORTING, SOURCE, TOPICS
from articles.text import join_paragraphs

ADDRESS = re.compile(r"https?://\S+[^\s.,;:!?)\]}>\"'”’]")
_INITIALS = re.compile(
    rf"(?:(?i:{BY})\s*:\s*)?(?P<source>[^\W\d_][\w.’ &-]{{1,30}}?)\s?/\s?"
    r"(?P<who>(?:[A-Z]{1,4}|[a-z]{2,3}\b)(?:[-/ ,]+(?:[A-Z]{1,4}|[a-z]{2,3}\b)){0,3})"
)
_SOURCES = re.compile(r"\s*[,;/]\s*|\s+[-–—]\s+|\s+(?:and|y|et|e|und)\s+")
_SENTENCE_END = re.compile(r"[.:;…][\"'”’»)\]]*$")
_ANY_END = re.compile(r"[.:;…!?,][\"'”’»)\]]*$")
_ADVISORY = re.compile(r"\((?P<text>(?:adds?|corrects?|updates?|recasts?|refiles?|repeats?)\b[^()]*)\)", re.IGNORECASE)
_CREDITS = re.compile(r"\((?P<text>[^()]*(?:\([^()]*\)[^()]*)*)\)?\s*\.?$")
_LONGEST_CREDITS = 700
_TITLE_LENGTH = 160
_LONG_TITLE = 300
_MOST_LINKS = 20
"""A RELATED label and so many lines under it are looked at."""


@dataclass(slots=True)
class Story:
    """A record in the making and the paragraphs found for it so far."""

    record: ArticleRecord
    paragraphs: list[Line] = field(default_factory=list)
    updated_only: bool = False
    """Whether the date found is only that of an update."""
    raw_text: str = ""
    """The running text as it stands on the page."""
    used: set[int] = field(default_factory=set)
    """The first numbers of the lines that were put somewhere."""

    def mark(self, name: str, line: Line) -> None:
        """Note that a line belongs to a field."""
        self.used.add(line.first)
        first, last = self.record.spans.get(name, (line.first, line.last))
        self.record.spans[name] = (min(first, line.first), max(last, line.last))

    def finish(self) -> None:
        """Write the paragraphs into the record's body."""
        self.record.body = join_paragraphs([line.text for line in self.paragraphs])
        for line in self.paragraphs:
            self.mark("body", line)


def read_body(lines: list[Line], story: Story) -> None:
    """Sort the lines under a story's head: paragraphs, related links, credits, corrections, sign-off."""
    rest = list(lines)
    corrections = _last_corrections(rest)
    _take_sign_off(rest, story)
    rest += corrections
    _take_opening(rest, story)
    position = 0
    while position < len(rest):
        taken = _take_related(rest[position : position + _MOST_LINKS], story)
        if not taken and not is_empty_label(rest[position].text):
            _take_paragraph(rest[position], story)
        position += max(1, taken)
    _take_credits(story)
    story.finish()


def _last_corrections(lines: list[Line]) -> list[Line]:
    """Take off the corrections printed at the very end, under the sign-off."""
    start = len(lines)
    while start and _is_correction(lines[start - 1]):
        start -= 1
    corrections = lines[start:]
    del lines[start:]
    return corrections


def _is_correction(line: Line) -> bool:
    return len(line.text) < 600 and bool(CORRECTION.match(line.text))


def read_after(lines: list[Line], story: Story) -> list[Line]:
    """Take what belongs to a story from the lines under it. Gives back the others."""
    left: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        if ends_story(line.text) and not topics_of(lines[position:])[0]:
            return left + lines[position:]
        taken = _take_topics(lines[position:], story) or _take_related(lines[position:], story)
        if not taken and not _take_note(line, story):
            left.append(line)
        position += max(1, taken)
    return left


def take_related(lines: list[Line], story: Story) -> list[Line]:
    """Put the RELATED entries among some lines into the record. Gives back the other lines."""
    kept: list[Line] = []
    position = 0
    while position < len(lines):
        taken = _take_related(lines[position : position + _MOST_LINKS], story)
        if not taken:
            kept.append(lines[position])
        position += max(1, taken)
    return kept


def topics_of(lines: list[Line]) -> tuple[list[str], int]:
    """The topics under a label such as “Related topics” or after “Tags:”, and how many lines they take up."""
    label = TOPICS.fullmatch(lines[0].text)
    if not label:
        return [], 0
    if label["rest"]:
        topics = [topic.strip() for topic in re.split(r"[,;|·•]", label["rest"])] if label["colon"] else []
        return [topic for topic in topics if topic], 1
    listed = list(takewhile(lambda line: is_bullet(line.text) and len(line.text) <= 50, lines[1:]))
    return [line.text.lstrip("•·▪‣◦*–—→- ").strip(" ,") for line in listed], len(listed) + 1


def _take_topics(lines: list[Line], story: Story) -> int:
    """How many lines at the start are topics with their label; they go into the record."""
    topics, length = topics_of(lines)
    if not topics:
        return 0
    story.record.topics += [topic for topic in topics if topic not in story.record.topics]
    for line in lines[:length]:
        story.mark("topics", line)
    return length


def _take_note(line: Line, story: Story) -> bool:
    """A sign-off, a correction, the address or the small print of those who worked on a story, on a line of its own."""
    if _take_correction(line, story):
        return True
    if ADDRESS.fullmatch(line.text) and not story.record.url:
        story.record.url = line.text
        story.mark("url", line)
        return True
    if SOURCE.fullmatch(line.text):
        _name_source(line, story)
        return True
    if initials := _signature(line.text):
        _sign(initials["source"].strip(), re.findall(r"[A-Za-z]+", initials["who"]), line, story)
        return True
    bare = line.text.strip("()•–— ")
    if len(bare) < _LONGEST_CREDITS and REPORTING.match(bare):
        _keep_credits(bare, line, story)
        return True
    return False


def _take_correction(line: Line, story: Story) -> bool:
    if not _is_correction(line):
        return False
    dates = find_dates(line.text, Habits(story.record.language))
    story.record.corrections.append(CorrectionRecord(line.text.strip("()"), dates[0].local if dates else None))
    story.mark("corrections", line)
    return True


def is_sign_off(text: str) -> bool:
    """Whether a line signs a story: “teleSUR/ JF”, “Source: EFE”."""
    return bool(SOURCE.fullmatch(text) or _signature(text))


def _signature(text: str) -> re.Match[str] | None:
    """The source and the initials in a line such as “teleSUR/ JF”; “Tips / for us” has none."""
    match = _INITIALS.fullmatch(text)
    return match if match and not NOT_NAMES.intersection(re.findall(r"[a-z]+", match["who"])) else None


def _take_sign_off(lines: list[Line], story: Story) -> None:
    """The last lines: “teleSUR/ JF”, “Source: EFE”, in any order."""
    sources: list[Line] = []
    while lines and len(lines[-1].text) <= 80:
        line = lines[-1]
        if SOURCE.fullmatch(line.text):
            sources.append(line)
        elif initials := _signature(line.text):
            _sign(initials["source"].strip(), re.findall(r"[A-Za-z]+", initials["who"]), line, story)
        else:
            break
        lines.pop()
    for line in sources:
        _name_source(line, story)


def _sign(source: str, initials: list[str], line: Line, story: Story) -> None:
    record = story.record
    if is_agency(source):
        record.agency = record.agency or source
        story.mark("agency", line)
    else:
        record.source = source
        story.mark("source", line)
    if not record.authors:
        record.authors = initials
        story.mark("authors", line)
    story.used.add(line.first)


def _name_source(line: Line, story: Story) -> None:
    """“Source: X” is the agency when X is one, or when the publisher has signed the story besides."""
    match = SOURCE.fullmatch(line.text)
    names = _SOURCES.split(match["name"].strip(" .")) if match else []
    record = story.record
    agencies = [name for name in names if is_agency(name)]
    others = [name for name in names if name not in agencies]
    if not agencies and "source" in record.spans:
        agencies = others
    if agencies:
        record.agency = agencies[0]
        story.mark("agency", line)
    if others and "source" not in record.spans:
        record.source = others[0]
        story.mark("source", line)
    _tell_others(agencies[1:], line, story)
    story.used.add(line.first)


def _take_opening(lines: list[Line], story: Story) -> None:
    """Advisories (“(Adds details)”) and the dateline before the first sentence."""
    record = story.record
    while lines and (match := _ADVISORY.match(lines[0].text)):
        note = match["text"].strip()
        if note.lower().startswith("correct"):
            record.corrections.append(CorrectionRecord(note))
            story.mark("corrections", lines[0])
        else:
            record.warnings.append(f"A note to editors was left out: ({note}).")
        _shorten(lines, match.end())
    if lines and (found := opening(lines[0].text)):
        if found.place and not record.place:
            record.place = found.place
            story.mark("place", lines[0])
        if found.agency and not record.agency:
            _name_agencies(found.agency, lines[0], story)
        if found.authors and not record.authors:
            record.authors = found.authors
            story.mark("authors", lines[0])
        _shorten(lines, found.length)


def _name_agencies(printed: str, line: Line, story: Story) -> None:
    """“Reuters/AP” names two agencies where both are known: the first is kept; other names stay as printed."""
    names = printed.split("/")
    known = [name.strip() for name in names if is_agency(name)]
    story.record.agency = known[0] if len(known) == len(names) else printed
    story.mark("agency", line)
    if len(known) == len(names):
        _tell_others(known[1:], line, story)


def _tell_others(agencies: list[str], line: Line, story: Story) -> None:
    for name in agencies:
        story.record.warnings.append(f"A second agency (line {line.first}) was left out: {name}")


def _shorten(lines: list[Line], cut: int) -> None:
    """Take so many characters off the first line, and the line itself when nothing is left."""
    line = lines[0]
    text = line.text[cut:].lstrip()
    if text:
        lines[0] = Line(text, line.first, line.last, line.after_blank, line.indented)
    else:
        lines.pop(0)


def _take_related(lines: list[Line], story: Story) -> int:
    """How many lines at the start are a RELATED label with its titles; their links go into the record."""
    label = RELATED.fullmatch(lines[0].text)
    if not label or len(lines[0].text) > _TITLE_LENGTH + 40:
        return 0
    title = label["rest"].strip()
    if title:
        if not label["colon"]:
            return 0
        _add_link(title, lines[0], story)
        return 1
    taken = 1
    for line in lines[1:]:
        if not _is_title(line.text):
            break
        story.used.add(lines[0].first)
        if ADDRESS.fullmatch(line.text) and taken > 1:
            last = story.record.related_links[-1]
            story.record.related_links[-1] = RelatedLinkRecord(last.title, line.text, last.after_paragraph)
            story.mark("related_links", line)
        else:
            _add_link(line.text, line, story)
        taken += 1
    return taken if taken > 1 else 0


def is_empty_label(text: str) -> bool:
    """Whether a line is a label of related links and nothing else, whose links a page's text does not have."""
    label = RELATED.fullmatch(text)
    return label is not None and not label["rest"]


def _is_title(text: str) -> bool:
    """A title is short and does not end as a sentence does, a long one not even as a question does."""
    if ADDRESS.fullmatch(text):
        return True
    if is_sign_off(text):
        return False
    end = _SENTENCE_END if len(text) <= _TITLE_LENGTH else _ANY_END
    return len(text) <= _LONG_TITLE and not end.search(text)


def _add_link(text: str, line: Line, story: Story) -> None:
    address = ADDRESS.search(text)
    title = ADDRESS.sub("", text).strip(" •-–|()[]<>")
    url = address[0] if address else ""
    story.record.related_links.append(RelatedLinkRecord(title or url, url, len(story.paragraphs)))
    story.mark("related_links", line)


def _take_paragraph(line: Line, story: Story) -> None:
    if not _take_correction(line, story):
        story.paragraphs.append(line)


def _take_credits(story: Story) -> None:
    """The small print at the end, “(Reporting by …; Editing by …)”, alone or after the last sentence."""
    while story.paragraphs:
        line = story.paragraphs[-1]
        match = _CREDITS.search(line.text, max(0, len(line.text) - _LONGEST_CREDITS))
        if not match or not REPORTING.search(match["text"]):
            return
        _keep_credits(match["text"].strip(), line, story)
        rest = line.text[: match.start()].rstrip()
        if rest:
            story.paragraphs[-1] = Line(rest, line.first, line.last, line.after_blank, line.indented)
            return
        story.paragraphs.pop()


def _keep_credits(text: str, line: Line, story: Story) -> None:
    record = story.record
    record.credits = "; ".join(filter(None, [text, record.credits]))
    story.mark("credits", line)
