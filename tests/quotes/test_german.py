"""German word order: the subject after the verb, nouns with capitals that are no names, documents after “in”."""

import pytest

from articles.quotes import find_quotes


def who(text: str) -> tuple[str | None, str | None]:
    """Name and printed words of the last quote's speaker."""
    quote = find_quotes(text, "de")[-1]
    return quote.speaker, quote.speaker_as_printed


@pytest.mark.parametrize(
    "text",
    [
        "„Das reicht uns“, sagte der Minister Jonas Kern.",
        "„Das reicht uns“, so der zuständige Hafenvorstand Jonas Kern.",
        "„Das reicht uns“, so der Chef des Verwaltungsrats Jonas Kern.",
        "„Das reicht uns“, sagte Jonas Kern von Harbour Watch.",
        "Der hiesigen Zeitung sagte Jonas Kern: „Das reicht uns allen.“",
        "Ähnlich äußerte sich der Präsident Jonas Kern: „Das reicht uns allen.“",
        "Jonas Kern kam. Nachdem er gefragt wurde, was es koste, entgegnete Kern empört: „Das reicht uns allen.“",
        "Die Elbyer Rundschau zitiert dazu Jonas Kern mit den Worten: „Das reicht uns allen.“",
        "Jonas Kern kam. Die „Lotsen von Elby“ hätten „viele Menschen gerettet“, so Kern.",
    ],
)
def test_the_name_after_the_verb_is_the_speaker(text: str) -> None:
    assert who(text)[0] == "Jonas Kern"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "In seiner Rede begründete der Präsident die Haltung folgendermaßen: „Das reicht uns allen.“",
            "der Präsident",
        ),
        ("Nach einem Besuch sprach der Präsident von der „schlimmsten Flut seit Jahren“.", "der Präsident"),
        ("Die Elbyer Rundschau zitiert einen Augenzeugen mit den Worten: „Das reicht uns.“", "einen Augenzeugen"),
        ("Ein Sprecher des Hafenamts sagte: „Das reicht uns allen.“", "Ein Sprecher des Hafenamts"),
        ("In dem Bericht heißt es: „Das reicht uns allen.“", "dem Bericht"),
        ("So heißt es in dem Schreiben wörtlich: „Das reicht uns allen.“", "dem Schreiben"),
        ("Von der Heide betonte, unter den Lotsen seien „viele Frauen mit Erfahrung“.", "Von der Heide"),
    ],
)
def test_the_speaker_is_printed_whole_and_no_more(text: str, printed: str) -> None:
    assert who(text)[1] == printed


@pytest.mark.parametrize(
    "text",
    [
        "Darin steht unter anderem: „Das reicht uns allen.“",
        "Der Hafen findet seit drei Jahre statt – „ein Fest für alle Freunde“ – und wächst.",
        "Die Verlängerung gibt „allen viel mehr Zeit für den Hafen“.",
    ],
)
def test_a_common_noun_or_an_adverb_is_no_speaker(text: str) -> None:
    assert who(text) == (None, None)


def test_a_noun_for_a_body_is_no_person_of_the_article() -> None:
    text = "Die Elby Seglerfraktion kam mit Eva Holm. Sie sagte: „Das reicht uns allen.“"
    assert who(text)[0] == "Eva Holm"
