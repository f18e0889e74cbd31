"""Other readings of a question that gets no answer, such as a headline pasted with signs that mean something here.

They are offered with what they find, and never searched in the question's place: the language keeps its meaning.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from articles.search.engine import SearchRequest
from articles.search.query import DATE_FIELDS, ParsedQuery
from articles.search.syntax import FIELDS, And, Node, Not, describe, to_text
from articles.views.facets import Chosen, Links

_WORDS = re.compile(r"\w+(?:[-.,'’&/]+\w+)*")

_NO_WORDS = re.compile(rf"\b(?i:{'|'.join([*FIELDS, *DATE_FIELDS])}):|\b(?:AND|OR|NOT)\b|\w+\*(?!\w)")
"""What is written like a word and is none: fields, operators, beginnings."""

Parse = Callable[[str, bool], ParsedQuery]
Count = Callable[[SearchRequest], int | None]


def meant(suggestion: Node | None, links: Links) -> Chosen | None:
    """“Did you mean”: the like words that the archive holds, searched with the same filters."""
    if suggestion is None:
        return None
    text = to_text(suggestion)
    return Chosen(text, links.with_values(q=[text]))


@dataclass(frozen=True, slots=True)
class Reading:
    """Another query, its address with the same filters, and how many it finds: at least one."""

    text: str
    url: str
    total: int
    about: str = ""
    """What of the question it reads otherwise, in words."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Looks for other readings of a page's questions: how it reads texts, and how it counts what matches."""

    links: Links
    parse: Parse
    count: Count

    def included(self, question: SearchRequest) -> Reading | None:
        """Of a question that finds nothing: with what it leaves out (“… deal -sources”)."""
        node = question.query
        left_out = [one.node for one in node.nodes if isinstance(one, Not)] if isinstance(node, And) else []
        if not isinstance(node, And) or not left_out:
            return None
        text = to_text(And(tuple(one.node if isinstance(one, Not) else one for one in node.nodes)))
        return self._reading(question, text, " and ".join(map(describe, left_out)))

    def words_alone(self, question: SearchRequest, text: str) -> Reading | None:
        """Of a text that is refused: its words, without any sign (“survey of China:poll”), operator and field."""
        words = _WORDS.findall(_NO_WORDS.sub(" ", text))
        return self._reading(question, " ".join(words)) if words else None

    def _reading(self, question: SearchRequest, text: str, about: str = "") -> Reading | None:
        parsed = self.parse(text, "yes" in self.links.given("exact"))
        if parsed.node is None or parsed.refused:
            return None
        total = self.count(replace(question, query=parsed.node, limit=0, facets=(), highlight=False))
        return Reading(text, self.links.with_values(q=[text]), total, about) if total else None
