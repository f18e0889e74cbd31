"""Sentences around the quotes of a text: what stands before and after each quote within its sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from articles.quotes.languages import Language
from articles.quotes.marks import Passage, Span, mask
from articles.quotes.words import FILLER, Words

_REACH = 420
_NEIGHBOURS = 8
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_FULL_WIDTH = frozenset("。！？")
_OPENERS = 2
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_NAME_LINE = 80
_BOUNDARY = re.compile(
    rf"(?<![.!?…])[.!?…]++[)\]]*+(?=\s|\Z|{FILLER})|(?<!{FILLER}){FILLER}++(?=\s)|;(?=\s)|[。！？]++"
)
_DATELINE = re.compile(
    r"(?:[^\n().!?]|(?<=[A-Za-z]{2})\.(?=[ ,])){1,80}\([^\n()]{2,40}\)\s*[-–—]+\s"
    r"|[A-Z][A-Z .'-]{2,30}(?:, [A-Z][a-z]+\.?)?\s?[–—]\s"
)
_INSERTION = re.compile(r"\s[—–]\s?([^—–\n]{2,80}?)[—–](?=[\s,.;:])")
_STATE = re.compile(r"[A-Z]{3,}, ?[A-Z]{2}\Z")
_WORD_BEFORE = re.compile(r"[^\s(\[—–]+\Z")


@dataclass(slots=True)
class Scene:
    """One passage and its surroundings. `lead` and `tail` are what its sentence says before and after it."""

    passage: Passage
    lead: Words
    tail: Words
    opens_sentence: bool
    ends_sentence: bool
    sentence_start: int
    sentence_end: int


def _marks_of(passages: list[Passage]) -> Iterator[Span]:
    for passage in passages:
        for (first, end), (start, last) in zip(passage.spans, passage.outer, strict=True):
            yield start, first
            yield end, last


class Text:
    """A text with its quotes masked, its paragraphs and, where quotes stand, its sentences."""

    def __init__(
        self, text: str, spans: list[Span], passages: list[Passage], language: Language, names: list[Passage]
    ) -> None:
        """`names` stand between marks and are no quotes; the rules read them without their marks."""
        self.text = text
        self.paragraphs = spans
        self.passages = passages
        self.language = language
        unmarked = mask(text, _marks_of(names), " ") if names else text
        self.masked = mask(unmarked, (span for passage in passages for span in passage.outer), FILLER)
        self._boundaries: dict[int, list[int]] = {}

    def boundaries(self, paragraph: int) -> list[int]:
        """Where the sentences of a paragraph end, in order; its own start first, its own end last."""
        known = self._boundaries.get(paragraph)
        if known is None:
            start, end = self.paragraphs[paragraph]
            dateline = _DATELINE.match(self.masked, start, end)
            known = [start, dateline.end()] if dateline else [start]
            known += [m.end() for m in _BOUNDARY.finditer(self.masked, start, end) if self._ends_sentence(m, end)]
            if known[-1] != end:
                known.append(end)
            self._boundaries[paragraph] = known
        return known

    def _ends_sentence(self, match: re.Match[str], end: int) -> bool:
        following = self._following(match.end(), end)
        mark = match.group()
        if mark[0] == FILLER:
            return self._quote_ends_sentence(match.end(), following)
        if mark == ".":
            before = _WORD_BEFORE.search(self.masked, max(0, match.start() - 24), match.start())
            word = before.group().lower().strip("“\"'‘") if before else ""
            if following == FILLER and _STATE.search(self.masked, max(0, match.start() - 24), match.start()):
                return False
            if word in self.language.abbreviations or (len(word) == 1 and word.isalpha()) or _INITIALS.match(word):
                return self._ends_after_abbreviation(word, match.end(), following)
        if mark == ";" or mark[0] in _FULL_WIDTH:
            return True
        return not following or following in FILLER or not following.islower()

    def _ends_after_abbreviation(self, word: str, position: int, following: str) -> bool:
        """“Boeing Co. The plan” and “Boeing Co. “We …”” are two sentences, “Mr. Low” and “J. Low” are not."""
        if len(word) == 1 or word in self.language.all_titles or word in self.language.times:
            return False
        if following == FILLER:
            return "." not in word and self._quote_begins_sentence(position)
        start = _NEXT_WORD.search(self.masked, position, position + 24)
        return start is not None and following.isupper() and start[0].lower() in self.language.openers

    def _quote_begins_sentence(self, position: int) -> bool:
        first = next((c for c in self.text[position : position + 8] if c.isalnum()), "")
        return first.isupper()

    def _following(self, position: int, end: int) -> str:
        while position < end and self.masked[position].isspace():
            position += 1
        return self.masked[position : position + 1]

    def _quote_ends_sentence(self, position: int, following: str) -> bool:
        inside = self.text[max(0, position - 4) : position].rstrip("”\"'’»“) ")
        return bool(inside) and inside[-1] in ".?!…" and not following.islower()

    def scenes(self) -> list[Scene]:
        """The surroundings of every passage, in order."""
        return [self._scene(number, passage) for number, passage in enumerate(self.passages)]

    def _scene(self, number: int, passage: Passage) -> Scene:
        first, last = passage.outer[0][0], passage.outer[-1][1]
        paragraph = passage.paragraph
        bounds = self.boundaries(paragraph)
        start = bounds[max(0, bisect_right(bounds, first) - 1)]
        last_paragraph = paragraph + len(passage.spans) - 1 if len(passage.spans) > 1 else paragraph
        last_paragraph = min(last_paragraph, len(self.paragraphs) - 1)
        while self.paragraphs[last_paragraph][1] < last:
            last_paragraph += 1
        while self.paragraphs[last_paragraph][0] > last:
            last_paragraph -= 1
        ends = self.boundaries(last_paragraph)
        end = ends[min(len(ends) - 1, bisect_left(ends, last))]
        if end <= last and self._asks_or_exclaims(last):
            end = ends[min(len(ends) - 1, bisect_left(ends, last + 1))]
        before, after = self._reach(number)
        lead = Words(self.masked, max(start, before), first)
        tail = Words(self.masked, last, min(end, after))
        return Scene(passage, lead, tail, self._opens(lead), end <= last, start, end)

    def insertions(self, passage: Passage) -> list[Span]:
        """Where short words stand between two dashes inside a passage, the dashes left out."""
        return [match.span(1) for start, end in passage.spans for match in _INSERTION.finditer(self.text, start, end)]

    def ends_in_comma(self, passage: Passage) -> bool:
        """Whether a comma stands at the end of a passage, inside its mark or after it: the sentence goes on."""
        inside, outside = passage.spans[-1][1], passage.outer[-1][1]
        return self.text[inside - 1 : inside] == "," or self.text[outside : outside + 2].lstrip()[:1] == ","

    def _reach(self, number: int) -> tuple[int, int]:
        """From where to where the surroundings of a passage are read: so many characters, and so many passages."""
        first, last = self.passages[number].outer[0][0] - _REACH, self.passages[number].outer[-1][1] + _REACH
        if number >= _NEIGHBOURS:
            first = max(first, self.passages[number - _NEIGHBOURS].outer[0][0])
        if number + _NEIGHBOURS < len(self.passages):
            last = min(last, self.passages[number + _NEIGHBOURS].outer[-1][1])
        return first, last

    def _asks_or_exclaims(self, position: int) -> bool:
        """“Why?” NAME said: after ? and ! the sentence may go on although a capital follows."""
        inside = self.text[max(0, position - 4) : position].rstrip("”\"'’»“) ")
        return bool(inside) and inside[-1] in "?!…"

    def _opens(self, lead: Words) -> bool:
        """Whether nothing stands before the quote in its sentence, or only “But” or “Indeed,”."""
        before = [word for word in lead.low if word[0].isalnum() or word[0] == FILLER]
        openers = self.language.sentence_openers
        return not before or (len(before) <= _OPENERS and all(word in openers for word in before))

    def sentence_before(self, position: int, paragraph: int) -> Words | None:
        """The sentence that ends at or before a position of a paragraph, or None at the paragraph's start."""
        bounds = self.boundaries(paragraph)
        i = bisect_right(bounds, position) - 1
        if i < 1:
            return None
        return Words(self.masked, max(bounds[i - 1], bounds[i] - _REACH), bounds[i])

    def paragraph_after(self, passage: Passage) -> Words | None:
        """The paragraph after the one a passage ends in, when it is no longer than a name; else None."""
        following = bisect_left(self.paragraphs, (passage.outer[-1][1],))
        if following >= len(self.paragraphs):
            return None
        start, end = self.paragraphs[following]
        return Words(self.masked, start, end) if end - start <= _NAME_LINE else None
