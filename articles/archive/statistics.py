"""What the database knows of its tables, by which it chooses its way to an answer: how many rows, how they spread."""

from django.db import connection

_ROWS_LOOKED_AT = 1000


def renew_statistics(**_signal: object) -> None:
    """Let SQLite look at its tables again, which takes a tenth of a second with a million articles.

    It does not do so by itself, and a migration that writes a table anew loses what it knew of it: a page can then take
    seconds. Nothing with other databases, which look by themselves.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {_ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
