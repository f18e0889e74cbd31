"""Near phrases of three and more words, as strict where matches are counted as where they are ranked.

Tantivy adds up the steps that words stand out of place only where it computes relevance. Where it only counts, or sorts
by time, it forgets those of the first words when it comes to the last one, and finds more than the query allows; of two
words it finds the same either way.
"""

from typing import Any

from tantivy import FieldType, Occur, Query, Searcher

from articles.search.counting import count
from articles.search.schema import SCHEMA


def as_ranked(searcher: Searcher, query: Query) -> Query:
    """A query that matches, counted or by time, what this one matches ranked. It is true of this searcher alone."""
    first: Any = searcher.search(query, 1)  # Tantivy's type stub knows no count
    strict, loose = int(first.count), count(searcher, query)
    if strict == loose:
        return query
    if not strict:
        return Query.empty_query()
    ranked = searcher.search(query, strict, count=False)
    addresses = [address for _, address in ranked.hits]
    articles = {int(value or 0) for value in searcher.fast_field_values("id", addresses)}
    meant = set(searcher.fast_field_values("order", addresses))
    clauses = [(Occur.Must, Query.term_set_query(SCHEMA, "id", sorted(articles))), (Occur.Must, query)]
    found = searcher.search(Query.boolean_query(clauses), loose, count=False, order_by_field="order")
    # Beside a quote that is meant, an article may have one that is not.
    others = set(searcher.fast_field_values("order", [address for _, address in found.hits])) - meant
    return Query.boolean_query([*clauses, *((Occur.MustNot, _at(int(order or 0))) for order in others)])


def _at(order: int) -> Query:
    return Query.range_query(SCHEMA, "order", FieldType.Unsigned, lower_bound=order, upper_bound=order)
