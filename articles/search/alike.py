"""What an article is about, as a query: its rarest words, by Tantivy's “more like this”."""

from tantivy import Query, Searcher

from articles.search.schema import SCHEMA

_MOST_WORDS = 25
_SHORTEST = 3
_TOO_COMMON = 0.05  # a word in a larger share of the articles says little about any of them
_MOST_ARTICLES = 20_000  # of one word, so that the time to look all of them up does not grow with the archive
_FEW = 50  # in a small archive every word is in a large share of it


def alike_query(searcher: Searcher, article_id: int) -> Query:
    """Articles with any of the rarest words of this one's stored texts; nothing where the index does not hold it."""
    held = searcher.search(Query.term_query(SCHEMA, "id", article_id), 1, count=False).hits
    if not held:
        return Query.empty_query()
    common = int(searcher.num_docs * _TOO_COMMON)
    return Query.more_like_this_query(
        held[0][1],
        min_doc_frequency=2,
        max_doc_frequency=max(min(common, _MOST_ARTICLES), _FEW),
        min_term_frequency=1,
        max_query_terms=_MOST_WORDS,
        min_word_length=_SHORTEST,
    )
