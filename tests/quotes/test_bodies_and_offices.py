"""Firms that look like persons, places and headings that run into a name, several speakers, double surnames."""

import pytest

from articles.quotes import find_quotes


def speaker(text: str) -> str | None:
    """The speaker of the last quote."""
    return find_quotes(text)[-1].speaker


@pytest.mark.parametrize(
    "firm",
    [
        "Morgan Lund ( ML.N ) lost money.",
        "An economist at Morgan Lund laughed.",
        "Morgan Lund analysts laughed.",
        "They bought Morgan Lund’s shares.",
        "Morgan Lund, which trades, lost money.",
    ],
)
def test_a_firm_is_nobody_whom_a_pronoun_can_stand_for(firm: str) -> None:
    assert speaker(f"Ivo Brandt left. {firm} “We sell,” he said.") == "Ivo Brandt"


def test_a_person_with_a_profession_after_a_comma_is_no_firm() -> None:
    text = "Ivo Brandt, economist at a mill, came. “We sell,” Brandt said."
    assert speaker(text) == "Ivo Brandt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("San Elby-based Lund ( LUND.N ) did well. “We sell,” Lund said in a statement.", "Lund"),
        ("U.S. RISKS But Lund said the plan was old. “We sell,” Lund said.", "Lund"),
        ("OLD SIGNAL While OFLEO waited. “We sell,” OFLEO said in its report.", "OFLEO"),
        ("“We sell,” Elby Brewing CEO and President, Jorgen Holm Lund, said on Friday.", "Jorgen Holm Lund"),
        ("“We sell,” Harbour Board’s Director for Port and Ferry Affairs Mark Lund said.", "Mark Lund"),
        ("Karel De Lund spoke. De Lund was late. “We sell,” De Lund said.", "Karel De Lund"),
        ("Lorenzo Bini Lund spoke. Bini Lund was late. “We sell,” he added.", "Lorenzo Bini Lund"),
        ("Frans van Lund spoke. “We sell,” Van Lund said.", "Frans van Lund"),
        ("Jan Kees Lund spoke. “We sell,” Lund said.", "Jan Kees Lund"),
        ("Ada Brandt of the Pilots’ and Dockers’ Union, who was late, said it was “a bill at last.”", "Ada Brandt"),
    ],
)
def test_a_name_is_read_without_what_ran_into_it(text: str, name: str) -> None:
    assert speaker(text) == name


@pytest.mark.parametrize("printed", ["Presidents Brandt and Lund", "Ada Brandt and Ivo Lund"])
def test_several_speakers_are_not_one_of_them(printed: str) -> None:
    text = f"Ada Brandt and Ivo Lund met. “We sell,” {printed} said."
    assert speaker(text) == printed


def test_two_offices_of_one_person_are_one_speaker() -> None:
    assert speaker("“We sell,” Central Bank Governor and Finance Minister Ivo Lund said.") == "Ivo Lund"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt spoke. BRANDT ON BRIDGES, EUROPEAN TIDE UNION “They need support now.”",
        "Here are remarks before the talks: ELBY CHANCELLOR ADA BRANDT ON TIDE UNION: “They need support now.”",
        "It is hot.” ADA BRANDT, MANAGER OF THE $165 MILLION TIDE FUND IN ELBY, OHIO, ON PRICES: “They need it now.”",
    ],
)
def test_a_topic_in_capitals_is_no_part_of_the_name(text: str) -> None:
    assert speaker(text) == "Ada Brandt"


def test_the_end_of_a_headline_is_no_office() -> None:
    text = "Elby plans new mayor\n\nAda Brandt came on Friday. “We sell,” Brandt said."
    assert find_quotes(text)[-1].role is None


def test_a_heading_in_capitals_with_marks_is_nobodys_speech() -> None:
    quotes = find_quotes("It rained.” “UNIQUE” HARBOUR CHANCES The port said it “held up fairly well so far”.")
    assert [(quote.kind, quote.speaker) for quote in quotes if quote.text == "UNIQUE"] == [("fragment", None)]


def test_a_quoted_word_in_a_topic_does_not_hide_the_name() -> None:
    text = "It was hot. ELBY CHANCELLOR ADA BRANDT ON “GREAT” ROLE OF PORTS: “We have to talk about that now.”"
    assert speaker(text) == "Ada Brandt"


def test_a_place_at_the_end_of_a_heading_in_capitals_does_not_end_the_sentence() -> None:
    assert speaker("ADA BRANDT, OFFICER, TIDE FUND, ELBY HILLS, NY. “The town is in the same shape.”") == "Ada Brandt"


def test_a_pronoun_after_somebody_unnamed_stands_for_that_person() -> None:
    text = "Ivo Brandt runs the mill. “We can only watch,” said an employee. “It is bad,” he told us."
    assert speaker(text) == "an employee"


def test_a_pronoun_of_the_other_gender_does_not_stand_for_the_unnamed_person() -> None:
    text = "Ivo Brandt runs the mill. “We can only watch,” said a spokeswoman. “It is bad,” he told us."
    assert speaker(text) == "Ivo Brandt"


def test_a_term_that_the_reporter_explains_is_nobodys_speech() -> None:
    quotes = find_quotes("“It turns,” said a port spokesman. “Slack water” is the pilots’ word for the hour between.")
    assert quotes[-1].speaker is None


def test_a_firm_with_a_plus_does_not_hide_the_name_in_capitals() -> None:
    assert (
        speaker("It rained.” ADA BRANDT, OFFICER, LUND + CO IN ELBY: “The town is in the same shape.”") == "Ada Brandt"
    )


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("GOOD PROSPECTS ELB Chief Executive Ada Brandt", "ELB Chief Executive"),
        ("STRONG SALES Chief Executive Ada Brandt", "Chief Executive"),
        ("OPTC President Ada Brandt", "OPTC President"),
        ("WOMAN OF THE YEAR Fed Chairman Ada Brandt", "Fed Chairman"),
        ("ALL READY TOO Fed Chairman Ada Brandt", "Fed Chairman"),
        ("COMMODITY PRICE PRESSURE Fed Chairman Ada Brandt", "Fed Chairman"),
    ],
)
def test_a_heading_in_capitals_is_no_part_of_the_office(printed: str, role: str) -> None:
    text = f"It rained. {printed} came. “We sell,” Brandt said."
    assert find_quotes(text)[-1].role == role
