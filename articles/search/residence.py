"""How much of the index's files a process keeps in its memory.

Tantivy maps the files of the index, so that whatever was ever read of them counts as memory of the process, a gigabyte
and more at a million articles. The system could take it back at any time, but whoever watches processes cannot see
that, and limits on memory count it. So it is given back once it is much, in a pause between two requests, for nobody
shall wait for that: the system's own cache keeps what was read, and to map it again costs little.
"""

import os
from pathlib import Path
from threading import Timer

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.dispatch import receiver

from articles.search.engines import get_engine

_STATM = Path("/proc/self/statm")  # Linux only; elsewhere nothing is given back
_SHARED = 2  # its third number: pages of files in memory
_MEGABYTE = 1_000_000
_PAUSE = 0.02  # seconds without a new request
_MUCH = 0.5  # of what may be held


def mapped() -> float:
    """Megabytes of files that this process holds in memory; 0 where the system does not tell."""
    if not _STATM.exists():
        return 0
    return int(_STATM.read_text().split()[_SHARED]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


class _Requests:
    """How many this process has begun to answer."""

    begun = 0


@receiver(request_started)
def _begin(**_: object) -> None:
    _Requests.begun += 1


@receiver(request_finished)
def give_back(**_: object) -> None:
    """In the next pause; at once where it has become too much before there was one."""
    held = mapped()
    if held > settings.INDEX_MEMORY_MB:
        get_engine().release()
    elif held > _MUCH * settings.INDEX_MEMORY_MB:
        pause = Timer(_PAUSE, _give_back_if_idle, [_Requests.begun])
        pause.daemon = True
        pause.start()


def _give_back_if_idle(begun: int) -> None:
    if begun == _Requests.begun:
        get_engine().release()
