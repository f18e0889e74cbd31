"""Whether two quotes are the same words, and where they differ."""

from pathlib import Path

import pytest

from articles.quotes.likeness import FEWEST, LONGEST_STRETCH, MOST_WORDS, PART, SAME, differences, likeness

WORDS = "We shall open the harbour gate on Monday and not before"


@pytest.mark.parametrize(
    "other",
    [
        "we shall open the harbour gate on Monday, and not before.",  # signs and capitals do not count
        "We shall open the — harbour gate — on Monday and not before",
        "We shall open the hàrbour gate on Monday and not before",
    ],
)
def test_signs_capitals_and_accents_make_no_difference(other: str) -> None:
    assert likeness(WORDS, other).exact
    assert likeness(WORDS, other).same


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("We shall open the harbour gate on Tuesday and not before", True),  # 10 of 11 words
        ("We will open the harbour gate on Monday and never before", True),  # 9 of 11
        ("We will open that harbour gate on Friday and never before", False),  # 7 of 11
        (f"Listen to me. {WORDS}, and I have said so many times to everybody who would hear it.", True),  # a part
        ("open the harbour gate on Monday", True),  # a part of six words
        ("the harbour gate on Monday", False),  # five: a turn of phrase
        ("Something else was said here by somebody altogether different today", False),
        ("", False),
        ("…", False),
    ],
)
def test_nearly_the_same_words(other: str, same: bool) -> None:
    assert likeness(WORDS, other).same is same
    assert likeness(other, WORDS).same is same
    assert not likeness(WORDS, other).exact


def test_short_quotes_must_be_exactly_the_same() -> None:
    assert likeness("Yes, we can.", "yes we can").same
    assert not likeness("Yes, we can.", "No, we can.").same


def test_differences_give_both_texts_in_one() -> None:
    stretches = differences("— We open the gate on Monday.", "We open both gates on Monday, she said.")
    assert [(one.change, one.text) for one in stretches] == [
        ("same", "We open"),
        ("only_first", "the gate"),
        ("only_second", "both gates"),
        ("same", "on Monday,"),
        ("only_second", "she said."),
    ]


def test_of_a_long_difference_the_middle_is_left_out() -> None:
    (_, added) = differences("We go", "We go " + " ".join(f"w{number}" for number in range(100)))
    assert added.text.startswith("w0 w1 ")
    assert " […] " in added.text
    assert added.text.endswith(" w98 w99")
    assert len(added.text.split()) == LONGEST_STRETCH + 1


def test_of_endless_quotes_only_the_beginning_is_compared() -> None:
    beginning = " ".join(f"word{number % 7}" for number in range(MOST_WORDS))
    assert likeness(f"{beginning} and so on", f"{beginning} but not so").exact


def test_the_documentation_names_the_thresholds() -> None:
    text = Path("docs/quotes.md").read_text()
    for words in (
        f"has {FEWEST} words or more",
        f"likeness is {SAME}",
        f"{PART} of the shorter",
        f"first {MOST_WORDS} words",
    ):
        assert words in text
