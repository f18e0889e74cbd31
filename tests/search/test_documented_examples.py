"""The examples in docs/search.md are true."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from articles.search.engine import Filters, SearchRequest
from articles.search.query import DATE_FIELDS, MAX_LENGTH, MAX_TERMS, parse
from articles.search.storage import MemoryStorage
from articles.search.syntax import FIELDS, describe
from articles.search.tantivy_engine import TantivyEngine
from tests.search.documents import make_document, make_said

DOCS = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")


def rows(head: str) -> Iterator[list[str]]:
    """The rows of every table with that head line."""
    for table in re.findall(rf"^\| {re.escape(head)} \|\n\|[- |]+\|\n((?:\|.*\n)+)", DOCS, re.MULTILINE):
        for line in table.splitlines():
            yield [cell.strip() for cell in line.strip("|").split("|")]


FOUND = list(rows("write | finds | understood as"))
MENDED = list(rows("write | finds | what is said"))
REFUSED = list(rows("write | what is said"))


@pytest.fixture(scope="module")
def engine() -> TantivyEngine:
    """The small archive of the documentation."""
    engine = TantivyEngine(MemoryStorage())
    stories = []
    for number, headline, body, language, day, source, said in rows(
        "no. | headline | body | language | day | source | speaker and quote"
    ):
        speaker, _, quote = said.partition(": ")
        stories.append(
            make_document(
                int(number),
                headline=headline,
                body=body,
                language=language,
                published_on=date.fromisoformat(day),
                source=source,
                quotes=(make_said(quote, speakers=(speaker,)),) if quote else (),
            )
        )
    engine.apply(stories, [])
    return engine


def found(engine: TantivyEngine, query: str) -> str:
    """The numbers of the stories that match, as the documentation writes them."""
    response = engine.search(SearchRequest(Filters(None), parse(query).node))
    return ", ".join(str(number) for number in sorted(hit.article_id for hit in response.hits))


@pytest.mark.parametrize(("query", "numbers", "meaning"), FOUND)
def test_an_example_finds_what_is_documented(engine: TantivyEngine, query: str, numbers: str, meaning: str) -> None:
    parsed = parse(query.strip("`"))
    assert parsed.problems == ()
    assert describe(parsed.node) == meaning
    assert found(engine, query.strip("`")) == numbers


@pytest.mark.parametrize(("query", "numbers", "message"), MENDED)
def test_a_mistake_is_mended_as_documented(engine: TantivyEngine, query: str, numbers: str, message: str) -> None:
    (problem,) = parse(query.strip("`")).problems
    assert problem.message == message
    assert found(engine, query.strip("`")) == numbers


@pytest.mark.parametrize(("query", "message"), REFUSED)
def test_what_is_refused_is_told_as_documented(engine: TantivyEngine, query: str, message: str) -> None:
    assert any(problem.message.startswith(message) for problem in parse(query.strip("`")).refused)
    assert found(engine, query.strip("`")) == ""


def test_all_fields_and_limits_are_documented() -> None:
    assert len(FOUND) > 20
    assert all(f"`{name}:" in DOCS for name in [*FIELDS, *DATE_FIELDS])
    assert f"{MAX_LENGTH:,} characters and {MAX_TERMS} words" in DOCS
