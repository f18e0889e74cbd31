"""Why a question finds nothing: dates that exclude each other, names that no article has, or its words."""

from dataclasses import dataclass, replace

from articles.search.engine import SearchRequest
from articles.search.syntax import DateRange, Phrase, Prefix, Word, describe, leaves
from articles.views.listing import days_of, total, visible

_LISTED = frozenset(["source", "agency", "topic", "speaker"])  # there is a page with all of them
_NAMES = _LISTED | {"author", "place", "language"}


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a page says where nothing is found: sentences, and which advice is to the point.

    `words`: other words; `unknown`: other names than those that no article has; `lookup`: to look them up; `names`:
    fewer names.
    """

    sentences: list[str]
    words: bool = False
    unknown: bool = False
    lookup: bool = False
    names: bool = False


def reasons(question: SearchRequest) -> Reasons:
    """Why this question finds nothing. Asks the engine once for each name in it."""
    first, last = days_of(question)
    if first and last and first > last:
        return Reasons([f"These dates exclude each other: no day is on or after {first} and on or before {last}."])
    asked = [leaf for leaf, _ in leaves(question.query)] if question.query else []
    named = [leaf for leaf in asked if isinstance(leaf, Word | Phrase | Prefix) and leaf.field in _NAMES]
    unknown = unknown_names(question)
    return Reasons(
        [f"No article has {_told(name)}." for name in unknown],
        words=any(leaf not in named and not isinstance(leaf, DateRange) for leaf in asked),
        unknown=bool(unknown),
        lookup=any(name.field in _LISTED for name in unknown),
        names=len(named) > 1,
    )


def unknown_names(question: SearchRequest) -> list[Word | Phrase | Prefix]:
    """The names in a question's words that no article has, whatever else is asked for."""
    names = dict.fromkeys(
        leaf
        for leaf, negated in (leaves(question.query) if question.query else ())
        if isinstance(leaf, Word | Phrase | Prefix) and leaf.field in _NAMES and not negated
    )
    return [name for name in names if total(SearchRequest(visible(), query=name)) == 0]


def _told(name: Word | Phrase | Prefix) -> str:
    """The name in words; a language is never other than exact, which says nothing."""
    return describe(replace(name, exact=False) if isinstance(name, Word) and name.field == "language" else name)
