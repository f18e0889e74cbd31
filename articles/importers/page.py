"""Where the story stands on a page: its headline, its head and its running text among menus and footers."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from articles.importers.captions import caption
from articles.importers.dates import Habits, find_dates, is_dateline
from articles.importers.lines import Line
from articles.importers.names import about_author, byline, is_name
from articles.importers.words import ABOUT_AUTHOR, FURNITURE, FURNITURE_BEGINS, FURNITURE_WORDS, RELATED, STORY_ENDS
from articles.text import fold

_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]」』]*$")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Chinese, Japanese and Korean letters: one is worth about two others, and words are not parted."""
_SENTENCES = re.compile(r"[.!?][\"'”’»)\]]*\s+[\"“‘«(]?[^\W\d_a-z]")
_BULLET = re.compile(r"(?:[•·▪‣◦*–—→-]|\d{1,2}\.)\s+")
_SAID = re.compile(r"[-–—] (.+)")
_AGE = re.compile(
    r"\b(?:\d+|an?|one)\s?(?:s|m|h|d|sec|min|mins|minutes?|hours?|hrs?|days?|weeks?|months?)\.? ago\b"
    r"|\bvor \d+ (?:minuten?|stunden?|tagen?|wochen?)\b|\bil y a \d+ (?:minutes?|heures?|jours?)\b"
    r"|\bhace \d+ (?:minutos?|horas?|días?)\b|\bhá \d+ (?:minutos?|horas?|dias?)\b",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"\(?\d+\)?\s(?:comments?|responses?|replies|thoughts on|kommentare?|ergänzungen|comentarios?|commentaires?"
    r"|comentários?)\b.{0,40}|.{2,60}\bsaid:|.{2,40}\bat \d\d?:\d\d(?: ?[ap]m)? said:?",
    re.IGNORECASE,
)
_SAID_BY_READERS = re.compile(
    r"\b(?:comments?|replies|responses|conversation|discussion|kommentare?|ergänzungen|comentarios?|commentaires?"
    r"|comentários?|commenti|reacties|kommentarer|komentarze)\b",
    re.IGNORECASE,
)
_STORY_WORTH, _SAID_SHARE = 3.0, 0.3
"""What a run must be worth to be a story with comments under it, and what theirs are worth beside it."""
_TEXT_END = re.compile(r"[^.]\.[\"”’)]?$|[:;,]$")
_BREADCRUMBS = re.compile(r"^[^«]*\w\s?[»›>→]\s?\w|^[|>]|\|$")
_SMALL_START = re.compile(r"[…(]|[a-zß-ÿ]{2}")
_ENTRIES = re.compile(r"[\s|•·/]+")
_WORD = re.compile(r"\w")
_LONGEST_BAR, _LONGEST_HEADING = 100, 70
_COUNT = re.compile(
    r"\[?\d+\s?(?:of|/|von|de|sur)\s?\d+\]?\s?\|?"
    r"|(?:\d[\d.,]*[km]?\s?(?:views?|mins?|minutes?|comments?|shares?|reads?|likes?|replies|read)\b[\s|·•]*)+",
    re.IGNORECASE,
)
"""The number of a picture, or how often a page was seen: “3,304 views 13 mins 0 comments”."""
_LONGEST_TEASER = 160
_TEASER = re.compile(
    r"[.!?…]\s+(?:read more|learn more|leer más|en savoir plus|lire la suite|saiba mais|leia mais"
    r"|mehr erfahren|mehr lesen"
    r"|les mer|läs mer|læs mere|lees meer|leggi tutto|czytaj więcej|devamını oku|подробнее)\W*$",
    re.IGNORECASE,
)
"""How a short line ends that only leads to another page."""
_NOTICE = re.compile(
    r"\b(?:cookies?|opt[- ]?out|personal (?:data|information)|privacy|consent|third[- ]part(?:y|ies)|vendors?|partners"
    r"|preferences|subscri(?:be|bers?|ption)|newsletters?|password|account|sign[- ]?in|tracking|abo(?:nn\w+|s)?"
    r"|zustimm\w+|datenschutz|einwilligung|personenbezogen\w*|données personnelles|consentement|datos personales"
    r"|consentimiento|dados pessoais)\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    r"\b(?:you|your|we|our|sie|ihre?|wir|unsere?|vous|votre|vos|nous|usted|su|nosotros|você|seu)\b", re.IGNORECASE
)
_NOTICED = 400
"""A notice shows in so many characters."""
_LONGEST_RUN = -3.0
"""What a list or a box between two paragraphs costs at most, unless it is longer than a list is."""
_LIST, _MENU_LINE = 28, -0.1
"""So many lines may be a list; each one more is a menu's and costs this."""
_PARAGRAPH, _LONG_PARAGRAPH, _SURE_PARAGRAPH = 70, 140, 300
_FEWEST_WORDS = 3
"""A line with fewer long words is a section's name sooner than a headline."""
_HEAD = 80
"""So many lines above the running text may belong to its head."""
_NAME_COST = 1.5
_LABELLED_CREDIT = re.compile(r"[:©@(]")
_IN_TEXT = 1.0
"""What it costs that a line stands under two lines of running text, as a subheading does."""
_BYLINE_ABOVE, _CREDIT_UNDER = 1.5, 2.0
"""What a byline above a headline and the credit of a photo right under it cost."""
_FIRST, _SHORT_HEAD = 0.5, 12
"""What the first line of a text is worth as its headline, where so many lines stand above the running text."""
_STANDFIRST_LEAD = 1.0
"""A longer line right under a headline is its standfirst, though it fits the text better by as much."""
_LONGEST_TITLE, _SHORTEST_STANDFIRST = 200, 100
_TITLE = range(4, 260)


@dataclass(frozen=True, slots=True)
class Parts:
    """Positions in the lines of a page: the headline, the head under it, the running text."""

    headline: int | None
    start: int
    """First line of the running text."""
    end: int
    """The line after its last one."""


def is_bullet(text: str) -> bool:
    """Whether a line is an entry of a list or a menu."""
    return bool(_BULLET.match(text))


def without_bullet(text: str) -> str:
    """The words of an entry of a list."""
    return _BULLET.sub("", text, count=1)


@lru_cache(maxsize=4096)  # each line of a page is asked about several times
def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the story: share bars, notices, advertisements."""
    bare = without_bullet(text).casefold()
    if bare.startswith(FURNITURE_BEGINS) or bare.rstrip(" :.!…") in FURNITURE or bare in FURNITURE:
        return True
    if not _WORD.search(text) or _COUNT.fullmatch(text) or (len(text) <= _LONGEST_TEASER and _TEASER.search(text)):
        return True
    return (len(text) <= _LONGEST_BAR and _is_bar(text)) or (len(text) >= _PARAGRAPH and _is_notice(text))


def _is_bar(text: str) -> bool:
    """Whether a line is a share bar or a menu whose entries were run together: “Facebook X LinkedIn Print”."""
    entries = _ENTRIES.split(text.strip())
    return len(entries) > 1 and all(entry.casefold() in FURNITURE_WORDS for entry in entries)


def tells_age(text: str) -> bool:
    """Whether a line says how old a page is: “6 hours ago”."""
    match = _AGE.search(text)
    return match is not None and (len(text) < 60 or match.start() == 0)


def _is_notice(text: str) -> bool:
    """Whether a line tells readers about cookies, privacy or subscriptions."""
    return len({match[0].casefold() for match in _NOTICE.finditer(text, 0, _NOTICED)}) >= 3 and bool(
        _TO_READERS.search(text)
    )


def ends_story(text: str) -> bool:
    """Whether a line heads what stands under a story: other stories, comments."""
    return len(text) <= _LONGEST_HEADING and (bool(_REPLIES.fullmatch(text)) or _begins(text, STORY_ENDS))


def heads_author(text: str) -> bool:
    """Whether a line heads what is told about a story's author."""
    return len(text) <= _LONGEST_HEADING and _begins(text, ABOUT_AUTHOR)


def heads_comments(text: str) -> bool:
    """Whether a line heads what readers say about a story."""
    return ends_story(text) and bool(_SAID_BY_READERS.search(text))


def _begins(text: str, labels: tuple[str, ...]) -> bool:
    """Whether a line begins with a label as a word of its own."""
    folded = text.casefold()
    return folded.startswith(labels) and any(
        folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum() for words in labels
    )


def is_paragraph(text: str) -> bool:
    """Whether a line is running text: whole sentences of some length."""
    length = len(text) if text.isascii() else len(text) + len(_NO_SPACES.findall(text))
    if length < _PARAGRAPH or is_furniture(text):
        return False
    ended = bool(_SENTENCE_END.search(text))
    return ended or length >= _SURE_PARAGRAPH or (length >= _LONG_PARAGRAPH and bool(_SENTENCES.search(text)))


def find_parts(lines: list[Line]) -> Parts:
    """The story of a page: the densest run of paragraphs, and the best headline above it."""
    start, end = _densest(lines)
    if start == end:
        return Parts(None, len(lines), len(lines))
    headline = _headline(lines, start, end)
    if headline is not None:
        start = max(_first_text(lines, headline, start), headline + 1)
    return Parts(headline, start, end)


def _first_text(lines: list[Line], headline: int, start: int) -> int:
    """The first paragraph under the byline and the date, where a box parts it from the others."""
    zone = range(headline + 1, start)
    heads = [i for i in zone if byline(lines[i].text) or is_dateline(lines[i].text)]
    after = heads[-1] if heads else headline
    return next((i for i in zone if i > after and _is_text(lines[i].text)), start)


def _is_text(text: str) -> bool:
    return is_paragraph(text) and len(text) > _LONG_PARAGRAPH and not is_bullet(text) and not caption(text)


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
    if tells_age(text) or (len(text) < _LONGEST_HEADING and is_dateline(text)):
        return -1.5
    if is_furniture(text):
        return -0.5
    return -0.8 if is_bullet(text) else -0.4


def _densest(lines: list[Line]) -> tuple[int, int]:
    """The run of lines with the greatest worth (Kadane's algorithm), the cost of each gap being limited."""
    best, best_range = 0.0, (0, 0)
    total, start, gap, length, share = 0.0, 0, 0.0, 0, 1.0
    for position, line in enumerate(lines):
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
    return not (_WORD.search(under) and is_furniture(under))


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
    above = best - 1
    enough = above in scores and len(_long_words(keys[above])) > _FEWEST_WORDS
    longer = enough and len(lines[best].text) > max(len(lines[above].text), _SHORTEST_STANDFIRST)
    is_standfirst = longer and best == start - 1 and scores[best] - scores[above] < _STANDFIRST_LEAD
    return above if is_standfirst else best


def _is_long_title(lines: list[Line], position: int) -> bool:
    """Whether a line as long as a paragraph is a headline: it has no full stop, and a byline stands right under it."""
    text = lines[position].text
    under = lines[position + 1].text if position + 1 < len(lines) else ""
    return len(text) <= _LONGEST_TITLE and not _SENTENCE_END.search(text) and bool(byline(under))


def _may_be_title(text: str) -> bool:
    return (
        len(text) in _TITLE
        and not is_bullet(text)
        and not is_furniture(text)
        and not tells_age(text)
        and not _SMALL_START.match(text)
        and not _BREADCRUMBS.search(text)
        and not (is_paragraph(text) and (len(text) > _LONG_PARAGRAPH or _TEXT_END.search(text)))
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
        score -= 1.5 if _TEXT_END.search(text) else 0.0
        score -= _NAME_COST if is_name(text) else 0.0
        score -= 0.5 if len(text) > _LONG_PARAGRAPH else 0.0
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
    return [word for word in _words(key) if len(word) > 3 or _NO_SPACES.match(word)]


def _words(key: str) -> list[str]:
    """The words of a folded text; pairs of letters where words are not parted."""
    if key.isascii() or not _NO_SPACES.search(key):
        return key.split()
    return [word[at : at + 2] for word in key.split() for at in range(max(1, len(word) - 1))]
