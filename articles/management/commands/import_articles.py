"""`manage.py import_articles`: files, folders and packed folders into the archive."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django_rich.management import RichCommand
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from articles.archive import ImportBusy, Result
from articles.importers.options import add_reading_options
from articles.importing import ImportOptions, import_paths
from articles.models import ImportItem
from articles.search.engine import SearchUnavailable


class Command(RichCommand):
    """Import, show progress, end with counts and the rejected files."""

    help = (
        "Imports article files: single ones, folders, .zip and .tar.gz. A newsarchive.toml in a folder sets the "
        "options for it. What is in the archive already is left alone; running it again is safe."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        add_reading_options(parser)
        parser.add_argument("--status", choices=["draft", "published"], help="default: published")
        parser.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes (default: one a processor)")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done and do nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        chosen = {name: options[name] for name in ("source", "language", "time_zone", "status", "jobs", "dry_run")}
        watcher = ProgressWatcher(self.console)
        failure = ""
        try:
            with watcher.progress:
                import_paths(options["paths"], ImportOptions(**chosen), watcher)
        except (ImportBusy, ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        except SearchUnavailable as error:
            failure = f"What was imported is in the archive, but not in the index: {error}"
        self._report(watcher, dry_run=options["dry_run"])
        if watcher.rejected:
            rejected = f"{len(watcher.rejected)} file{'s' * (len(watcher.rejected) > 1)}"
            failure = f"Rejected, with the reasons above: {rejected}. {failure}".strip()
        if failure:
            raise CommandError(failure)

    def _report(self, watcher: "ProgressWatcher", *, dry_run: bool) -> None:
        for path, reason in watcher.rejected:
            self.stderr.write(f"{path}: {reason}")
        counts = ", ".join(f"{watcher.counts[outcome]} {outcome.label.lower()}" for outcome in ImportItem.Outcome)
        if not any(watcher.counts.values()):
            self.stderr.write("No files were found under these paths.")
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{counts}; {watcher.warned} with warnings.")


def _jobs(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ArgumentTypeError(f"“{value}” is not a whole number from 1 up.")
    return int(value)


class RateColumn(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.0f} files/s" if task.speed else "")


class ProgressWatcher:
    """Shows a bar with rate and time left on a terminal, a line a batch elsewhere; counts."""

    def __init__(self, console: Console) -> None:
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            RateColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self.counts = dict.fromkeys(ImportItem.Outcome, 0)
        self.rejected: list[tuple[str, str]] = []
        self.warned = 0
        self._bar = self.progress.add_task("Importing")

    def begin(self, total: int) -> None:
        """Set the bar's length."""
        self.progress.update(self._bar, total=total)

    def saved(self, results: Sequence[Result]) -> None:
        """Move on, and keep what the report needs."""
        for result in results:
            self.counts[result.outcome] += 1
            self.warned += bool(result.warnings)
            if result.outcome == ImportItem.Outcome.REJECTED:
                self.rejected.append((result.path, result.reason))
        self.progress.advance(self._bar, len(results))
        if self.progress.disable:
            done, total = sum(self.counts.values()), self.progress.tasks[self._bar].total
            self.progress.console.print(f"{done} of {total:.0f} files")
