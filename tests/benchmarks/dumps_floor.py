"""How far the reader stands above a naive one: floor, floor plus half the way to 1, and the reader, for every set.

    python -m tests.benchmarks.dumps_floor FOLDER

FOLDER is that of dumps_accuracy, with its score.py. The naive reader knows nothing of pages: the first line of thirty
characters is the title, the first thing like a date the date, every line “By NAME” names authors, and all lines of
eighty characters are the body.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.importers import UnreadableFile, read_article
from articles.importers.words import MONTHS, any_of
from tests.benchmarks.dumps_accuracy import prediction

TITLE, PARAGRAPH = 30, 80
SETS = (("fundus", False), ("fundus", True), ("trafi", True), ("sb", True))
_MONTH = rf"(?P<name>{any_of(MONTHS)})\.?"
_DATES = [
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_MONTH} (?P<day>\d\d?),? (?P<year>20\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d\d?)\.? (?:de )?{_MONTH},? (?:de )?(?P<year>20\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d\d?)[./](?P<month>\d\d?)[./](?P<year>20\d\d)\b"),
]
_BY = re.compile(r"(?:by|por|par|von)\s+(?P<names>.{3,60})", re.IGNORECASE)
_MEASURE = re.compile(r"^(title exact|date right|authors F1|body F1|snippets F1) +(\d\.\d+)", re.MULTILINE)


def naive(identifier: str, text: str) -> dict[str, Any]:
    """What a reader of a dozen lines makes of a page, in the scorer's form."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = [match["names"] for line in lines if (match := _BY.fullmatch(line))]
    return {
        "id": identifier,
        "title": next((line for line in lines if len(line) >= TITLE), None),
        "authors": found,
        "date": next((date for line in lines if (date := first_date(line))), None),
        "body": "\n".join(line for line in lines if len(line) >= PARAGRAPH),
    }


def first_date(line: str) -> str | None:
    """The first date of a line as the patterns come, in ISO form; figures with the day first."""
    for match in filter(None, (pattern.search(line) for pattern in _DATES)):
        parts = match.groupdict()
        month = parts.get("month") or MONTHS[parts["name"].lower()]
        return f"{parts['year']}-{int(month):02}-{int(parts['day']):02}"
    return None


def pages(folder: Path, rendering: str) -> Iterator[tuple[str, Path]]:
    """The identifier and the file of every page."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["id"], folder / row["set"] / f"{row['id']}.{rendering}.txt"


def ours(identifier: str, path: Path) -> dict[str, Any]:
    """What the reader makes of a page; nothing where it refuses the file."""
    try:
        record = read_article(path.read_bytes(), str(path), quotes=False)
        return prediction(identifier, record, path.read_text(encoding="utf-8"))
    except UnreadableFile:
        return {"id": identifier}


def measures(folder: Path, rows: list[dict[str, Any]], rendering: str, kind: str, every: bool) -> dict[str, float]:
    """Field → its share, as the scorer prints it; not those that the set does not have."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(folder / "score.py"), file.name, "--rendering", rendering, "--set", kind]
        printed = subprocess.run(command + ["--all-languages"] * every, check=True, capture_output=True, text=True)
    found = {name: float(share) for name, share in _MEASURE.findall(printed.stdout)}
    return {name: share for name, share in found.items() if kind != "sb" or name == "body F1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print("| set | rendering | field | naive | half the way to 1 | reader | reached |")
    print("| --- " * 7 + "|")
    for rendering in ("main", "full"):
        floors = [naive(name, path.read_text(encoding="utf-8")) for name, path in pages(folder, rendering)]
        readings = [ours(name, path) for name, path in pages(folder, rendering)]
        for kind, every in SETS:
            shares = measures(folder, readings, rendering, kind, every)
            for name, floor in measures(folder, floors, rendering, kind, every).items():
                target, share = floor + (1 - floor) / 2, shares[name]
                label = f"{kind}, all languages" if kind == "fundus" and every else kind
                met = "yes" if share >= target else "no"
                print(f"| {label} | {rendering} | {name} | {floor:.3f} | {target:.3f} | {share:.3f} | {met} |")


if __name__ == "__main__":
    main()
