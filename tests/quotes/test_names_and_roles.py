"""A speaker is a bare name, fit for a record of the person; the office printed with it is the quote's role.

Speakers become Person records by `Quote.speaker` (articles/archive/quoting.py), so words of role, place or house do
not belong into it. What the article prints stays in `speaker_as_printed`.
"""

import pytest

from articles.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“Rates will rise,” Central Bank Governor Elena Marsh said.", "Elena Marsh", "Central Bank Governor"),
        ("“Rates will rise,” said U.S. Treasury Secretary Paul Ames.", "Paul Ames", "U.S. Treasury Secretary"),
        ("“Rates will rise,” said former President Ivo Brandt.", "Ivo Brandt", "former President"),
        ("“We sell,” said Northwind Chief Executive Mara Quill.", "Mara Quill", "Northwind Chief Executive"),
        ("“We sell,” said Judge Anna van Hessel.", "Anna van Hessel", "Judge"),
        ("“We sell,” CENTRAL BANK CHAIRMAN IVO BRANDT said.", "Ivo Brandt", "CENTRAL BANK CHAIRMAN"),
        ("“We sell,” Bank of Elby spokeswoman Mara Quill said.", "Mara Quill", "Bank of Elby spokeswoman"),
        ("“We sell,” said Mara Quill, chief executive of Northwind.", "Mara Quill", "chief executive of Northwind"),
    ],
)
def test_the_office_is_no_part_of_the_name(text: str, speaker: str, role: str) -> None:
    [quote] = find_quotes(text)
    assert (quote.speaker, quote.role) == (speaker, role)


def test_the_role_printed_once_holds_for_the_persons_other_quotes_in_the_article() -> None:
    text = "“Rates will rise,” Governor Elena Marsh said.\n\n“Not at once,” Marsh said."
    first, second = find_quotes(text)
    assert (second.speaker, second.role) == (first.speaker, first.role) == ("Elena Marsh", "Governor")


@pytest.mark.parametrize(
    ("text", "language", "speaker", "role"),
    [
        ("«Volveremos», dijo la ministra de Puertos, Irene Salas.", "es", "Irene Salas", "la ministra de Puertos"),
        ("«Volveremos», dijo el alcalde de Lirio, Ignacio Vera.", "es", "Ignacio Vera", "el alcalde de Lirio"),
        ("„Das reicht“, sagte Regierungschef Jonas Kern.", "de", "Jonas Kern", "Regierungschef"),
        ("« Elle revient », a déclaré l’océanographe Sylvie Aubin.", "fr", "Sylvie Aubin", "l’océanographe"),
        ("“Voltaremos”, disse a ministra Inês Prado.", "pt", "Inês Prado", "a ministra"),
    ],
)
def test_the_office_is_no_part_of_the_name_in_other_languages(
    text: str, language: str, speaker: str, role: str
) -> None:
    [quote] = find_quotes(text, language)
    assert quote.speaker == speaker
    assert quote.role
    assert role.endswith(quote.role)
    assert role.removesuffix(quote.role) in ("", "la ", "el ", "a ", "l’")


@pytest.mark.parametrize(
    "text",
    [
        "“We sell,” Brandt declined to say more on Monday. Ivo Brandt runs Northwind.",
        "The call comes a day after Northwind’s report. “We sell,” it said.",
    ],
)
def test_what_is_no_name_is_no_speakers_name(text: str) -> None:
    for quote in find_quotes(text):
        assert quote.speaker in (None, "Ivo Brandt", "Northwind")
