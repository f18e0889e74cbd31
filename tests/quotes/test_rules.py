"""Who said it, and by which rule: one example of ours for each."""

import pytest

from articles.quotes import Quote, find_quotes
from articles.quotes.confidence import CHOICES, confidence

INTRODUCTION = "Harbour master Marta Okafor met the pilots. Engineer Ivo Lindqvist listened.\n\n"


def last(text: str, language: str | None = "en") -> Quote:
    """The last quote of a text."""
    return find_quotes(text, language)[-1]


@pytest.mark.parametrize(
    ("rule", "text", "speaker"),
    [
        ("verb_then_speaker", "“The tide turns at noon,” said Marta Okafor.", "Marta Okafor"),
        ("verb_then_speaker", "“The tide turns at noon,” said the harbour master, Marta Okafor.", "Marta Okafor"),
        ("verb_then_speaker", "“It turns,” said Port Chairman and Chief Pilot Marta Okafor.", "Marta Okafor"),
        ("verb_then_speaker", "“It turns,” said Elby Shipping Group senior pilot Marta Okafor.", "Marta Okafor"),
        ("named_with_colon", "OKAFOR ON THE TIDES: “Nobody here can stop them.”", "Marta Okafor"),
        ("verb_then_speaker", "“No way to run a port” is the verdict, said Marta Okafor.", "Marta Okafor"),
        ("speaker_then_verb", "“The tide turns at noon,” Marta Okafor said.", "Marta Okafor"),
        ("speaker_then_verb", "“The tide turns at noon,” Okafor, 51, a former pilot, said.", "Marta Okafor"),
        ("speaker_then_verb", "“Does it turn at noon?” Okafor asked.", "Marta Okafor"),
        ("speaker_then_verb", "“The tide turns at noon” on most days, Okafor said.", "Marta Okafor"),
        ("speaker_then_verb", "“The tide turns,” port spokesman Leo Brandt (left) told reporters.", "Leo Brandt"),
        ("verb_before", "Okafor said: “The tide turns at noon.”", "Marta Okafor"),
        ("verb_before", "Okafor said on Monday that the tide “would turn well before noon.”", "Marta Okafor"),
        ("verb_before", "Lindqvist was asked by Okafor, “Will it turn at noon today?”", "Marta Okafor"),
        ("verb_before", "Okafor walked to the pier and said, “The tide turns at noon.”", "Marta Okafor"),
        ("speech_noun", "The pilots met. Okafor’s answer to them was “not before noon on Friday.”", "Marta Okafor"),
        ("speech_noun", "Okafor is a pilot. The men liked her promise that “nobody would lose a day.”", "Marta Okafor"),
        ("weak_verb_before", "Okafor felt the men on the pier had been “left alone by the port.”", "Marta Okafor"),
        ("participle", "The Elby Post quoted Okafor as saying: “The tide turns at noon.”", "Marta Okafor"),
        ("speaker_then_verb", "“The tide turns,” the Elby Post quoted Okafor as saying.", "Marta Okafor"),
        ("speaker_then_verb", "“The tide turns,” Okafor was quoted as saying.", "Marta Okafor"),
        ("participle", "Okafor closed the gate, saying the tide “would not wait for anybody.”", "Marta Okafor"),
        ("according_to", "According to Okafor, “the tide turns at noon on Friday.”", "Marta Okafor"),
        ("named_with_colon", "Okafor: Lindqvist ‘never asked the pilots at all’", "Marta Okafor"),
        ("colon", "Okafor had one more warning: “The tide turns at noon.”", "Marta Okafor"),
        ("name_in_capitals", "MARTA OKAFOR, HARBOUR MASTER, PORT OF ELBY “The tide turns at noon.”", "Marta Okafor"),
        ("attribution_line", "“The tide turns at noon.”\n\n— Marta Okafor", "Marta Okafor"),
        ("name_after", "“The tide turns at noon,” Marta Okafor, master of the port.", "Marta Okafor"),
        ("speaker_then_verb", "“It turns,” a pilot who asked not to be named said.", "a pilot"),
        ("speaker_then_verb", "“It turns,” Omar al-Harbi told reporters.", "Omar al-Harbi"),
        ("speaker_then_verb", "“It turns,” Ivo Lindqvist of the pilots’ union in Elby, said.", "Ivo Lindqvist"),
        ("continued", "“The tide turns,” Okafor said. “It always does at noon.”", "Marta Okafor"),
        ("introduced", "Okafor wrote to the pilots:\n\n“The tide turns at noon.”", "Marta Okafor"),
        ("sentence_before", "Okafor pointed at the sea. “The tide turns at noon.”", "Marta Okafor"),
        ("next_paragraph", "“The tide turns,” Okafor said.\n\n“It always does at noon.”", "Marta Okafor"),
        ("paragraph_before", "Okafor pointed at the sea.\n\n“The tide turns at noon.”", "Marta Okafor"),
        ("same_sentence", "“The tide turns,” said Okafor, and “nobody here can stop it.”", "Marta Okafor"),
        ("same_paragraph", "“It turns,” Okafor said. If rain comes, “nobody here can tell the hour.”", "Marta Okafor"),
        ("subject_after_quote", "“The tide turns at noon,” Okafor crowed to the pilots.", "Marta Okafor"),
        ("subject_after_quote", "“The tide turns at noon,” exulted Marta Okafor.", "Marta Okafor"),
        ("verb_before", "Okafor went on to say, “The tide turns at noon on Friday.”", "Marta Okafor"),
        ("verb_before", "When Lindqvist suggested a delay, Okafor shot back: “It turns at noon.”", "Marta Okafor"),
        ("verb_before", "When Okafor later pointed at the old pier and said it “would be gone soon.”", "Marta Okafor"),
        ("verb_before", "Okafor said that if the pilots asked, the tide “would still be late.”", "Marta Okafor"),
        (
            "weak_verb_before",
            "Ivo Lindqvist, the engineer, who called the port “a place of the past.”",
            "Ivo Lindqvist",
        ),
        ("named_with_colon", "The tide is late, the pilots early - Marta Okafor: “It turns at noon.”", "Marta Okafor"),
        ("colon", "In port after port, Okafor lobbies for later tides: “Nobody can wait so long.”", "Marta Okafor"),
        ("participle", "On a quay in Elby, Ohio, on Friday, Okafor waved, saying the tide “was late.”", "Marta Okafor"),
        ("speaker_then_verb", "Ann May is a pilot.\n\n“The tide turns at noon,” May said.", "Ann May"),
        ("sentence_subject", "Okafor gave the pilots “the freedom of the whole port.”", "Marta Okafor"),
    ],
)
def test_the_rule_finds_the_speaker(rule: str, text: str, speaker: str) -> None:
    quote = last(INTRODUCTION + text)
    assert (quote.rule, quote.speaker) == (rule, speaker)
    assert quote.confidence in {confidence(rule, choice) for choice in CHOICES}


def test_without_any_tie_the_speaker_is_unknown() -> None:
    quote = last("The walls were wet. “Nobody leaves before the tide turns.”")
    assert (quote.rule, quote.speaker, quote.confidence) == ("unknown", None, 0.0)


def test_a_title_is_a_fragment_of_nobody() -> None:
    quote = last(INTRODUCTION + "The library lent out “The Lighthouse of Elby” for a year.")
    assert (quote.rule, quote.kind, quote.speaker) == ("title", "fragment", None)


def test_scare_quotes_are_fragments_of_nobody() -> None:
    quote = last(INTRODUCTION + "The “smart port” opened in May.")
    assert (quote.kind, quote.speaker) == ("fragment", None)


def test_a_quote_split_by_its_speaker_is_one_record_with_two_spans() -> None:
    text = INTRODUCTION + "“The tide,” Okafor said, “turns at noon.”"
    quotes = find_quotes(text)
    assert len(quotes) == 1
    assert [text[start:end] for start, end in quotes[0].spans] == ["The tide,", "turns at noon."]
    assert quotes[0].text == "The tide, turns at noon."
    assert (quotes[0].kind, quotes[0].speaker) == ("utterance", "Marta Okafor")


def test_a_second_verb_between_two_quotes_keeps_them_apart() -> None:
    quotes = find_quotes(INTRODUCTION + "“The tide turns,” Okafor said, adding, “It always does at noon.”")
    assert [quote.text for quote in quotes] == ["The tide turns,", "It always does at noon."]
    assert {quote.speaker for quote in quotes} == {"Marta Okafor"}


def test_a_transcript_gives_each_turn_to_the_name_before_the_colon() -> None:
    quotes = find_quotes(INTRODUCTION + "OKAFOR: When does it turn?\n\nLINDQVIST: At “noon”, I think.\n\nOKAFOR: Good.")
    assert [(quote.speaker, quote.text) for quote in quotes] == [
        ("Marta Okafor", "When does it turn?"),
        ("Ivo Lindqvist", "At “noon”, I think."),
        ("Marta Okafor", "Good."),
    ]
    assert {quote.rule for quote in quotes} == {"transcript"}


def test_one_line_with_a_name_and_a_colon_is_no_transcript() -> None:
    assert find_quotes("WEATHER: Rain is coming.") == []


def test_questions_and_answers_are_utterances_of_nobody_named() -> None:
    quotes = find_quotes("Q: When does it turn?\n\nA: At noon, or so they say.")
    assert [(quote.rule, quote.speaker, quote.speaker_as_printed) for quote in quotes] == [
        ("question", None, "Q"),
        ("answer", None, "A"),
    ]


def test_a_block_quote_belongs_to_whoever_introduced_it() -> None:
    quote = last(INTRODUCTION + "Okafor wrote to the pilots:\n\n> The tide turns at noon.\n> Be there.\n\nThey were.")
    assert (quote.text, quote.speaker) == ("The tide turns at noon. Be there.", "Marta Okafor")


def test_the_cue_is_given_as_printed() -> None:
    assert last(INTRODUCTION + "“The tide turns,” Okafor warned.").cue == "warned"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "«La marea cambia a mediodía», dijo Marta Okafor.", "Marta Okafor"),
        ("es", "Marta Okafor aseguró que la marea “cambia siempre a mediodía”.", "Marta Okafor"),
        ("es", "“La marea cambia a mediodía”, según Marta Okafor.", "Marta Okafor"),
        ("es", "La alcaldesa Marta Okafor visitó el puerto. “La marea cambia a mediodía”, señaló.", "Marta Okafor"),
        ("fr", "« La marée tourne à midi », a déclaré Marta Okafor.", "Marta Okafor"),
        ("fr", "« La marée tourne à midi », explique Marta Okafor.", "Marta Okafor"),
        ("es", "Marta Okafor visitó el puerto. «La marea cambia a mediodía», contestó.", "Marta Okafor"),
        ("es", "«La marea cambia», dijo la presidenta de la cooperativa Los Pinos, Marta Okafor.", "Marta Okafor"),
        ("es", "«La marea cambia», dijo Marta Okafor en la sede del puerto.", "Marta Okafor"),
        ("es", "Marta Okafor volvió. «La marea cambia —contó—, porque es mediodía».", "Marta Okafor"),
        ("es", "«La marea —contó Marta Okafor— cambia a mediodía».", "Marta Okafor"),
        ("es", "«La marea cambia», repitió en la puerta Marta Okafor, que es práctica.", "Marta Okafor"),
        ("es", "Marta Okafor volvió. Preguntada en Elby, respondió que traía, dijo, «la marea nueva».", "Marta Okafor"),
        ("es", "La ministra de Puertos, Marta Okafor, dijo que la marea «cambia a mediodía».", "Marta Okafor"),
        ("es", "Marta Okafor leyó un libro. «La marea cambia», respondió la poeta.", "Marta Okafor"),
        ("fr", "Marta Okafor est venue. « La marée tourne », a répondu l’ostréicultrice.", "Marta Okafor"),
        ("de", "Die Lotsin Marta Okafor kam. „Die Flut kommt am Mittag“, sagte Okafor.", "Marta Okafor"),
        ("de", "Ihre Vorgängerin Marta Okafor kam. „Die Flut kommt“, sagte Okafor.", "Marta Okafor"),
        ("fr", "La maire Marta Okafor est venue. « La marée tourne à midi », a-t-elle expliqué.", "Marta Okafor"),
        ("fr", "L’océanographe Marta Okafor est venue. « La marée tourne à midi », dit Okafor.", "Marta Okafor"),
        ("fr", "Selon Marta Okafor, « la marée tourne toujours à midi ».", "Marta Okafor"),
        ("pt", "“A maré vira ao meio-dia”, disse Marta Okafor.", "Marta Okafor"),
        ("pt", "Marta Okafor afirmou que a maré “vira sempre ao meio-dia”.", "Marta Okafor"),
        ("de", "„Die Flut kommt am Mittag“, sagte Marta Okafor.", "Marta Okafor"),
        ("de", "Marta Okafor erklärte: „Die Flut kommt am Mittag.“", "Marta Okafor"),
        ("de", "„Die Flut kommt am Mittag“, so Marta Okafor.", "Marta Okafor"),
        ("de", "Marta Okafor kam zum Hafen. Dort sagte sie: „Die Flut kommt am Mittag.“", "Marta Okafor"),
    ],
)
def test_the_speaker_is_found_in_every_language(language: str, text: str, speaker: str) -> None:
    assert last(text, language).speaker == speaker
    assert last(text, None).speaker == speaker
