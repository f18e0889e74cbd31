"""From paths to an archive: walk the files, read them in processes, save them in batches, keep the index up."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from django.contrib.auth.models import User

from articles.archive import (
    Reading,
    Result,
    finish_run,
    held_checksums,
    import_lock,
    interrupt_run,
    plan_batch,
    save_batch,
    start_run,
)
from articles.archive.fill import SavingOptions
from articles.archive.originals import checksum
from articles.archive.statistics import renew_statistics
from articles.archive.twins import note_copies
from articles.importers import ArticleRecord, Defaults
from articles.importers.many import Task, read_many
from articles.importers.walk import FoundFile, RejectedFile, count_files, shown, walk
from articles.models import Article, Import, ImportItem
from articles.search.engine import SearchUnavailable
from articles.search.sync import drain

BATCH = 200
"""Files saved in one transaction."""
PART = 25
"""Files handed to a process at once: enough to make the hand-over cheap, few enough to share a batch fairly."""
AHEAD = 3
"""Batches being read while one is saved; bounds the memory."""
FEW = 100
"""With fewer files than this, starting processes costs more than it brings."""
DRAIN_EVERY = 4000
"""Articles saved between two commits of the index."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the archivist asked for. None: as the folder's newsarchive.toml says, else the archive's way."""

    source: str | None = None
    language: str | None = None
    time_zone: str | None = None
    status: str | None = None
    jobs: int = 0
    """Processes that read; 0: one for each processor."""
    dry_run: bool = False
    review: bool = False
    """Whether an editor looks at each story before readers may."""


class Watcher(Protocol):
    """Who is told how an import goes on."""

    def begin(self, total: int) -> None:
        """So many files are there to be read."""
        ...

    def saved(self, results: Sequence[Result]) -> None:
        """These files are done."""
        ...


def import_paths(paths: Sequence[Path], options: ImportOptions, watcher: Watcher) -> Import | None:
    """Import files, folders, .zip and .tar.gz; the run's row is returned, or None for a dry run.

    What is saved is saved in whole batches: after an interruption the next run carries on. Raises ImportBusy
    when another import runs, ValueError for a path or a newsarchive.toml that cannot be used, OSError when
    the originals cannot be written, SearchUnavailable when all is saved but the index could not be brought up.
    """
    total = count_files(paths)
    watcher.begin(total)
    with import_lock(), _executor(options.jobs or os.cpu_count() or 1, total) as executor:
        given = Defaults(source=options.source, time_zone=options.time_zone, language=options.language)
        batches = _readings(walk(paths, given), options, executor)
        if options.dry_run:
            seen: set[int] = set()
            for batch in batches:
                watcher.saved(plan_batch(batch, seen))
            return None
        run = start_run([shown(path) for path in paths], asdict(options))
        _carry_out(run, batches, watcher)
        renew_statistics()
    drain()
    run.refresh_from_db()
    return run


def import_found(
    files: Sequence[FoundFile | RejectedFile], names: Sequence[str], options: ImportOptions, watcher: Watcher, by: User
) -> Import:
    """Import files that somebody has handed over, under the names they gave; the run's row is returned.

    Reads in this process, so for hundreds of files, not for an archive. Raises ImportBusy, OSError and
    SearchUnavailable as import_paths does.
    """
    watcher.begin(len(files))
    with import_lock(), ThreadPoolExecutor(max_workers=1) as executor:
        run = start_run(list(names), asdict(options), by)
        _carry_out(run, _readings(iter(files), options, executor), watcher)
    drain()
    note_copies(Article.objects.filter(import_items__in=run.items.filter(outcome=ImportItem.Outcome.CREATED)))
    run.refresh_from_db()
    return run


def _carry_out(run: Import, batches: Iterable[list[Reading]], watcher: Watcher) -> None:
    try:
        _save_all(run, batches, watcher)
    except BaseException:
        interrupt_run(run)
        raise
    finish_run(run)


def _save_all(run: Import, batches: Iterable[list[Reading]], watcher: Watcher) -> None:
    waiting = 0
    for batch in batches:
        results = save_batch(run, batch)
        watcher.saved(results)
        waiting += len(results)
        if waiting >= DRAIN_EVERY:
            with suppress(SearchUnavailable):  # import_paths tells of it, when all is saved
                drain()
            waiting = 0


def _executor(jobs: int, total: int) -> Executor:
    """Processes for reading, or one thread where there is little to read."""
    if jobs == 1 or total < FEW:
        return ThreadPoolExecutor(max_workers=1)
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))


def _readings(
    files: Iterator[FoundFile | RejectedFile], options: ImportOptions, executor: Executor
) -> Iterator[list[Reading]]:
    """Batches of readings in the files' order, a few batches being read ahead."""
    ahead: deque[tuple[list[Reading], list[int], list[Future[list[ArticleRecord | str]]]]] = deque()
    while batch := list(islice(files, BATCH)):
        readings = [_unread(found, options) for found in batch]
        held = held_checksums(reading.sha256 for reading in readings)
        open_ = [n for n, r in enumerate(readings) if not r.reason and r.sha256 not in held]
        tasks = [Task(readings[n].data, readings[n].path, _defaults(readings[n].options)) for n in open_]
        parts = [executor.submit(read_many, tasks[n : n + PART]) for n in range(0, len(tasks), PART)]
        ahead.append((readings, open_, parts))
        if len(ahead) > AHEAD:
            yield _collect(*ahead.popleft())
    while ahead:
        yield _collect(*ahead.popleft())


def _unread(found: FoundFile | RejectedFile, asked: ImportOptions) -> Reading:
    """A file with its checksum and what its folder says about it; a status asked for goes before the folder's.

    What waits for an editor is a draft whatever its folder says.
    """
    if isinstance(found, RejectedFile):
        return Reading(found.name, b"", "", None, reason=found.reason, locator=found.locator)
    return Reading(
        path=found.name,
        data=found.data,
        sha256=checksum(found.data),
        record=None,
        locator=found.locator,
        options=SavingOptions(
            source=found.defaults.source,
            time_zone=found.defaults.time_zone,
            language=found.defaults.language,
            status=Article.Status.DRAFT if asked.review else asked.status or found.status or Article.Status.PUBLISHED,
            is_sample=found.sample and not asked.review,
            withheld_reason=found.withheld_reason,
            waits=asked.review,
        ),
    )


def _defaults(options: SavingOptions) -> Defaults:
    """What the reader is told. The source is not: the archive asks the article's address first."""
    return Defaults(time_zone=options.time_zone, language=options.language)


def _collect(readings: list[Reading], read: list[int], parts: list[Future[list[ArticleRecord | str]]]) -> list[Reading]:
    records = [record for part in parts for record in part.result()]
    for n, record in zip(read, records, strict=True):
        readings[n] = (
            replace(readings[n], reason=record) if isinstance(record, str) else replace(readings[n], record=record)
        )
    return readings
