"""How much of the index's files a process keeps in its memory.

Tantivy maps the files of the index, so that whatever was ever read of them counts as memory of the process, a gigabyte
and more at a million articles. The system could take it back at any time, but whoever watches processes cannot see
that, and limits on memory count it. So it is given back after a request when it has become much: the system's own cache
keeps what was read, and to map it again costs next to nothing.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver

from articles.search.engines import get_engine

_STATM = Path("/proc/self/statm")  # Linux only; elsewhere nothing is given back
_SHARED = 2  # its third number: pages of files in memory
_MEGABYTE = 1_000_000


def mapped() -> float:
    """Megabytes of files that this process holds in memory; 0 where the system does not tell."""
    if not _STATM.exists():
        return 0
    return int(_STATM.read_text().split()[_SHARED]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


@receiver(request_finished)
def give_back(**_: object) -> None:
    """Once a response is sent, nobody waits for it."""
    if mapped() > settings.INDEX_MEMORY_MB:
        get_engine().release()
