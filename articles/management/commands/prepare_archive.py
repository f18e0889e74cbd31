"""`manage.py prepare_archive`: everything a start needs, in one process and only where something changed."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q

from articles.editors import CHIEF
from articles.models import Article, Import
from articles.search import sync
from articles.search.engine import SearchUnavailable
from articles.search.engines import get_engine

SAMPLES = Path(settings.BASE_DIR) / "fixtures"


class Command(BaseCommand):
    """Brings database, index, sample articles, editor's account and static files up to date."""

    help = "Prepare the archive for a start: tables, sample articles, index, editor's account, static files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-samples", action="store_true", help="Do not import the sample articles.")

    def handle(self, *_args: Any, **options: Any) -> None:
        self._migrate()
        if get_engine().exists():  # one of another version would take no samples
            self._bring_index_up_to_date()
        if not options["no_samples"] and _wants_samples():
            self.stdout.write("Importing the sample articles …")
            call_command("import_articles", SAMPLES, stdout=self.stdout)
        self._bring_index_up_to_date()
        self._collect_static_files()
        if not get_user_model().objects.filter(is_staff=True, is_active=True).exists():
            # last, where the password is not overlooked; a chief, who can make the other accounts
            call_command("create_editor", group=CHIEF, stdout=self.stdout)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Setting up the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def _bring_index_up_to_date(self) -> None:
        """Apply what waits for the index; build it where there is none that this version can read."""
        try:
            sync.drain()
            get_engine().digests(0, 0)  # opens it, also where nothing was waiting
        except SearchUnavailable:
            self.stdout.write("Building the search index …")
            call_command("index_articles", rebuild=True, stdout=self.stdout)

    def _collect_static_files(self) -> None:
        """Copy, name by content and compress the static files, unless they are the same as last time."""
        stamp, checksum = Path(settings.STATIC_ROOT) / ".checksum", _static_checksum()
        if not stamp.is_file() or stamp.read_text() != checksum:
            self.stdout.write("Compressing the static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(checksum)


def _wants_samples() -> bool:
    """Whether this is a new archive, or one whose first import, that of the samples, was interrupted."""
    samples = Q(paths=[str(SAMPLES)])
    if Import.objects.filter(~samples | Q(state=Import.State.FINISHED)).exists():
        return False
    return Import.objects.exists() or not Article.objects.exists()


def _static_checksum() -> str:
    """One SHA-256 over the names and contents of all static files."""
    checksum = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            with storage.open(name) as file:
                checksum.update(f"{name}\0{storage.size(name)}\0".encode())
                checksum.update(file.read())
    return checksum.hexdigest()
