"""Runs of the importer, and the dry run."""

import pytest

from articles.archive import ImportBusy, finish_run, import_lock, interrupt_run, plan_batch, start_run
from articles.archive.originals import place_of
from articles.models import Article, Import, ImportItem, Original, Source
from tests.archive.readings import make_reading, make_record, make_rejected

pytestmark = pytest.mark.django_db


def test_a_killed_run_is_marked_when_the_next_begins() -> None:
    killed = start_run(["a"], {})
    running = start_run(["b"], {"jobs": 2})
    killed.refresh_from_db()
    assert (killed.state, running.state) == (Import.State.INTERRUPTED, Import.State.RUNNING)


def test_a_run_ends_finished_or_interrupted() -> None:
    run = start_run([], {})
    finish_run(run)
    assert Import.objects.get().state == Import.State.FINISHED
    interrupt_run(run)
    assert Import.objects.get().state == Import.State.INTERRUPTED


def test_only_one_import_runs_at_a_time() -> None:
    with import_lock(), pytest.raises(ImportBusy, match="Another import"), import_lock():
        pass
    with import_lock():
        pass


def test_a_dry_run_tells_and_keeps_nothing() -> None:
    readings = [make_reading(), make_rejected()]
    assert [str(r.outcome) for r in plan_batch(readings, set())] == ["created", "rejected"]
    assert not place_of(readings[0].sha256).exists()
    for model in (Article, ImportItem, Original, Source):
        assert not model.objects.exists()


def test_a_dry_run_knows_what_its_earlier_batches_would_have_made() -> None:
    seen: set[int] = set()
    first = make_reading(make_record(url="https://courier.example/1"))
    newer = make_reading(make_record(url="https://courier.example/1", body="Other."))
    results = [plan_batch([reading], seen)[0] for reading in (first, first, newer)]
    assert [str(r.outcome) for r in results] == ["created", "unchanged", "updated"]
