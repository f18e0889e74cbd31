"""One step of the benchmark, in a process of its own that belongs to one archive."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks.scale.figures import Figures

_PIECE = 1 << 24


def read_once(folder: Path) -> None:
    """Database and index, so that the system has in memory what fits there, however long ago it was last used."""
    for path in (folder / "archive.sqlite3", *(folder / "index").rglob("*")):
        if path.is_file():
            with path.open("rb", buffering=0) as opened:
                while opened.read(_PIECE):
                    pass


def main() -> None:
    """`NAME FILE [NUMBER]`: the step's module, the file for its figures, and what else it takes."""
    name, file, *numbers = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    read_once(Path(file).parent)
    import_module(f"tests.benchmarks.scale.{name}").run(Figures(Path(file)), *map(int, numbers))


if __name__ == "__main__":
    main()
