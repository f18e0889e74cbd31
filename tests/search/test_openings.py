"""What a text is first looked through for never hides a word that its analysis would find."""

import re
from pathlib import Path

import pytest
from tantivy import TextAnalyzer

from articles.search.highlight import Highlighter
from articles.search.openings import letters, openings, pieces
from articles.search.schema import ANALYZERS, WRITTEN
from articles.search.syntax import Word

FIXTURES = Path(__file__).parents[2] / "fixtures"
IN_FIXTURES = {
    word for path in FIXTURES.rglob("*.txt") for word in re.findall(r"\w+", path.read_text(errors="replace"))
}

SPELLED = {
    "en": "dying die lying skies sky dries early idly news generously communities Łódź Malmø ﬁre",
    "de": "Mueller Müller Aerzte Ärzte Oesterreich Straße Uebung Häuser Feuer",
    "fr": "yeux œuvre Œuvres ouïe Noël naïve chevaux cheval égalité",
    "es": "elección elecciones güero año llegó vergüenza",
    "pt": "ação corações pães três lingüiça",
}


def hidden(words: set[str], analyzer: TextAnalyzer, stemmed: bool) -> list[str]:
    """The words that a look for the first letters of their tokens misses."""
    return [
        word
        for word in words
        for token in analyzer.analyze(word)
        if not any(opening in letters(word) for opening in openings(token, stemmed))
    ]


@pytest.mark.parametrize("language", ANALYZERS)
def test_every_word_begins_as_its_stem_tells(language: str) -> None:
    assert not hidden({*SPELLED[language].split(), *IN_FIXTURES}, ANALYZERS[language], stemmed=True)


def test_every_word_holds_what_is_written() -> None:
    words = {*" ".join(SPELLED.values()).split(), *IN_FIXTURES, "km²", "ﬂowers", "İzmir"}
    assert not hidden(words, WRITTEN, stemmed=False)


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        ("die", "They said he was dying.", "en"),
        ("dries", "The well is dry.", "en"),
        ("Müller", "Das sagte Frau Mueller.", "de"),
        ("Aerzte", "Die Ärzte streiken.", "de"),
        ("oeuvre", "Toute son œuvre.", "fr"),
        ("eleccion", "Las Elecciones fueron ayer.", "es"),
        ("aliyev", "Prezident Əliyev gəldi.", "az"),
        ("Ɖaŋunɔla", "Anya ɖaŋunɔla.", "ee"),
        ("οδοσ", "Η ΟΔΟΣ ΕΚΛΕΙΣΕ.", "el"),
    ],
)
def test_a_word_is_marked_in_all_its_spellings(asked: str, text: str, language: str) -> None:
    highlighter = Highlighter(Word(asked))
    passage = highlighter.best_passage(f"Nothing stands here.\n\n{text}", "body", language)
    assert passage is not None
    assert passage.text == text
    assert passage.ranges == highlighter.mark(text, "body", language).ranges != ()


def test_every_letter_is_folded_as_the_analyzers_do() -> None:
    every = [chr(code) for code in range(0x30000) if chr(code).isalnum()]
    otherwise = [
        letter
        for letter in every
        for token in WRITTEN.analyze(f"x{letter}x")
        if letters(token) not in letters(f"x{letter}x")
    ]
    assert not otherwise


def test_letters_alone_are_no_word() -> None:
    highlighter = Highlighter(Word("harvest"))
    assert highlighter.best_passage("The harbour was closed.\n\nHarvesters wait.", "body", "en") is not None
    assert highlighter.best_passage("The harbour was closed.\n\nThe harness broke.", "body", "en") is None


def test_pieces_reach_from_space_to_space() -> None:
    text = "Storm-hit (storms) in\nStormont, no calm; STORM"
    found = [text[start:end] for start, end in pieces(text, letters(text), ["stor"])]
    assert found == ["Storm-hit", "(storms)", "in\nStormont,", "STORM"]
    assert pieces(text, letters(text), ["rain"]) == []


def test_where_letters_are_not_as_many_as_the_text_has_all_of_it_is_taken() -> None:
    text = "Große storms, Straße"
    assert pieces(text, letters(text), ["stor"]) == [(0, len(text))]


@pytest.mark.parametrize("language", ["en", "es", "de", ""])
def test_a_long_text_is_marked_as_each_of_its_words_is(language: str) -> None:
    words = ["Storms", "hit—storm’s", "no", "“Stormy”", "tormenta,", "stórm", "\tstorm\n", "brainstorm", "Ende"]
    highlighter = Highlighter(Word("storm"))
    alone = [highlighter.mark(word, "body", language) for word in words]
    marked = highlighter.mark(" ".join(words), "body", language)
    assert [marked.text[start:end] for start, end in marked.ranges] == [
        one.text[start:end] for one in alone for start, end in one.ranges
    ]
    assert len(marked.ranges) >= 3
