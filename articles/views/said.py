"""Lists of quotes: the engine says which, the database brings them. Without the engine, the database says both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.http import Http404

from articles.models import Article, Person, Quote
from articles.models.parts import QuoteQuerySet
from articles.search.engine import FacetName, Filters, Passage, QuoteHit, SearchRequest, SearchUnavailable, Sort
from articles.search.engines import get_engine
from articles.views.listing import MOST_VALUES, PAGE_SIZE, Numbers, all_held, filtered_articles, page_of, visible
from articles.views.strip import Timeline, timeline, unit_for
from articles.views.surroundings import Surroundings, surroundings, with_window


@dataclass(frozen=True, slots=True)
class Said:
    """One quote of a list: its words with what matched, and the sentence around them."""

    quote: Quote
    words: Passage
    around: Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidListing(Numbers):
    """One page of a list of quotes."""

    rows: Sequence[Said]

    @property
    def groups(self) -> list[tuple[Article, list[Said]]]:
        """Neighbours of one article together, in the order they stand in it."""
        by_article = groupby(self.rows, key=lambda row: row.quote.article)
        return [(article, sorted(rows, key=lambda row: row.quote.position)) for article, rows in by_article]


def find_said(question: SearchRequest, page: int) -> SaidListing:
    """The page of that number. Raises Http404 past the last one."""
    days = (question.filters.first_day, question.filters.last_day)
    unit = unit_for(*days)
    question = replace(question, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE, timeline=unit)
    try:
        answer = get_engine().search_quotes(question)
    except SearchUnavailable as error:
        return _from_database(question, page, str(error))
    pages = page_of(answer.total, page)
    return SaidListing(
        rows=_rows_of(answer.hits),
        page=page,
        pages=pages,
        total=answer.total,
        has_next=pages.has_next(),
        facets=answer.facets,
        timeline=timeline(answer.timeline, unit, *days),
    )


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


def _rows_of(hits: Sequence[QuoteHit]) -> list[Said]:
    quotes = public_by_id(with_window(Quote.objects.for_lists()), [hit.quote_id for hit in hits])
    return [_said(quotes[hit.quote_id], hit.words) for hit in hits if hit.quote_id in quotes]


def _said(quote: Quote, words: Passage | None = None) -> Said:
    return Said(quote, words or Passage(quote.text), surroundings(quote))


def _from_database(question: SearchRequest, page: int, reason: str) -> SaidListing:
    """Browsing without the engine; words cannot be searched, so a question with words finds nothing."""
    if question.query is not None:
        return SaidListing(rows=[], page=page, unavailable=reason)
    quotes = _of_speakers(question) if question.filters.speakers else _of_articles(question)
    if page > 1 and not quotes:
        raise Http404(f"This list ends before page {page}.")
    rows = [_said(quote) for quote in quotes[:PAGE_SIZE]]
    return SaidListing(rows=rows, page=page, has_next=len(quotes) > PAGE_SIZE, unavailable=reason)


def _of_speakers(question: SearchRequest) -> list[Quote]:
    """One page of what these people said, and one quote more where it goes on."""
    articles = filtered_articles(replace(question.filters, speakers=()))
    quotes = _chosen(question.filters).filter(article__in=articles)
    order = ("article__published_at", "pk") if question.sort is Sort.OLDEST else ("-article__published_at", "-pk")
    return list(with_window(quotes.for_lists()).order_by(*order)[question.offset : question.offset + PAGE_SIZE + 1])


def _of_articles(question: SearchRequest) -> list[Quote]:
    """The same of everybody. Goes along the articles, which lie in order of time; quotes do not."""
    quotes = _chosen(question.filters)
    order = ("published_at", "id") if question.sort is Sort.OLDEST else ("-published_at", "-id")
    articles = (
        filtered_articles(question.filters).filter(Exists(quotes.filter(article=OuterRef("pk")))).order_by(*order)
    )
    wanted = question.offset + PAGE_SIZE + 1
    ids = list(articles.values_list("pk", flat=True)[:wanted])  # each has at least one
    places = {pk: place for place, pk in enumerate(ids)}
    held = list(quotes.filter(article__in=ids).order_by("pk").values_list("article_id", "pk"))
    held.sort(key=lambda one: places[one[0]])
    shown = [pk for _, pk in held[question.offset : wanted]]
    found = public_by_id(with_window(Quote.objects.for_lists()), shown)
    return [found[pk] for pk in shown if pk in found]


def _chosen(filters: Filters) -> QuoteQuerySet:
    """Quotes of the chosen kinds and speakers, of articles public or not."""
    quotes = Quote.objects.all()
    if filters.kinds:
        quotes = quotes.filter(kind__in=filters.kinds)
    return quotes.filter(speaker__in=filters.speakers) if filters.speakers else quotes
