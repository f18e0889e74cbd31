"""The sentence that a quote stands in, cut out of its article without loading the article's text."""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Case, F, IntegerField, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Greatest, Length, Substr

from articles.models import Quote
from articles.models.parts import QuoteQuerySet
from articles.text import excerpt, sentence_ends, squeeze

WINDOW = 400
"""Characters read on either side of a quote."""
LONGEST = 240
"""Characters shown on either side."""

_START = Greatest(Cast(KT("spans__0__0"), IntegerField()) - WINDOW, Value(0))
_TEXT = Case(
    When(field=Quote.Field.HEADLINE, then="article__headline"),
    When(field=Quote.Field.STANDFIRST, then="article__standfirst"),
    default="article__body",
    output_field=TextField(),
)
_WINDOW = Substr(_TEXT, F("window_start") + 1, Length("text") + 2 * WINDOW)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands before and after a quote in its sentence, with the marks; `known` where the place is recorded.

    Where the quote is a sentence of its own, the sentences beside it in its paragraph are taken. Between the parts of
    a split quote stand the `gaps`, one fewer than the parts.
    """

    before: str = ""
    after: str = ""
    gaps: tuple[str, ...] = ()
    known: bool = False


def with_window(quotes: QuoteQuerySet) -> QuoteQuerySet:
    """Quotes annotated with `window`, the text around each, and `window_start`, where in the field it begins."""
    return quotes.annotate(window_start=_START).annotate(window=_WINDOW)


def surroundings(quote: Quote) -> Surroundings:
    """The sentence around a quote that `with_window` has brought."""
    window: str | None = quote.window  # type: ignore[attr-defined]  # annotated by with_window
    if not quote.spans or not window:
        return Surroundings()
    offset: int = quote.window_start  # type: ignore[attr-defined]  # annotated by with_window
    start, end = quote.spans[0][0] - offset, min(quote.spans[-1][1] - offset, len(window))
    ends = list(sentence_ends(window))
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place > end), default=len(window))
    if not _has_words(window[first:start]) and not _has_words(window[end:last]):
        first, last = _with_neighbours(window, ends, first, last)
    return Surroundings(
        _before(window[first:start], offset + first > 0),
        _after(window[end:last]),
        tuple(_gap(window[left[1] - offset : right[0] - offset]) for left, right in pairwise(quote.spans)),
        known=True,
    )


def _with_neighbours(text: str, ends: list[int], first: int, last: int) -> tuple[int, int]:
    """The same place with the sentence before and the one after it, within the paragraph."""
    if not text[:first].endswith("\n\n"):
        first = max((place for place in ends if place < first), default=0)
    if not text[:last].endswith("\n\n"):
        last = min((place for place in ends if place > last), default=len(text))
    return first, last


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _before(text: str, cut: bool) -> str:
    line = squeeze(text)
    space = " " if text[-1:].isspace() and line else ""
    if len(line) > LONGEST:
        return f"…{line[-LONGEST:].partition(' ')[2]}{space}"
    return f"…{line}{space}" if cut and line[:1].islower() else line + space


def _gap(text: str) -> str:
    """What the reporter put between two parts; an ellipsis where that is long, or lies beyond the window."""
    line = squeeze(text)
    if not line or len(line) > LONGEST:
        return " … "
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"


def _after(text: str) -> str:
    space = " " if text[:1].isspace() else ""
    return space + excerpt(text, LONGEST)
