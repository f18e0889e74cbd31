"""From ids in the order of a list to records, in batches, with the same number of queries for each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from articles.models import Article, Quote

SIZE = 500


def articles(ids: Iterable[Sequence[int]]) -> Iterator[tuple[Article, list[str]]]:
    """The articles with source and agency, without their text, each with the names of its topics.

    Two queries for each batch. Those that readers may not see any more, or that are gone, are left out: the index may
    lag behind by a moment.
    """
    records = Article.objects.for_lists()
    headings = Article.topics.through.objects.order_by("topic__name")
    for batch in _batches(ids):
        topics: defaultdict[int, list[str]] = defaultdict(list)  # prefetched, they would stay in memory for a while
        for article_id, name in headings.filter(article__in=batch).values_list("article_id", "topic__name"):
            topics[article_id].append(name)
        found = {article.pk: article for article in records.filter(pk__in=batch).order_by() if article.is_public}
        yield from ((found[pk], topics[pk]) for pk in batch if pk in found)


def quotes(ids: Iterable[Sequence[int]]) -> Iterator[Quote]:
    """The quotes with speaker, article and its source; one query for each batch. Left out as `articles` does."""
    records = Quote.objects.for_lists()
    for batch in _batches(ids):
        found = {quote.pk: quote for quote in records.filter(pk__in=batch).order_by() if quote.article.is_public}
        yield from (found[pk] for pk in batch if pk in found)


def _batches(ids: Iterable[Sequence[int]]) -> Iterator[list[int]]:
    """The same ids, `SIZE` at a time."""
    flat = chain.from_iterable(ids)
    while batch := list(islice(flat, SIZE)):
        yield batch
