"""What a page tells of its story's author besides the byline: name, post, and a few words about them."""

import re

from articles.importers.body import Story
from articles.importers.head import take_authors
from articles.importers.lines import Line
from articles.importers.names import introduced, is_agency, is_name
from articles.importers.words import POSTS

_TAIL = 5
"""So many lines at the end may tell about the author, under the name."""
_LONGEST_POST = 160
_WORD = re.compile(r"[^\W\d_]+")


def take_author_boxes(lines: list[Line], story: Story) -> list[Line]:
    """The lines of a text without what they tell of the author; who is named so is the author where no byline stands.

    At the end all goes that stands under the name; between paragraphs a name with a post under it, and the post.
    """
    kept: list[Line] = []
    position = 0
    while position < len(lines):
        line, last = lines[position], position and len(lines) - position <= _TAIL
        boxed = _has_post(lines, position) and line.text not in story.raw_text
        if boxed and not story.record.authors:
            take_authors([line.text], line, story)
        if last and (boxed or line.text in story.record.authors or _describes(line.text, story)):
            return kept
        if not boxed and not _is_post_of_author(line, kept, story):
            kept.append(line)
        position += 1 + boxed
    return kept


def _has_post(lines: list[Line], position: int) -> bool:
    """Whether a line is a name and the one under it the post: “Reporter”, “Redakteurin für Kultur”."""
    if position + 1 == len(lines) or not is_name(lines[position].text):
        return False
    under = lines[position + 1].text
    told = lines[position].text.split()[-1] in under  # “Editor Paz said …” is a sentence under a heading
    return _is_post(under) and not told


def _is_post_of_author(line: Line, above: list[Line], story: Story) -> bool:
    """Whether a line is the post under an author's name that was taken from among the paragraphs before."""
    named = story.record.spans.get("authors", (0, 0))[1]
    return bool(above) and above[-1].last < named < line.first and _is_post(line.text)


def _is_post(text: str) -> bool:
    first = _WORD.match(text)
    return first is not None and len(text) <= _LONGEST_POST and first[0].casefold() in POSTS


def _describes(text: str, story: Story) -> bool:
    """Whether a line says what an author of the story does: “Paz covers the coast for the Journal.”"""
    words = [word for word in introduced(text).casefold().split() if word not in POSTS]
    authors = [name.casefold().split() for name in story.record.authors if not is_agency(name)]
    return bool(words) and any(words[-1] == author[-1] and set(words) <= set(author) for author in authors)
