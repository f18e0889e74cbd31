"""`manage.py undo_import`: takes away what an import created, where nobody has worked on any of it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.archive import ImportBusy, import_lock
from articles.archive.undoing import CannotUndo, undo
from articles.models import Import
from articles.search.engine import SearchUnavailable
from articles.search.sync import drain


class Command(BaseCommand):
    """Undo one import, however many stories it brought."""

    help = (
        "Takes away the articles that an import created, and the people, sources and topics that came with them and "
        "that nothing else uses. Refuses, and says why, where one of them was edited or was there before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="the import's number in the admin")

    def handle(self, *_args: Any, **options: Any) -> None:
        run = Import.objects.filter(pk=options["number"]).first()
        if run is None:
            raise CommandError(f"There is no import {options['number']}.")
        try:
            with import_lock():
                removed = undo(run, None)
        except (ImportBusy, CannotUndo) as error:
            raise CommandError(f"Nothing was undone. {error}") from error
        self.stdout.write(f"Removed: {removed}.")
        try:
            drain()
        except SearchUnavailable as error:
            raise CommandError(f"All of it is removed, but the index is not up to date: {error}") from error
