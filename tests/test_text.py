"""Keys of names, and how alike two texts are."""

from itertools import pairwise

import pytest

from articles.text import beginning, by_fold, ending, resemblance, runs, sentence_ends


def test_of_names_with_one_key_the_first_is_kept_in_its_place() -> None:
    names = ["José Ruiz", "Ana", "JOSE RUIZ", "–", "ana"]
    assert by_fold(names) == {"jose ruiz": "José Ruiz", "ana": "Ana"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The ferry sails at noon.", "the  FERRY\nsails at noon.", 1.0),
        ("The ferry sails at noon.", "The ferry sails at dusk.", 0.5),  # two runs of three are shared, of four in all
        ("The ferry sails at noon.", "Nothing of the kind was said.", 0.0),
        ("Gone", "Gone", 1.0),
        ("Gone", "Here", 0.0),
        ("", "", 1.0),
    ],
)
def test_resemblance_is_the_share_of_runs_of_three_words(one: str, other: str, expected: float) -> None:
    assert resemblance(runs(one), runs(other)) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left. ", "She stayed."]),
        ("“Really?” she asked. He left.", ["“Really?” she asked. ", "He left."]),
        ("Mr. Ruiz left the U.S. navy. He was late.", ["Mr. Ruiz left the U.S. navy. ", "He was late."]),
        ("A crew came, e.g. sailors. It rained.", ["A crew came, e.g. sailors. ", "It rained."]),
        ("A heading\n\nA text.", ["A heading\n\n", "A text."]),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, sentences: list[str]) -> None:
    places = [0, *sentence_ends(text), len(text)]
    assert [text[start:end] for start, end in pairwise(places) if start < end] == sentences


def test_a_part_of_a_text_begins_and_ends_with_a_sentence_or_at_least_a_word() -> None:
    text = "One went. Two came by. Three stayed here."
    assert (ending(text, 25), beginning(text, 25)) == ("… Three stayed here.", "One went. Two came by. …")
    assert (ending(text, 12), beginning(text, 8)) == ("… here.", "One …")
    assert (ending(text, 99), beginning(text, 99)) == (text, text)
