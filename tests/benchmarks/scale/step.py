"""One step of the benchmark, in a process of its own that belongs to one archive."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks.scale.figures import Figures


def main() -> None:
    """`NAME FILE [NUMBER]`: the step's module, the file for its figures, and what else it takes."""
    name, file, *numbers = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    import_module(f"tests.benchmarks.scale.{name}").run(Figures(Path(file)), *map(int, numbers))


if __name__ == "__main__":
    main()
