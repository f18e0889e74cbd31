"""Query texts: what they mean, what is wrong with them, and how that is said."""

import sys
from datetime import date
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import MAX_LENGTH, MAX_TERMS, parse
from articles.search.syntax import (
    FIELDS,
    And,
    DateRange,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Word,
    describe,
    ranks,
    required_days,
)

MEANINGS = {
    "foreign soldiers": And((Word("foreign"), Word("soldiers"))),
    "foreign AND soldiers": And((Word("foreign"), Word("soldiers"))),
    "+foreign soldiers": And((Word("foreign"), Word("soldiers"))),
    '"foreign soldiers"': Phrase("foreign soldiers"),
    "“foreign soldiers”": Phrase("foreign soldiers"),
    "«foreign soldiers»": Phrase("foreign soldiers"),
    "‹foreign soldiers›": Phrase("foreign soldiers"),
    "‘foreign soldiers’": Phrase("foreign soldiers"),
    "‚foreign soldiers‘": Phrase("foreign soldiers"),
    "says ‘big rain’, wind": And((Word("says"), Phrase("big rain"), Word("wind"))),
    "wind -(headline:‘big rain’~2 OR =‘don’t stop’)": And(
        (Word("wind"), Not(Or((Phrase("big rain", "headline", 2), Phrase("don’t stop", exact=True)))))
    ),
    "‘foreign sol’*": Phrase("foreign sol", prefix=True),
    "“the ‘big rain’”": Phrase("the ‘big rain’"),
    "‘tis rain": And((Word("tis"), Word("rain"))),
    "workers’ strike workers’": And((Word("workers"), Word("strike"))),
    "don’t rock’n’roll": And((Word("don’t"), Word("rock’n’roll"))),
    '"foreign  soldiers"~3': Phrase("foreign soldiers", slop=3),
    '"foreign sol"*': Phrase("foreign sol", prefix=True),
    "rain OR snow": Or((Word("rain"), Word("snow"))),
    "wind rain OR snow": And((Word("wind"), Or((Word("rain"), Word("snow"))))),
    "rain OR snow wind frost OR hail": And(
        (Or((Word("rain"), Word("snow"))), Word("wind"), Or((Word("frost"), Word("hail"))))
    ),
    "rain AND snow OR wind": Or((And((Word("rain"), Word("snow"))), Word("wind"))),
    "rain || snow": Or((Word("rain"), Word("snow"))),
    "rain && snow || wind": Or((And((Word("rain"), Word("snow"))), Word("wind"))),
    '"rain || snow: - wind"': Phrase("rain || snow: - wind"),
    "rain +snow": And((Word("rain"), Word("snow"))),
    '="big rain"': Phrase("big rain", exact=True),
    'wind -headline:="big rain"~2': And((Word("wind"), Not(Phrase("big rain", "headline", 2, exact=True)))),
    "rain rain": Word("rain"),
    "(rain OR wind OR rain) rain": And((Or((Word("rain"), Word("wind"))), Word("rain"))),
    "हिन्दी": Word("हिन्दी"),
    r"rain\:wind": Phrase("rain:wind"),
    "language:=es": Word("es", "language", exact=True),
    'says "big rain": wind': And((Word("says"), Phrase("big rain"), Word("wind"))),
    "at 9:30 rain :wind": And((Word("at"), Word("9"), Word("30"), Word("rain"), Word("wind"))),
    "rain or snow": And((Word("rain"), Word("or"), Word("snow"))),
    '"rain OR snow" OR wind': Or((Phrase("rain OR snow"), Word("wind"))),
    "-rain": Not(Word("rain")),
    "NOT rain": Not(Word("rain")),
    "wind -rain": And((Word("wind"), Not(Word("rain")))),
    "wind -(rain OR snow)": And((Word("wind"), Not(Or((Word("rain"), Word("snow")))))),
    "inva*": Prefix("inva"),
    "=word": Word("word", exact=True),
    "headline:rain": Word("rain", "headline"),
    "headline: rain": Word("rain", "headline"),
    "Headline:rain": Word("rain", "headline"),
    "-HEADLINE:(rain snow)": Not(And((Word("rain", "headline"), Word("snow", "headline")))),
    '(Headline:="big rain" OR wind)': Or((Phrase("big rain", "headline", exact=True), Word("wind"))),
    '"Headline:rain"': Phrase("Headline:rain"),
    "On:2025 Language:es": And((DateRange(date(2025, 1, 1), date(2025, 12, 31)), Word("es", "language", exact=True))),
    "headline:inva*": Prefix("inva", "headline"),
    "headline:(rain snow)": And((Word("rain", "headline"), Word("snow", "headline"))),
    'speaker:"Rafael Correa"': Phrase("Rafael Correa", "speaker"),
    "-source:daily": Not(Word("daily", "source")),
    "language:Spanish": Word("es", "language", exact=True),
    "hello, world!": And((Word("hello"), Word("world"))),
    "don't": Word("don't"),
    "C++": Word("C"),
    "up –5 rain—wind": And((Word("up"), Word("5"), Word("rain—wind"))),
}


@pytest.mark.parametrize("text", MEANINGS)
def test_meanings(text: str) -> None:
    parsed = parse(text)
    assert parsed.node == MEANINGS[text]
    assert parsed.problems == ()


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b"])
def test_no_text_means_browsing(text: str) -> None:
    assert parse(text) == parse("")
    assert parse(text).node is None


SPACES = [chr(code) for code in range(sys.maxunicode + 1) if category(chr(code)) == "Zs"]


@pytest.mark.parametrize("space", [*SPACES, "\t", "\n", "\u2028"], ids=ascii)
@pytest.mark.parametrize(
    "text", ["rain snow", "headline: rain", '-wind "big rain"', "rain - snow", "rain OR snow", "on: 2025 a*"]
)
def test_any_space_parts_words_and_moves_no_position(text: str, space: str) -> None:
    assert parse(text.replace(" ", space)) == parse(text)


MENDED = {
    "(rain": (Word("rain"), 5, "parenthesis is missing"),
    '"big rain': (Phrase("big rain"), 9, "not closed"),
    'élan "': (Word("élan"), 6, "not closed"),
    "rain AND": (Word("rain"), 5, "AND joins nothing"),
    "OR rain": (Word("rain"), 0, "before the first word"),
    "rain -": (Word("rain"), 5, "A dash"),
    "rain -(": (Word("rain"), 7, "parenthesis is missing"),
    "rain - snow": (And((Word("rain"), Word("snow"))), 5, "To leave out a word, write -word"),
    "wind –rain": (And((Word("wind"), Word("rain"))), 5, "write -rain"),
    "(−rain)": (Word("rain"), 1, "write -rain"),
    "- rain": (Word("rain"), 0, "A dash"),
    "rain – snow -wind": (And((Word("rain"), Word("snow"), Not(Word("wind")))), 5, "A dash"),
    "to continue: sources": (And((Word("to"), Word("continue"), Word("sources"))), 3, "no field “continue”"),
    "O'Neill: rain": (And((Word("O'Neill"), Word("rain"))), 0, "no field “O'Neill”"),
    "colour: red": (And((Word("colour"), Word("red"))), 0, "no field “colour”"),
    "colour:": (Word("colour"), 0, "no field “colour”"),
    "Source: rain": (And((Word("Source"), Word("rain"))), 0, "No word stands right after “Source:”"),
    "rain (ZZ:)": (And((Word("rain"), Word("ZZ"))), 6, "no field “ZZ”"),
    "rain -colour:": (And((Word("rain"), Not(Word("colour")))), 6, "no field “colour”"),
    "goes on: minister": (And((Word("goes"), Word("on"), Word("minister"))), 5, "No date follows “on:”"),
    "+rain OR snow": (Or((Word("rain"), Word("snow"))), 0, "Beside OR a + means nothing"),
    "rain OR +snow": (Or((Word("rain"), Word("snow"))), 8, "Beside OR a + means nothing"),
    "+rain || +snow": (Or((Word("rain"), Word("snow"))), 9, "Beside OR a + means nothing"),
    "rain OR OR snow": (Or((Word("rain"), Word("snow"))), 8, "OR stands right after OR"),
    "rain AND || snow": (And((Word("rain"), Word("snow"))), 9, "|| stands right after AND"),
    "rain OR & snow": (Or((Word("rain"), Word("snow"))), 8, "no letter or digit"),
    "a && b && c OR": (And((Word("a"), Word("b"), Word("c"))), 12, "OR joins nothing"),
    '"big rain"snow': (And((Phrase("big rain"), Word("snow"))), 10, "space is missing"),
    "rain OR snow wind OR": (And((Or((Word("rain"), Word("snow"))), Word("wind"))), 18, "OR joins nothing"),
    "rain & snow": (And((Word("rain"), Word("snow"))), 5, "no letter or digit"),
    "rain^2": (Word("rain"), 4, "Weights"),
    '"big rain"~-1': (Phrase("big rain"), 10, "A ~ without a number"),
    '"big rain"~+1 -wind': (And((Phrase("big rain"), Not(Word("wind")))), 10, "A ~ without a number"),
    '"big rain"~999999999': (Phrase("big rain", slop=100), 10, "~999999999 was read as ~100"),
    "headline:a:b": (Phrase("a:b", "headline"), 9, "second colon"),
    "?!": (Nothing(), 0, "no letter or digit"),
    "()": (Nothing(), 1, "word is missing"),
    "headline:": (Nothing(), 9, "word is missing"),
    "NOT": (Nothing(), 0, "NOT joins nothing"),
}


@pytest.mark.parametrize("text", MENDED)
def test_mistakes_are_mended_and_told(text: str) -> None:
    node, position, message = MENDED[text]
    parsed = parse(text)
    assert parsed.node == node
    assert not parsed.refused
    assert any(problem.position == position and message in problem.message for problem in parsed.problems), parsed


REFUSED = {
    "colour:red": (0, "no field “colour”"),
    "rain colour:red": (5, "no field “colour”"),
    "colour:*": (0, "no field “colour”"),
    "http://example.com/": (0, "no field “http”"),
    "rain)": (4, "closes nothing"),
    "*": (0, "A * alone"),
    "headline:*": (0, "needs a word"),
    "wor*ds": (0, "does not stand at the end"),
    "a*": (0, "at least 2 letters"),
    '"big ra"*': (1, "at least 3 letters"),
    "=rain*": (0, "= and * do not go together: = finds one form alone, * any ending. Write =rain or rain*."),
    "don't*": (0, "only letters and digits"),
    'rain"fall': (0, "quotation mark stands inside"),
    "rain~2": (0, "after a phrase"),
    "/rain/": (0, "between slashes"),
    "rain [a TO b]": (5, "Ranges"),
    "source:IN [a b]": (7, "Lists"),
    "a OR b c OR d": (2, "not clear which words"),
    "on:yesterday": (0, "no date"),
    "rain after:2025-13": (5, "no date"),
    "before:0001": (0, "no date"),
    "after:9999": (0, "no date"),
    "language:?x": (0, "no language"),
    "language:xx": (0, "“xx” after language: is no language"),
    "rain !snow": (5, "write -snow"),
    "rain headline:-snow": (14, "write -headline:snow"),
    " ".join(f"x{number}" for number in range(MAX_TERMS + 1)): (None, f"more than {MAX_TERMS} words"),
    "x" * (MAX_LENGTH + 1): (MAX_LENGTH, f"{MAX_LENGTH + 1:,} characters"),
}


@pytest.mark.parametrize("text", ['"big rain"~', '"big rain"~ wind', "\\", "rain \\"])
def test_a_sign_that_means_nothing_is_told_once(text: str) -> None:
    parsed = parse(text)
    assert len(parsed.problems) == 1
    assert not parsed.refused


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_mended_is_refused_and_matches_nothing(text: str) -> None:
    position, message = REFUSED[text]
    parsed = parse(text)
    assert parsed.node == Nothing()
    assert any(problem.position == position and message in problem.message for problem in parsed.refused), parsed


def test_an_unknown_field_is_named() -> None:
    (problem,) = parse("rain colour:red").refused
    assert problem.field == "colour"
    assert "headline" in problem.message


DESCRIPTIONS = {
    "": "everything",
    "rain snow": "“rain” and “snow”",
    "rain OR snow wind": "(“rain” or “snow”) and “wind”",
    "rain -snow -wind": "“rain”, but not “snow” and not “wind”",
    "-rain -snow": "everything, but not “rain” and not “snow”",
    "-rain": "everything, but not “rain”",
    '"big rain"': "the phrase “big rain”",
    '"big rain"~2': "the phrase “big rain” with its words up to 2 steps out of place",
    '"big rai"*': "the phrase “big rai…”",
    "rai*": "words beginning with “rai”",
    "=rain": "exactly “rain”",
    "headline:rain": "“rain” in the headline",
    "speaker:correa": "“correa” as a quote's speaker",
    "on:2025-02-20": "published on 2025-02-20",
    "on:2025": "published from 2025-01-01 to 2025-12-31",
    "before:2025": "published up to 2024-12-31",
    "after:2025": "published from 2026-01-01 on",
    "colour:red": "nothing",
}


@pytest.mark.parametrize("text", DESCRIPTIONS)
def test_descriptions(text: str) -> None:
    assert describe(parse(text).node) == DESCRIPTIONS[text]


def test_every_field_has_its_words_in_a_description() -> None:
    for name in FIELDS:
        assert FIELDS[name] in describe(parse(f"{name}:english").node)


def test_exact_makes_every_word_exact() -> None:
    assert parse('rain "big rain"', exact=True).node == And((Word("rain", exact=True), Phrase("big rain", exact=True)))
    assert describe(parse('"big rain"', exact=True).node) == "the exact phrase “big rain”"


@given(st.text(st.sampled_from("ab*\"():-~+=^[]{}/\\'<>&|?!é“ OR AND NOT IN headline:on:"), max_size=60))
def test_any_text_is_read_and_described(text: str) -> None:
    parsed = parse(text)
    assert describe(parsed.node)
    assert (parsed.node is None) == (not text.strip())
    if parsed.refused or parsed.node == Nothing():
        assert parsed.problems
    for problem in parsed.problems:
        assert problem.position is None or 0 <= problem.position <= len(text)


@given(st.text(max_size=100))
def test_any_unicode_is_read(text: str) -> None:
    assert describe(parse(text).node)


@pytest.mark.parametrize("text", ["rain", "=rain", '"big rain"', '"big rai"*', "headline:rain", "quote:rain", "snow*"])
@pytest.mark.parametrize("beside", ["on:2025", "-snow", "source:post"])
def test_words_of_the_text_rank_and_nothing_else_does(text: str, beside: str) -> None:
    assert ranks(parse(f"{text} {beside}").node) == (text != "snow*")
    assert ranks(parse(f"{beside} OR {text}").node) == (text != "snow*")
    assert not ranks(parse(f"{beside} -({text})").node)
    assert not ranks(parse(f"-(-({text})) {beside}").node)


@pytest.mark.parametrize("text", ["", "speaker:correa", 'topic:"big rain"', "language:es", '"rain"*', "rain)"])
def test_what_is_only_so_or_not_does_not_rank(text: str) -> None:
    assert not ranks(parse(text).node)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on:2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("storm after:2024 before:2025-03", date(2025, 1, 1), date(2025, 2, 28)),
        ("storm on:2025 on:2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("storm OR on:2025", None, None),
        ("storm -on:2025", None, None),
        ("storm", None, None),
        ("", None, None),
    ],
)
def test_days_that_every_match_must_have(text: str, first: date | None, last: date | None) -> None:
    assert required_days(parse(text).node) == (first, last)
