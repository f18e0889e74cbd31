"""The admin's search box: the one engine, asked for drafts and withheld articles too."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest

from articles.admin.filters import can_filter, engine_filters
from articles.models import Article, SearchChange
from articles.search.engine import SearchRequest, SearchUnavailable, Sort
from articles.search.engines import get_engine
from articles.search.query import MIN_PREFIX, parse
from articles.text import fold

MOST_FOUND = 200
_FOUND = "found_articles"
MOST_LOOKED_THROUGH = 10_000
"""Matches that the database looks through where a filter is chosen that the engine does not know."""


def search_articles(request: HttpRequest, queryset: QuerySet[Article], words: str) -> QuerySet[Article]:
    """The articles of `queryset` that match the words, best first unless a column was chosen to sort by.

    Where the engine cannot answer, the editor is told so and finds by the beginning of the headline.
    """
    if not words.strip():
        return queryset
    picked = is_pick_list(request)
    chosen = {} if picked else request.GET.dict()
    query = parse(begun(words) if picked else words)
    for problem in query.problems:
        messages.warning(request, problem.message)
    filtered = can_filter(chosen)
    question = SearchRequest(
        filters=engine_filters(chosen),
        query=query.node,
        sort=Sort.RELEVANCE,
        limit=MOST_FOUND if filtered else MOST_LOOKED_THROUGH,
        highlight=False,
    )
    current = filtered and not picked and not SearchChange.objects.exists()
    try:
        answer = get_engine().search(question)
    except SearchUnavailable as error:
        messages.error(request, f"{error} Meanwhile only headlines that begin with these words are found.")
        return queryset.filter(headline_key__startswith=fold(words))
    ids = [hit.article_id for hit in answer.hits]
    if answer.total > len(ids):
        _tell_more(request, answer.total, len(ids), filtered)
    if not filtered:
        ids = _kept(request, queryset, ids)
    if current:  # the engine has filtered: no row of the filters' tables is read for it
        found = rows_in_order(ids)
        if "o" in chosen:
            return found.order_by(*queryset.query.order_by)
        setattr(request, _FOUND, ids)
        return found
    found = queryset.filter(pk__in=ids)
    return found if "o" in request.GET or not ids else found.order_by(_rank(ids))


def found_by(request: HttpRequest) -> list[int] | None:
    """The ids that the search of this request has found, in the list's order; None where the database sorts or filters
    them besides, or nothing was searched for.
    """
    found: list[int] | None = getattr(request, _FOUND, None)
    return found


def rows_in_order(ids: Sequence[int]) -> QuerySet[Article]:
    """The rows of these articles as a list shows them, in this order; none of what is in the trash by now."""
    rows = Article.objects.listed().for_lists().filter(pk__in=ids)
    return rows.order_by(_rank(ids)) if ids else rows


def _rank(ids: Sequence[int]) -> Case:
    return Case(*(When(pk=pk, then=Value(place)) for place, pk in enumerate(ids)), output_field=IntegerField())


def _tell_more(request: HttpRequest, total: int, best: int, filtered: bool) -> None:
    """Say that not all that match are in the list, and what to do."""
    told = (
        f"{total} articles match; these are the best {best}."
        if filtered
        else (f"{total} articles match the words; the filters were looked for among the best {best} of them.")
    )
    messages.info(request, f"{told} Add words or a filter to narrow.")


def _kept(request: HttpRequest, queryset: QuerySet[Article], ids: Sequence[int]) -> list[int]:
    """The best of these ids that the list's filters leave."""
    left = set(queryset.filter(pk__in=ids).order_by().values_list("pk", flat=True))
    kept = [pk for pk in ids if pk in left]
    if len(kept) > MOST_FOUND:
        _tell_more(request, len(kept), MOST_FOUND, filtered=True)
    return kept[:MOST_FOUND]


def is_pick_list(request: HttpRequest) -> bool:
    """Whether the request is for the choices of a pick list, not for a list of articles."""
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"


def begun(words: str) -> str:
    """While somebody types in a pick list, the last word is only begun."""
    last = words.split()[-1]
    return f"{words}*" if len(last) >= MIN_PREFIX and last.isalpha() else words
