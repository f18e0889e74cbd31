"""Read the text dumps of news pages and write predictions for their scorer.

    python -m tests.benchmarks.dumps_accuracy FOLDER main|full > predictions.jsonl
    python FOLDER/score.py predictions.jsonl --rendering main --set fundus

FOLDER holds gold.jsonl (one object a line with id and set) and SET/ID.main.txt, SET/ID.full.txt. The gold counts the
standfirst to the body, so it is put before it here. The scorer tells apart letters that Unicode counts as the same (ü
in one sign, or u and its dots after it) and words with and without a soft hyphen; the gold has them as the page, the
archive keeps one form of each. So a paragraph is given in the letters of its page; --as-kept gives the archive's.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from articles.importers import ArticleRecord, UnreadableFile, read_article
from articles.text import normalise, paragraphs, squeeze


def prediction(identifier: str, record: ArticleRecord, page: str) -> dict[str, Any]:
    """A record in the scorer's form, its paragraphs in the letters of the page that they were read from."""
    printed = {squeeze(normalise(line)): line for line in page.split("\n")}
    text = [record.standfirst, *paragraphs(record.body)]
    return {
        "id": identifier,
        "title": record.headline,
        "authors": record.authors,
        "date": record.published and record.published.local.isoformat(),
        "body": "\n".join(printed.get(paragraph, paragraph) for paragraph in text),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("rendering", choices=["main", "full"])
    parser.add_argument("--as-kept", action="store_true")
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
            page = "" if options.as_kept else path.read_text(encoding="utf-8")
            print(json.dumps(prediction(row["id"], record, page), ensure_ascii=False))
    spent = time.process_time() - started
    print(f"{count} pages, {spent / count * 1000:.1f} ms of processor time a page", file=sys.stderr)


if __name__ == "__main__":
    main()
