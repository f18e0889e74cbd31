"""Where given words stand in a text."""

import pytest

from articles.quotes.places import as_printed, find_words, stands_at, why_missing

TEXT = (
    "“The pier stands,” the engineer said. “It will stand for years.”\n\n"
    "The pier stands on sand. He said “the pier stands” again, and « le quai tient »."
)


def words_at(words: str, near: int | None = None) -> list[str]:
    return [TEXT[start:end] for start, end in find_words(words, TEXT, near)]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("The pier stands,", ["The pier stands,"]),
        ("the pier stands", ["the pier stands"]),
        ("le quai tient", ["le quai tient"]),
        ("stands on   sand.", ["stands on sand."]),
        ("The pier stands, It will stand for years.", ["The pier stands,", "It will stand for years."]),
        ("The pier stands, for years.", []),
        ("the quay stands", []),
        ("", []),
    ],
)
def test_words_are_found_where_they_stand(words: str, parts: list[str]) -> None:
    assert words_at(words) == parts


def test_words_over_two_paragraphs_are_one_place() -> None:
    assert find_words("years.” The pier", TEXT) == ((57, 74),)


def test_of_several_places_the_one_in_marks_is_taken_else_the_nearest() -> None:
    text = "A safe harbour. They call it “a safe harbour” and nothing but a safe harbour."
    assert find_words("safe harbour", "A safe harbour, a “safe harbour”.") == ((19, 31),)
    assert find_words("safe harbour", text, near=60) == ((64, 76),)


def test_two_parts_far_apart_are_no_quote() -> None:
    far = f"“One,” he said. {'x ' * 400}“Two.”"
    assert find_words("One, Two.", far) == ()


def test_stands_at_looks_at_the_words() -> None:
    assert stands_at("One two", "One  two", ((0, 8),))
    assert not stands_at("One two", "One  two", ((0, 7),))
    assert not stands_at("One two", "One  two", ())


def test_another_form_of_marks_is_offered_as_printed() -> None:
    assert as_printed("DON'T", "They don’t know.") == "don’t"
    assert why_missing("they don't", "They don’t know.") == "It is printed this way: They don’t"


def test_it_is_told_up_to_where_the_text_agrees() -> None:
    why = why_missing("The pier stands on rock", TEXT)
    assert "Up to “The pier stands on”" in why
    assert "paragraph 2" in why
    assert "“sand." in why
    assert "“rock”" in why


def test_not_even_the_first_word() -> None:
    assert "“Nobody”" in why_missing("Nobody knows", TEXT)
    assert why_missing(" ", TEXT) == "There are no words."
