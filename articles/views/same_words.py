"""The same words elsewhere: quotes of other articles that are the same or nearly so, the earliest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from articles.models import Quote
from articles.quotes.likeness import Likeness, Stretch, differences, likeness
from articles.search.engine import Filters, SearchUnavailable
from articles.search.same_words import candidates
from articles.views.listing import visible
from articles.views.said import public_by_id

_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One other quote of the same words, and where it differs from the one asked about."""

    quote: Quote
    likeness: Likeness
    differences: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class SameWords:
    """The quotes of the same words, earliest first; `unavailable` says why they could not be looked for.

    `before` is how many of them are earlier than the one asked about.
    """

    found: Sequence[Elsewhere] = ()
    before: int = 0
    unavailable: str = ""

    @property
    def differ(self) -> bool:
        """Whether one of them is not exactly the same."""
        return any(not one.likeness.exact for one in self.found)


def same_words(asked: Quote) -> SameWords:
    """Quotes in other articles that are as like this one as `likeness` asks for. One query."""
    try:
        ids = candidates(asked.text, visible(Filters(None, exclude=(asked.article_id,))))
    except SearchUnavailable as error:
        return SameWords(unavailable=str(error))
    found = []
    for quote in public_by_id(Quote.objects.for_lists(), ids).values():
        alike = likeness(asked.text, quote.text)
        if alike.same:
            found.append(Elsewhere(quote, alike, [] if alike.exact else differences(asked.text, quote.text)))
    found.sort(key=lambda one: _time(one.quote))
    return SameWords(found, before=sum(_time(one.quote) < _time(asked) for one in found))


def _time(quote: Quote) -> tuple[datetime, int]:
    return quote.article.published_at or _UNDATED, quote.pk
