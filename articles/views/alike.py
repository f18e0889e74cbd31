"""Articles like one: those on the same matter, and the copies of it that others carried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models.functions import Left

from articles.models import Article
from articles.search.engine import Hit, SearchUnavailable
from articles.search.engines import get_engine
from articles.text import Runs, resemblance, runs
from articles.views.listing import as_lines, public_by_id, visible

SHOWN = 6
COPY = 0.5
"""From this resemblance on, one is a copy of the other. Of 76,000 pairs of like articles of a wire, 77 are above it,
all of them versions of one story; the stories that are written anew every week by one pattern stay below 0.4."""
LEAST = 0.15
"""Of the article's own score: what shares less with it is on something else."""

_COPY_SCORES = 0.5  # what shares less of the rarest words is no copy and need not be compared
_LOOKED_AT = 30
_COMPARED = 2000
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Alike:
    """`copies` are the near-identical ones, earliest first; `others` are like it, most alike first."""

    copies: Sequence[Article] = ()
    others: Sequence[Article] = ()


def alike(article: Article) -> Alike:
    """What the archive has that is like this article. One query; nothing without the engine.

    Texts are compared by their first 2,000 characters; of several copies of one other article the first is given.
    """
    try:
        hits = get_engine().alike(article.pk, visible(), _LOOKED_AT)
    except SearchUnavailable:  # an article is read without it
        return Alike()
    own = runs(article.body[:_COMPARED])
    copies: list[Article] = []
    others: list[tuple[Article, Runs]] = []
    for other, score in _in_order(hits):
        if score < _COPY_SCORES and len(others) == SHOWN:
            break
        text = runs(other.opening)  # type: ignore[attr-defined]  # annotated in _in_order
        if score >= _COPY_SCORES and resemblance(own, text) >= COPY:
            copies.append(other)
        elif len(others) < SHOWN and not any(resemblance(shown, text) >= COPY for _, shown in others):
            others.append((other, text))
    copies.sort(key=lambda copy: (copy.published_at or _UNDATED, copy.pk))
    return Alike(copies, [other for other, _ in others])


def _in_order(hits: Sequence[Hit]) -> list[tuple[Article, float]]:
    """The public articles among the hits that share enough, each with its score and its `opening`."""
    scores = {hit.article_id: hit.score for hit in hits if hit.score and hit.score >= LEAST}
    found = public_by_id(as_lines(Article.objects.all()).annotate(opening=Left("body", _COMPARED)), scores)
    return [(found[pk], score) for pk, score in scores.items() if pk in found]
