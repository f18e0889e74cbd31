"""Work that may take minutes, while readers' questions shall be answered at once."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_batch() -> Iterator[None]:
    """Tell the system that this thread, and those it starts meanwhile, compute for long and wait for nobody.

    Linux then lets other processes' threads go first when they wake, and changes less often between those of a rebuild,
    which makes it some four percent faster. Other systems know no such thing, some of Linux's C libraries and sandboxes
    do not let it through, and whoever has chosen another rank for the process keeps it: all goes on as it was.
    """
    begun = _begin()
    try:
        yield
    finally:
        if begun:
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _begin() -> bool:
    """Whether this thread is batch work from now on, and was not before."""
    if sys.platform != "linux":
        return False
    try:
        usual = os.sched_getscheduler(0) == os.SCHED_OTHER
        if usual:
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    except OSError:  # refused, or musl, which has neither
        return False
    return usual
