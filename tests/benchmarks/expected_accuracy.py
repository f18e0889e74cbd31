"""Compare what is read with descriptions beside the files: `python -m tests.benchmarks.expected_accuracy FOLDER`.

Beside NAME.txt stands NAME.expected.json with the fields of the article; in it the body is given by its number of
paragraphs, how the first and the last begin and what it must not contain, and quotes by field or paragraph, text,
kind and speaker. A newsarchive.toml in the folder applies. Prints every difference; ends with 1 if there is one.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.importers import ArticleRecord, read_article, to_json
from articles.importers.record import NO_DEFAULTS
from articles.importers.walk import FoundFile, walk
from articles.text import paragraphs


def differences(record: ArticleRecord, expected: dict[str, Any]) -> Iterator[str]:
    """What a record has otherwise than described, one sentence each."""
    got = to_json(record)
    for key in ("headline", "source", "agency", "authors", "language", "published", "standfirst", "photos"):
        if got[key] != expected[key]:
            yield f"{key} is {got[key]!r}, not {expected[key]!r}"
    links = [{key: link[key] for key in ("title", "after_paragraph")} for link in got["related_links"]]
    if links != expected["related_links"]:
        yield f"related links are {links!r}"
    yield from body_differences(record.body, expected["body"])
    for wanted, found in zip(expected["quotes"], quotes(record), strict=False):
        if {**found, **wanted} != found:
            yield f"a quote is {found!r}, not {wanted!r}"
    if len(expected["quotes"]) != len(record.quotes):
        yield f"there are {len(record.quotes)} quotes, not {len(expected['quotes'])}"


def body_differences(body: str, expected: dict[str, Any]) -> Iterator[str]:
    """What a body has otherwise than described."""
    pieces = paragraphs(body)
    if len(pieces) != expected["paragraphs"]:
        yield f"the body has {len(pieces)} paragraphs, not {expected['paragraphs']}"
    for piece, start in ((pieces[0], expected["first"]), (pieces[-1], expected["last"])):
        if not piece.startswith(start):
            yield f"a paragraph begins {piece[:60]!r}, not {start!r}"
    for words in expected["must_not_contain"]:
        if words in body:
            yield f"the body contains {words!r}"


def quotes(record: ArticleRecord) -> list[dict[str, Any]]:
    """The quotes of a record in the form of the description."""
    found = []
    for entry in record.quotes:
        start = entry.quote.spans[0][0]
        number = record.body[:start].count("\n\n") + 1
        found.append(
            {
                "where": f"paragraph {number}" if entry.field == "body" else entry.field,
                "kind": entry.quote.kind,
                "text": entry.quote.text,
                "speaker": entry.quote.speaker,
                "speaker_as_printed": entry.quote.speaker_as_printed,
            }
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    different = False
    for found in walk([parser.parse_args().folder], NO_DEFAULTS):
        description = Path(found.path).with_suffix(".expected.json")
        if not isinstance(found, FoundFile) or not description.is_file():
            continue
        record = read_article(found.data, found.name, found.defaults)
        told = list(differences(record, json.loads(description.read_text(encoding="utf-8"))))
        print(f"{found.name}: {'as described' if not told else ''}")
        for difference in told:
            print(f"  {difference}")
        different = different or bool(told)
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
