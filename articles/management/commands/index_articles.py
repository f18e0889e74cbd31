"""Bring the search index up to date, build it anew, or compare it with the database."""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django_rich.management import RichCommand
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from articles.models import Article
from articles.search import sync
from articles.search.engine import SearchUnavailable
from articles.search.engines import get_engine

_LINE_EVERY = 5.0  # seconds between two lines of progress where there is no terminal
_SHOWN = 50


class Command(RichCommand):
    """See docs/operations.md."""

    help = (
        "Applies the changes that wait for the search index. With --rebuild builds a new index beside the one in use "
        "and puts it in its place; with --check compares index and database article by article (exit status 1 where "
        "they differ)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two switches that exclude each other."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--rebuild", action="store_true", help="build a new index and put it in place of the old")
        choice.add_argument("--check", action="store_true", help="compare index and database, change neither")

    def handle(self, *_args: Any, rebuild: bool, check: bool, **_options: Any) -> None:
        """Do one of the three and say what was done."""
        try:
            if rebuild:
                self._rebuild()
            elif check:
                self._check()
            else:
                applied = sync.drain()
                get_engine().digests(0, 0)  # opens it, also where nothing was waiting
                self.stdout.write(f"{applied:,} changed articles indexed." if applied else "The index is up to date.")
        except SearchUnavailable as error:
            raise CommandError(str(error)) from error

    def _rebuild(self) -> None:
        started = time.monotonic()
        with self._progress("Indexing") as progress:
            read = sync.rebuild(progress)
        seconds = time.monotonic() - started
        self.stdout.write(f"{read:,} articles indexed in {seconds:.1f} s ({read / max(seconds, 0.001):,.0f} a second).")

    def _check(self) -> None:
        with self._progress("Comparing") as progress:
            differences = sync.check(progress)
        for difference in differences[:_SHOWN]:
            self.stdout.write(f"Article {difference.article_id} {difference.what}.")
        if len(differences) > _SHOWN:
            self.stdout.write(f"… and {len(differences) - _SHOWN:,} more.")
        if differences:
            raise CommandError(
                f"{len(differences):,} articles differ. Mend the index with: python manage.py index_articles --rebuild"
            )
        self.stdout.write("Index and database agree.")

    @contextmanager
    def _progress(self, verb: str) -> Iterator[Callable[[int], None]]:
        total = Article.objects.count()
        if self.console.is_terminal:
            columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            with Progress(*columns, console=self.console) as bar:
                task = bar.add_task(verb, total=total)
                yield lambda count: bar.advance(task, count)
            return
        done, told = 0, time.monotonic()

        def tell(count: int) -> None:
            nonlocal done, told
            done += count
            if time.monotonic() - told >= _LINE_EVERY:
                told = time.monotonic()
                self.stdout.write(f"{verb}: {done:,} of {total:,} articles.")

        yield tell
