"""From a file's bytes to text: which encoding, and whether it is text at all."""

import codecs
import re

from articles.importers.record import UnreadableFile
from articles.text import normalise

LARGEST_FILE = 20_000_000
"""Bytes. A longer text file is no article; the longest known newspaper articles stay under 1 MB."""

_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_SIGNATURES = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
]
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|\?xml|head|body|nitf)\b", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1f]")
"""Bytes that no text holds; those that end a line are none of them."""
_ENOUGH = 64  # code units that show the byte order of UTF-16 without a mark


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file, normalised (articles.text.normalise), and warnings about its encoding.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 and UTF-16 without one, else Windows-1252.
    Raises UnreadableFile for an empty file, a file too large, and everything that is not plain text.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(f"the file has {len(data):,} bytes, more than the {LARGEST_FILE:,} an article may have")
    if not data.strip(b"\x00\t\n\v\f\r "):
        raise UnreadableFile("the file is empty")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(f"the file is {name}, not plain text")
    raw, warnings = _decode(data)
    text = normalise(raw)
    if not text.strip():
        raise UnreadableFile("the file is empty")
    if _MARKUP.match(text.lstrip()):
        raise UnreadableFile("the file is an HTML or XML document, not plain text")
    return text, warnings


def _decode(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), []
    if b"\x00" in data:
        return _strictly(data, _byte_order(data)), []
    if len(_CONTROLS.findall(data)) > len(data) / 200 + 1:
        raise UnreadableFile("the file is binary, not plain text")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _damaged_or_older(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"the file is marked as {encoding.upper()} but is not valid at byte {error.start}"
        ) from error


def _byte_order(data: bytes) -> str:
    """UTF-16 without a mark: in news text the high byte of most characters is zero."""
    units = data[: _ENOUGH * 2]
    low, high = units[::2].count(0), units[1::2].count(0)
    if len(data) % 2 == 0 and max(low, high) > len(units) / 3 and min(low, high) == 0:
        return "utf-16-le" if high > low else "utf-16-be"
    raise UnreadableFile("the file is binary, not plain text")


def _damaged_or_older(data: bytes) -> tuple[str, list[str]]:
    """UTF-8 with a few broken characters, or Windows-1252."""
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    whole = sum(1 for character in repaired if character > "\x7f") - broken
    if whole > 3 * broken:
        verb = "character is" if broken == 1 else "characters are"
        shown = "is" if broken == 1 else "are"
        return repaired, [f"{broken} {verb} not valid UTF-8 and {shown} shown as \ufffd."]
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"the text is neither UTF-8, UTF-16 nor Windows-1252 (byte {error.start})") from error
    foreign = sum(1 for character in text if character > "\x7f" and character.isalpha())
    if foreign > len(text) / 4:
        raise UnreadableFile("the text is in an encoding other than UTF-8, UTF-16 and Windows-1252")
    return text, []
