"""Where the story stands on a page: its headline, its head and its running text among menus and footers."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from articles.importers.captions import caption
from articles.importers.dates import Habits, find_dates, is_dateline
from articles.importers.furniture import (
    LONG_PARAGRAPH,
    LONGEST_HEADING,
    NO_SPACES,
    SENTENCE_END,
    WORD,
    ends_story,
    heads_comments,
    is_bullet,
    is_furniture,
    is_paragraph,
    tells_age,
)
from articles.importers.lines import Line
from articles.importers.names import about_author, byline, is_name
from articles.importers.words import RELATED, SUMMARIES
from articles.text import fold

_SAID = re.compile(r"[-–—] (.+)")
_SAYS = re.compile(r".{2,60}(?:\b(?:19|20)\d\d\b|\d:\d\d).{0,20}\b(?:said|says|sagt|dice|dit|diz):?", re.IGNORECASE)
_STORY_WORTH, _SAID_SHARE = 3.0, 0.3
"""What a run must be worth to be a story with comments under it, and what theirs are worth beside it."""
_TEXT_END = re.compile(r"[^.]\.[\"”’)]?$|[:;,]$")
_BREADCRUMBS = re.compile(r"^[^«]*\w\s?[»›>→]\s?\w|^[|>]|\|$")
_SMALL_START = re.compile(r"[…(]|[a-zß-ÿ]{2}")
_LONGEST_RUN = -3.0
"""What a list or a box between two paragraphs costs at most, unless it is longer than a list is."""
_LIST, _MENU_LINE = 28, -0.1
"""So many lines may be a list; each one more is a menu's and costs this."""
_FEWEST_WORDS = 3
"""A line with fewer long words is a section's name sooner than a headline."""
_HEAD = 80
"""So many lines above the running text may belong to its head."""
_NAME_COST = 1.5
_LABELLED_CREDIT = re.compile(r"[:©@(]")
_IN_TEXT = 1.0
"""What it costs that a line stands under two lines of running text, as a subheading does."""
_STORY, _SUMMED, _SHARED = 3, 2, 0.35
"""So many paragraphs are a story, so many entries a summary; of its words more than this share stand in its story."""
_TEXT_ABOVE = 300
"""So many characters of running text above all else begin a story; fewer may be a standfirst or a notice."""
_FULL_STOP, _SENTENCE_WORDS = 2.5, 6
"""What a full stop costs a headline; a sentence of so many words with it is text where no other line could be one."""
_BYLINE_ABOVE, _CREDIT_UNDER = 1.5, 2.0
"""What a byline above a headline and the credit of a photo right under it cost."""
_FIRST, _SHORT_HEAD = 0.5, 12
"""What the first line of a text is worth as its headline, where so many lines stand above the running text."""
_STANDFIRST_LEAD = 1.0
"""A longer line right under a headline is its standfirst, though it fits the text better by as much."""
_LONGEST_TITLE, _SHORTEST_STANDFIRST = 200, 100
_WEAK_TITLE, _SURE_TITLE = 1.5, 4.0
_TITLE = range(4, 260)


@dataclass(frozen=True, slots=True)
class Parts:
    """Positions in the lines of a page: the headline, the head under it, the running text."""

    headline: int | None
    start: int
    """First line of the running text."""
    end: int
    """The line after its last one."""


def find_parts(lines: list[Line]) -> Parts:
    """The story of a page: the densest run of paragraphs, and the best headline above it."""
    start, end = densest(lines)
    if start == end:
        return Parts(None, len(lines), len(lines))
    headline = _headline(lines, start, end)
    if headline is not None and _is_subheading(lines, headline):
        return Parts(None, 0, end)
    if headline is not None:
        start = max(_first_text(lines, headline, start), headline + 1)
    while (
        headline is None and start and _is_sentence(lines[start - 1].text) and not is_furniture(lines[start - 1].text)
    ):
        start -= 1
    return Parts(headline, start, end)


def without_second(lines: list[Line]) -> list[Line]:
    """The lines of the first story, where another stands under it: with a summary, in a list, of other things.

    That summary has its label over it, and over that its story's standfirst and headline.
    """
    texts = [line.text for line in lines]
    labels = [i for i, text in enumerate(texts) if text.casefold().strip(" :") in SUMMARIES]
    start, end = densest(lines) if labels else (0, 0)
    for label in (i for i in labels if start < i < end):
        summary = list(takewhile(is_bullet, texts[label + 1 :]))
        head = label - 1 if is_paragraph(texts[label - 1]) else label
        head -= len(list(takewhile(lambda text: not is_paragraph(text), reversed(texts[start:head]))))
        own, above, under = (
            set(_long_words(fold(" ".join(part))))
            for part in (summary, texts[start:head], texts[label + 1 + len(summary) :])
        )
        is_story = sum(map(is_paragraph, texts[start:head])) >= _STORY and len(summary) >= _SUMMED
        if is_story and len(own & above) < len(own) * _SHARED < len(own & under):
            return lines[:head]
    return lines


def _is_subheading(lines: list[Line], position: int) -> bool:
    """Whether a line heads a part of a text that begins above it, without a headline: nothing else stands there."""
    above = [line.text for line in lines[:position]]
    under = [line.text for line in lines[position + 1 : position + 3]]
    if not above or not all(_is_text(text) and SENTENCE_END.search(text) for text in above):
        return False
    return sum(map(len, above)) >= _TEXT_ABOVE and not any(byline(text) or is_dateline(text) for text in under)


def _first_text(lines: list[Line], headline: int, start: int) -> int:
    """The first paragraph under the byline and the date, where a box parts it from the others."""
    zone = range(headline + 1, start)
    heads = [i for i in zone if byline(lines[i].text) or is_dateline(lines[i].text)]
    after = heads[-1] if heads else headline
    return next((i for i in zone if i > after and _is_text(lines[i].text)), start)


def _is_text(text: str) -> bool:
    return is_paragraph(text) and len(text) > LONG_PARAGRAPH and not is_bullet(text) and not caption(text)


def _worth(line: Line) -> float:
    """How much a line speaks for being inside the story."""
    text = line.text
    label = RELATED.fullmatch(text)
    if ends_story(text) and not (label and label["colon"]):
        return -5.0
    if caption(text):
        return -0.2
    if about_author(text):
        return -2.0
    if is_paragraph(text):
        return min(len(text), 300) / 100 * (0.5 if is_bullet(text) else 1)
    if tells_age(text) or (len(text) < LONGEST_HEADING and is_dateline(text)):
        return -1.5
    if is_furniture(text):
        return -0.5
    return -0.8 if is_bullet(text) else -0.4


def densest(lines: list[Line]) -> tuple[int, int]:
    """The run of lines with the greatest worth (Kadane's algorithm), the cost of each gap being limited."""
    best, best_range = 0.0, (0, 0)
    total, start, gap, length, share = 0.0, 0, 0.0, 0, 1.0
    for position, line in enumerate(lines):
        if best and _begins_replies(lines, position):
            break
        if best >= _STORY_WORTH and _begins_comments(lines, position):
            total, share = 0.0, _SAID_SHARE
        if total <= 0:
            total, start, gap, length = 0.0, position, 0.0, 0
        worth = _worth(line)
        if -2 < worth < 0:
            length += 1
            worth = max(worth, min(0.0, _LONGEST_RUN - gap)) if length <= _LIST else _MENU_LINE
            gap += worth
        elif worth > 0:
            gap, length = 0.0, 0
        total += worth
        if total * share > best:
            best, best_range = total * share, (start, position + 1)
    return best_range


def _begins_comments(lines: list[Line], position: int) -> bool:
    """Whether a line heads what readers say; beside other furniture it is a button of a share bar."""
    if not heads_comments(lines[position].text):
        return False
    under = lines[position + 1].text if position + 1 < len(lines) else ""
    return not (WORD.search(under) and is_furniture(under))


def _begins_replies(lines: list[Line], position: int) -> bool:
    """Whether a line heads what readers say for certain: the next one says who says it and when."""
    under = lines[position + 1].text if position + 1 < len(lines) else ""
    return bool(_SAYS.fullmatch(under)) and heads_comments(lines[position].text)


def _headline(lines: list[Line], start: int, end: int) -> int | None:
    """The line above the running text (or among its first) that is most like a headline."""
    keys = [fold(line.text) for line in lines[:end]]
    scorer = _TitleScorer(
        lines, start, keys, Counter(keys), " \n ".join(keys[:start]), set(_words(" ".join(keys[start:])))
    )
    scores = {
        position: scorer.score(position)
        for position in range(max(0, start - _HEAD), min(start + 3, end))
        if (_may_be_title(lines[position].text) or _is_said(lines, position))
        and (not is_name(lines[position].text) or scorer.stands_elsewhere(position))
    }
    if not scores:
        return next((i for i in range(max(0, start - _HEAD), min(start + 1, end)) if _is_long_title(lines, i)), None)
    best = max(scores, key=lambda position: scores[position])
    if scores[best] < _WEAK_TITLE and (names := [i for i in range(max(0, start - 2), start) if is_name(lines[i].text)]):
        return names[-1]
    if _is_sentence(lines[best].text) and scores[best] < _SURE_TITLE:
        return None
    above = best - 1
    enough = above in scores and len(_long_words(keys[above])) > _FEWEST_WORDS
    longer = enough and len(lines[best].text) > max(len(lines[above].text), _SHORTEST_STANDFIRST)
    is_standfirst = longer and best == start - 1 and scores[best] - scores[above] < _STANDFIRST_LEAD
    return above if is_standfirst else best


def _may_begin(text: str) -> bool:
    """Whether a line above the text of a page without a headline is text too."""
    return (_is_sentence(text) or len(text) > LONG_PARAGRAPH) and not is_furniture(text)


def _is_sentence(text: str) -> bool:
    return bool(_TEXT_END.search(text)) and len(text.split()) >= _SENTENCE_WORDS


def _is_long_title(lines: list[Line], position: int) -> bool:
    """Whether a line as long as a paragraph is a headline: it has no full stop, and a byline stands right under it."""
    text = lines[position].text
    under = lines[position + 1].text if position + 1 < len(lines) else ""
    return len(text) <= _LONGEST_TITLE and not SENTENCE_END.search(text) and bool(byline(under))


def _may_be_title(text: str) -> bool:
    return (
        len(text) in _TITLE
        and not is_bullet(text)
        and not is_furniture(text)
        and not tells_age(text)
        and not _SMALL_START.match(text)
        and not _BREADCRUMBS.search(text)
        and not (is_paragraph(text) and (len(text) > LONG_PARAGRAPH or _TEXT_END.search(text)))
        and not ends_story(text)
        and not any(byline(field) for field in text.split("|"))
        and not caption(text)
        and not (find_dates(text, Habits()) and len(text) < 90)
    )


def _is_said(lines: list[Line], position: int) -> bool:
    """Whether a line is a headline with the dash of speech before it, and no entry of a list."""
    said = _SAID.match(lines[position].text)
    beside = lines[max(0, position - 1) : position + 2]
    return said is not None and sum(is_bullet(line.text) for line in beside) == 1 and _may_be_title(said[1])


@dataclass(frozen=True, slots=True)
class _TitleScorer:
    """How much a line of a page is like its headline."""

    lines: list[Line]
    start: int
    """Where the running text begins."""
    keys: list[str]
    """The lines, folded."""
    seen: Counter[str]
    """How often each line stands on the page, folded."""
    above: str
    """What stands above the running text, folded."""
    words: set[str]
    """The words of the running text, folded."""

    def score(self, position: int) -> float:
        """The higher, the more like a headline; a good one has 3 or more."""
        text, key = self.lines[position].text, self.keys[position]
        own = _long_words(key)
        score = 3 * sum(word in self.words for word in own) / max(3, len(own))
        score += 1.5 if len(own) >= 4 else 0.0
        if self.stands_elsewhere(position):
            score += 1.5 if len(own) >= 3 else 0.7
        score -= _FULL_STOP if _TEXT_END.search(text) else 0.0
        score -= _NAME_COST if is_name(text) else 0.0
        score -= 0.5 if len(text) > LONG_PARAGRAPH else 0.0
        return score + self._by_place(position)

    def stands_elsewhere(self, position: int) -> bool:
        """Whether a line is repeated on the page, as a headline is in breadcrumbs; not just doubled."""
        key = self.keys[position]
        neighbours = self.lines[max(0, position - 1) : position + 2]
        doubled = sum(1 for line in neighbours if line.text == self.lines[position].text)
        above = zip(self.keys[: self.start], self.lines, strict=False)
        begun = sum(1 for other, line in above if other.startswith(key) and other != key and is_paragraph(line.text))
        return self.seen[key] > doubled or self.above.count(key) - begun > doubled

    def _by_place(self, position: int) -> float:
        """What speaks for a headline by what stands between it and the text, and right under it."""
        between = [line.text for line in self.lines[position + 1 : self.start] if not is_bullet(line.text)]
        score = -min(1.5, 0.15 * sum(1 for text in between if not is_furniture(text)))
        score -= 2 + 0.7 * (position - self.start) if position >= self.start else 0.0
        score -= _IN_TEXT if position >= self.start + 2 else 0.0
        following = [line.text for line in self.lines[position + 1 : position + 5]]
        if any(byline(text) or is_name(text) or find_dates(text, Habits()) for text in following):
            score += 1.0
        if any(byline(line.text) for line in self.lines[max(0, position - 4) : position]):
            score -= _BYLINE_ABOVE
        if (
            following
            and _LABELLED_CREDIT.search(following[0])
            and (photo := caption(following[0]))
            and not photo.caption
        ):
            score -= _CREDIT_UNDER
        under = following[: max(0, min(2, self.start - position - 1))]
        if any(self._sums_up(text, position) for text in under):
            score += 1.5
        score += 0.7 if position == 0 or (following and self.lines[position + 1].after_blank) else 0.0
        score += _FIRST if position == 0 and self.start <= _SHORT_HEAD else 0.0
        return score

    def _sums_up(self, text: str, position: int) -> bool:
        """Whether a line sums the story up, as a standfirst does: a headline stands above it."""
        if len(_long_words(self.keys[position])) < _FEWEST_WORDS or is_furniture(text) or is_bullet(text):
            return False
        own = _long_words(fold(text))
        enough = 0.3 if len(text) > len(self.lines[position].text) else 0.5
        return len(own) >= 4 and sum(word in self.words for word in own) >= len(own) * enough


def _long_words(key: str) -> list[str]:
    return [word for word in _words(key) if len(word) > 3 or NO_SPACES.match(word)]


def _words(key: str) -> list[str]:
    """The words of a folded text; pairs of letters where words are not parted."""
    if key.isascii() or not NO_SPACES.search(key):
        return key.split()
    return [word[at : at + 2] for word in key.split() for at in range(max(1, len(word) - 1))]
