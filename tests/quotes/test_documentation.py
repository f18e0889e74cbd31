"""Every rule is explained, every rule has its share, every language has every set of words."""

import tomllib
from pathlib import Path

import pytest

from articles.quotes.confidence import CONFIDENCE
from articles.quotes.languages import CODES, language_for
from articles.quotes.rules import DIRECT, TIES, WOVEN

DOCS = Path(__file__).parents[2] / "docs" / "quotes.md"
LANGUAGES = Path(__file__).parents[2] / "articles" / "quotes" / "languages"


def test_every_rule_is_in_the_documentation() -> None:
    text = DOCS.read_text("utf-8")
    assert [rule for rule in CONFIDENCE if f"`{rule}`" not in text] == []


def test_every_rule_has_a_confidence() -> None:
    later = {"verb_then_speaker_later", "speaker_then_verb_later"}
    names = {rule.__name__ for rule in DIRECT + WOVEN} | TIES
    assert names - later <= set(CONFIDENCE)
    assert all(0 <= share <= 1 for share in CONFIDENCE.values())


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_sets_of_words(code: str) -> None:
    english = tomllib.loads((LANGUAGES / "en.toml").read_text("utf-8"))
    other = tomllib.loads((LANGUAGES / f"{code}.toml").read_text("utf-8"))
    assert set(other) == set(english)


@pytest.mark.parametrize("code", CODES)
def test_words_are_in_lower_case(code: str) -> None:
    words = tomllib.loads((LANGUAGES / f"{code}.toml").read_text("utf-8"))
    assert [line for line in words.values() if line != line.lower()] == []


def test_a_region_does_not_matter() -> None:
    assert language_for("pt-BR") is language_for("pt_PT")


def test_an_unknown_language_has_the_words_of_all() -> None:
    words = language_for("xx")
    assert {"said", "dijo", "déclaré", "disse", "sagte"} <= words.say
