"""“Did you mean”: words that the archive does not hold, or hardly, with one letter set right."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from tantivy import Occur, Query

from articles.search.compiler import Compiler
from articles.search.counting import count
from articles.search.engine import Filters, SearchRequest
from articles.search.filters import Clause, filter_clauses
from articles.search.schema import NAME_FIELDS, SCHEMA, WRITTEN, composed, name_field, written_fields
from articles.search.syntax import Node, Phrase, Word, leaves, with_leaves

_SHORTEST = 4  # of three letters, nearly every word has a neighbour
_SHORTEST_RARE = 6  # a word that some article does hold is more often meant as it stands: rain beside main
_LOOKED_INTO = 20
_MOST_NAMES = 20_000  # that begin with one letter
_TIMES_AS_FREQUENT = 50
"""A word is held to be a misprint in the archive too where its neighbour stands in so many times as many articles."""


def suggest(compiler: Compiler, request: SearchRequest) -> Node | None:
    """The query of a request that finds nothing, with known words for unknown ones; None where that finds nothing too.

    Rare words that are one letter from a far more frequent one are set right as well, if that finds something.
    """
    if request.query is None:
        return None
    seen = filter_clauses(Filters(visible_at=request.filters.visible_at))
    unknown: dict[Node, Node] = {}
    rare: dict[Node, Node] = {}
    for leaf, negated in leaves(request.query):
        if negated or not isinstance(leaf, Word | Phrase):
            continue
        if leaf.field is None or leaf.field in compiler.weights or leaf.field in NAME_FIELDS:
            text, held = _better_text(compiler, leaf, seen)
            if text != leaf.text:
                (rare if held else unknown)[leaf] = replace(leaf, text=text)
    within = filter_clauses(request.filters)
    tried = (_with_words(request.query, known) for known in (unknown | rare, unknown) if known)
    return next((node for node in tried if _held(compiler, node, within)), None)


def _with_words(node: Node, known: Mapping[Node, Node]) -> Node:
    return with_leaves(node, lambda leaf: known.get(leaf, leaf))


def _held(compiler: Compiler, node: Node, seen: list[Clause]) -> int:
    """How many articles that `seen` lets through match."""
    return count(compiler.searcher, Query.boolean_query([(Occur.Must, compiler.compile(node, ranked=False)), *seen]))


def _better_text(compiler: Compiler, leaf: Word | Phrase, seen: list[Clause]) -> tuple[str, bool]:
    """A leaf's text with its words set right, and whether any of these is held as it is written."""
    text, held_some, position = composed(leaf.text), False, 0
    pieces: list[str] = []
    for token in WRITTEN.pre_tokenize(text).tokens:
        word = Word(text[token.char_offset_from : token.char_offset_to], leaf.field, leaf.exact)
        held = _held(compiler, word, seen)
        better = _better(compiler, word, held, seen)
        held_some = held_some or bool(better and held)
        pieces += [text[position : token.char_offset_from], better.text if better else word.text]
        position = token.char_offset_to
    changed = "".join([*pieces, text[position:]])
    return (leaf.text if changed == text else changed), held_some


def _better(compiler: Compiler, leaf: Word, held: int, seen: list[Clause]) -> Word | None:
    """The neighbour of a word that nothing holds, or that far fewer articles hold than its neighbour."""
    least = held * _TIMES_AS_FREQUENT
    tokens = WRITTEN.analyze(composed(leaf.text))
    if len(tokens) != 1 or len(tokens[0]) < (_SHORTEST_RARE if held else _SHORTEST):
        return None
    if least > compiler.searcher.num_docs:
        return None
    if leaf.field in NAME_FIELDS:
        return None if held else _like_name(compiler, leaf, tokens[0], seen)
    found = _neighbour(compiler, leaf.field, tokens[0], seen)
    better = Word(found, leaf.field, leaf.exact) if found else None
    return better if better and (not held or _held(compiler, better, seen) >= least) else None


def _like_name(compiler: Compiler, leaf: Word, token: str, seen: list[Clause]) -> Word | None:
    """The word of names one letter from a token that begins as it does, that most articles have; as it is indexed."""
    names = compiler.searcher.terms_with_prefix(name_field(str(leaf.field)), token[0], limit=_MOST_NAMES)
    like = [replace(leaf, text=name) for name, _ in names if _one_letter_apart(token, name)][:_LOOKED_INTO]
    counts = {word: _held(compiler, word, seen) for word in like}
    return max((word for word in like if counts[word]), key=lambda word: (counts[word], word.text), default=None)


def _neighbour(compiler: Compiler, field: str | None, token: str, seen: list[Clause]) -> str | None:
    """The most frequent word one letter from a token, as the articles that `seen` lets through write it."""
    written: Counter[str] = Counter()
    for name in chain.from_iterable(written_fields(name) for name in ([field] if field else compiler.weights)):
        near = Query.fuzzy_term_query(SCHEMA, name, token, distance=1)
        query = Query.boolean_query([(Occur.Must, near), *seen])
        for _, address in compiler.searcher.search(query, _LOOKED_INTO, count=False).hits:
            text = composed(compiler.searcher.doc(address).get_first(name) or "")
            for found in WRITTEN.pre_tokenize(text).tokens:
                if _one_letter_apart(token, found.text):
                    written[text[found.char_offset_from : found.char_offset_to].lower()] += 1
    return max(written, key=lambda word: (written[word], word), default=None)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, changed, or two neighbours exchanged make one word of the other.

    Of three letters or more, the first or the last is then the same in both; most words fall there.
    """
    if (one[0] != other[0] and one[-1] != other[-1] and min(len(one), len(other)) > 2) or one == other:
        return False
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    exchanged = left[:2] == right[1::-1] and left[2:] == right[2:]
    return exchanged or left[1:] == right[1:] or left[1:] == right or left == right[1:]
