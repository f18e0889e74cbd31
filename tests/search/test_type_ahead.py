"""What the words typed so far may become."""

import pytest

from articles.search.query import parse
from articles.search.type_ahead import as_words, begins_in, name_keys, typed_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("chav", ["chav"]),
        ("  hugo   ch ", ["hugo", "ch"]),
        ("ch", ["ch"]),
        ("c", []),
        ("“c", []),
        ("", []),
        ("– …", []),
    ],
)
def test_two_letters_or_digits_must_have_been_typed(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words


def test_of_a_long_text_the_first_twelve_words_are_looked_for() -> None:
    assert len(typed_words("word " * 200)) == 12


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["chav"], ["Hugo Chávez"]),
        (["CHÁV"], ["Hugo Chavez"]),
        (["cha", "hu"], ["Hugo Chávez"]),
        (["bri"], ["Ann O’Brien"]),
        (["obri"], ["Ann O’Brien"]),
        (["o'bri"], ["Ann O’Brien"]),
        (["koffi"], ["A. Annan", "Koffi Annan"]),
    ],
)
def test_every_word_typed_begins_a_word_of_one_name(typed: list[str], names: list[str]) -> None:
    assert begins_in(typed, name_keys(names))


@pytest.mark.parametrize("typed", [["ugo"], ["hugo", "perez"], ["chavezz"]])
def test_what_begins_no_word_of_the_name_is_no_beginning_of_it(typed: list[str]) -> None:
    assert not begins_in(typed, name_keys(["Hugo Chávez", "Perez"]))


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Chávez: “No rain” (again)", "Chávez No rain again"),
        ("YES OR NO? -10 % in 1,000 towns*", "YES or NO 10 in 1,000 towns"),
        ("O’Brien’s co-op ~ [live]", "O’Brien’s co-op live"),
    ],
)
def test_a_completion_can_be_searched_for(label: str, words: str) -> None:
    assert as_words(label) == words
    assert not parse(words).problems
