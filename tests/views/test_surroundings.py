"""The sentence around a quote, from the text near it."""

from typing import Any

import pytest

from articles.models import Quote
from articles.views.surroundings import LONGEST, WINDOW, Surroundings, surroundings, with_window
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db


def around(body: str, words: str, **fields: Any) -> Surroundings:
    """What stands around these words of a body."""
    quote = make_quote(make_article(body=body), words, **fields)
    return surroundings(with_window(Quote.objects.all()).get(pk=quote.pk))


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        ("He left. “It rains,” said Perez. We stayed.", "“", ",” said Perez."),
        ("He left. Mr. Perez said “It rains” again. We stayed.", "Mr. Perez said “", "” again."),
        ("He left. “It rains?” she asked. We stayed.", "“", "?” she asked."),
        ("He left.\n\n“It rains,” said Perez.\n\nWe stayed.", "“", ",” said Perez."),
        ("He left in the U.S. navy. “It rains.” We stayed.", "He left in the U.S. navy. “", ".” We stayed."),
        ("One left. He went. “It rains.” We stayed. All did.", "He went. “", ".” We stayed."),
        ("He left.\n\n“It rains.”\n\nWe stayed.", "“", ".”"),
        ("It rains", "", ""),
    ],
)
def test_its_sentence_and_where_it_is_one_itself_those_beside_it(body: str, before: str, after: str) -> None:
    assert around(body, "It rains") == Surroundings(before, after, known=True)


def test_long_sentences_are_cut_at_words() -> None:
    long = "and so on " * 80
    found = around(f"He said {long}“It rains” {long}then.", "It rains")
    assert found.before.startswith("…")
    assert found.before.endswith(" on “")
    assert found.after.endswith("…")
    assert max(len(found.before), len(found.after)) <= LONGEST + 2


def test_far_inside_a_long_text_only_what_is_near_is_read() -> None:
    quote = make_quote(
        make_article(body="Far away. " * 1000 + "“It rains,” said Perez. " + "Far on. " * 1000), "It rains,"
    )
    read = with_window(Quote.objects.defer("article")).get(pk=quote.pk)
    assert len(read.window) == 2 * WINDOW + len("It rains,")  # type: ignore[attr-defined]  # annotated
    assert surroundings(read) == Surroundings("“", "” said Perez.", known=True)


def test_a_split_quote_takes_what_lies_between_its_parts_as_its_own() -> None:
    body = "“It rains,” she said, “and pours.” He left."
    found = around(body, "It rains, and pours.", spans=[[1, 10], [23, 33]])
    assert (found.before, found.gaps, found.after) == ("“", ("” she said, “",), "” He left.")


def test_of_a_long_way_between_two_parts_an_ellipsis_is_left() -> None:
    far = "and she went on for a while " * 9
    body = f"“It rains,” {far}“and pours.” He left."
    start = body.index("and pours")
    assert around(body, "It rains, and pours.", spans=[[1, 10], [start, start + 10]]).gaps == (" … ",)


def test_parts_in_two_paragraphs_stand_in_one_line() -> None:
    body = "“It rains.\n\n“It pours,” she said."
    assert around(body, "It rains. It pours,", spans=[[1, 10], [13, 22]]).gaps == (" “",)


@pytest.mark.parametrize(("field", "words"), [("headline", "Rain at last"), ("standfirst", "We had waited")])
def test_the_headline_and_the_standfirst_are_looked_into_too(field: str, words: str) -> None:
    article = make_article(headline="‘Rain at last’, says Perez", standfirst="‘We had waited’, says Perez")
    quote = make_quote(article, words, field=field, spans=[[1, 1 + len(words)]])
    found = surroundings(with_window(Quote.objects.all()).get(pk=quote.pk))
    assert found == Surroundings("‘", "’, says Perez", known=True)


def test_without_a_place_nothing_is_known() -> None:
    assert around("He left.", "nowhere in the text") == Surroundings()
