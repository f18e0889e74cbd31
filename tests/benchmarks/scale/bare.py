"""The same answer from bare Tantivy: one search, one count for each set of filters, Tantivy's own snippets.

The compiled queries are given to it, as a program would have them that needs no language of its own. Tantivy's
snippets of headline and body mark inflections as the engine does, but no prefixes, and a phrase's words wherever they
stand.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tantivy import Document, FieldType, Index, Occur, Query, SnippetGenerator

from articles.search.schema import (
    HIDDEN,
    SCHEMA,
    STEMMERS,
    base_language,
    day_number,
    stem_field,
    stored_text,
    written_fields,
)
from tests.benchmarks.scale.questions import Question

_HITS, _PASSAGE = 20, 260
_EVERY = 10_000_000  # counts are exact when no segment leaves a value out
_DATES = 40_000


@dataclass(frozen=True, slots=True)
class BareAnswer:
    """What was found, and how many articles have each value."""

    total: int
    ids: list[int]
    counts: dict[str, dict[int | str, int]]


class Bare:
    """Asks one index directly."""

    def __init__(self, index: Index, facets: tuple[str, ...], limit: int, now: datetime) -> None:
        self.searcher = index.searcher()
        self.facets = facets
        self.limit = limit
        later = Query.range_query(
            SCHEMA, "publish_at", FieldType.Integer, lower_bound=int(now.timestamp()), include_lower=False
        )
        self.hidden = [(Occur.MustNot, query) for query in (Query.term_query(SCHEMA, "hidden", HIDDEN), later)]

    def answer(self, question: Question, wanted: Query, counted: Query) -> BareAnswer:
        """Twenty hits with snippets, all facets, months and the total; `counted` matches the same, unranked."""
        own_source = _source(question)
        own_days = _days(question)
        query = Query.boolean_query([(Occur.Must, wanted), *self.hidden, *own_source, *own_days])
        clauses = [(Occur.Must, counted), *self.hidden]
        found: Any = self.searcher.search(query, _HITS)  # Tantivy's type stub lacks `count`
        addresses = [address for _, address in found.hits]
        ids = [int(each or 0) for each in self.searcher.fast_field_values("id", addresses)]
        self._mark(wanted, addresses)
        asked = [name for name in self.facets if name != "year"]
        counts = self._count(Query.boolean_query(clauses + own_source + own_days), [*asked, "month"])
        if own_source:
            counts |= self._count(Query.boolean_query(clauses + own_days), ["source"])
        if own_days:
            counts |= self._count(Query.boolean_query(clauses + own_source), ["year"])
        return BareAnswer(found.count, ids, counts)

    def _mark(self, wanted: Query, addresses: list[Any]) -> None:
        """A snippet of headline and body of each hit, as Tantivy makes them: inflections are known by the stems' field,
        which is not stored, so that the text is given to it there."""
        makers: dict[str, SnippetGenerator] = {}
        for address in addresses:
            document = self.searcher.doc(address)
            language = base_language(document.get_first("language") or "")
            for name in ("headline", "body"):
                field = stem_field(name, language) if language in STEMMERS else written_fields(name)[0]
                if field not in makers:
                    makers[field] = SnippetGenerator.create(self.searcher, wanted, SCHEMA, field)
                    makers[field].set_max_num_chars(_PASSAGE)
                text = Document.from_dict({field: [stored_text(document, name)]}, SCHEMA)
                snippet = makers[field].snippet_from_doc(text)
                snippet.fragment()
                snippet.highlighted()

    def _count(self, query: Query, names: list[str]) -> dict[str, dict[int | str, int]]:
        sizes = {name: _DATES if name in ("year", "month") else self.limit for name in names}
        terms = {name: {"terms": {"field": name, "size": size, "segment_size": _EVERY}} for name, size in sizes.items()}
        answer = self.searcher.aggregate(query, terms)
        return {name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in names}


def _source(question: Question) -> list[tuple[Occur, Query]]:
    if question.source is None:
        return []
    term = Query.term_query(SCHEMA, "source", question.source)
    return [(Occur.Must, Query.const_score_query(term, 0.0))]


def _days(question: Question) -> list[tuple[Occur, Query]]:
    if question.first_day is None:
        return []
    first, last = day_number(question.first_day), day_number(question.last_day or date.max)
    days = Query.range_query(SCHEMA, "day", FieldType.Unsigned, lower_bound=first, upper_bound=last)
    return [(Occur.Must, Query.const_score_query(days, 0.0))]
