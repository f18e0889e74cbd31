"""Read the text dumps of news pages and write predictions for their scorer.

    python -m tests.benchmarks.dumps_accuracy FOLDER main|full > predictions.jsonl
    python FOLDER/score.py predictions.jsonl --rendering main --set fundus

FOLDER holds gold.jsonl (one object a line with id and set) and SET/ID.main.txt, SET/ID.full.txt. The gold counts the
standfirst to the body, so it is put before it here.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from articles.importers import ArticleRecord, UnreadableFile, read_article


def prediction(identifier: str, record: ArticleRecord) -> dict[str, Any]:
    """A record in the scorer's form."""
    return {
        "id": identifier,
        "title": record.headline,
        "authors": record.authors,
        "date": record.published and record.published.local.isoformat(),
        "body": f"{record.standfirst}\n{record.body}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("rendering", choices=["main", "full"])
    options = parser.parse_args()
    started, count = time.process_time(), 0
    with (options.folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            path = options.folder / row["set"] / f"{row['id']}.{options.rendering}.txt"
            count += 1
            try:
                record = read_article(path.read_bytes(), str(path), quotes=False)
            except UnreadableFile as error:
                print(f"{path}: {error}", file=sys.stderr)
                continue
            print(json.dumps(prediction(row["id"], record), ensure_ascii=False))
    spent = time.process_time() - started
    print(f"{count} pages, {spent / count * 1000:.1f} ms of processor time a page", file=sys.stderr)


if __name__ == "__main__":
    main()
