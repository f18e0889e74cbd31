"""The pages of the admin's list of articles: counted by the engine, and chosen by it where no index can."""

from dataclasses import replace
from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR, ChangeList
from django.core.paginator import Page
from django.http import HttpRequest

from articles.admin.article_search import rows_in_order
from articles.admin.base import CappedPaginator
from articles.admin.filters import can_filter, engine_filters, needs_engine
from articles.models import SearchChange
from articles.search.engine import SearchRequest, SearchUnavailable, Sort
from articles.search.engines import get_engine


class ArticlePaginator(CappedPaginator):
    """Pages of articles. `question` is what the engine is asked for a page's ids; None where the database chooses."""

    question: SearchRequest | None = None
    found: list[int] | None = None
    """The ids of all pages, where a search has found them."""

    def take(self, found: list[int]) -> None:
        """Page through what a search has found; only a page's rows are read."""
        self.found, self.total, self.is_exact = found, len(found), True

    def ask_engine(self, chosen: dict[str, str]) -> None:
        """Let the engine count what the list's filters leave, and choose the pages if that takes it.

        The engine chooses only while no change waits to be indexed: the list shows what was saved at once. Where it
        cannot answer, the database counts as far as the list is shown.
        """
        if chosen.get(SEARCH_VAR) or not can_filter(chosen):
            return
        order = chosen.get(ORDER_VAR, "-")
        question = SearchRequest(
            filters=engine_filters(chosen),
            sort=Sort.NEWEST if order.startswith("-") else Sort.OLDEST,
            limit=0,
            highlight=False,
        )
        chooses = needs_engine(chosen) and not SearchChange.objects.exists()
        try:
            self.total = get_engine().search(question).total
        except SearchUnavailable:
            return
        if chooses:
            self.question, self.is_exact = question, True

    def page(self, number: int | str) -> Page[Any]:
        """A page of the list: its ids first, by the engine or along an index, then only the rows of these."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        ids = self._engines_ids(first)
        if ids is None:
            rows: Any = self.object_list
            ids = list(rows.values_list("pk", flat=True)[first : first + self.per_page])
        return Page(rows_in_order(ids), number, self)

    def _engines_ids(self, first: int) -> list[int] | None:
        """The ids of the page whose first place this is, counted from 0; None where the database chooses."""
        if self.found is not None:
            return self.found[first : first + self.per_page]
        if self.question is None:
            return None
        try:
            answer = get_engine().search(replace(self.question, offset=first, limit=self.per_page))
        except SearchUnavailable:  # it has counted a moment ago
            return None
        return [hit.article_id for hit in answer.hits]


class ArticleList(ChangeList):
    """Django's list, which asks its paginator also where one page holds all."""

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page."""
        super().get_results(request)
        if not self.multi_page and isinstance(self.paginator, ArticlePaginator) and self.paginator.question:
            self.result_list = self.paginator.page(1).object_list
