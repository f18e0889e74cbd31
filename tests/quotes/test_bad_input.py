"""Texts nobody would print: the finder neither fails nor gives a quote that reaches too far."""

from itertools import pairwise

import pytest

from articles.quotes import find_quotes
from articles.quotes.marks import paragraphs

LENGTH = 3000

TEXTS = {
    "opening marks only": "“ab " * LENGTH,
    "closing marks only": "ab” " * LENGTH,
    "straight marks only": '"' * LENGTH,
    "a mark per line": '"\n' * LENGTH,
    "a mark per paragraph": "“a\n\n" * LENGTH,
    "apostrophes only": "'" * LENGTH,
    "single marks around letters": "'a' " * LENGTH,
    "full stops only": "." * LENGTH + "“a” said Bo",
    "white space only": " \n\t" * LENGTH,
    "one paragraph of many words": "word " * 30 * LENGTH + "“It is closed today,” she said.",
    "one quote of many words": "“" + "word " * 30 * LENGTH + "”",
    "right to left": "قال الرئيس «سنبقى هنا معكم» أمس. " * 50,
    "right to left marks": "\u200f\u202b“שלום לכולם כאן,” אמר דוד.\u202c " * 50,
    "Chinese": "他说“我们会留下来”。" * 50,
    "control characters": "\x00\x01“a\x02b c d”\x1f said Bo.\ue000 " * 50,
    "lone surrogates": "\ud800“a b c d”\udfff said Bo. " * 50,
    "tiny quotes": "“a” said Bo and " * LENGTH,
    "dashes inside the marks": "“a" + " — said Bo — a" * LENGTH + "”",
    "brackets": "“a b c d” " + "(" * LENGTH + " said",
    "capitals": "“a b c d” said " + "Ab " * LENGTH,
    "initials": "“a b c d” said " + "A." * LENGTH,
}


@pytest.mark.parametrize("name", TEXTS)
def test_bad_input_gives_quotes_inside_their_paragraphs(name: str) -> None:
    text = TEXTS[name]
    bounds = paragraphs(text)
    for quote in find_quotes(text):
        assert quote.text.strip()
        for start, end in quote.spans:
            assert any(first <= start < end <= last for first, last in bounds)


@pytest.mark.parametrize("name", ["right to left", "right to left marks", "Chinese", "control characters"])
def test_quotes_are_found_whatever_the_script(name: str) -> None:
    assert len(find_quotes(TEXTS[name])) == 50


def test_quotes_come_in_order_and_do_not_overlap() -> None:
    text = "“One of us,” said Ada Brandt. ‘Two of us,’ she said.\n\n> Three of us\n\nADA: Four.\n\nIVO: “Five”."
    spans = [span for quote in find_quotes(text) for span in quote.spans]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
