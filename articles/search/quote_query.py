"""Query texts about quotes: the search language, less the fields that a quote does not have."""

from articles.search.query import ParsedQuery, Problem, parse
from articles.search.syntax import Node, Nothing, Phrase, Prefix, Word, leaves

_OF_ARTICLES = ("standfirst", "body", "caption")


def parse_for_quotes(text: str, exact: bool = False) -> ParsedQuery:
    """Read a query text as `parse` does; fields of articles alone are refused."""
    parsed = parse(text, exact)
    problems = [_problem(text, field) for field in _OF_ARTICLES if _asks_for(parsed.node, field)]
    return ParsedQuery(Nothing(), (*parsed.problems, *problems)) if problems else parsed


def _asks_for(node: Node | None, field: str) -> bool:
    found = leaves(node) if node else ()
    return any(isinstance(leaf, Word | Phrase | Prefix) and leaf.field == field for leaf, _ in found)


def _problem(text: str, field: str) -> Problem:
    message = (
        f"Quotes have no field “{field}”. Leave “{field}:” out to search what was said, or search for articles instead."
    )
    return Problem(message, max(text.lower().find(f"{field}:"), 0), refused=True, field=field)
