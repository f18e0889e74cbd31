"""What templates need beyond Django's own."""

import pytest

from articles.languages import language_name, reads_right_to_left
from articles.search.engine import Passage
from articles.templatetags.archive import breaks_in, breaks_off, direction, linked_data, mark, percent, zone_in_words


@pytest.mark.parametrize(
    ("text", "ranges", "marked"),
    [
        ("rain & snow", (), "rain &amp; snow"),
        ("rain & snow", ((0, 4), (7, 11)), "<mark>rain</mark> &amp; <mark>snow</mark>"),
        ("<b>rain</b>", ((3, 7),), "&lt;b&gt;<mark>rain</mark>&lt;/b&gt;"),
        ("rain", ((0, 4), (2, 4)), "<mark>rain</mark>"),
        ("rain snow", ((5, 9), (0, 4)), "<mark>rain</mark> <mark>snow</mark>"),
    ],
)
def test_a_passage_is_escaped_then_marked(text: str, ranges: tuple[tuple[int, int], ...], marked: str) -> None:
    assert mark(Passage(text, ranges)) == marked


@pytest.mark.parametrize(
    ("text", "cut"), [("It rained.", False), ("It rained and", True), ("“No”", False), ("", False)]
)
def test_a_passage_that_breaks_off_is_told(text: str, cut: bool) -> None:
    assert breaks_off(Passage(text)) is cut


@pytest.mark.parametrize(
    ("text", "cut"), [("It rained.", False), ("and it rained.", True), ("“no”", False), ("", False)]
)
def test_a_passage_that_begins_inside_a_sentence_is_told(text: str, cut: bool) -> None:
    assert breaks_in(Passage(text)) is cut


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("America/Caracas", "Caracas time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("UTC-04:00", "UTC−4"),
        ("UTC+05:30", "UTC+5:30"),
        ("UTC+10:00", "UTC+10"),
    ],
)
def test_zones_are_named_as_readers_know_them(name: str, words: str) -> None:
    assert zone_in_words(name) == words


def test_languages_have_names_and_directions() -> None:
    assert [language_name(code) for code in ("es", "pt-br", "ES", "pt-XX", "qqq")] == [
        "Spanish",
        "Brazilian Portuguese",
        "Spanish",
        "Portuguese",
        "qqq",
    ]
    assert [direction(code) for code in ("en", "ar", "fa-IR", "ps", "")] == ["ltr", "rtl", "rtl", "rtl", "ltr"]
    assert reads_right_to_left("he")


def test_a_data_block_cannot_be_ended_from_inside() -> None:
    assert "<" not in linked_data({"headline": "</script><!--"})


def test_a_share_is_shown_in_per_cent() -> None:
    assert percent(0.974) == "97%"
