"""Where a query's words stand in a text, and the best passage to show of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tantivy import TextAnalyzer

from articles.search.engine import Passage, Ranges
from articles.search.openings import letters, openings, pieces
from articles.search.schema import ANALYZERS, FOLDED_FIRST, WRITTEN, base_language, composed
from articles.search.syntax import Node, Phrase, Prefix, Word, leaves

PASSAGE_LENGTH = 260
_LEAD_IN = 60


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One word, phrase or prefix as tokens of one analyzer (None: as written)."""

    leaf: int
    tokens: tuple[str, ...]
    language: str | None
    slop: int
    prefix: bool
    openings: tuple[str, ...]
    """How its longest word may begin."""


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    start: int
    end: int
    leaf: int


class Highlighter:
    """Marks one query in many texts."""

    def __init__(self, query: Node) -> None:
        self._leaves = [
            leaf for leaf, negated in leaves(query) if not negated and isinstance(leaf, Word | Phrase | Prefix)
        ]
        self._patterns: dict[tuple[str, str], list[_Pattern]] = {}

    def mark(self, text: str, field: str, language: str) -> Passage:
        """A whole text, with what matches in it."""
        text = composed(text)
        return Passage(text, _merged(_matches(text, self._patterns_for(field, base_language(language)))))

    def best_passage(self, text: str, field: str, language: str) -> Passage | None:
        """The first stretch, within a paragraph, with most of the query's words; None if none is in the text."""
        patterns = self._patterns_for(field, base_language(language))
        sought = len({pattern.leaf for pattern in patterns})
        best, most = "", 0
        for paragraph in composed(text).split("\n\n"):
            bare = letters(paragraph)
            possible = _possible(bare, patterns)
            if len({pattern.leaf for pattern in possible}) <= most:
                continue
            found = _leaves_in(paragraph, bare, possible)
            if found > most:
                best, most = paragraph, found
            if most == sought:
                break  # no later paragraph holds more of them
        if not best:
            return None
        matches = _matches(best, patterns)
        start, end = _window(best, _best_anchor(matches))
        inside = [match for match in matches if start <= match.start and match.end <= end]
        return Passage(best[start:end], tuple((low - start, high - start) for low, high in _merged(inside)))

    def _patterns_for(self, field: str, language: str) -> list[_Pattern]:
        key = (field, language)
        if key not in self._patterns:
            self._patterns[key] = list(self._make_patterns(field, language))
        return self._patterns[key]

    def _make_patterns(self, field: str, language: str) -> Iterable[_Pattern]:
        for number, leaf in enumerate(self._leaves):
            if leaf.field not in (None, field):
                continue
            prefix = isinstance(leaf, Prefix) or (isinstance(leaf, Phrase) and leaf.prefix)
            stemmed = language in ANALYZERS and not prefix and not (isinstance(leaf, Word | Phrase) and leaf.exact)
            for code in _spellings(language) if stemmed else (None,):
                tokens = tuple(_analyzer(code).analyze(composed(leaf.text)))
                if tokens:
                    slop = leaf.slop if isinstance(leaf, Phrase) else 0
                    told = openings(max(tokens, key=len), code is not None)
                    yield _Pattern(number, tokens, code, slop, prefix, told)


def _spellings(language: str) -> tuple[str | None, ...]:
    """The analyzers that together find all spellings of a word."""
    return (language,) if language in FOLDED_FIRST else (language, None)


def _analyzer(language: str | None) -> TextAnalyzer:
    return ANALYZERS[language] if language else WRITTEN


def _possible(bare: str, patterns: Sequence[_Pattern]) -> list[_Pattern]:
    """Those that a text may hold by its letters; all others it does not."""
    return [pattern for pattern in patterns if any(opening in bare for opening in pattern.openings)]


def _leaves_in(text: str, bare: str, patterns: Sequence[_Pattern]) -> int:
    """How many of the query's words and phrases a text holds. Needs no offsets, which are dear."""
    found: set[int] = set()
    text = " ".join(text[start:end] for start, end in _stretches(text, bare, patterns))
    for language in {pattern.language for pattern in patterns}:
        words = _analyzer(language).analyze(text)
        for pattern in patterns:
            if pattern.language == language and pattern.leaf not in found and _positions(words, pattern):
                found.add(pattern.leaf)
    return len(found)


def _matches(text: str, patterns: Sequence[_Pattern]) -> list[_Match]:
    found: set[_Match] = set()
    bare = letters(text)
    possible = _possible(bare, patterns)
    for start, end in _stretches(text, bare, possible):
        for language in {pattern.language for pattern in possible}:
            tokens = _analyzer(language).pre_tokenize(text[start:end]).tokens
            words = [token.text for token in tokens]
            for pattern in possible:
                if pattern.language == language:
                    places = [tokens[index] for index in _positions(words, pattern)]
                    found.update(
                        _Match(start + token.char_offset_from, start + token.char_offset_to, pattern.leaf)
                        for token in places
                    )
    return sorted(found)


def _stretches(text: str, bare: str, patterns: Sequence[_Pattern]) -> list[tuple[int, int]]:
    """What must be analyzed of a text: all of it for a phrase, else what the words may stand in."""
    if any(len(pattern.tokens) > 1 for pattern in patterns):
        return [(0, len(text))]
    return pieces(text, bare, {opening for pattern in patterns for opening in pattern.openings})


def _positions(words: Sequence[str], pattern: _Pattern) -> set[int]:
    """Indexes of the words that a pattern marks; a phrase's words only where they stand together."""
    first, last = pattern.tokens[0], len(pattern.tokens) - 1
    if not last:
        if pattern.prefix:
            return {index for index, word in enumerate(words) if word.startswith(first)}
        return {index for index, word in enumerate(words) if word == first} if first in words else set()
    if not pattern.prefix and any(token not in words for token in pattern.tokens):
        return set()

    def fits(word: str, number: int) -> bool:
        token = pattern.tokens[number]
        return word.startswith(token) if pattern.prefix and number == last else word == token

    found: set[int] = set()
    for begin, word in enumerate(words):
        if not any(fits(word, number) for number in range(last + 1 if pattern.slop else 1)):
            continue
        window = range(begin, min(begin + last + 1 + pattern.slop, len(words)))
        if pattern.slop:
            places = [next((at for at in window if fits(words[at], number)), None) for number in range(last + 1)]
        else:
            places = [at if fits(words[at], number) else None for number, at in enumerate(window)]
        if len(places) == last + 1 and None not in places:
            found.update(at for at in places if at is not None)
    return found


def _best_anchor(matches: Sequence[_Match]) -> _Match:
    """The match from which a passage's length holds most different words, then most matches."""
    best, best_score = matches[0], (0, 0)
    for number, match in enumerate(matches):
        inside = [m for m in matches[number : number + 40] if m.end <= match.start + PASSAGE_LENGTH - _LEAD_IN]
        score = (len({m.leaf for m in inside}), len(inside))
        if score > best_score:
            best, best_score = match, score
    return best


def _window(text: str, anchor: _Match) -> tuple[int, int]:
    """A stretch of a paragraph around the anchor, begun at a sentence or a word, ended at a word."""
    low, high = 0, len(text)
    start = low
    if anchor.start - low > _LEAD_IN:
        sentence = max(text.rfind(mark, low, anchor.start) + 2 for mark in (". ", "! ", "? "))
        start = anchor.start - _LEAD_IN
        if sentence > start:
            start = sentence
        else:
            space = text.find(" ", start, anchor.start)
            start = space + 1 if space >= 0 else anchor.start
    end = min(max(start + PASSAGE_LENGTH, anchor.end), high)
    if end < high:
        space = text.rfind(" ", anchor.end, end)
        end = space if space >= 0 else end
    return start, end


def _merged(matches: Iterable[_Match]) -> Ranges:
    """Sorted ranges that do not overlap."""
    ranges: list[tuple[int, int]] = []
    for match in sorted(matches):
        if ranges and match.start < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], match.end))
        else:
            ranges.append((match.start, match.end))
    return tuple(ranges)
