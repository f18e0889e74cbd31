import pytest

from articles.importers.names import byline, is_name, split_names


@pytest.mark.parametrize(
    "name",
    [
        "Ida Morrow",
        "J. R. Quill",
        "Rhee So-eui",
        "Anne-Marie de la Croix",
        "Bruno d’Arcy",
        "Seán O'Dowd",
        "LUDWIG VAN HOLT",
        "Ольга Мирная",
    ],
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["Velden", "Local News", "the council", "Read More", "次の記事 一覧", "Ida and the bells", "3 March", ""]
)
def test_other_words(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Morrow, Markets Correspondent", ["Ida Morrow"]),
        ("By Ida Morrow - Analysis", ["Ida Morrow"]),
        ("By Ida Morrow (Quito) and Bo Li in Lima", ["Ida Morrow", "Bo Li"]),
        ("By Ida Morrow for the Observer", ["Ida Morrow"]),
        ("By Ida Morrow @idamorrow", ["Ida Morrow"]),
        ("By Reuters", ["Reuters"]),
        ("Autores: Inés Robledo y Tomás Peña", ["Inés Robledo", "Tomás Peña"]),
        ("Von Jonas Weiß und Lena Groß", ["Jonas Weiß", "Lena Groß"]),
        ("By our staff", []),
        ("By nightfall, the whole of the town had heard of it and nobody was surprised at all.", []),
        ("Ida Morrow", []),
    ],
)
def test_lines_that_say_who_wrote(line: str, names: list[str]) -> None:
    assert byline(line) == names


def test_a_list_of_names_may_use_any_mark_between_them() -> None:
    assert split_names("Ida Morrow; Bo Li, Cem Arslan & Pau Serra") == [
        "Ida Morrow",
        "Bo Li",
        "Cem Arslan",
        "Pau Serra",
    ]
