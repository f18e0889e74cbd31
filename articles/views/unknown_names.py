"""Why a question finds nothing: dates that exclude each other, names that no article has, or its words."""

from dataclasses import dataclass, replace

from articles.search.engine import SearchRequest
from articles.search.syntax import DateRange, Phrase, Prefix, Word, describe, leaves
from articles.views.listing import days_of, total, visible

_NAMES = frozenset(["source", "agency", "topic", "speaker", "author", "place", "language"])


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a page says where nothing is found: sentences, and whether advice on words or on names is to the point."""

    sentences: list[str]
    words: bool = False
    names: bool = False


def reasons(question: SearchRequest) -> Reasons:
    """Why this question finds nothing. Asks the engine once for each name in it."""
    first, last = days_of(question)
    if first and last and first > last:
        return Reasons([f"These dates exclude each other: no day is on or after {first} and on or before {last}."])
    asked = [leaf for leaf, _ in leaves(question.query)] if question.query else []
    named = [leaf for leaf in asked if isinstance(leaf, Word | Phrase | Prefix) and leaf.field in _NAMES]
    words = any(leaf not in named and not isinstance(leaf, DateRange) for leaf in asked)
    return Reasons(unknown_names(question), words, bool(named))


def unknown_names(question: SearchRequest) -> list[str]:
    """A sentence for each name in a question's words that no article has, whatever else is asked for."""
    names = dict.fromkeys(
        leaf
        for leaf, negated in (leaves(question.query) if question.query else ())
        if isinstance(leaf, Word | Phrase | Prefix) and leaf.field in _NAMES and not negated
    )
    return [f"No article has {_told(name)}." for name in names if total(SearchRequest(visible(), query=name)) == 0]


def _told(name: Word | Phrase | Prefix) -> str:
    """The name in words; a language is never other than exact, which says nothing."""
    return describe(replace(name, exact=False) if isinstance(name, Word) and name.field == "language" else name)
