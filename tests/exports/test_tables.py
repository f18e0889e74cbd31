"""Tables of odd texts, read back as they were."""

import csv
import io
import json
from datetime import UTC, date, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from articles.citations.reference import Reading
from articles.exports import formats
from articles.exports.formats import csv_table
from articles.exports.tables import ARTICLE_COLUMNS, article_row
from articles.models import Article, Source
from tests.citations.references import ODD

READING = Reading("News Archive", lambda path: f"https://archive.example{path}", date(2026, 11, 24))
texts = st.text(st.sampled_from(ODD), max_size=30)


def odd_article(headline: str, standfirst: str) -> Article:
    """An article that is in no database."""
    moment = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
    source = Source(name=headline)
    return Article(
        headline=headline,
        standfirst=standfirst,
        slug="x",
        source=source,
        published_at=moment,
        published_on=moment.date(),
    )


@given(texts, texts, st.lists(texts, max_size=3))
@example("=1+1", '"', [";"])
@example("two\r\nlines", "\u2028", [])
def test_csv_and_json_lines_hold_every_sign(headline: str, standfirst: str, topics: list[str]) -> None:
    row = article_row(odd_article(headline, standfirst), topics, READING.absolute)
    table = "".join(csv_table(ARTICLE_COLUMNS, [row, row])).removeprefix("\ufeff")
    read = list(csv.DictReader(io.StringIO(table, newline="")))
    assert len(read) == 2
    for column, text in (("headline", headline), ("standfirst", standfirst), ("topics", "; ".join(topics))):
        assert read[0][column] in {text, f"'{text}"}
    (line, again) = "".join(formats.json_lines([row, row])).removesuffix("\n").split("\n")
    assert json.loads(line) == json.loads(again) == row
