"""CSL-JSON, read back as JSON and by citeproc-py."""

import json

from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from articles.citations.csl import csl_item
from articles.citations.forms import FORMS
from tests.citations.references import KING, ROSA, WIRE, headlines, make_reference


def test_a_newspaper_article() -> None:
    cited = make_reference(
        authors=(ROSA, KING, WIRE), agency="Wire and Press", url="https://valley.example/1", topics=("Water", "Fire")
    )
    assert csl_item(cited) == {
        "id": "council-approves-plan-2024-03-04",
        "type": "article-newspaper",
        "title": "Council approves plan",
        "author": [
            {"family": "Perez", "given": "Rosa María"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "Wire and Press"},
        ],
        "container-title": "The Valley Courier",
        "issued": {"date-parts": [[2024, 3, 4]]},
        "accessed": {"date-parts": [[2026, 11, 24]]},
        "archive": "News Archive",
        "URL": "https://archive.example/2024/03/04/council-approves-plan/",
        "language": "en",
        "keyword": "Water, Fire",
        "note": "Agency: Wire and Press\nPublished at: https://valley.example/1",
    }


def test_what_is_not_known_is_left_out() -> None:
    assert {"author", "keyword", "note", "abstract"}.isdisjoint(csl_item(make_reference(authors=())))


@given(st.lists(headlines, max_size=4))
def test_a_list_is_one_json_array_that_a_citation_processor_reads(titles: list[str]) -> None:
    references = [make_reference(key=f"story-{number}", title=title) for number, title in enumerate(titles)]
    items = json.loads("".join(FORMS["csl-json"].written(references)))
    assert [item["title"] for item in items] == titles
    assert len(CiteProcJSON(items)) == len(titles)
