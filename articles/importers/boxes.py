"""What stands between the paragraphs of a story and is not of it: boxes, links to other stories, what stands twice."""

import re
from collections import Counter
from itertools import groupby

from articles.importers.captions import caption
from articles.importers.furniture import (
    LENGTH,
    LONG_PARAGRAPH,
    ends_story,
    is_bullet,
    is_furniture,
    is_paragraph,
    tells_age,
)
from articles.importers.lines import Line
from articles.importers.names import byline
from articles.importers.record import ArticleRecord
from articles.importers.words import RELATED
from articles.text import fold

_END = re.compile(r"[.!?:…。][\"'”“’‘»«)\]]*$")
_NEWSLETTER = re.compile(r"\b(?:newsletters?|mailing list|e-?mails|boletín|infolettre)\b", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[^|.!?:]{3,40}) \| (?P<title>[^|]{10,200})")
_FILM, _TOLD = 4, 500
"""The length of a film stands at most so many lines under its link; what is told of it has so many characters."""
_SENTENCE_ENDS = (".", "”", '"', "»")
_OFFER, _LAST_OFFER = 160, 110
"""The text between the heading of a newsletter and its form has at most so many characters; less at a story's end."""
_BOX, _BOX_FURNITURE = 5, 2
_TEASED = 3
"""So many lines a teaser has under its headline: text, byline, and nothing else."""
_SHORT, _HEADING_WORDS = 100, 5
_SURE_FURNITURE = 30
"""In a text of short lines a word such as “Home” may be text; so many characters of furniture are none."""


def without_boxes(body: list[Line]) -> list[Line]:
    """The lines of a text without links to other stories and what a page prints twice."""
    if not any(is_paragraph(line.text) for line in body):
        return body
    return _without_teasers(without_aged(_without_offers(_without_labelled(_without_repeated(body)))))


def only_text(body: list[Line], record: ArticleRecord) -> list[Line]:
    """The running text without furniture, a repeated headline, and boxes.

    A box is a run of short lines with some furniture among them: an offer to subscribe, a form to sign up; and the
    short lines under a heading such as “You may also like”.
    """
    if not any(is_paragraph(line.text) for line in body):
        return [line for line in body if len(line.text) < _SURE_FURNITURE or not is_furniture(line.text)]
    kept: list[Line] = []
    for short, run in groupby(body, key=lambda line: not is_paragraph(line.text)):
        lines = list(run)
        if short:
            lines = _above_others(lines)
        text = [line for line in lines if not is_furniture(line.text) and line.text != record.headline]
        is_box = short and len(lines) >= _BOX and len(lines) - len(text) >= _BOX_FURNITURE
        kept += [] if is_box else text
    return kept


def _above_others(lines: list[Line]) -> list[Line]:
    """The lines above a heading of other stories; those under a RELATED label are kept as related links."""
    heads = (i for i, line in enumerate(lines) if ends_story(line.text) and not RELATED.fullmatch(line.text))
    return lines[: next(heads, len(lines))]


def _without_repeated(body: list[Line]) -> list[Line]:
    """The lines without what is repeated: headings, which are links, a paragraph, and its words as a caption."""
    keys = [fold(line.text) for line in body]
    counts, first = Counter(keys), {key: line for line, key in zip(reversed(body), reversed(keys), strict=True)}
    return [
        line
        for line, key in zip(body, keys, strict=True)
        if counts[key] == 1 or (_may_repeat(line.text) and (len(line.text) <= LONG_PARAGRAPH or line is first[key]))
    ]


def _without_labelled(body: list[Line]) -> list[Line]:
    """The lines without links under one label that stands before each of them: “Watch | …”, “Watch | …”.

    With a film goes what stands under its length, which says what is in it.
    """
    labels = [match and match["label"] for match in (_LABELLED.fullmatch(line.text) for line in body)]
    counts = Counter(label for label in labels if label)
    out: set[int] = set()
    for i, label in enumerate(labels):
        if not label or body[i].text.endswith(_SENTENCE_ENDS):
            continue
        length = next((j for j in range(i + 1, min(i + _FILM, len(body))) if LENGTH.fullmatch(body[j].text)), 0)
        if length:
            told = length + 1 < len(body) and len(body[length + 1].text) <= _TOLD
            out |= set(range(i, length + 1 + told))
        elif counts[label] > 1:
            out.add(i)
    return [line for i, line in enumerate(body) if i not in out]


def _without_offers(body: list[Line]) -> list[Line]:
    """The lines without those between the heading of a newsletter and its form, which say what is in it."""
    furniture = [is_furniture(line.text) for line in body]
    out: set[int] = set()
    for i, line in enumerate(body[1:], start=1):
        last = i + 1 == len(body)
        longest = _LAST_OFFER if last else _OFFER
        if furniture[i - 1] and _NEWSLETTER.search(body[i - 1].text) and (last or furniture[i + 1]):
            out |= {i} if len(line.text) <= longest else set()
    return [line for i, line in enumerate(body) if i not in out]


def _may_repeat(text: str) -> bool:
    """Whether a line may stand in a text twice: a sentence, a few words, an entry of a list, a label."""
    few = len(text.split()) < _HEADING_WORDS
    other = is_bullet(text) or is_furniture(text) or caption(text) or RELATED.fullmatch(text)
    return few or bool(other) or bool(_END.search(text))


def without_aged(body: list[Line]) -> list[Line]:
    """The lines without titles over their age (“2 hours ago”): other stories."""
    aged = {i for i, line in enumerate(body) if tells_age(line.text) and len(line.text) <= _SHORT}
    titles = {i - 1 for i in aged if i and not is_paragraph(body[i - 1].text)}
    return [line for i, line in enumerate(body) if i not in aged and i not in titles]


def _without_teasers(body: list[Line]) -> list[Line]:
    """The lines without teasers of other stories: kicker, “:Headline”, one paragraph, byline."""
    out: set[int] = set()
    for i, line in enumerate(body):
        if i == 0 or not line.text.startswith(":") or is_paragraph(body[i - 1].text):
            continue
        out |= {i - 1, i}
        following = body[i + 1 : i + _TEASED]
        if following and is_paragraph(following[0].text):
            out.add(i + 1)
            out |= {i + 2} if len(following) > 1 and byline(following[1].text) else set()
    return [line for i, line in enumerate(body) if i not in out]
