"""One step of the benchmark, in a process of its own that belongs to one archive."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks.scale.figures import Figures

_PIECE = 1 << 24


def read_once(database: Path) -> None:
    """So that the system has it in memory, as far as it fits there, however long ago it was last used.

    Not the index: after its files were read from end to end, most runs found twice the memory in a worker, as they
    would after a backup (docs/benchmarks.md); questions bring what they need of it.
    """
    with database.open("rb", buffering=0) as opened:
        while opened.read(_PIECE):
            pass


def main() -> None:
    """`NAME FILE [NUMBER]`: the step's module, the file for its figures, and what else it takes."""
    name, file, *numbers = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    read_once(Path(file).with_name("archive.sqlite3"))
    import_module(f"tests.benchmarks.scale.{name}").run(Figures(Path(file)), *map(int, numbers))


if __name__ == "__main__":
    main()
