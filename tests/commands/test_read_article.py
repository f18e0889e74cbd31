import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.importers.texts import NEWS_PAGE, PLAIN, WIRE

KEYS = [
    "path",
    "format",
    "headline",
    "standfirst",
    "body",
    "source",
    "agency",
    "place",
    "authors",
    "language",
    "published",
    "photos",
    "related_links",
    "topics",
    "corrections",
    "url",
    "quotes",
    "spans",
    "warnings",
]


def run(*arguments: object) -> tuple[list[dict[str, Any]], str, int]:
    """The objects printed, what went to stderr and the exit status of `read_article`."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command("read_article", *map(str, arguments), stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        status = int(end.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), status


def test_one_object_a_line_with_the_documented_keys(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "a.txt").write_text(NEWS_PAGE, encoding="utf-8")
    objects, err, status = run(tmp_path, "--time-zone", "America/Montevideo")
    assert (err, status) == ("", 0)
    assert [list(found) for found in objects] == [KEYS, KEYS]
    first = objects[0]
    assert first["path"] == str(tmp_path / "a.txt")
    assert first["published"] == {
        "local": "2024-03-03T09:05",
        "time_zone": "America/Montevideo",
        "precision": "minute",
    }
    assert first["photos"] == [{"caption": "The tower at Cabo Lindo, 2024.", "credit": "X/ @radiolindo"}]
    assert first["related_links"][0] == {
        "title": "Fishing Boats Stay in Port for a Third Week",
        "url": "",
        "after_paragraph": 1,
    }
    assert first["spans"]["headline"] == [1, 1]
    assert objects[1]["published"] == {
        "local": "2021-05-12",
        "time_zone": "America/Montevideo",
        "precision": "day",
    }


def test_quotes_are_printed_with_their_field_and_offsets(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS_PAGE, encoding="utf-8")
    ((article,), _, _) = run(tmp_path / "a.txt")
    quote = article["quotes"][-1]
    assert list(quote) == ["field", "text", "kind", "spans", "speaker", "speaker_as_printed", "cue", "rule"]
    assert (quote["field"], quote["kind"]) == ("body", "utterance")
    assert " ".join(article["body"][start:end] for start, end in quote["spans"]) == quote["text"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_printed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff")
    objects, err, status = run(tmp_path, tmp_path / "missing.txt")
    assert [found["headline"] for found in objects] == ["Harbor workers end strike after nine days"]
    assert err.splitlines() == [
        f"{tmp_path}/a.txt: the file is empty",
        f"{tmp_path}/c.jpg: no reader reads .jpg files",
        f"{tmp_path}/missing.txt: there is no such file or folder",
    ]
    assert status == 1


def test_options_fill_what_the_text_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf-8")
    ((article,), _, _) = run(tmp_path, "--source", "The Quay", "--language", "en")
    assert (article["source"], article["language"]) == ("The Quay", "en")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--time-zone", "Caracas"), "Allowed are an IANA name such as America/Caracas"),
        (("--language", "English"), "not a code of two or three small letters"),
    ],
)
def test_a_wrong_option_ends_with_what_is_allowed(option: tuple[str, str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run("a.txt", *option)


def test_a_wrong_folder_file_ends_the_command_before_anything_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "newsarchive.toml").write_text("colour = 1", encoding="utf-8")
    with pytest.raises(CommandError, match=r"sub/newsarchive.toml: unknown key “colour”"):
        run(tmp_path)
