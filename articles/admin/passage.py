"""Where a quote stands, for an editor to judge it: its paragraphs with the words marked, and those around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Quote
from articles.text import beginning, ending, excerpt, paragraphs

_NEIGHBOUR = 600
"""Characters shown of a paragraph that the quote does not stand in."""

_NEAR = 900
"""Characters shown before the first mark of a paragraph, and after the last."""

_BEGINNING = 2
"""Paragraphs of the body shown after a headline or a standfirst."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: `mark` is “quote” for the quoted words, “speaker” for the words that name the speaker."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One paragraph; `beside` where the quote does not stand in it."""

    pieces: list[Piece]
    beside: bool


def passage_of(quote: Quote) -> list[Shown]:
    """The paragraphs that hold the quote or its speaker's name, with one before and one after.

    After a headline or a standfirst comes the beginning of the body. Empty where the quote's place is not known or
    lies outside the text.
    """
    text: str = getattr(quote.article, quote.field)
    marks = _marks(quote, len(text))
    places = list(_places(text))
    holding = [i for i, (start, end) in enumerate(places) if any(a < end and start < b for a, b, _ in marks)]
    if not holding:
        return []
    shown = range(max(0, holding[0] - 1), min(len(places), holding[-1] + 2))
    passage = [_shown(text, *places[i], marks, i not in holding) for i in shown]
    if quote.field != Quote.Field.BODY:
        passage += [_beside(paragraph) for paragraph in quote.article.paragraphs[:_BEGINNING]]
    return passage


def _marks(quote: Quote, length: int) -> list[tuple[int, int, str]]:
    """Places to mark, in order; of two that overlap the first."""
    places = [(start, end, "quote") for start, end in quote.spans]
    if places and quote.speaker_span:
        places.append((quote.speaker_span[0], quote.speaker_span[1], "speaker"))
    kept: list[tuple[int, int, str]] = []
    for start, end, mark in sorted(places):
        if (kept[-1][1] if kept else 0) <= start < end <= length:
            kept.append((start, end, mark))
    return kept


def _places(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for piece in paragraphs(text):
        start = text.index(piece, position)
        position = start + len(piece)
        yield start, position


def _beside(paragraph: str) -> Shown:
    return Shown([Piece(excerpt(paragraph, _NEIGHBOUR))], beside=True)


def _shown(text: str, start: int, end: int, marks: list[tuple[int, int, str]], beside: bool) -> Shown:
    if beside:
        return _beside(text[start:end])
    pieces: list[Piece] = []
    position = start
    for opening, closing, mark in marks:
        left, right = max(opening, start), min(closing, end)
        if left < right:
            between = text[position:left]
            pieces += [Piece(between if pieces else ending(between, _NEAR)), Piece(text[left:right], mark)]
            position = right
    pieces.append(Piece(beginning(text[position:end], _NEAR)))
    return Shown([piece for piece in pieces if piece.text], beside=False)
