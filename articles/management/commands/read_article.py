"""Print articles as the readers understand them, one JSON object a line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importers import ArticleRecord, UnreadableFile, read_article, to_json
from articles.importers.folder import FolderError
from articles.importers.options import add_reading_options, reading_options
from articles.importers.walk import FoundFile, RejectedFile, walk


class Command(BaseCommand):
    help = (
        "Read article files and print what was understood, one JSON object a line. Needs no database. "
        "Files that cannot be read are named with the reason on stderr; then the exit status is 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, a folder, a .zip or a .tar.gz")
        add_reading_options(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        rejected = False
        try:
            for found in walk(options["paths"], reading_options(options)):
                rejected |= not self._print(found)
        except FolderError as error:
            raise CommandError(str(error)) from error
        if rejected:
            sys.exit(1)

    def _print(self, found: FoundFile | RejectedFile) -> bool:
        """Print a file's article, or why there is none; whether there was one."""
        reading = _read(found)
        if isinstance(reading, str):
            self.stderr.write(f"{found.name}: {reading}", self.style.ERROR)
            return False
        self.stdout.write(json.dumps(to_json(reading), ensure_ascii=False))
        return True


def _read(found: FoundFile | RejectedFile) -> ArticleRecord | str:
    """The article in a file, or the reason why there is none."""
    if isinstance(found, RejectedFile):
        return found.reason
    try:
        return read_article(found.data, found.name, found.defaults)
    except UnreadableFile as error:
        return str(error)
