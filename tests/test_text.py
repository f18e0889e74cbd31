"""Keys of names, and how alike two texts are."""

import pytest

from articles.text import by_fold, resemblance, runs


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
