"""Bylines, divided where the name itself tells how."""

import pytest

from articles.citations.names import Author, author


@pytest.mark.parametrize(
    ("printed", "language", "family", "given"),
    [
        ("Rosa Perez", "en", "Perez", "Rosa"),
        ("Ana María Paz", "en", "Paz", "Ana María"),
        ("John van der Berg", "en-gb", "van der Berg", "John"),
        ("Luis da Silva", "pt-br", "da Silva", "Luis"),
        ("Rosa Pérez", "es", "Pérez", "Rosa"),
    ],
)
def test_a_name_is_divided(printed: str, language: str, family: str, given: str) -> None:
    assert author(printed, language) == Author(family, given)


def test_a_suffix_is_neither_family_nor_given_name() -> None:
    assert author("Martin King Jr.", "en") == Author("King", "Martin", "Jr.")
    assert author("Martin King Jr.", "en").listed == "King, Martin, Jr."


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("EFE", "es"),
        ("JF", "en"),
        ("Associated Press", "en"),
        ("Redacción", "es"),
        ("Nagy Péter", "hu"),
        ("Ana María Ruiz", "es"),  # one family name …
        ("Ana Ruiz Soto", "es"),  # … or two
    ],
)
def test_a_name_that_does_not_tell_how_it_divides_stays_whole(printed: str, language: str) -> None:
    assert author(printed, language) == Author(printed)
