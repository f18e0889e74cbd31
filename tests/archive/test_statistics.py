"""SQLite knows its tables after an import and after a migration; other databases see to that themselves."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db(transaction=True)

EXPECTED = ["ANALYZE"] if connection.vendor == "sqlite" else []


def analyses(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured.captured_queries if query["sql"] == "ANALYZE"]


def test_an_import_lets_sqlite_look_at_its_tables(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Pier closed\n3 May 2024\n\nThe council met on Monday.\n")
    with CaptureQueriesContext(connection) as captured:
        call_command("import_articles", str(tmp_path), source="Harbour Post")
    assert analyses(captured) == EXPECTED


def test_a_migration_does_too() -> None:
    with CaptureQueriesContext(connection) as captured:
        call_command("migrate", verbosity=0)
    assert analyses(captured) == EXPECTED
