"""What the database knows of its tables, by which it chooses its way to an answer: how many rows, how they spread."""

from django.db import connection


def renew_statistics(**_signal: object) -> None:
    """Let SQLite look at all of its tables again, which takes some seconds with a million articles.

    It does not do so by itself, and a migration that writes a table anew loses what it knew of it: a page can then take
    seconds. A look at some rows only misleads it. Nothing with other databases, which look by themselves.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
