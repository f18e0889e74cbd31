"""The examples in docs/import-formats.md are true."""

import json
import re
from pathlib import Path

import pytest

from articles.importers import read_article, to_json
from articles.importers.encoding import LARGEST_FILE
from articles.importers.folder import parse_settings
from articles.importers.formats import FORMATS
from articles.importers.packed import MOST_BYTES, MOST_FILES
from articles.importers.walk import READ_ENDINGS

DOCS = (Path(__file__).parents[2] / "docs" / "import-formats.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```text\n(.*?)```\n\n```json\n(.*?)```", DOCS, re.DOTALL)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[json.loads(found)["format"] for _, found in EXAMPLES])
def test_an_example_is_read_as_documented(text: str, expected: str) -> None:
    article = to_json(read_article(text.encode(), "example.txt"))
    wanted = json.loads(expected)
    assert {key: article[key] for key in wanted} == wanted


def test_every_format_has_an_example() -> None:
    assert {json.loads(found)["format"] for _, found in EXAMPLES} == set(FORMATS)


def test_every_key_of_the_object_is_documented() -> None:
    article = to_json(read_article(b"Headline\n\nA text of some words.", "a.txt"))
    table = DOCS[DOCS.index("## The object") : DOCS.index("## Folders")]
    for key in article:
        assert f"`{key}`" in table


def test_the_folder_file_is_valid_and_the_limits_are_the_real_ones() -> None:
    (toml,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    assert parse_settings(toml.encode(), "docs").withheld
    assert f"{LARGEST_FILE // 1_000_000} MB" in DOCS
    assert f"{MOST_FILES:,} files or {MOST_BYTES // 1_000_000_000} GB" in DOCS
    assert all(f"`{ending}`" in DOCS for ending in READ_ENDINGS if ending)
