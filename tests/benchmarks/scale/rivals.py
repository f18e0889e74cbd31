"""The databases' own full-text search on the same rows, each as a good programmer would set it up for this question.

The question: the best 20 by relevance, the number of all matches, and how many there are of each source and each year.

SQLite FTS5 keeps no second copy of the texts (`content=''`), folds accents, has an index of four-letter beginnings, is
merged into one piece after loading, and ranks by BM25 with headline, standfirst and body weighted as in the archive.
PostgreSQL keeps the words with their weights in a column of their own with a GIN index, has its statistics, 256 MB for
each sort and two helpers for each query, and ranks by ts_rank. Both join the words with a narrow row of source, year
and visibility; both are asked for the total and both facets in one statement, which reads the matches once.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg

from tests.benchmarks.scale.questions import Question
from tests.postgres import server_address

Row = tuple[int, int, int, int, str, str, str, str]
"""Id, source, year, 1 where readers may see it, headline, standfirst, body, captions."""

HITS = 20


@dataclass(frozen=True, slots=True)
class RivalAnswer:
    """What was found."""

    ids: list[int]
    total: int
    sources: dict[int, int]
    years: dict[int, int]


class Rival(Protocol):
    """A database that searches text."""

    name: str

    def held(self) -> int:
        """How many articles were loaded and indexed to the end; 0 where none were."""
        ...

    def fill(self, rows: Iterable[Row]) -> None:
        """Load and index, in place of what is there."""
        ...

    def answer(self, question: Question) -> RivalAnswer:
        """The best 20, the total and both facets."""
        ...


def _answer(ids: list[int], cells: Iterable[tuple[int, int, int]]) -> RivalAnswer:
    sources: Counter[int] = Counter()
    years: Counter[int] = Counter()
    for source, year, count in cells:
        sources[source] += count
        years[year] += count
    return RivalAnswer(ids, years.total(), dict(sources), dict(years))


def _year(question: Question) -> int:
    """The questions' dates are whole years; 0 where there is none."""
    return question.first_day.year if question.first_day else 0


class Fts5:
    """SQLite."""

    name = "SQLite FTS5"

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-524288;")

    def held(self) -> int:
        """By a table that is made last."""
        if not self._db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'complete'").fetchall():
            return 0
        ((held,),) = self._db.execute("SELECT articles FROM complete")
        return int(held)

    def fill(self, rows: Iterable[Row]) -> None:
        """Load, merge into one piece."""
        self._db.executescript(
            "DROP TABLE IF EXISTS complete; DROP TABLE IF EXISTS fact; DROP TABLE IF EXISTS words;"
            "CREATE TABLE fact (id INTEGER PRIMARY KEY, source INTEGER, year INTEGER, visible INTEGER);"
            "CREATE VIRTUAL TABLE words USING fts5(headline, standfirst, body, caption, content='', "
            "tokenize='unicode61 remove_diacritics 2', prefix='4');"
        )
        for row in rows:
            self._db.execute("INSERT INTO fact VALUES (?, ?, ?, ?)", row[:4])
            self._db.execute(
                "INSERT INTO words (rowid, headline, standfirst, body, caption) VALUES (?, ?, ?, ?, ?)",
                (row[0], *row[4:]),
            )
        self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._db.execute("ANALYZE")
        self._db.execute("CREATE TABLE complete AS SELECT count(*) AS articles FROM fact")
        self._db.commit()

    def answer(self, question: Question) -> RivalAnswer:
        """Two statements: the best, and the counts."""
        words = " ".join(f'"{word}"' for word in question.words)
        match = (f'"{" ".join(question.words)}"' if question.phrase else words) + "*" * question.begun
        narrowed = ("AND fact.source = :source " * (question.source is not None)) + (
            "AND fact.year = :year " * (question.first_day is not None)
        )
        given = {"match": match, "source": question.source, "year": _year(question)}
        joined = f"FROM words JOIN fact ON fact.id = words.rowid WHERE words MATCH :match AND visible {narrowed}"
        best = self._db.execute(
            f"SELECT words.rowid {joined} ORDER BY bm25(words, 3.0, 1.5, 1.0, 0.7) LIMIT {HITS}", given
        )
        ids = [key for (key,) in best]
        return _answer(ids, self._db.execute(f"SELECT source, year, count(*) {joined} GROUP BY source, year", given))


class Postgres:
    """PostgreSQL."""

    name = "PostgreSQL tsvector"

    def __init__(self, connection: psycopg.Connection) -> None:
        self._db = connection

    def held(self) -> int:
        """By a table that is made last."""
        ((there,),) = self._db.execute("SELECT to_regclass('complete') IS NOT NULL")
        if not there:
            return 0
        ((held,),) = self._db.execute("SELECT articles FROM complete")
        return int(held)

    def fill(self, rows: Iterable[Row]) -> None:
        """Load, index, gather statistics."""
        self._db.execute("DROP TABLE IF EXISTS complete, story, loading")
        self._db.execute(
            "CREATE UNLOGGED TABLE loading (id integer, source integer, year integer, visible integer,"
            " headline text, standfirst text, body text, caption text)"
        )
        with self._db.cursor().copy("COPY loading FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        parts = zip(("headline", "standfirst", "body", "caption"), "ABCD", strict=True)
        vector = " || ".join(f"setweight(to_tsvector('simple', {name}), '{weight}')" for name, weight in parts)
        self._db.execute(
            f"CREATE UNLOGGED TABLE story AS SELECT id, source, year, visible = 1 AS visible, {vector} AS words"
            " FROM loading"
        )
        self._db.execute("DROP TABLE loading")
        self._db.execute("SET maintenance_work_mem = '512MB'")
        self._db.execute("CREATE INDEX ON story USING gin (words)")
        self._db.execute("VACUUM ANALYZE story")
        self._db.execute("CREATE TABLE complete AS SELECT count(*) AS articles FROM story")

    def answer(self, question: Question) -> RivalAnswer:
        """Two statements: the best, and the counts."""
        sought = (" <-> " if question.phrase else " & ").join(question.words) + ":*" * question.begun
        narrowed = ("AND source = %(source)s " * (question.source is not None)) + (
            "AND year = %(year)s " * (question.first_day is not None)
        )
        given = {"sought": sought, "source": question.source, "year": _year(question)}
        found = f"FROM story, to_tsquery('simple', %(sought)s) AS query WHERE words @@ query AND visible {narrowed}"
        rank = "ts_rank('{0.23, 0.33, 0.5, 1.0}', words, query)"
        best = self._db.execute(f"SELECT id {found} ORDER BY {rank} DESC LIMIT {HITS}", given)
        ids = [int(key) for (key,) in best]
        counts = self._db.execute(f"SELECT source, year, count(*) {found} GROUP BY source, year", given)
        return _answer(ids, counts)


@contextmanager
def rivals(folder: Path) -> Iterator[list[Rival]]:
    """Both, with what an earlier run has loaded."""
    with server_address(folder / "postgres") as address, psycopg.connect(address, autocommit=True) as connection:
        for setting in ("work_mem = '256MB'", "max_parallel_workers_per_gather = 2", "jit = off"):
            connection.execute(f"SET {setting}")
        yield [Fts5(folder / "fts5.sqlite3"), Postgres(connection)]
