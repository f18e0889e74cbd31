"""How the database goes about a page's queries."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

from articles.search.sync import drain


def steps(client: Client, address: str) -> list[str]:
    """The steps SQLite takes for a page's queries; none on PostgreSQL.

    It plans without statistics, so its plan here is its plan for a million articles; and with the values beside the
    query, as they come from Django: written into it, they let SQLite see more.
    """
    if connection.vendor != "sqlite":
        return []
    drain()
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(address)
    found: list[str] = []
    with connection.cursor() as cursor:
        for forget in ("ANALYZE", "DELETE FROM sqlite_stat1", "ANALYZE sqlite_schema"):  # what other tests left
            cursor.execute(forget)
        for sql, params in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            found += [row[3] for row in cursor.fetchall()]
    return found
