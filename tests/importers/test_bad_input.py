"""Whatever is in a file: a record or an UnreadableFile, and never a long wait."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importers import UnreadableFile, read_article, to_json
from articles.importers.encoding import decode
from tests.importers.texts import HEADERS, NEWS_PAGE, PLAIN, WIRE

WHOLE = [NEWS_PAGE, WIRE, HEADERS, PLAIN]


def check(data: bytes) -> None:
    try:
        record = read_article(data, "any.txt", quotes=False)
    except UnreadableFile:
        return
    assert record.headline
    assert record.body
    last = len(decode(data)[0].splitlines())
    assert all(1 <= first <= end <= last for first, end in record.spans.values())
    assert to_json(record)["spans"].keys() == record.spans.keys()


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), max_size=30))
def test_any_lines(lines: list[str]) -> None:
    check("\n".join(lines).encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.sampled_from(WHOLE).flatmap(lambda text: st.permutations(text.split("\n"))), st.integers(0, 14))
def test_the_lines_of_an_article_in_any_order(lines: list[str], dropped: int) -> None:
    check("\n".join(lines[dropped:]).encode())


@pytest.mark.parametrize(
    "text",
    [
        "Headline\n\n" + "word " * 100_000,
        "Headline\n\n" + "A sentence of the story. " * 20_000,
        "Headline\n\n" + "(" * 50_000 + "\n\nThe end of it.",
        "Headline\n\n" + '"' * 50_000 + " words.",
        "Headline\n\n" + "A line that was broken at a fixed width and goes on and on for\n" * 20_000,
        "\n".join(f"Line {number} of a list" for number in range(20_000)),
        "\n".join(f"{number} January 2024" for number in range(20_000)),
        "RELATED:\n" * 20_000 + "The end of it.",
        "-- a\n" * 20_000 + "The end of it.",
        "Key: value\n" * 20_000 + "\nThe end of it.",
        "עיתון\n\n" + "מילים רבות על הרבה דברים שקרו אתמול בעיר. " * 2_000,
    ],
    ids=["word", "sentence", "bracket", "mark", "wrapped", "list", "dates", "related", "wire", "headers", "rtl"],
)
def test_a_large_text_is_read_or_refused(text: str) -> None:
    check(text.encode())
