"""One run of the importer: begun, counted, finished or found interrupted. One run at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from articles.archive.removing import highest_ids
from articles.models import Import


class ImportBusy(Exception):
    """Another import is running."""


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the right to import. Raises ImportBusy at once when another process has it; a killed one gives it up."""
    path = Path(settings.DATA_DIR) / "import.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportBusy("Another import is running. Wait until it has ended, then try again.") from error
        yield


def start_run(paths: list[str], options: dict[str, object], by: User | None = None) -> Import:
    """Begin a run. Whoever holds the import lock knows that a run still marked as running was killed."""
    Import.objects.filter(state=Import.State.RUNNING).update(state=Import.State.INTERRUPTED)
    return Import.objects.create(
        started_at=timezone.now(), started_by=by, paths=paths, options=options, held_before=highest_ids()
    )


def finish_run(run: Import) -> None:
    """Mark the run as finished; its counts are already there."""
    run.state, run.finished_at = Import.State.FINISHED, timezone.now()
    run.save(update_fields=["state", "finished_at"])


def interrupt_run(run: Import) -> None:
    """Mark the run as stopped before its end."""
    run.state, run.finished_at = Import.State.INTERRUPTED, timezone.now()
    run.save(update_fields=["state", "finished_at"])
