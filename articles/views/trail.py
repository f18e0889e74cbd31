"""The way from a result list into its articles, on to the next, and back: the question goes along in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from articles.forms import PLACES, Problem, RefusedParameters
from articles.models import Article
from articles.search.cursor import Cursor
from articles.search.engine import Engine, Hit, SearchRequest, SearchResponse, SearchUnavailable, Sort
from articles.search.engines import get_engine
from articles.search.query import ParsedQuery, parse
from articles.views.listing import Listing, chosen_filters, public_by_id

_NOT_TAKEN = (*PLACES, "at", "share")
_BESIDE = 3  # hits looked at on each side, should some be readers' no more since the index was written


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an article stands in the list it was reached from: `place` of `total`, or nowhere (None)."""

    back: str
    place: int | None = None
    total: int = 0
    next: str = ""
    previous: str = ""


def with_trails(listing: Listing, query: QueryDict, sort: Sort) -> Listing:
    """The list, with what its links into the articles carry along."""
    taken = _taken(query)
    if not taken:
        return listing
    rows = [
        replace(row, id=row_id(row.article), trail=f"?{_address(taken, listing.start + place, sort)}")
        for place, row in enumerate(listing.rows, 1)
    ]
    return replace(listing, rows=rows)


def row_id(article: Article) -> str:
    """What an article's line in a list is called in the page, so that the way back leads to it."""
    return f"a-{article.pk}"


def read_words(parameters: dict[str, Any]) -> ParsedQuery:
    """The words that led to an article. Raises RefusedParameters where they cannot be understood."""
    understood = parse(parameters["q"], parameters["exact"])
    if understood.refused:
        problems = [Problem("q", parameters["q"], problem.message) for problem in understood.refused]
        raise RefusedParameters(problems)
    return understood


def trail(found: Article, parameters: dict[str, Any], query: QueryDict) -> Trail | None:
    """The article's place in the list that the parameters of a form `Reading` ask for; None where they ask for none."""
    taken = _taken(query)
    if not taken:
        return None
    sort, at = parameters["sort"], parameters["at"]
    question = SearchRequest(
        chosen_filters(parameters), read_words(parameters).node, sort, limit=_BESIDE, highlight=False
    )
    by_relevance = sort is Sort.RELEVANCE
    here = Cursor(found.pk, place=at or 1) if by_relevance else Cursor(found.pk, found.published_at)
    try:
        before, after = _beside(get_engine(), question, here)
    except SearchUnavailable:
        return Trail(_list(taken))
    if after.start != before.start + len(before.hits) + 1:
        return Trail(_list(taken))
    place = after.start
    ids = [hit.article_id for answer in (before, after) for hit in answer.hits]
    known = public_by_id(Article.objects.only("slug", "published_on", "status", "publish_at"), ids)

    def link(nearest_first: Iterable[Hit], step: int) -> str:
        for away, hit in enumerate(nearest_first, 1):
            if hit.article_id in known:
                address = known[hit.article_id].get_absolute_url()
                return f"{address}?{_address(taken, place + step * away, sort)}"
        return ""

    page = (place - 1) // parameters["per_page"] + 1
    back = f"{_list(taken, page)}#{row_id(found)}"
    return Trail(back, place, after.total, link(after.hits, 1), link(reversed(before.hits), -1))


def _beside(engine: Engine, question: SearchRequest, here: Cursor) -> tuple[SearchResponse, SearchResponse]:
    return engine.search(replace(question, before=here)), engine.search(replace(question, after=here))


def _taken(query: QueryDict) -> list[tuple[str, str]]:
    """The parameters that make the list, whatever its page."""
    return [(name, value) for name in query if name not in _NOT_TAKEN for value in query.getlist(name) if value]


def _address(taken: list[tuple[str, str]], place: int, sort: Sort) -> str:
    """By time an article is found in its list by its own time; by relevance only from its place."""
    return urlencode([*taken, ("at", str(place))] if sort is Sort.RELEVANCE else taken)


def _list(taken: list[tuple[str, str]], page: int = 1) -> str:
    """A page of the list."""
    return f"{reverse('explorer')}?{urlencode([*taken, ('page', str(page))] if page > 1 else taken)}"
