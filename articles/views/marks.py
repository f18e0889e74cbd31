"""A search's words in what a page shows of an article: in its text, and the quotes in which they were said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from articles.models import Article, Quote
from articles.search.engine import Marker, Passage, Ranges, SearchRequest
from articles.search.engines import get_engine
from articles.search.syntax import And, Node, Phrase, Prefix, Word, leaves
from articles.text import excerpt

MOST_QUOTES = 2
"""Under one article of a list."""
SHOWN = 240
"""Characters of a quote that none of the words stands in."""


_NAMES = frozenset(["speaker", "source", "agency", "author", "topic", "place"])


@dataclass(frozen=True, slots=True)
class MatchingQuote:
    """A quote of an article in a list, with the words that match."""

    quote: Quote
    words: Passage

    @property
    def begins_within(self) -> bool:
        """Whether the quote's beginning is left out."""
        return not self.quote.text.startswith(self.words.text.removesuffix("…"))

    @property
    def ends_within(self) -> bool:
        """Whether its end is left out, and no ellipsis says so yet."""
        return not (self.quote.text.endswith(self.words.text) or self.words.text.endswith("…"))

    def stands_in(self, passage: Passage | None) -> bool:
        """Whether a passage shows its words already, or it the passage's."""
        return passage is not None and (self.words.text in passage.text or passage.text in self.words.text)


def marks_in(text: str, field: str, language: str, marker: Marker | None, spoken: Ranges = ()) -> Ranges:
    """Where a query's words stand in a field; words asked for in quotes only where the text is spoken."""
    if marker is None:
        return ()
    passage = marker.mark(text, field, language)
    if passage.text != text:
        return ()  # not composed as the ranges count
    said = marker.mark(text, "quote", language).ranges
    inside = [mark for mark in said if any(start <= mark[0] and mark[1] <= end for start, end in spoken)]
    return tuple(sorted({*passage.ranges, *inside}))


def names_marker(query: Node | None) -> Marker | None:
    """What marks the names that a query asks for by their fields, as in speaker:correa; None where it asks for none."""
    return _marker_of(query, _NAMES)


def _marker_of(query: Node | None, fields: Set[str]) -> Marker | None:
    asked = [
        leaf
        for leaf, negated in (leaves(query) if query else ())
        if not negated and isinstance(leaf, Word | Phrase | Prefix) and leaf.field in fields
    ]
    return get_engine().marker(And(tuple(asked))) if asked else None


def matching_quotes(articles: Mapping[int, Article], question: SearchRequest) -> dict[int, Sequence[MatchingQuote]]:
    """The quotes of these articles that the question's words or speakers ask for, the best of each article.

    Utterances, and after them fragments that hold a word asked for in quotes, as in quote:rain. A headline's own are
    left out: it stands above them. One query, and none for a question that asks for neither.
    """
    speakers, node = set(question.filters.speakers), question.query
    if not (speakers or node):
        return {}
    marker, said = get_engine().marker(node) if node else None, _marker_of(node, {"quote"})
    found: defaultdict[int, list[MatchingQuote]] = defaultdict(list)
    quotes = Quote.objects.all() if said else Quote.objects.utterances()
    quotes = quotes.filter(article__in=articles.keys()).exclude(field=Quote.Field.HEADLINE)
    for quote in quotes.select_related("speaker").order_by("position", "pk"):
        marks = said if quote.kind == Quote.Kind.FRAGMENT else marker
        words = marks.best_passage(quote.text, "quote", articles[quote.article_id].language) if marks else None
        if _is_asked_for(quote, words, speakers, marker):
            found[quote.article_id].append(MatchingQuote(quote, words or Passage(excerpt(quote.text, SHOWN))))
    return {pk: sorted(each, key=_best_first)[:MOST_QUOTES] for pk, each in found.items()}


def _best_first(one: MatchingQuote) -> tuple[bool, int]:
    return one.quote.kind == Quote.Kind.FRAGMENT, -len(one.words.ranges)


def _is_asked_for(quote: Quote, words: Passage | None, speakers: Set[int], marker: Marker | None) -> bool:
    if quote.kind == Quote.Kind.FRAGMENT:
        return words is not None and (not speakers or quote.speaker_id in speakers)
    if speakers:
        return quote.speaker_id in speakers
    return words is not None or (marker is not None and _is_named(quote, marker))


def _is_named(quote: Quote, marker: Marker) -> bool:
    """Whether the words ask for this speaker: speaker:correa."""
    names = (quote.speaker.name if quote.speaker else "", quote.speaker_as_printed)
    return any(marker.mark(name, "speaker", "").ranges for name in names if name)
