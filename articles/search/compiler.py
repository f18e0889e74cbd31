"""From the syntax tree to Tantivy's queries."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from tantivy import FieldType, Occur, Query, Searcher

from articles.search.engine import TooBroad
from articles.search.near import as_ranked
from articles.search.schema import (
    ANALYZERS,
    NAME_FIELDS,
    SCHEMA,
    WRITTEN,
    composed,
    day_number,
    name_field,
    stem_field,
    written_fields,
)
from articles.search.syntax import And, DateRange, Node, Not, Nothing, Or, Phrase, Prefix, Word

Leaf = Word | Phrase | Prefix

WEIGHTS = {"headline": 3.0, "standfirst": 1.5, "body": 1.0, "caption": 0.7}
"""Where a word without a field is looked for, and how much each place counts for relevance."""

QUOTE_WEIGHTS = {"quote": 1.0}
"""The same for quotes."""

_MOST_ENDINGS = 10_000  # Tantivy looks at no more than 16,384 in a phrase
_MOST_HELD = 500
_MOST_NEAR = 10  # each may hold the numbers of very many articles
_SIMPLE_NEAR = 2  # words that Tantivy finds near each other by one rule
_TIE_BREAKER = 0.3  # a word in several places counts a little more than in the best of them alone


def day_range(first: int | None, last: int | None) -> Query:
    """Articles whose `day` lies between two day numbers, both included; None: open on that side."""
    return Query.range_query(SCHEMA, "day", FieldType.Unsigned, lower_bound=first, upper_bound=last)


class Compiler:
    """Compiles trees for one searcher: only the languages its index holds are looked into."""

    def __init__(self, searcher: Searcher, weights: Mapping[str, float] = WEIGHTS) -> None:
        self.searcher = searcher
        self.weights = weights
        self.looked_up: dict[Leaf, Mapping[str, Sequence[Query]]] = {}
        self.near: dict[Phrase, Query] = {}
        self.languages = [code for code in ANALYZERS if searcher.doc_freq("languages", code)]

    def know(self, other: "Compiler") -> None:
        """Take over what another has looked up in the same state of the index, for to look it up again would bring the
        dictionaries of each language and each place into memory again."""
        self.looked_up, self.near = other.looked_up, other.near

    def compile(self, node: Node, ranked: bool = True) -> Query:
        """The query that matches what the tree means. Where nobody asks how well, not `ranked`, its places are one flat
        choice instead of the best of many: on broad words a third less work."""
        match node:
            case And(nodes):
                return self._all(nodes, ranked)
            case Or(nodes):
                return _any(self.compile(child, ranked) for child in nodes)
            case Not():
                return self._all((node,), ranked)
            case DateRange(first, last):
                days = day_range(day_number(first) if first else None, day_number(last) if last else None)
                return Query.const_score_query(days, 0.0)
            case Word(text, "language"):
                return Query.const_score_query(Query.term_query(SCHEMA, "languages", text), 0.0)
            case Word() | Phrase() | Prefix():
                return self._best(node) if ranked else self._anywhere(node)
            case Nothing():
                return Query.empty_query()
            case _:
                raise TypeError(f"{node!r} is no node of a query.")

    def _all(self, nodes: Iterable[Node], ranked: bool) -> Query:
        clauses = [
            (Occur.MustNot, self.compile(child.node, ranked=False))
            if isinstance(child, Not)
            else (Occur.Must, self.compile(child, ranked))
            for child in nodes
        ]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
        return Query.boolean_query(clauses)

    def _best(self, leaf: Leaf) -> Query:
        """A leaf in its places, each as relevant as its best variant; without a field, by the weight of the place."""
        places = self._places(leaf)
        if leaf.field:
            return _either(list(chain.from_iterable(places.values())))
        return _either([Query.boost_query(_either(found), self.weights[name]) for name, found in places.items()])

    def _anywhere(self, leaf: Leaf) -> Query:
        """A leaf in any of its places."""
        found = _any(chain.from_iterable(self._places(leaf).values()))
        if not isinstance(leaf, Phrase) or not leaf.slop or len(WRITTEN.analyze(composed(leaf.text))) <= _SIMPLE_NEAR:
            return found
        if leaf not in self.near:
            if len(self.near) >= _MOST_NEAR:
                self.near.clear()
            self.near[leaf] = as_ranked(self.searcher, found)
        return self.near[leaf]

    def _places(self, leaf: Leaf) -> Mapping[str, Sequence[Query]]:
        """What matches a leaf in each place that has it. One page asks for the same several times."""
        found = self.looked_up.get(leaf)
        if found is None:
            if len(self.looked_up) >= _MOST_HELD:
                self.looked_up.clear()
            found = self.looked_up[leaf] = self._look_up(leaf)
        return found

    def _look_up(self, leaf: Leaf) -> Mapping[str, Sequence[Query]]:
        if leaf.field in NAME_FIELDS:
            variants = {leaf.field: [self._written(leaf, name_field(leaf.field))]}
        else:
            names = [leaf.field] if leaf.field else self.weights
            variants = {name: self._variants(leaf, name) for name in names}
        known = {name: [query for query in queries if query is not None] for name, queries in variants.items()}
        return {name: queries for name, queries in known.items() if queries}

    def _variants(self, leaf: Leaf, name: str) -> list[Query | None]:
        """What matches a leaf in one field: its stems in each language present, and its written form in all others; of
        what is exact or only begun, the written form alone."""
        others, plain = written_fields(name)
        if isinstance(leaf, Prefix) or leaf.exact or (isinstance(leaf, Phrase) and leaf.prefix):
            return [self._written(leaf, others), self._written(leaf, plain)]
        stems = [self._stemmed(leaf, stem_field(name, code), code) for code in self.languages]
        return [*stems, self._written(leaf, others)]

    def _stemmed(self, leaf: Word | Phrase, field: str, language: str) -> Query | None:
        return self._sequence(leaf, field, ANALYZERS[language].analyze(composed(leaf.text)))

    def _written(self, leaf: Leaf, field: str) -> Query | None:
        tokens = WRITTEN.analyze(composed(leaf.text))
        if isinstance(leaf, Prefix) or (isinstance(leaf, Phrase) and leaf.prefix):
            return self._beginning(leaf, field, tokens)
        return self._sequence(leaf, field, tokens)

    def _beginning(self, leaf: Phrase | Prefix, field: str, tokens: Sequence[str]) -> Query | None:
        if not tokens:
            return None
        *before, last = tokens
        if not before:
            # No letter may differ. To compile a pattern for the same would take most of a short answer.
            return Query.fuzzy_term_query(SCHEMA, field, last, distance=0, prefix=True)
        if len(self.searcher.terms_with_prefix(field, last, limit=_MOST_ENDINGS + 1)) > _MOST_ENDINGS:
            raise TooBroad(f"Too many words begin as the last one of “{leaf.text}” does. Give more letters of it.")
        slop = leaf.slop if isinstance(leaf, Phrase) else 0
        return Query.regex_phrase_query(SCHEMA, field, [*before, f"{last}.*"], slop=slop)

    def _sequence(self, leaf: Word | Phrase, field: str, tokens: Sequence[str]) -> Query | None:
        if not tokens or any(not self.searcher.doc_freq(field, token) for token in tokens):
            return None
        if len(tokens) == 1:
            return Query.term_query(SCHEMA, field, tokens[0])
        return Query.phrase_query(SCHEMA, field, list(tokens), slop=leaf.slop if isinstance(leaf, Phrase) else 0)


def _either(queries: Sequence[Query]) -> Query:
    """As relevant as the best of them, and a little more where several match."""
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(list(queries), _TIE_BREAKER)


def _any(queries: Iterable[Query]) -> Query:
    clauses = [(Occur.Should, query) for query in queries]
    if not clauses:
        return Query.empty_query()
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)
