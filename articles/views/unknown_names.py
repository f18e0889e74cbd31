"""Names that a question asks for and that no article has: why it finds nothing."""

from articles.search.engine import SearchRequest
from articles.search.syntax import Phrase, Prefix, Word, describe, leaves
from articles.views.listing import total, visible

_NAMES = frozenset(["source", "agency", "topic", "speaker", "author"])


def unknown_names(question: SearchRequest) -> list[str]:
    """A sentence for each name in a question's words that no article has, whatever else is asked for.

    For a question that finds nothing: one search for each name in it.
    """
    names = dict.fromkeys(
        leaf
        for leaf, negated in (leaves(question.query) if question.query else ())
        if isinstance(leaf, Word | Phrase | Prefix) and leaf.field in _NAMES and not negated
    )
    return [f"No article has {describe(name)}." for name in names if total(SearchRequest(visible(), query=name)) == 0]
