"""How the contract's tests speak to an engine; nothing here knows which one it is."""

from datetime import UTC, datetime

from articles.search.document import SearchDocument
from articles.search.engine import Engine, Filters, Passage, SearchRequest, SearchResponse
from articles.search.query import parse

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def marked(passage: Passage | None) -> list[str]:
    """The words a passage marks."""
    assert passage
    assert list(passage.ranges) == sorted(passage.ranges)
    return [passage.text[start:end] for start, end in passage.ranges]


class Contract:
    """How the contract's tests speak to an engine."""

    engine: Engine

    def hold(self, *documents: SearchDocument) -> None:
        """Index these."""
        self.engine.apply(documents, [])

    def ask(self, text: str = "", exact: bool = False, **fields: object) -> SearchResponse:
        """Ask with a query text; everything in the index is searched unless filters are given."""
        parsed = parse(text, exact)
        assert not parsed.refused
        given: dict[str, object] = {"filters": Filters(None), "query": parsed.node} | fields
        return self.engine.search(SearchRequest(**given))  # type: ignore[arg-type] # each test gives fitting ones

    def found(self, text: str = "", exact: bool = False, **filters: object) -> set[int]:
        """Ids of what matches."""
        given: dict[str, object] = {"visible_at": None} | filters
        response = self.ask(text, exact, filters=Filters(**given), limit=1000)  # type: ignore[arg-type] # as above
        ids = [hit.article_id for hit in response.hits]
        assert response.total == len(ids) == len(set(ids))
        return set(ids)
