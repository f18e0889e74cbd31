"""Make each archive, measure it step by step in processes of its own, print the table."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.scale import __doc__ as usage
from tests.benchmarks.scale import table
from tests.benchmarks.scale.figures import Figures

TOP = Path(__file__).resolve().parents[3]
SIZES = (10_000, 100_000, 1_000_000)
STEPS = ("indexing", "answers", "deep", "quotes", "comparing", "pages")
_DISK_EACH = 25_000
"""Bytes of disk for an article, with its copies in the other databases."""


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        prog="make bench", description=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--folder", type=Path, default=TOP / "var" / "benchmarks")
    parser.add_argument("--only", nargs="+", choices=STEPS, default=STEPS, metavar="STEP")
    parser.add_argument("--import", type=Path, dest="imported", metavar="FOLDER", help="article files to measure with")
    parser.add_argument("--write", action="store_true", help="put table and plot into docs/benchmarks.md")
    options = parser.parse_args()
    names = ["imported"] if options.imported else [str(size) for size in sorted(options.sizes)]
    held = []
    for name in names:
        folder = options.folder.resolve() / name
        figures = Figures(folder / "figures.json")
        if "articles" not in figures.read():
            _make(folder, options.imported)
        _run(folder, "manage.py", "migrate", "--verbosity", "0")
        for step in STEPS:
            if step in options.only or (step == "indexing" and "index_mb" not in figures.read()):
                print(f"{name} articles: {step} …", file=sys.stderr, flush=True)
                _step(folder, step)
        held.append(figures.read())
    print(table.markdown(held))
    if options.write:
        table.write(TOP / "docs", held)


def _make(folder: Path, imported: Path | None) -> None:
    """A new archive in the folder; one that was begun and not finished is thrown away."""
    size = 0 if imported else int(folder.name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if (free := shutil.disk_usage(folder).free) < size * _DISK_EACH:
        raise SystemExit(f"{size:,} articles need {size * _DISK_EACH / 1e9:.0f} GB of disk; {free / 1e9:.0f} are free.")
    _run(folder, "manage.py", "migrate", "--verbosity", "0")
    if imported:
        _run(folder, "manage.py", "import_articles", str(imported))
        _step(folder, "counting")
    else:
        print(f"{size:,} articles: writing …", file=sys.stderr, flush=True)
        _step(folder, "fill", str(size))


def _step(folder: Path, name: str, *more: str) -> None:
    _run(folder, "-m", "tests.benchmarks.scale.step", name, str(folder / "figures.json"), *more)


def _run(folder: Path, *command: str) -> None:
    """A Python process that belongs to the archive in the folder; ends this one where it fails."""
    environment = os.environ | {
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/archive.sqlite3",
        "SEARCH_URL": f"tantivy://{folder}/index",
        "ENV_FILE": os.devnull,
        "DEBUG": "off",
        "HTTPS": "off",
        "LIMIT_SEARCH": "1000000/s",  # counted as for any visitor, but never refused
        "LIMITS": "off",  # all requests come from one client
    }
    status = subprocess.run([sys.executable, *command], cwd=TOP, env=environment, check=False).returncode
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}.")


if __name__ == "__main__":
    main()
