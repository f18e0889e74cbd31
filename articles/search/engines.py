"""The engine of this process."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from articles.search.engine import Engine
from articles.search.storage import FolderStorage, MemoryStorage
from articles.search.tantivy_engine import TantivyEngine


@cache
def get_engine() -> Engine:
    """The engine the settings name. In a forked process it is opened anew."""
    if settings.SEARCH_ENGINE == "memory":
        return TantivyEngine(MemoryStorage())
    storage = FolderStorage(Path(str(settings.SEARCH_INDEX_DIR)))
    return TantivyEngine(storage, build_memory=settings.INDEX_BUILD_MB * 1_000_000)


def reset_engine() -> None:
    """Forget the engine: the next one is opened anew, and empty where it is in memory."""
    get_engine.cache_clear()


os.register_at_fork(after_in_child=reset_engine)
