"""Saving article records: match, create or update, resolve links and people, one report. Knows no format."""

from articles.archive.batch import Reading, Result, save_batch
from articles.archive.originals import held_checksums, read_original
from articles.archive.plan import plan_batch
from articles.archive.run import ImportBusy, finish_run, import_lock, interrupt_run, start_run

__all__ = [
    "ImportBusy",
    "Reading",
    "Result",
    "finish_run",
    "held_checksums",
    "import_lock",
    "interrupt_run",
    "plan_batch",
    "read_original",
    "save_batch",
    "start_run",
]
