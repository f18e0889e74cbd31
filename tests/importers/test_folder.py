import pytest

from articles.importers.folder import FolderError, FolderSettings, overridden, parse_settings
from articles.importers.record import Defaults

WHOLE = """
source = "Brisa"
time_zone = "America/Montevideo"
language = "es"
status = "draft"
sample = true

[withheld]
"ledger.txt" = "At the request of the keeper"
"""


def test_every_key_is_read() -> None:
    assert parse_settings(WHOLE.encode(), "newsarchive.toml") == FolderSettings(
        Defaults("Brisa", "America/Montevideo", "es"),
        "draft",
        True,
        {"ledger.txt": "At the request of the keeper"},
    )


def test_an_empty_file_sets_nothing() -> None:
    assert parse_settings(b"", "newsarchive.toml") == FolderSettings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "a/newsarchive.toml: unknown key “colour”. Allowed are source, time_zone"),
        ("source = 1", "a/newsarchive.toml: source must be a text"),
        ("source = ' '", "a/newsarchive.toml: source must be a text"),
        ("time_zone = 'Caracas'", "a/newsarchive.toml: time_zone: “Caracas” is not a time zone. Allowed are"),
        ("language = 'Spanish'", "a/newsarchive.toml: language must be a code"),
        ("status = 'live'", "a/newsarchive.toml: status must be “draft” or “published”, not 'live'"),
        ("status = 1", "a/newsarchive.toml: status must be “draft” or “published”, not 1"),
        ("sample = 'yes'", "a/newsarchive.toml: sample must be true or false, not 'yes'"),
        ("withheld = 'a.txt'", "a/newsarchive.toml: withheld must be a table"),
        ("[withheld]\n'a.txt' = true", "a/newsarchive.toml: withheld “a.txt” must give the reason"),
        ("source = ", "a/newsarchive.toml: not valid TOML"),
        ("source = 'a'\nsource = 'b'", "a/newsarchive.toml: not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_file_key_and_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(FolderError) as caught:
        parse_settings(text.encode(), "a/newsarchive.toml")
    assert str(caught.value).startswith(message)


def test_options_stand_above_the_folder() -> None:
    folder = Defaults("Brisa", "America/Montevideo", "es")
    assert overridden(folder, Defaults(source="Radio", language=None)) == Defaults("Radio", "America/Montevideo", "es")
