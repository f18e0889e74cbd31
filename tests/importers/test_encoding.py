import unicodedata

import pytest

from articles.importers import UnreadableFile, read_article
from articles.importers.encoding import LARGEST_FILE, decode
from tests.importers.texts import HEADERS, NEWS_PAGE, PLAIN, WIRE

TEXT = "Año nuevo\n\n«Que empiece», dijo “Óscar” – y empezó…\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_the_same_text_is_read_from_every_encoding(encoding: str, mark: bytes) -> None:
    assert decode(mark + TEXT.encode(encoding)) == (TEXT, [])


LINE_ENDS = ["\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_any_line_end_becomes_one(end: str) -> None:
    assert decode(TEXT.replace("\n", end).encode())[0] == TEXT


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("text", [NEWS_PAGE, WIRE, HEADERS, PLAIN], ids=["page", "wire", "headers", "plain"])
def test_every_reader_finds_the_same_on_the_same_lines_whatever_ends_them(text: str, end: str) -> None:
    expected = read_article(text.encode(), "a.txt", quotes=False)
    assert read_article(text.replace("\n", end).encode(), "a.txt", quotes=False) == expected


def test_letters_are_composed() -> None:
    assert decode(unicodedata.normalize("NFD", TEXT).encode())[0] == TEXT


def test_a_damaged_character_does_not_turn_the_rest_into_another_encoding() -> None:
    text, warnings = decode(TEXT.encode().replace("Ó".encode(), b"\xc3"))
    assert text == TEXT.replace("Ó", "\ufffd")
    assert warnings == ["1 character is not valid UTF-8 and is shown as \ufffd."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("\u200b\n".encode(), "the file is empty"),
        (b"%PDF-1.7 \n", "a PDF document, not plain text"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image, not plain text"),
        (b"PK\x03\x04rest", "a zip archive"),
        (bytes(range(256)) * 4, "binary, not plain text"),
        (b"a\x01b\x02c\x03d\x04e\x05" * 20, "binary, not plain text"),
        (b"<!DOCTYPE html><html><body>News</body></html>", "an HTML or XML document"),
        (b"<?xml version='1.0'?><nitf/>", "an HTML or XML document"),
        (b"\xff\xfea", "marked as UTF-16-LE but is not valid"),
        ("Новости дня и погода".encode("cp1251"), "an encoding other than"),
        (b"caf\x81 and more text", "neither UTF-8, UTF-16 nor Windows-1252"),
        (b"a" * (LARGEST_FILE + 1), "more than the 20,000,000"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        decode(data)


@pytest.mark.parametrize("text", ["Only a headline", "Only a headline\n\n\n", "1\n2\n"])
def test_a_text_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"no text under|no article|no headline"):
        read_article(text.encode(), "a.txt", quotes=False)
