"""Keys of names."""

from articles.text import by_fold


def test_of_names_with_one_key_the_first_is_kept_in_its_place() -> None:
    names = ["José Ruiz", "Ana", "JOSE RUIZ", "–", "ana"]
    assert by_fold(names) == {"jose ruiz": "José Ruiz", "ana": "Ana"}
