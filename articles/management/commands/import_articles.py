"""`manage.py import_articles`: files, folders and packed folders into the archive."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
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
from articles.importing import ImportOptions, import_paths
from articles.models import ImportItem
from articles.models.fields import validate_zone
from articles.search.engine import SearchUnavailable


class Command(RichCommand):
    """Import, show progress, end with counts and the rejected files."""

    help = (
        "Imports article files: single ones, folders, .zip and .tar.gz. A newsarchive.toml in a folder sets the "
        "options for it. What is in the archive already is left alone; running it again is safe."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--source", help="who published them, where neither text nor address says")
        parser.add_argument("--language", metavar="xx", help="their language, where it is not to be detected")
        parser.add_argument("--time-zone", metavar="TZ", help="zone of printed times, for example America/Caracas")
        parser.add_argument("--status", choices=["draft", "published"], help="default: published")
        parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes (default: one a processor)")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done and do nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["jobs"] < 0:
            raise CommandError("--jobs takes a whole number from 1 up.")
        if options["time_zone"]:
            try:
                validate_zone(options["time_zone"])
            except ValidationError as error:
                raise CommandError(f"--time-zone: {error.messages[0]}") from error
        chosen = {name: options[name] for name in ("source", "language", "time_zone", "status", "jobs", "dry_run")}
        watcher = ProgressWatcher(self.console)
        try:
            with watcher.progress:
                import_paths(options["paths"], ImportOptions(**chosen), watcher)
        except (ImportBusy, ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        except SearchUnavailable as error:
            raise CommandError(f"All files are in the archive, but the index is not up to date: {error}") from error
        self._report(watcher, dry_run=options["dry_run"])

    def _report(self, watcher: "ProgressWatcher", *, dry_run: bool) -> None:
        for path, reason in watcher.rejected:
            self.stderr.write(f"{path}: {reason}")
        counts = ", ".join(f"{watcher.counts[outcome]} {outcome.label.lower()}" for outcome in ImportItem.Outcome)
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{counts}; {watcher.warned} with warnings.")
        if watcher.rejected:
            raise CommandError(
                f"Rejected, with the reasons above: {len(watcher.rejected)} file{'s' * (len(watcher.rejected) > 1)}."
            )


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
