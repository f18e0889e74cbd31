"""How many documents match."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query, Searcher

ALL: dict[str, dict[str, object]] = {"all": {"filter": "*"}}
"""The aggregation that counts all documents: it reads no field of theirs and, unlike a search for one of them, computes
no relevance."""


def count(searcher: Searcher, query: Query) -> int:
    """How many documents a query matches."""
    return all_of(searcher.aggregate(query, ALL))


def all_of(answer: Mapping[str, Any]) -> int:
    """The count of all documents in an answer."""
    return int(answer["all"]["doc_count"])
