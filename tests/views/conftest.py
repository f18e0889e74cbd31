"""What the tests of pages share."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from articles import feeds
from articles.models import Article
from articles.search import same_words
from articles.search.engine import (
    Filters,
    Hit,
    QuoteResponse,
    RoleCount,
    SearchRequest,
    SearchResponse,
    SearchUnavailable,
    Walk,
)
from articles.search.sync import drain
from articles.views import alike, company, comparing, exports, listing, named_people, said, suggest, trail
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

ReadPage = Callable[..., str]


@pytest.fixture
def read_page(client: Client) -> ReadPage:
    """Read a page's text, with everything saved so far in the index; it must answer with `status`."""

    def read(address: str, status: int = 200, **parameters: str | list[str]) -> str:
        drain()
        response = client.get(address, parameters)
        assert response.status_code == status, response.content.decode()
        return response.content.decode()

    return read


class BrokenEngine:
    """An engine whose index is gone."""

    def search(self, request: SearchRequest) -> SearchResponse:
        """Never answers."""
        raise SearchUnavailable(f"The index of {request.limit} things is gone. Run index_articles.")

    def search_quotes(self, request: SearchRequest) -> QuoteResponse:
        """Never answers."""
        raise SearchUnavailable(f"The index of {request.limit} quotes is gone. Run index_articles.")

    def walk(self, request: SearchRequest) -> Walk:
        """Never answers."""
        raise SearchUnavailable(f"The index of {request.limit} rows is gone. Run index_articles.")

    walk_quotes = walk

    def roles(self, filters: Filters) -> list[RoleCount]:
        """Never answers."""
        raise SearchUnavailable(f"The index of {filters} is gone. Run index_articles.")

    def alike(self, article_id: int, filters: Filters, limit: int) -> list[Hit]:
        """Never answers."""
        raise SearchUnavailable(f"The index of {article_id} is gone, {filters}, {limit}. Run index_articles.")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search engine cannot be used."""
    for module in (listing, said, company, comparing, same_words, alike, named_people, suggest, trail, exports, feeds):
        monkeypatch.setattr(module, "get_engine", BrokenEngine)


@pytest.fixture
def storm() -> Article:
    """A Spanish wire story of January 2023 about a storm, with topic and speaker."""
    article = make_article(
        headline="Tormenta en Quito",
        body="Cayó granizo.\n\n“Nunca vi algo así”, dijo Rosa Perez.",
        language="es",
        source=make_source(name="El Diario"),
        agency=make_source(name="Wire Press", kind="agency"),
        published_at=datetime(2023, 1, 9, 12, tzinfo=UTC),
    )
    article.topics.add(make_topic(name="Weather"))
    make_quote(article, "Nunca vi algo así", make_person(name="Rosa Perez"))
    return article
