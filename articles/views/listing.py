"""Lists of articles: the engine says which, the database brings them. Without the engine, the database says both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Left
from django.utils import timezone

from articles.models import Article, Correction, Photo, Quote
from articles.models.article import ArticleQuerySet
from articles.search.engine import (
    FacetName,
    Filters,
    Passage,
    SearchRequest,
    SearchResponse,
    SearchUnavailable,
    TooBroad,
)
from articles.search.engines import get_engine
from articles.search.syntax import Node, required_days
from articles.views.marks import MatchingQuote, matching_quotes
from articles.views.paging import Numbers, part, place
from articles.views.strip import Timeline, timeline, unit_for

OPENING_LENGTH = 300
LINE = (
    *("headline", "language", "slug", "source__name", "source__time_zone", "agency__name"),
    *("status", "publish_at", "published_at", "published_on", "published_precision", "published_zone"),
)
"""What a line with headline, source and day shows of an article, and where it leads."""

_THINGS: Mapping[str, QuerySet[Any]] = {
    "quotes": Quote.objects.all(),
    "photos": Photo.objects.all(),
    "corrections": Correction.objects.all(),
}
MOST_VALUES = 10_000
"""Of a facet in a list of names; a name beyond them is listed without its count."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: the article, and what matched in it."""

    article: Article
    headline: Passage | None = None
    passage: Passage | None = None
    trail: str = ""
    """What the link into the article carries along of the question."""
    id: str = ""
    """Where the way back from the article leads to in the page."""
    quotes: Sequence[MatchingQuote] = ()

    @property
    def quotes_beside(self) -> list[tuple[MatchingQuote, bool]]:
        """The quotes that match, each with whether the passage shows its words already: then only for its person."""
        beside = [(one, one.stands_in(self.passage)) for one in self.quotes]
        return [(one, shown) for one, shown in beside if one.quote.speaker or not shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Numbers):
    """One page of a list of articles; where nothing matches, `suggestion` is a like query that finds something."""

    rows: Sequence[Row]
    suggestion: Node | None = None


def chosen_filters(parameters: Mapping[str, Any]) -> Filters:
    """The filters that a form of the kind `Exploring` has read, for what readers may see now."""
    since, until = parameters["since"], parameters["until"]
    return Filters(
        visible_at=timezone.now(),
        sources=tuple(one.pk for one in parameters["source"]),
        agencies=tuple(one.pk for one in parameters["agency"]),
        topics=tuple(one.pk for one in parameters["topic"]),
        speakers=tuple(one.pk for one in parameters["speaker"]),
        languages=tuple(parameters["language"]),
        has=tuple(parameters["has"]),
        first_day=since.first if since else None,
        last_day=until.last if until else None,
        as_of=parameters["as_of"],
    )


def as_lines(articles: ArticleQuerySet) -> ArticleQuerySet:
    """For lines beside something else: half the work of `for_lists()`."""
    return articles.select_related("source", "agency").only(*LINE)


def with_opening(articles: ArticleQuerySet) -> ArticleQuerySet:
    """What a list line shows: with the body's first characters as `opening`, and no full text."""
    return articles.for_lists().annotate(opening=Left("body", OPENING_LENGTH))


def visible(filters: Filters | None = None) -> Filters:
    """The filters, for what readers may see now."""
    now = timezone.now()
    return replace(filters, visible_at=now) if filters else Filters(visible_at=now)


def days_of(question: SearchRequest) -> tuple[date | None, date | None]:
    """The first and the last day that a hit can have, by the filters and by the dates among the words."""
    filters = question.filters
    first, last = zip((filters.first_day, filters.last_day), required_days(question.query), strict=True)
    return max(filter(None, first), default=None), min(filter(None, last), default=None)


def find(question: SearchRequest) -> Listing:
    """The page that is asked for. Raises TooBroad, and Http404 for the number of a page past the last one."""
    days = days_of(question)
    unit = unit_for(*days)
    question = replace(question, timeline=unit)
    try:
        answer = get_engine().search(question)
    except TooBroad:
        raise
    except SearchUnavailable as error:
        return _from_database(question, str(error))
    return Listing(
        rows=rows_of(answer, question),
        suggestion=answer.suggestion,
        facets=answer.facets,
        timeline=timeline(answer.timeline, unit, *days),
        **place(answer, question),
    )


def with_held(timeline: Timeline, filters: Filters) -> Timeline:
    """The timeline of these filters with all public articles of its times beside, to be drawn as shares of them."""
    question = all_held(timeline, filters)
    try:
        return replace(timeline, held=get_engine().search(question).timeline)
    except SearchUnavailable:  # the page's list says so
        return timeline


def all_held(timeline: Timeline, filters: Filters) -> SearchRequest:
    """The question for everything in the archive, of the same kinds, in the times of a timeline with these filters."""
    held = Filters(
        visible_at=filters.visible_at,
        first_day=timeline.first,
        last_day=timeline.last,
        as_of=filters.as_of,
        kinds=filters.kinds,
    )
    return SearchRequest(held, limit=0, timeline=timeline.unit, highlight=False)


def public_by_id(articles: ArticleQuerySet, ids: Iterable[int]) -> dict[int, Article]:
    """Those of these articles that readers may see.

    They are read by their keys and looked at here: with the conditions of `public()` in the query, SQLite goes through
    all published articles instead.
    """
    wanted = list(ids)
    found = articles.filter(pk__in=wanted).order_by() if wanted else ()
    return {article.pk: article for article in found if article.is_public}


def rows_of(answer: SearchResponse, question: SearchRequest) -> list[Row]:
    """The hits with their articles. What was withheld since the index was written is left out."""
    articles = public_by_id(with_opening(Article.objects.all()), [hit.article_id for hit in answer.hits])
    quotes = matching_quotes(articles, question) if question.highlight else {}
    return [
        Row(articles[hit.article_id], hit.headline, hit.passage, quotes=quotes.get(hit.article_id, ()))
        for hit in answer.hits
        if hit.article_id in articles
    ]


def _from_database(question: SearchRequest, reason: str) -> Listing:
    """Browsing without the engine; words cannot be searched, so a question with words finds nothing."""
    if question.query is not None:
        return Listing(rows=[], unavailable=reason)
    articles = with_opening(filtered_articles(question.filters))
    found = part(articles, question, "published_at", lambda article: article.published_at)
    rows = [Row(article) for article in found.records]
    return Listing(rows=rows, next=found.next, previous=found.previous, past=found.past, unavailable=reason)


def filtered_articles(filters: Filters) -> ArticleQuerySet:
    """The public articles that pass the filters, from the database; a list of them goes along its index."""
    articles = Article.objects.public()
    if filters.first_day:
        articles = articles.filter(published_on__gte=filters.first_day)
    if filters.last_day:
        articles = articles.filter(published_on__lte=filters.last_day)
    if filters.as_of:
        articles = articles.filter(public_since__lte=filters.as_of)
    fields = {"source__in": filters.sources, "agency__in": filters.agencies, "language__in": filters.languages}
    articles = articles.filter(**{name: values for name, values in fields.items() if values})
    for thing in filters.has:
        articles = articles.filter(Exists(_THINGS[thing].filter(article=OuterRef("pk"))))
    if filters.topics:
        headed = Article.topics.through.objects.filter(topic__in=filters.topics)
        articles = articles.filter(pk__in=headed.values("article"))
    if filters.speakers:
        articles = articles.filter(pk__in=Quote.objects.filter(speaker__in=filters.speakers).values("article"))
    return articles


def months() -> list[date]:
    """The first days of all months with public articles, latest first."""
    question = SearchRequest(visible(), limit=0, timeline="month", highlight=False)
    try:
        answer = get_engine().search(question)
    except SearchUnavailable:
        return list(Article.objects.public().dates("published_on", "month", order="DESC"))
    return [bar.start for bar in reversed(answer.timeline)]


def counts(*facets: FacetName) -> tuple[dict[FacetName, dict[int | str, int]], str]:
    """How many public articles have each value of these facets, most first; and why not, without the engine."""
    question = SearchRequest(visible(), limit=0, facets=facets, facet_limit=MOST_VALUES, highlight=False)
    try:
        answer = get_engine().search(question)
    except SearchUnavailable as error:
        return {name: {} for name in facets}, str(error)
    return {name: {one.value: one.count for one in answer.facets.get(name, ())} for name in facets}, ""


def total(question: SearchRequest) -> int | None:
    """How many articles match; None without the engine."""
    try:
        return get_engine().search(question).total
    except SearchUnavailable:  # the page's list says so
        return None
