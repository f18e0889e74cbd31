"""Reading many files in a process of its own: no exception of one file stops the others."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importers import ArticleRecord, Defaults, UnreadableFile, read_article

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, small enough to be sent to another process."""

    data: bytes
    path: str
    defaults: Defaults


def read_many(tasks: Sequence[Task]) -> list[ArticleRecord | str]:
    """For each file its record, or the reason why there is none."""
    return [_read_one(task) for task in tasks]


def _read_one(task: Task) -> ArticleRecord | str:
    try:
        return read_article(task.data, task.path, task.defaults)
    except UnreadableFile as error:
        return str(error)
    except Exception as error:  # a reader's mistake costs one file, told with its name, and not the import
        logger.exception("Reading %s failed", task.path)
        return f"the reader failed on it ({type(error).__name__}: {error}); please report this with the file"
