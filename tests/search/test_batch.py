"""A rebuild leaves the processor to whoever answers readers."""

import errno
import os
import sys
from contextlib import suppress

import pytest

from articles.search import sync
from articles.search.batch import as_batch
from tests.factories import make_article

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows batch work")


@needs_linux
def test_batch_work_ends_with_the_block_however_it_is_left() -> None:
    before = os.sched_getscheduler(0)
    with suppress(ZeroDivisionError), as_batch():
        assert os.sched_getscheduler(0) == os.SCHED_BATCH
        raise ZeroDivisionError
    assert os.sched_getscheduler(0) == before


@needs_linux
@pytest.mark.parametrize("refused", ["sched_getscheduler", "sched_setscheduler"])
def test_where_the_system_refuses_the_work_is_done_all_the_same(refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    before = os.sched_getscheduler(0)
    monkeypatch.setattr(os, refused, refuse)
    done = []
    with as_batch():
        done.append("work")
    monkeypatch.undo()
    assert done == ["work"]
    assert os.sched_getscheduler(0) == before


@needs_linux
def test_a_rank_that_was_chosen_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[int] = []
    monkeypatch.setattr(os, "sched_getscheduler", lambda _pid: os.SCHED_IDLE)
    monkeypatch.setattr(os, "sched_setscheduler", lambda _pid, policy, _param: chosen.append(policy))
    with as_batch():
        pass
    assert chosen == []


@needs_linux
@pytest.mark.django_db
def test_a_rebuild_is_batch_work() -> None:
    make_article()
    found = []
    sync.rebuild(lambda _count: found.append(os.sched_getscheduler(0)))
    assert found == [os.SCHED_BATCH]
    assert os.sched_getscheduler(0) != os.SCHED_BATCH
