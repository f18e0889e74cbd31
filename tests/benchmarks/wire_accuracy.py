"""How much of a folder of wire copy is read right: `python -m tests.benchmarks.wire_accuracy FOLDER GOLD`.

GOLD is a .jsonl or .jsonl.gz file with one object a line: id (path in FOLDER without .txt), title, authors, date
(ISO with offset), url, place, agency. Where the gold is empty a value is counted apart: this gold leaves out what
stands in the story's own lines. “people” are the authors once more, without the kinds of story and the posts that
the gold keeps among the names (“Ana Paz - Analysis”, “Health Correspondent”).
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.importers import ArticleRecord, read_article
from articles.text import squeeze
from articles.zones import zone

FIELDS = ("title", "date", "authors", "people", "place", "url", "agency")
_KIND_OF_STORY = re.compile(r"\s+-\s?[A-Z]\w+$")
_POST = re.compile(r"\b(?:correspondent|editor|staff|reporter|health)$", re.IGNORECASE)


def found(record: ArticleRecord) -> dict[str, Any]:
    """The values of a record in the form of the gold."""
    published = record.published
    return {
        "title": record.headline,
        "date": published
        and published.time_zone
        and published.local.replace(tzinfo=zone(published.time_zone)).isoformat(),
        "authors": record.authors,
        "people": record.authors,
        "place": record.place,
        "url": record.url,
        "agency": record.agency,
    }


def people(authors: list[str]) -> list[str]:
    """The names among the authors of the gold."""
    return [_KIND_OF_STORY.sub("", name) for name in authors if not _POST.search(name)]


def right(name: str, want: Any, got: Any) -> bool:
    """Whether a value is the gold's; dates as instants with their offset, texts without doubled spaces."""
    if name == "date":
        return bool(got) and datetime.fromisoformat(want).isoformat() == got
    if isinstance(want, str) and isinstance(got, str):
        return squeeze(want) == squeeze(got)
    return bool(want == got)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The gold, one row at a time."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors for each field")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    errors: Counter[str] = Counter()
    spent = 0.0
    for row in rows(options.gold):
        path = options.folder / f"{row['id']}.txt"
        data = path.read_bytes()
        started = time.process_time()
        record = read_article(data, str(path), quotes=False)
        spent += time.process_time() - started
        got = found(record)
        row["people"] = people(row["authors"])
        counts["files", record.format] += 1
        for name in FIELDS:
            kind = "absent" if row[name] in (None, []) else "present"
            good = right(name, row[name], got[name])
            counts[name, kind] += 1
            counts[name, f"{kind} right"] += good
            if not good and errors[name] < options.errors:
                errors[name] += 1
                print(f"{name} | {row['id']} | {row[name]!r} | {got[name]!r}", file=sys.stderr)
    report(counts, spent)


def report(counts: Counter[tuple[str, str]], spent: float) -> None:
    files = {form: number for (kind, form), number in counts.items() if kind == "files"}
    print("files", files, f"{spent / sum(files.values()) * 1000:.2f} ms of processor time a file, without quotes")
    for name in FIELDS:
        present, absent = counts[name, "present"], counts[name, "absent"]
        line = f"{name:8} right {counts[name, 'present right'] / max(1, present):.4f} (n {present})"
        if absent:
            line += f"  given though the gold has none {1 - counts[name, 'absent right'] / absent:.4f} (n {absent})"
        print(line)


if __name__ == "__main__":
    main()
