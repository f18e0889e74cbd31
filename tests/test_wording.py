"""Two wordings of a text are compared word by word."""

import random
from itertools import pairwise

import pytest

from articles.wording import Segment, compare


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("The same.", "The same.", [("kept", "The same.")]),
        ("", "New.", [("added", "New.")]),
        ("Gone.", "", [("removed", "Gone.")]),
        (
            "Ministers approved the plan.",
            "Ministers rejected the plan.",
            [("kept", "Ministers "), ("removed", "approved"), ("added", "rejected"), ("kept", " the plan.")],
        ),
        (
            "They drank red wine.",
            "They drank white beer.",
            [("kept", "They drank "), ("removed", "red wine"), ("added", "white beer"), ("kept", ".")],
        ),
        ("One, two.", "One two.", [("kept", "One"), ("removed", ","), ("kept", " two.")]),
        ("Fallo de 3,5 km.", "Fallo de 3.5 km.", [
            ("kept", "Fallo de "), ("removed", "3,5"), ("added", "3.5"), ("kept", " km."),
        ]),
        ("A first.\n\nA last.", "A first.\n\nA middle.\n\nA last.", [
            ("kept", "A first.\n\nA "), ("added", "middle.\n\nA "), ("kept", "last."),
        ]),
        ("two  spaces", "two spaces", [("kept", "two"), ("removed", "  "), ("added", " "), ("kept", "spaces")]),
    ],
)  # fmt: skip
def test_what_changed_is_told(old: str, new: str, told: list[tuple[str, str]]) -> None:
    assert [tuple(segment) for segment in compare(old, new)] == told


def joined(segments: list[Segment], kind: str) -> str:
    return "".join(text for each, text in segments if each in ("kept", kind))


@pytest.mark.parametrize("words", [5, 60, 3000])
@pytest.mark.parametrize("seed", range(8))
def test_both_texts_can_be_read_from_what_changed(words: int, seed: int) -> None:
    chance = random.Random(seed)
    choices = ["the", "of", "Āé", "wine-bar", "\n\n", " ", "3.5", ",", "😀", *(f"word{n}" for n in range(words))]
    old = [chance.choice(choices) for _ in range(words)]
    new = [chance.choice(choices) if chance.random() < 0.2 else word for word in old]
    chance.shuffle(old if seed % 2 else [])
    before, after = " ".join(old), " ".join(new)
    segments = compare(before, after)
    assert joined(segments, "removed") == before
    assert joined(segments, "added") == after
    assert all(one.kind != two.kind for one, two in pairwise(segments))


def test_a_moved_paragraph_of_a_long_text_leaves_the_rest_kept() -> None:
    paragraphs = [f"Paragraph {n} says that thing{n} was seen by person{n} at place{n}." for n in range(200)]
    moved = [paragraphs[150], *paragraphs[:150], *paragraphs[151:]]
    segments = compare("\n\n".join(paragraphs), "\n\n".join(moved))
    assert len(joined(segments, "removed")) == len("\n\n".join(paragraphs))
    changed = [text for kind, text in segments if kind != "kept"]
    assert sum(len(text) for text in changed) < 3 * len(paragraphs[150])


def test_a_long_text_written_wholly_anew_has_an_answer() -> None:
    old, new = "alpha beta " * 2000, "gamma delta " * 2000
    assert [segment.kind for segment in compare(old, new)][:2] == ["removed", "added"]
