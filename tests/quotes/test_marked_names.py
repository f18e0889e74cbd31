"""A name between marks is no quote and no record; a title of a work is one."""

import pytest

from articles.quotes import find_quotes

NAMES = [
    ("en", "Okafor joined the group “Friends of the Harbour” in May."),
    ("en", "Okafor joined the “Clean Harbour” movement in May."),
    ("en", "Okafor chairs the Pilots and Masters Circle, or “Elby Pilots and Masters Circle” (EPMC), in Elby."),
    ("en", "Okafor worked in the “Department of Tides and Currents” for a year."),
    ("en", "Okafor owns the yacht “Northern Gull” and sails."),
    ("en", "Okafor works for “Brandt Ropes Ltd” (BRL) in Elby."),
    ("en", "The tables stand at “tides.elby-port.example” for all."),
    ("en", "Okafor writes from “marta@elby-port.example” every day."),
    ("de", "Okafor leitet die Bewegung „Harbour Alliance for All“ (HAFA) in Elby."),
    ("de", "Okafor arbeitet bei der Umweltorganisation „Clean Tide Elby“ seit Mai."),
    ("de", "Okafor ist Kuratorin des „Department of Tides and Currents“ in Elby."),
    ("de", "Okafor erhielt den „Brandt-Preis für gute Häfen“ im Mai."),
    ("de", "Okafor war zu Gast beim „3. Elbyer Hafenkongress der Brandt AG“ im Mai."),
    ("de", "Okafor spielte bei der „IX Coupe du Port de Lirio“ mit."),
    ("fr", "Okafor préside l’association « Les Amis du Port » depuis mai."),
    ("fr", "Okafor a reçu le prix « Marée d’Or » en mai."),
    ("es", "Okafor preside la asociación «Amigos del Puerto» desde mayo."),
    ("pt", "Okafor preside a associação «Amigos do Porto» desde maio."),
]

RECORDS = [
    ("en", "Okafor saw the film “The Union of the Harbours” in May."),
    ("en", "Okafor bought the “Tidal Club” album in May."),
    ("en", "Okafor read “The Lighthouse of Elby” for a year."),
    ("en", "Okafor said the port was “the Party of Yesterday”."),
    ("en", "Okafor called the group “Enemies of the Harbour” in May."),
    ("en", "Okafor told the group “never to come back”."),
    ("en", "“Harbour Alliance”, the pilots sang in May."),
    ("en", "Okafor asked for the “old harbour” (OH) in May."),
    ("de", "Okafor eröffnete die Ausstellung „Die Welt der Häfen“ im Mai."),
    ("de", "Okafor warf der Partei „Verrat am Hafen“ vor."),
    ("de", "Okafor sang die „Ode an den Hafen“ im Mai."),
    ("fr", "Okafor a vu le film « Les Amis du Port » en mai."),
    ("es", "Okafor vio la película «Amigos del Puerto» en mayo."),
    ("pt", "Okafor viu o filme «Amigos do Porto» em maio."),
]


@pytest.mark.parametrize(("language", "text"), NAMES)
def test_a_name_is_no_record(language: str, text: str) -> None:
    assert find_quotes(text, language) == []


@pytest.mark.parametrize(("language", "text"), RECORDS)
def test_a_title_and_what_may_be_a_quote_stay_records(language: str, text: str) -> None:
    [quote] = find_quotes(text, language)
    assert len(quote.text.split()) > 1


def test_the_speaker_is_found_past_a_name_between_marks() -> None:
    text = "“The tide turns,” said Marta Okafor of the group “Friends of the Harbour” on Monday."
    [quote] = find_quotes(text)
    assert (quote.text, quote.speaker) == ("The tide turns,", "Marta Okafor")


def test_places_count_with_the_marks_of_names_in_the_text() -> None:
    text = "The group “Clean Tide Elby” came. “It turns,” Marta Okafor said."
    [quote] = find_quotes(text)
    assert [text[start:end] for start, end in quote.spans] == ["It turns,"]
    assert quote.speaker_span
    assert text[slice(*quote.speaker_span)] == "Marta Okafor"
