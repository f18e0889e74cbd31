"""What the quote finder promises, in our own sentences."""

from articles.quotes import Quote, find_quotes, find_quotes_in_fields


def only(text: str, language: str | None = "en") -> Quote:
    """The single quote of a text."""
    quotes = find_quotes(text, language)
    assert len(quotes) == 1, quotes
    return quotes[0]


def test_a_text_without_marks_has_no_quotes() -> None:
    assert find_quotes("Nobody said a word at the harbour.") == []


def test_an_empty_text_has_no_quotes() -> None:
    assert find_quotes("") == []


def test_offsets_point_at_the_words_without_the_marks() -> None:
    text = "“The bridge will hold,” said Marta Okafor."
    quote = only(text)
    assert [text[start:end] for start, end in quote.spans] == ["The bridge will hold,"]
    assert quote.speaker_span is not None
    assert text[slice(*quote.speaker_span)] == "Marta Okafor"


def test_a_surname_in_the_standfirst_is_known_from_the_body() -> None:
    found = find_quotes_in_fields(
        {
            "headline": "Bridge to stay open",
            "standfirst": "‘It will hold,’ Okafor said.",
            "body": "Engineer Marta Okafor inspected the bridge.\n\nIt reopens on Friday.",
        }
    )
    assert found["headline"] == []
    assert found["standfirst"][0].speaker == "Marta Okafor"
    assert found["standfirst"][0].speaker_as_printed == "Okafor"


def test_a_description_stands_for_the_person_last_meant() -> None:
    text = (
        "Mayor Ivo Lindqvist closed the market in May.\n\n"
        "This week, former Mayor Rosa Amsel criticised Lindqvist’s plan.\n\n"
        "“The stalls fed half the town,” the retired politician said."
    )
    quote = only(text)
    assert (quote.speaker, quote.speaker_as_printed) == ("Rosa Amsel", "the retired politician")
    assert quote.kind == "utterance"


def test_a_term_in_the_reporters_sentence_is_a_fragment_without_a_speaker() -> None:
    quote = only("The treaty would aim to “keep and widen the channels of trade between both coasts.”")
    assert (quote.kind, quote.speaker, quote.rule) == ("fragment", None, "unknown")


def test_french_marks_stand_off_from_their_words() -> None:
    for space in (" ", "\xa0", "\u202f"):
        text = f"«{space}Le pont tiendra{space}», a dit Marta Okafor. Personne n’a demandé la suite."
        assert only(text, "fr").text == "Le pont tiendra"


def test_german_print_turns_the_same_marks_round() -> None:
    assert only("»Die Brücke hält«, sagte Marta Okafor.", "de").text == "Die Brücke hält"


def test_an_unknown_language_still_finds_the_speaker() -> None:
    for language in (None, "xx"):
        assert only("«El puente resistirá», dijo Marta Okafor.", language).speaker == "Marta Okafor"
