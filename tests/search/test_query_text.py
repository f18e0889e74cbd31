"""A query's tree can be written, and what is written is read as that very tree: a page that rewrites a query, for “did
you mean” or a comparison, loses nothing of what was understood."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import parse
from articles.search.syntax import FIELDS, And, DateRange, Node, Not, Nothing, Or, Phrase, Prefix, Word, to_text

PIECES = r"""
storm port a U.S. don't AT&T élan हिन्दी 日本 2025 not AND OR NOT && || IN TO x* sto* =storm -storm --storm +storm
="a b" -="a b"~2 “a "two words"~5 "two wor"* on:2025 on:2025-02 on:2025-02-03 before:2025 after:2024-02 headline:
body:port Headline: HEADLINE:x headline:=sea language:es language:=es speaker: a:b 3:2 10:30 a-b a_b -a-b #tag ( )
" ' \ \" foo\:bar foo\ ‘a b’ -‘a -‚b‘ c’ it’s x’s’ ‘ - -- – ^2 ~ ! [ ] { } / < > ` $ * 'tis rock'n'roll ? col?r
near/5 near/5.
"""
SIGNS = "ab:\"'()-+*~\\=^!/[]{} “‘’ORé_.,0123?"
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join),
    st.lists(st.sampled_from(PIECES.split()), max_size=7).map("".join),
    st.text(SIGNS, max_size=20),
    st.text(max_size=20),
)

LETTERS = st.text("abcdéøß", min_size=2, max_size=6)
PHRASES = st.lists(LETTERS, max_size=3).map(lambda words: " ".join([*words, "last"]))
PLACES = st.sampled_from([None, *(field for field in FIELDS if field != "language")])
DAYS = st.dates(date(1000, 1, 2), date(9998, 12, 30))


def month(day: date) -> DateRange:
    """The month of a day."""
    first = day.replace(day=1)
    return DateRange(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def of(kind: type[And | Or], nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Any]:
    """Two or three different nodes together."""
    return st.lists(nodes, min_size=2, max_size=3, unique=True).map(lambda several: kind(tuple(several)))


LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.builds(Word, LETTERS, PLACES, st.booleans()),
    st.builds(Word, st.sampled_from(["en", "es", "pt-br"]), st.just("language"), st.just(True)),
    st.builds(Phrase, PHRASES, PLACES, st.integers(0, 100), st.just(False), st.booleans()),
    st.builds(Phrase, PHRASES, PLACES, st.just(0), st.just(True), st.booleans()),
    st.builds(Prefix, LETTERS, PLACES),
    DAYS.map(lambda day: DateRange(day, day)),
    DAYS.map(month),
    DAYS.map(lambda day: DateRange(day.replace(month=1, day=1), day.replace(month=12, day=31))),
    DAYS.map(lambda day: DateRange(day, None)),
    DAYS.map(lambda day: DateRange(None, day)),
)
TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES, lambda nodes: st.one_of(of(And, nodes), of(Or, nodes), nodes.map(Not)), max_leaves=8
)


@given(text=TEXTS, exact=st.booleans())
def test_what_is_understood_of_any_text_can_be_written(text: str, exact: bool) -> None:
    node = parse(text, exact).node
    if node is None or isinstance(node, Nothing):
        return
    written = to_text(node)
    for again in (parse(written), parse(written, exact)):
        assert again.node == node
        assert again.problems == ()


@given(tree=TREES)
def test_any_tree_can_be_written(tree: Node) -> None:
    again = parse(to_text(tree))
    assert again.node == tree
    assert again.problems == ()


def test_nothing_cannot_be_written_as_no_words_would_mean_everything() -> None:
    with pytest.raises(TypeError, match="cannot be written as a query"):
        to_text(Nothing())
