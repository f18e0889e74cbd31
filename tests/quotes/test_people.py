"""Whom a surname, a pronoun or a description stands for."""

import pytest

from articles.quotes import find_quotes
from articles.quotes.confidence import UNSURE_BELOW


def speaker(text: str, language: str = "en") -> str | None:
    """The speaker of the last quote."""
    return find_quotes(text, language)[-1].speaker


def test_a_surname_stands_for_the_full_name() -> None:
    assert speaker("Marta Okafor runs the port. “It is closed,” Okafor said.") == "Marta Okafor"


def test_a_title_with_a_surname_stands_for_the_full_name() -> None:
    assert speaker("Sen. Marta J. Okafor spoke. “It is closed,” Ms. Okafor said.") == "Marta J. Okafor"


def test_of_two_with_one_surname_the_title_decides() -> None:
    text = "Laura Brandt and Peter Brandt own the mill. Peter Brandt was away. “It is closed,” Mrs. Brandt said."
    assert speaker(text) == "Laura Brandt"


@pytest.mark.parametrize(("pronoun", "name"), [("she", "Laura Brandt"), ("he", "Peter Lindqvist")])
def test_a_pronoun_stands_for_a_person_of_its_gender(pronoun: str, name: str) -> None:
    assert speaker(f"Laura Brandt met Peter Lindqvist on Friday. “It is closed,” {pronoun} said.") == name


def test_a_pronoun_after_a_quote_stands_for_whoever_spoke() -> None:
    text = "“It is closed,” said Peter Lindqvist of the mill that David Brandt owns. “It is old,” he added."
    assert speaker(text) == "Peter Lindqvist"


def test_a_role_stands_for_the_person_introduced_with_it() -> None:
    text = "Surgeon Ada Brandt and lawyer Ivo Lindqvist met. Ada Brandt left. “It is closed,” the lawyer said."
    assert speaker(text) == "Ivo Lindqvist"


def test_somebody_without_a_name_stays_a_description() -> None:
    quote = find_quotes("Ada Brandt owns the mill. “It is closed,” a spokesman for the mill said.")[-1]
    assert (quote.speaker, quote.speaker_as_printed) == ("a spokesman for the mill",) * 2


def test_the_unnamed_official_of_before_is_not_given_a_name() -> None:
    text = "Ada Brandt owns the mill. An official came on Friday. “It is closed,” the official said."
    assert speaker(text) == "the official"


def test_a_plural_pronoun_has_no_name() -> None:
    quote = find_quotes("Ada Brandt and her sons own the mill. “It is closed,” they said.")[-1]
    assert (quote.speaker, quote.speaker_as_printed) == (None, "they")


def test_several_speakers_stay_together() -> None:
    quote = find_quotes("“It is closed,” Ada Brandt and Ivo Lindqvist said.")[-1]
    assert quote.speaker_as_printed == "Ada Brandt and Ivo Lindqvist"


@pytest.mark.parametrize("source", ["The report", "The survey", "A police statement"])
def test_documents_can_speak(source: str) -> None:
    assert speaker(f"{source} said the bridge was “in a dangerous state of repair.”") == source


def test_who_stands_for_the_person_before_it() -> None:
    quote = find_quotes("The mill belongs to Ada Brandt, who called it “a burden on the whole family.”")[-1]
    assert (quote.speaker, quote.speaker_as_printed) == ("Ada Brandt", "who")


def test_a_name_in_capitals_is_given_in_small_letters() -> None:
    assert speaker("ADA BRANDT, OWNER, ELBY MILL “It has been closed for a year.”") == "Ada Brandt"


def test_a_headline_does_not_lengthen_a_name() -> None:
    text = "Ada Brandt Closes Old Elby Mill\n\nAda Brandt closed it. “It was time,” Brandt said."
    assert speaker(text) == "Ada Brandt"


def test_an_office_in_capitals_stands_for_the_person_who_holds_it() -> None:
    text = "First Minister Ada Brandt listened to Ivo Lindqvist. “It is closed,” the First Minister said."
    assert speaker(text) == "Ada Brandt"


def test_who_after_an_apposition_stands_for_the_name_before_it() -> None:
    text = "Ada Brandt, the owner, who had called the mill “a burden on us”, sold it."
    assert speaker(text) == "Ada Brandt"


def test_what_is_done_to_somebody_with_a_role_gives_nobody_that_role() -> None:
    text = "Captain Ivo Lindqvist came. A lawyer, Ada Brandt, put it to the captain. “It is so,” the captain said."
    assert speaker(text) == "Ivo Lindqvist"


def test_a_name_after_an_article_is_a_thing() -> None:
    text = "Ada Brandt, who heads the Elby Alta mill board, came. “It is closed,” she said."
    assert speaker(text) == "Ada Brandt"


def test_a_profession_stands_for_the_person_last_named() -> None:
    assert speaker("Ada Brandt of Elby spoke. “It is closed,” the oceanographer said.") == "Ada Brandt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is closed,” Reilly said.", "Reilly"),
        (
            "Ada Brandt, in Upper Elby, Ohio, where a mill stands, called on the state to “buy it at once”.",
            "Ada Brandt",
        ),
        ("The mill’s vice president, Ada Brandt, said it was old, but added that “nobody lives there”.", "Ada Brandt"),
        ("“It is closed,” a report by the Federal Mill Council (FMC) said.", "a report"),
        ("“It is closed,” the millers’ house Brandt Lindqvist & Co said.", "Brandt Lindqvist & Co"),
        ("The Ministry of Mills and Bridges said it “would not pay for the old one”.", "Ministry of Mills and Bridges"),
        ("“It is closed,” said Mills and Bridges Minister Ada Brandt.", "Ada Brandt"),
        ("“It is closed,” said Ma Jun of the mill.", "Ma Jun"),
        ("THE OLD MILL\n\nAda Brandt owns it. EXCUSE Brandt said “the mill was always closed”.", "Ada Brandt"),
    ],
)
def test_a_name_is_read_whole_and_no_more(text: str, name: str) -> None:
    assert (speaker(text) or "").removeprefix("The ") == name


def test_a_first_word_that_is_no_name_is_no_speaker() -> None:
    assert speaker("Measures would come against “speculation of every kind on the market”.") is None


def test_a_heading_in_capitals_is_no_subject() -> None:
    assert speaker("LIFE AS A MILLER “I rose at four every day of the year.”") is None


def test_a_surname_alone_is_a_person_once_it_has_spoken() -> None:
    text = "Ivo Lindqvist left.\n\n“It is closed,” Marsh said.\n\n“It was old,” he added, and “nobody will miss it”."
    assert speaker(text) == "Marsh"


def test_a_pronoun_between_two_people_makes_the_quote_unsure() -> None:
    clear = find_quotes("Ada Brandt met the pilots. She was late. “It is closed,” she said.")[-1]
    close = find_quotes("Ada Brandt met Laura Lund, and Eva Marsh met Ida Holm. “It is closed,” she said.")[-1]
    assert clear.confidence >= UNSURE_BELOW > close.confidence > 0
