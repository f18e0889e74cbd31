"""The admin's search box: the one engine, asked for drafts and withheld articles too."""

from django.contrib import messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest

from articles.admin.filters import can_filter, engine_filters
from articles.models import Article
from articles.search.engine import SearchRequest, SearchUnavailable, Sort
from articles.search.engines import get_engine
from articles.search.query import MIN_PREFIX, parse
from articles.text import fold

MOST_FOUND = 200


def search_articles(request: HttpRequest, queryset: QuerySet[Article], words: str) -> QuerySet[Article]:
    """The articles of `queryset` that match the words, best first unless a column was chosen to sort by.

    Where the engine cannot answer, the editor is told so and finds by the beginning of the headline.
    """
    if not words.strip():
        return queryset
    query = parse(begun(words) if _is_pick_list(request) else words)
    for problem in query.problems:
        messages.warning(request, problem.message)
    question = SearchRequest(
        filters=engine_filters(request.GET.dict()),
        query=query.node,
        sort=Sort.RELEVANCE,
        limit=MOST_FOUND,
        highlight=False,
    )
    try:
        answer = get_engine().search(question)
    except SearchUnavailable as error:
        messages.error(request, f"{error} Meanwhile only headlines that begin with these words are found.")
        return queryset.filter(headline_key__startswith=fold(words))
    ids = [hit.article_id for hit in answer.hits]
    if answer.total > len(ids):
        messages.info(
            request, f"{answer.total} articles match; these are the best {len(ids)}. Add words or a filter to narrow."
        )
    found = queryset.filter(pk__in=ids)
    if "o" in request.GET or not ids:
        return found
    rank = Case(*(When(pk=pk, then=Value(place)) for place, pk in enumerate(ids)), output_field=IntegerField())
    return found.order_by(rank)


def count_listed(request: HttpRequest) -> int | None:
    """How many articles the list's filters leave, by the engine; None where it cannot tell, or words are searched."""
    chosen = request.GET.dict()
    if chosen.get("q") or _is_pick_list(request) or not can_filter(chosen):
        return None
    question = SearchRequest(filters=engine_filters(chosen), limit=0, highlight=False)
    try:
        return get_engine().search(question).total
    except SearchUnavailable:  # the list is counted as far as it is shown
        return None


def _is_pick_list(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"


def begun(words: str) -> str:
    """While somebody types in a pick list, the last word is only begun."""
    last = words.split()[-1]
    return f"{words}*" if len(last) >= MIN_PREFIX and last.isalpha() else words
