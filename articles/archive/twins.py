"""Articles that came in or were entered, and may be there already: same address, same headline within a week, nearly
the same text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models.functions import Left

from articles.models import Article, Twins
from articles.search.engine import Filters
from articles.search.engines import get_engine
from articles.text import resemblance, runs

WEEK = timedelta(days=7)
MOST = 5
"""Others named for one article and reason: a column has the same headline every week for years."""
COPY = 0.5
"""From this resemblance on, one text is a copy of the other (measured in articles/views/alike.py)."""

_COMPARED = 2000
_LOOKED_AT = 10
_COPY_SCORE = 0.5

Card = tuple[int, date | None]
"""Id and day of an article."""


def note_same(articles: Sequence[Article]) -> None:
    """Note, for articles just made or changed, what find_same finds. Three queries for any number, along indexes."""
    _write(find_same(articles))


def note_copies(articles: Iterable[Article]) -> None:
    """Note what find_copies finds. Raises SearchUnavailable."""
    _write(find_copies(articles))


def find_same(articles: Sequence[Article]) -> list[Twins]:
    """Which others have the address of these articles, or their headline within a week; noted nowhere.

    Where one of the two has no date, the headline is enough. Two queries for any number, along indexes.
    """
    by_url, by_key = _cards("url", articles), _cards("headline_key", articles)
    found = []
    for article in articles:
        day = article.published_on
        by_address = [pk for pk, _ in by_url.get(article.url, ()) if pk != article.pk]
        near = [
            pk for pk, other in by_key.get(article.headline_key, ()) if pk != article.pk and _within_a_week(day, other)
        ]
        found += [_pair(article.pk, pk, Twins.Why.ADDRESS) for pk in by_address[:MOST]]
        found += [_pair(article.pk, pk, Twins.Why.HEADLINE) for pk in near[:MOST]]
    return found


def find_copies(articles: Iterable[Article]) -> list[Twins]:
    """Which others have nearly the text of these articles, drafts included; noted nowhere. Raises SearchUnavailable.

    One question to the search engine and one query for each article: for what an editor looks at, not for an archive.
    """
    found = []
    for article in articles:
        hits = get_engine().alike(article.pk, Filters(visible_at=None), _LOOKED_AT)
        near = [hit.article_id for hit in hits if hit.score and hit.score >= _COPY_SCORE]
        own = runs(article.body[:_COMPARED])
        openings = Article.objects.filter(pk__in=near).annotate(opening=Left("body", _COMPARED))
        for pk, opening in openings.values_list("pk", "opening"):
            if resemblance(own, runs(opening)) >= COPY:
                found.append(_pair(article.pk, pk, Twins.Why.TEXT))
    return found


def _cards(name: str, articles: Sequence[Article]) -> dict[str, list[Card]]:
    """Everything in the archive that has one of these articles' values, by value; the oldest first."""
    values = {value for article in articles if (value := getattr(article, name))}
    cards: dict[str, list[Card]] = defaultdict(list)
    if values:
        rows = Article.objects.standing().filter(**{f"{name}__in": values}).order_by("pk")
        for value, pk, day in rows.values_list(name, "pk", "published_on"):
            cards[value].append((pk, day))
    return cards


def _within_a_week(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs(one - other) <= WEEK


def _pair(one: int, other: int, why: Twins.Why) -> Twins:
    """The later of the two is the one that may be too many."""
    return Twins(article_id=max(one, other), other_id=min(one, other), why=why)


def _write(found: Sequence[Twins]) -> None:
    """The first reason found for a pair stays, and so does what an editor decided on it."""
    Twins.objects.bulk_create(found, ignore_conflicts=True)
