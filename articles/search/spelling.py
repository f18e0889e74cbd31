"""“Did you mean”: words that the archive does not hold, with one letter set right."""

from collections import Counter

from tantivy import Occur, Query

from articles.search.compiler import Compiler, count
from articles.search.engine import Filters, SearchRequest
from articles.search.filters import Clause, filter_clauses
from articles.search.schema import SCHEMA, WRITTEN, composed
from articles.search.syntax import Node, Word, leaves, with_leaves

_SHORTEST = 4  # of three letters, nearly every word has a neighbour
_LOOKED_INTO = 20


def suggest(compiler: Compiler, request: SearchRequest) -> Node | None:
    """The request's query with unknown words replaced by known ones; None where that finds nothing either."""
    if request.query is None:
        return None
    seen = filter_clauses(Filters(visible_at=request.filters.visible_at))
    known: dict[Node, Node] = {}
    for leaf, negated in leaves(request.query):
        if not negated and isinstance(leaf, Word) and (leaf.field is None or leaf.field in compiler.weights):
            word = _known_word(compiler, leaf, seen)
            if word:
                known[leaf] = Word(word, leaf.field, leaf.exact)
    if not known:
        return None
    node = with_leaves(request.query, lambda leaf: known.get(leaf, leaf))
    query = Query.boolean_query([(Occur.Must, compiler.compile(node)), *filter_clauses(request.filters)])
    return node if count(compiler.searcher, query) else None


def _known_word(compiler: Compiler, leaf: Word, seen: list[Clause]) -> str | None:
    """The most frequent neighbour of an unknown word, as the articles that `seen` lets through write it."""
    tokens = WRITTEN.analyze(composed(leaf.text))
    if len(tokens) != 1 or len(tokens[0]) < _SHORTEST:
        return None
    if count(compiler.searcher, Query.boolean_query([(Occur.Must, compiler.compile(leaf)), *seen])):
        return None
    (token,) = tokens
    written: Counter[str] = Counter()
    for field in [leaf.field] if leaf.field else compiler.weights:
        near = Query.fuzzy_term_query(SCHEMA, field, token, distance=1)
        query = Query.boolean_query([(Occur.Must, near), *seen])
        for _, address in compiler.searcher.search(query, _LOOKED_INTO, count=False).hits:
            text = composed(compiler.searcher.doc(address).get_first(field) or "")
            for found in WRITTEN.pre_tokenize(text).tokens:
                if _one_letter_apart(token, found.text):
                    written[text[found.char_offset_from : found.char_offset_to].lower()] += 1
    return max(written, key=lambda word: (written[word], word), default=None)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, changed, or two neighbours exchanged make one word of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    exchanged = left[:2] == right[1::-1] and left[2:] == right[2:]
    return exchanged or left[1:] == right[1:] or left[1:] == right or left == right[1:]
