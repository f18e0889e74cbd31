"""What somebody may be after who has typed the beginning of it: the questions that find headlines and names."""

import re
from collections.abc import Iterable

from articles.search.engine import Filters, SearchRequest
from articles.search.syntax import And, Node, Prefix, Word
from articles.text import fold

FEWEST = 2
"""Letters and digits that must have been typed: one is the beginning of nearly everything."""

_MOST_WORDS = 12
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_OPERATORS = {"AND", "OR", "NOT", "TO", "IN"}
_APOSTROPHES = str.maketrans("’'", "  ")


def typed_words(text: str) -> list[str]:
    """The words typed so far, the last of which may be a beginning; none where too little has been typed."""
    words = [word for word in text.split() if any(character.isalnum() for character in word)][:_MOST_WORDS]
    return words if sum(character.isalnum() for word in words for character in word) >= FEWEST else []


def headline_request(words: list[str], filters: Filters, limit: int) -> SearchRequest:
    """The latest articles whose headline has these words, the last one perhaps not yet whole."""
    *whole, last = words
    nodes: list[Node] = [Word(word, "headline", exact=True) for word in whole]
    return SearchRequest(filters, And((*nodes, Prefix(last, "headline"))), limit=limit, highlight=False)


def speakers_request(words: list[str], filters: Filters, most: int) -> SearchRequest:
    """How many quotes each speaker has, of those in whose speaker, as named or as printed, every word typed begins a
    word, for at most so many speakers; `begins_in` tells names from what was printed, such as an office."""
    query = And(tuple(Prefix(word, "speaker") for word in words))
    return SearchRequest(filters, query, limit=0, facets=("speaker",), facet_limit=most, highlight=False)


def name_keys(names: Iterable[str]) -> list[list[str]]:
    """The words by which names are found, folded. “O'Brien” is one word, and two."""
    return [fold(name).split() + fold(name.translate(_APOSTROPHES)).split() for name in names]


def begins_in(words: list[str], keys: list[list[str]]) -> bool:
    """Whether every word typed is the beginning of a word of one of the names with these keys."""
    typed = [part for word in words for part in fold(word).split()]
    return any(all(any(part.startswith(each) for part in key) for each in typed) for key in keys)


def as_words(label: str) -> str:
    """A name or a headline as words to be searched for: without the signs that mean something in a query."""
    return " ".join(word.lower() if word in _OPERATORS else word for word in _WORD.findall(label))
