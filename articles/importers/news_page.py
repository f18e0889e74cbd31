"""Reads the text of a news page, with or without its menus: headline, captions, date, byline, story, sign-off."""

import re
from dataclasses import replace

from articles.importers.author_boxes import take_author_boxes
from articles.importers.body import Story, read_after, read_body
from articles.importers.boxes import only_text, without_aged, without_boxes
from articles.importers.captions import caption
from articles.importers.edges import with_list, without_teasers
from articles.importers.far_dates import is_labelled, take_far_date
from articles.importers.furniture import SENTENCE_END, ends_story, is_bullet, is_furniture, is_paragraph
from articles.importers.head import has_date_alone, is_of_head, read_head, take_authors, take_date
from articles.importers.lines import Line
from articles.importers.names import about_author, byline, split_names
from articles.importers.page import Parts, densest, find_parts, without_second
from articles.importers.record import ArticleRecord, Defaults, UnreadableFile
from articles.importers.titles import cleaned
from articles.importers.words import FURNITURE_LANGUAGES, RELATED, SOURCE
from articles.text import excerpt

_ABOVE = 4
"""So many lines above a headline may hold the date or the byline."""
_SECTION_WORDS = 6
"""So many words above a headline may stand beside its date: the name of a section."""
_TOLD = 3
"""Up to so many lines left out are named one by one."""
_AFTER = 12
_NEW_TAB = re.compile(
    r" ?(?:, opens new tab\b|,? opens in (?:a )?new (?:tab|window)\b"
    r"|[(\[]opens (?:in )?(?:a )?new (?:tab|window)[)\]])",
    re.IGNORECASE,
)
"""What a link says to those who cannot see it."""
_REPORTING_BY = re.compile(
    r"report(?:ing|ed) by\s+(?P<names>[^;.]+?)(?:[;.]|,\s*(?:additional|writing|editing)|$)", re.IGNORECASE
)


def likeness(lines: list[Line]) -> float:
    """A page shows by its RELATED entries, captions with credits, sign-off lines and furniture."""
    if len(lines) < 2:
        return 0.0
    return 0.8 if any(len(line.text) < 200 and _is_sign(line.text) for line in lines) else 0.4


def _is_sign(text: str) -> bool:
    return bool(RELATED.fullmatch(text) or SOURCE.fullmatch(text) or caption(text) or is_furniture(text))


def read(lines: list[Line], path: str, defaults: Defaults) -> ArticleRecord:
    """The story on a page. Raises UnreadableFile when it has no headline or no text."""
    return read_page(lines, path, "news-page", defaults)


def read_page(lines: list[Line], path: str, form: str, defaults: Defaults) -> ArticleRecord:
    """The story on a page, under the name of a format."""
    story = Story(ArticleRecord(path, form, ""))
    page = [replace(line, text=_NEW_TAB.sub("", line.text)) for line in lines]
    lines = without_second(page)
    parts = _parts(lines)
    head: list[Line] = []
    if parts.headline is not None:
        story.record.headline = cleaned(lines[parts.headline].text, lines)
        story.mark("headline", lines[parts.headline])
        head = lines[parts.headline + 1 : parts.start]
    story.raw_text = "\n".join(line.text for line in lines[parts.start : parts.end] if is_paragraph(line.text))
    body = read_head(head, without_boxes(lines[parts.start : parts.end]), story, defaults)
    _look_above(lines, parts, story, defaults)
    read_body(only_text(take_author_boxes(body, story), story.record), story)
    known = (story.record.language or defaults.language) in FURNITURE_LANGUAGES
    prepared = known and not any(
        is_furniture(line.text) or is_bullet(line.text) or ends_story(line.text) for line in lines
    )
    under = read_after(lines[parts.end :] if prepared else lines[parts.end : parts.end + _AFTER], story)
    _look_below(under, story)
    take_far_date(lines, parts, story, defaults)
    if prepared:
        _keep_rest(under, story)
    _name_reporters(story)
    _require_words(story)
    _tell_left_out(page, story)
    return story.record


def _parts(lines: list[Line]) -> Parts:
    """The parts of a page; where no line is a paragraph, the first line is the headline and the rest the text."""
    parts = find_parts(lines)
    if parts.start == parts.end:
        first = next((i for i, line in enumerate(lines) if i and not is_of_head(line.text)), len(lines))
        return Parts(0, first, len(lines))
    end = without_teasers(lines, parts.start, parts.end)
    if end < parts.end:
        end = parts.start + densest(lines[parts.start : end])[1]
    end = with_list(lines, parts.start, end)
    while end < len(lines):
        label = end + 1 < len(lines) and lines[end].text.endswith(":") and not ends_story(lines[end].text)
        if not _goes_on(lines[end + label].text):
            break
        end += 1 + label
    start = parts.start
    return Parts(parts.headline, start, end)


def _goes_on(text: str) -> bool:
    """Whether a short line after the last paragraph is still text: a sentence of its own."""
    return (
        bool(SENTENCE_END.search(text))
        and not text.endswith((":", "…"))
        and not is_furniture(text)
        and not is_bullet(text)
        and not ends_story(text)
        and not about_author(text)
        and not is_labelled(text)
    )


def _look_above(lines: list[Line], parts: Parts, story: Story, defaults: Defaults) -> None:
    """A date or a byline that stands above the headline, where none stands below it."""
    if parts.headline is None:
        return
    for line in reversed(lines[max(0, parts.headline - _ABOVE) : parts.headline]):
        names = byline(line.text)
        if names and not story.record.authors:
            take_authors(names, line, story)
        if story.record.published is None and has_date_alone(line.text, _SECTION_WORDS):
            take_date(line, story, defaults)


def _look_below(after: list[Line], story: Story) -> None:
    """A byline that stands under the text, where none stands above it."""
    others = False
    for line in after:
        others = others or ends_story(line.text)
        names = byline(line.text) if not others else []
        names = names or about_author(line.text)
        if names and not story.record.authors:
            take_authors(names, line, story)


def _keep_rest(under: list[Line], story: Story) -> None:
    """In a text without any furniture, what stands under the last paragraph is text too: results, a list of dates."""
    story.paragraphs += without_aged(
        [line for line in under if line.first not in story.used and not is_labelled(line.text)]
    )
    story.finish()


def _require_words(story: Story) -> None:
    record = story.record
    if not any(character.isalpha() for character in record.body):
        raise UnreadableFile("there is a headline but no text under it")
    if not any(character.isalpha() for character in record.headline):
        if len(story.paragraphs) < 2:
            raise UnreadableFile("no headline was found")
        record.headline = excerpt(story.paragraphs[0].text, 80)
        record.warnings.append("No headline was found; the first words of the text stand for it.")


def _name_reporters(story: Story) -> None:
    """“Reporting by …” names the authors of a page without a byline."""
    match = _REPORTING_BY.match(story.record.credits)
    if match and not story.record.authors:
        story.record.authors = split_names(match["names"])
        story.record.spans["authors"] = story.record.spans["credits"]


def _tell_left_out(lines: list[Line], story: Story) -> None:
    """Warn about the lines that are in no field."""
    left = [line for line in lines if line.first not in story.used]
    if len(left) <= _TOLD:
        for line in left:
            story.record.warnings.append(f"Line {line.first} was left out: {line.text}")
    else:
        story.record.warnings.append(f"{len(left)} lines around the story were left out (menus, notices, links).")
