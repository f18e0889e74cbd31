"""RIS, read back by rispy."""

import rispy
from hypothesis import given
from hypothesis import strategies as st

from articles.citations.forms import FORMS
from articles.citations.names import Author
from articles.citations.ris import ris_entry
from tests.citations.references import KING, ROSA, WIRE, headlines, make_reference, odd_lines


def test_a_newspaper_article() -> None:
    cited = make_reference(
        authors=(ROSA, KING, WIRE),
        agency="Wire and Press",
        url="https://valley.example/1",
        topics=("Water", "Town hall"),
        abstract="At last.",
    )
    (entry,) = rispy.loads(ris_entry(cited))
    assert entry == {
        "type_of_reference": "NEWS",
        "id": "council-approves-plan-2024-03-04",
        "title": "Council approves plan",
        "authors": ["Perez, Rosa María", "King, Martin Luther, Jr.", "Wire and Press"],
        "secondary_title": "The Valley Courier",
        "year": "2024",
        "date": "2024/03/04",
        "language": "en",
        "abstract": "At last.",
        "keywords": ["Water", "Town hall"],
        "notes": ["Agency: Wire and Press", "Published at: https://valley.example/1"],
        "name_of_database": "News Archive",
        "urls": ["https://archive.example/2024/03/04/council-approves-plan/"],
        "access_date": "2026/11/24",
    }


def test_lines_end_as_the_specification_asks_and_what_is_not_known_is_left_out() -> None:
    text = ris_entry(make_reference(authors=(), language=""))
    assert text.count("\r\n") == text.count("\n")
    assert "AU  -" not in text
    assert "LA  -" not in text
    assert text.endswith("ER  - \r\n\r\n")


@given(headlines, odd_lines)
def test_no_headline_breaks_it(title: str, abstract: str) -> None:
    (entry,) = rispy.loads(ris_entry(make_reference(title=title, abstract=abstract)))
    assert entry["title"] == title
    assert entry.get("abstract", "") == abstract


@given(st.lists(headlines, max_size=4))
def test_a_list_holds_every_entry(titles: list[str]) -> None:
    references = [make_reference(title=title, authors=(Author(title),)) for title in titles]
    entries = rispy.loads("".join(FORMS["ris"].written(references)))
    assert [entry["title"] for entry in entries] == titles
