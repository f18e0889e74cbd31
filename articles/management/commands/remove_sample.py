"""`manage.py remove_sample`: takes the sample material out of the archive."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.archive import ImportBusy, import_lock
from articles.archive.samples import remove_sample
from articles.models import Article
from articles.search.engine import SearchUnavailable
from articles.search.sync import drain


class Command(BaseCommand):
    """Remove the sample articles and what only they used, after a question."""

    help = (
        "Removes the sample articles, and the people, sources, topics and originals that only they used. "
        "Everything else in the archive stays. Asks first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-input", action="store_true", help="do not ask")

    def handle(self, *_args: Any, **options: Any) -> None:
        number = Article.objects.sample().count()
        if not number:
            self.stdout.write("The archive holds no sample articles.")
            return
        if not options["no_input"] and not self._confirmed(number):
            self.stdout.write("Nothing was removed.")
            return
        try:
            with import_lock():
                removed = remove_sample()
        except ImportBusy as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Removed: {removed}.")
        try:
            drain()
        except SearchUnavailable as error:
            raise CommandError(f"All of it is removed, but the index is not up to date: {error}") from error

    def _confirmed(self, number: int) -> bool:
        """Whether the person at the terminal says yes. Raises CommandError where there is nobody to ask."""
        self.stdout.write(f"{number} sample articles and what only they use will be removed for good. Go on? [y/N] ")
        try:
            return input().strip().lower() in {"y", "yes"}
        except EOFError as error:
            raise CommandError("Nobody is there to answer. Nothing was removed; --no-input does not ask.") from error
