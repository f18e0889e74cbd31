"""The syntax tree of a query, and the tree in plain words. What a query means, whatever the engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIELDS: dict[str, str] = {
    "headline": "in the headline",
    "standfirst": "in the standfirst",
    "body": "in the body",
    "caption": "in a photo's caption",
    "quote": "in a quote",
    "speaker": "as a quote's speaker",
    "source": "as the source",
    "agency": "as the agency",
    "author": "in the byline",
    "topic": "as a topic",
    "place": "as the place",
    "language": "as the language",
}
"""Field names of the query language, and how they read in a sentence."""

_OF_TEXT = (None, "headline", "standfirst", "body", "caption", "quote")
"""The fields that words are looked for in, rather than names; None: those of a word without a field."""

ELSEWHERE: dict[str, str] = {
    "title": "headline",
    "intitle": "headline",
    "text": "body",
    "lead": "standfirst",
    "by": "author",
    "byline": "author",
    "person": "speaker",
    "said": "quote",
    "publisher": "source",
    "publication": "source",
    "site": "source",
    "subject": "topic",
    "tag": "topic",
    "location": "place",
    "lang": "language",
    "from": "after",
    "since": "after",
    "to": "before",
    "until": "before",
}
"""What other searches call our fields."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the syntax tree."""


@dataclass(frozen=True, slots=True)
class Word(Node):
    """One word, in any inflection unless `exact`; `field` None: headline, standfirst, body or caption."""

    text: str
    field: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words side by side and in this order; `prefix`: the last one is only a beginning.

    With `slop` they may stand apart or in another order, if so many steps of one word bring them into place.
    """

    text: str
    field: str | None = None
    slop: int = 0
    prefix: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix(Node):
    """Any word that begins like this."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange(Node):
    """Published between two days, both included; None: open on that side. With both it is a day, a month or a year."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of these."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Any of these."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Everything but this."""

    node: Node


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """Matches no article: what a text with no usable word in it means."""


def leaves(node: Node, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """The words, phrases, prefixes and dates of a tree, each with whether it is excluded."""
    match node:
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from leaves(child, negated)
        case Not(child):
            yield from leaves(child, not negated)
        case _:
            yield node, negated


def ranks(node: Node | None) -> bool:
    """Whether matches can be more or less relevant: a word or a phrase is looked for in their text.

    Dates, names, languages, beginnings of words and what is left out say no more than yes or no.
    """
    match node:
        case And(nodes) | Or(nodes):
            return any(map(ranks, nodes))
        case Word(_, field):
            return field in _OF_TEXT
        case Phrase(text, field, prefix=prefix):
            return field in _OF_TEXT and not (prefix and len(text.split()) == 1)
        case _:
            return False


def required_days(node: Node | None) -> tuple[date | None, date | None]:
    """The first and the last day that a match can have by the dates all of them must have; None: open on that side."""
    ranges = [each for each in (node.nodes if isinstance(node, And) else (node,)) if isinstance(each, DateRange)]
    first = max((each.first for each in ranges if each.first), default=None)
    return first, min((each.last for each in ranges if each.last), default=None)


def with_leaves(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same tree with every leaf replaced by what `change` makes of it."""
    match node:
        case And(nodes):
            return And(tuple(with_leaves(child, change) for child in nodes))
        case Or(nodes):
            return Or(tuple(with_leaves(child, change) for child in nodes))
        case Not(child):
            return Not(with_leaves(child, change))
        case _:
            return change(node)


def to_text(node: Node) -> str:
    """A query text that parse() reads as this very tree, if it is one of parse()'s; Nothing() has no text."""
    match node:
        case And(nodes):
            return " ".join(_group_text(child) for child in nodes)
        case Or(nodes):
            return " OR ".join(_group_text(child) for child in nodes)
        case Not(child):
            return f"-({to_text(child)})" if isinstance(child, Not) else f"-{_group_text(child)}"
        case Word(text, field, exact):
            return f"{_field_text(field)}{'=' if exact and field != 'language' else ''}{text}"
        case Phrase(text, field, slop, prefix, exact):
            written = f'{_field_text(field)}{"=" if exact else ""}"{text}"'
            return written + (f"~{slop}" if slop else "") + ("*" if prefix else "")
        case Prefix(text, field):
            return f"{_field_text(field)}{text}*"
        case DateRange(first, last) if first and last:
            return f"on:{_period(first, last)}"
        case DateRange(first, last):
            return (
                f"after:{first - timedelta(days=1)}" if first else f"before:{last + timedelta(days=1)}" if last else ""
            )
        case _:
            raise TypeError(f"{node!r} cannot be written as a query.")


def _group_text(node: Node) -> str:
    text = to_text(node)
    return f"({text})" if isinstance(node, And | Or) else text


def _period(first: date, last: date) -> str:
    """The day, month or year between these days."""
    if first == last:
        return first.isoformat()
    return first.isoformat()[: 4 if (first.month, last.month) == (1, 12) else 7]


def _field_text(field: str | None) -> str:
    return f"{field}:" if field else ""


def describe(node: Node | None) -> str:
    """The tree in plain words, to be shown after “understood as”."""
    match node:
        case None:
            return "everything"
        case Nothing():
            return "nothing"
        case And(nodes):
            wanted = " and ".join(_grouped(child) for child in nodes if not isinstance(child, Not))
            unwanted = " and ".join(f"not {_grouped(child.node)}" for child in nodes if isinstance(child, Not))
            if not wanted:
                return f"everything, but {unwanted}"
            return f"{wanted}, but {unwanted}" if unwanted else wanted
        case Or(nodes):
            return " or ".join(_grouped(child) for child in nodes)
        case Not(child):
            return f"everything, but not {_grouped(child)}"
        case _:
            return _describe_leaf(node)


def _grouped(node: Node) -> str:
    words = describe(node)
    return f"({words})" if isinstance(node, And | Or | Not) else words


def _describe_leaf(node: Node) -> str:
    where = ""
    match node:
        case Word(text, field, exact):
            words = f"exactly “{text}”" if exact else f"“{text}”"
            where = f" {FIELDS[field]}" if field else ""
        case Phrase(text, field, slop, prefix, exact):
            kind = "exact phrase" if exact else "phrase"
            words = f"the {kind} “{text}{'…' if prefix else ''}”"
            words += f" with its words up to {slop} step{'s' if slop > 1 else ''} out of place" if slop else ""
            where = f" {FIELDS[field]}" if field else ""
        case Prefix(text, field):
            words = f"words beginning with “{text}”"
            where = f" {FIELDS[field]}" if field else ""
        case DateRange(first, last) if first and last:
            words = f"published on {first}" if first == last else f"published from {first} to {last}"
        case DateRange(first, last):
            words = f"published from {first} on" if first else f"published up to {last}"
        case _:
            raise TypeError(f"{node!r} is no leaf of a query.")
    return words + where
