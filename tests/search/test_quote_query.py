"""Query texts about quotes."""

import pytest

from articles.search.query import parse
from articles.search.quote_query import parse_for_quotes
from articles.search.syntax import Nothing


@pytest.mark.parametrize("text", ["", "rain", "speaker:perez -rain", "headline:rain source:gazette after:2024"])
def test_it_is_the_search_language(text: str) -> None:
    assert parse_for_quotes(text) == parse(text)


@pytest.mark.parametrize("field", ["body", "standfirst", "caption"])
def test_fields_of_articles_alone_are_refused(field: str) -> None:
    parsed = parse_for_quotes(f"rain -{field}:wind")
    assert parsed.node == Nothing()
    (problem,) = parsed.refused
    assert (problem.field, problem.position) == (field, 6)
    assert f"Quotes have no field “{field}”" in problem.message
