"""Lists of quotes: the engine says which, the database brings them. Without the engine, the database says both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, groupby

from django.db.models import Exists, OuterRef

from articles.models import Article, Person, Quote
from articles.models.parts import QuoteQuerySet
from articles.search.engine import (
    FacetName,
    Filters,
    Passage,
    QuoteHit,
    QuoteResponse,
    SearchRequest,
    SearchUnavailable,
    TimeUnit,
    TooBroad,
)
from articles.search.engines import get_engine
from articles.search.syntax import Node
from articles.views.listing import LINE, MOST_VALUES, all_held, days_of, filtered_articles, visible
from articles.views.paging import Numbers, beyond, descending, part, place
from articles.views.strip import Timeline, timeline, unit_for
from articles.views.surroundings import Surroundings, surroundings, with_window

LONGEST = 1200
"""Characters of a quote that a list shows."""

_TIME = "article__published_at"
_ROW = (
    *("field", "spans", "text", "kind", "speaker_as_printed", "speaker_span", "role", "cue", "position"),
    *("method", "rule", "confidence", "confirmed", "speaker__name", "speaker__slug"),
    *(f"article__{name}" for name in LINE),
)
"""What a list shows of a quote."""


@dataclass(frozen=True, slots=True)
class Said:
    """One quote of a list: its words with what matched, and the sentence around them."""

    quote: Quote
    words: Passage
    around: Surroundings

    @property
    def parts(self) -> list[tuple[Passage, str]]:
        """The words as the article has them: each part with the reporter's words that follow it up to the next.

        Of very long ones the beginning.
        """
        if len(self.words.text) > LONGEST:
            space = self.words.text.rfind(" ", 0, LONGEST)
            return [(_piece(self.words, 0, space if space > 0 else LONGEST), " … ")]
        lengths = [end - start for start, end in self.quote.spans]
        if sum(lengths) + len(lengths) - 1 != len(self.words.text) or not self.around.known:
            return [(self.words, "")]  # the words stand there with other spaces: their parts cannot be told apart
        starts = accumulate((length + 1 for length in lengths[:-1]), initial=0)
        pieces = [_piece(self.words, start, start + length) for start, length in zip(starts, lengths, strict=True)]
        return list(zip(pieces, [*self.around.gaps, ""], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidListing(Numbers):
    """One page of a list of quotes."""

    rows: Sequence[Said]
    suggestion: Node | None = None
    """Where nothing matches, a like query that finds something."""

    @property
    def groups(self) -> list[tuple[Article, list[Said]]]:
        """Neighbours of one article together, in the order they stand in it."""
        by_article = groupby(self.rows, key=lambda row: row.quote.article)
        return [(article, sorted(rows, key=lambda row: row.quote.position)) for article, rows in by_article]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about quotes and what the engine answers; without the engine, why there is no answer."""

    question: SearchRequest
    unit: TimeUnit
    days: tuple[date | None, date | None]
    answer: QuoteResponse | None = None
    unavailable: str = ""


def ask_said(question: SearchRequest) -> Asked:
    """The engine's part of a page. Raises TooBroad."""
    days = days_of(question)
    unit = unit_for(*days)
    question = replace(question, timeline=unit)
    try:
        return Asked(question, unit, days, get_engine().search_quotes(question))
    except TooBroad:
        raise
    except SearchUnavailable as error:
        return Asked(question, unit, days, unavailable=str(error))


def said_listing(asked: Asked) -> SaidListing:
    """The page of which the engine's part is there; without the engine, all of it by the database. Raises Http404 for
    the number of a page past the last one."""
    question, answer = asked.question, asked.answer
    if answer is None:
        return _from_database(question, asked.unavailable)
    return SaidListing(
        rows=_rows_of(answer.hits),
        suggestion=answer.suggestion,
        facets=answer.facets,
        timeline=timeline(answer.timeline, asked.unit, *asked.days),
        **place(answer, question),
    )


def find_said(question: SearchRequest) -> SaidListing:
    """The page that is asked for. Raises TooBroad, and Http404 for the number of a page past the last one."""
    return said_listing(ask_said(question))


def with_held_quotes(timeline: Timeline, filters: Filters) -> Timeline:
    """The same as `listing.with_held`, of quotes of the same kinds."""
    question = all_held(timeline, filters)
    try:
        return replace(timeline, held=get_engine().search_quotes(question).timeline)
    except SearchUnavailable:  # the page's list says so
        return timeline


def quote_counts(facet: FacetName) -> tuple[dict[int | str, int], str]:
    """How many public quotes have each value of this facet, most first; and why not, without the engine."""
    question = SearchRequest(visible(), limit=0, facets=(facet,), facet_limit=MOST_VALUES, highlight=False)
    try:
        answer = get_engine().search_quotes(question)
    except SearchUnavailable as error:
        return {}, str(error)
    return {one.value: one.count for one in answer.facets[facet]}, ""


def total_said(question: SearchRequest) -> int | None:
    """How many quotes match; None without the engine."""
    try:
        return get_engine().search_quotes(question).total
    except SearchUnavailable:  # the page's list says so
        return None


def latest_said(person: Person, number: int) -> list[Quote]:
    """The last public quotes of a person, latest first."""
    question = SearchRequest(replace(visible(), speakers=(person.pk,)), limit=number, highlight=False)
    try:
        hits = get_engine().search_quotes(question).hits
    except SearchUnavailable:
        spoken = Quote.objects.public().filter(speaker=person)
        return list(spoken.for_lists().order_by("-article__published_at", "-pk")[:number])
    quotes = public_by_id(Quote.objects.for_lists(), [hit.quote_id for hit in hits])
    return [quotes[hit.quote_id] for hit in hits if hit.quote_id in quotes]


def public_by_id(quotes: QuoteQuerySet, ids: Iterable[int]) -> dict[int, Quote]:
    """Those of these quotes that readers may see; what was withheld since the index was written is left out.

    They are read by their keys and looked at here, as in `listing.public_by_id`.
    """
    return {quote.pk: quote for quote in quotes.filter(pk__in=list(ids)).order_by() if quote.article.is_public}


def _as_rows(quotes: QuoteQuerySet) -> QuoteQuerySet:
    return quotes.select_related("speaker", "article__source", "article__agency").only(*_ROW)


def _rows_of(hits: Sequence[QuoteHit]) -> list[Said]:
    quotes = public_by_id(with_window(_as_rows(Quote.objects.all())), [hit.quote_id for hit in hits])
    return [_said(quotes[hit.quote_id], hit.words) for hit in hits if hit.quote_id in quotes]


def _said(quote: Quote, words: Passage | None = None) -> Said:
    return Said(quote, words or Passage(quote.text), surroundings(quote))


def _piece(words: Passage, start: int, end: int) -> Passage:
    """A part of a passage, with what matches in it."""
    inside = ((max(first, start), min(last, end)) for first, last in words.ranges)
    return Passage(
        words.text[start:end], tuple((first - start, last - start) for first, last in inside if first < last)
    )


def _from_database(question: SearchRequest, reason: str) -> SaidListing:
    """Browsing without the engine; words cannot be searched, so a question with words finds nothing."""
    if question.query is not None:
        return SaidListing(rows=[], unavailable=reason)
    quotes = _of_speakers(question) if question.filters.speakers else _of_articles(question)
    found = part(with_window(_as_rows(quotes)), question, _TIME, lambda quote: quote.article.published_at)
    rows = [_said(quote) for quote in found.records]
    return SaidListing(rows=rows, next=found.next, previous=found.previous, past=found.past, unavailable=reason)


def _of_speakers(question: SearchRequest) -> QuoteQuerySet:
    """What these people said."""
    return _chosen(question.filters).filter(article__in=filtered_articles(replace(question.filters, speakers=())))


def _of_articles(question: SearchRequest) -> QuoteQuerySet:
    """Quotes of anybody, at least as many as the page needs.

    Goes along the articles, which lie in order of time; quotes do not. Each of these articles has a quote to give, and
    all articles of the last one's time are there.
    """
    quotes = _chosen(question.filters)
    articles = filtered_articles(question.filters).filter(
        Exists(quotes.filter(beyond(question, _TIME), article=OuterRef("pk")))
    )
    sign, bound = ("-", "gte") if descending(question) else ("", "lte")
    times = articles.order_by(f"{sign}published_at").values_list("published_at", flat=True)
    wanted = list(times[: question.offset + question.limit + 1])
    if not wanted:
        return quotes.none()
    return quotes.filter(article__in=articles.filter(**{f"published_at__{bound}": wanted[-1]}))


def _chosen(filters: Filters) -> QuoteQuerySet:
    """Quotes of the chosen kinds and speakers, of articles public or not."""
    quotes = Quote.objects.all()
    if filters.kinds:
        quotes = quotes.filter(kind__in=filters.kinds)
    return quotes.filter(speaker__in=filters.speakers) if filters.speakers else quotes
