"""Other quotes that may hold the same words: those that share a run of rare words with this one."""

from articles.search.engine import Filters, SearchRequest, Sort
from articles.search.engines import get_engine
from articles.search.syntax import Node, Or, Phrase

RUN = 4
"""Words in a run. Two quotes that share none of the runs looked for are not the same words."""
MOST_RUNS = 12
CANDIDATES = 60


def candidates(text: str, filters: Filters) -> list[int]:
    """Ids of quotes that share a run of words with this text, most alike first. Raises SearchUnavailable."""
    request = candidates_request(text, filters)
    return [hit.quote_id for hit in get_engine().search_quotes(request).hits] if request else []


def candidates_request(text: str, filters: Filters) -> SearchRequest | None:
    """The question that finds them; None for a text without a word."""
    question = _runs(text)
    if question is None:
        return None
    return SearchRequest(filters, question, Sort.RELEVANCE, limit=CANDIDATES, highlight=False)


def _runs(text: str) -> Node | None:
    """Any of the text's runs of words. Of a long text those with the longest words, which tend to be the rarest."""
    words = [word for word in text.split() if any(character.isalnum() for character in word)]
    if not words:
        return None
    runs = {" ".join(words[start : start + RUN]): None for start in range(max(len(words) - RUN, 0) + 1)}
    chosen = sorted(runs, key=len, reverse=True)[:MOST_RUNS]
    phrases = tuple(Phrase(run, "quote", exact=True) for run in chosen)
    return phrases[0] if len(phrases) == 1 else Or(phrases)
