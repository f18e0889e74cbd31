"""The wordings of an article that readers saw, from the versions that editors' changes left.

A version's text was there until the next one was made. Readers saw it if the article was published by then, and its
moment was past. What was withheld or thrown away may have been so for its words: texts from before that are not told
again, even if the article is public once more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils import timezone
from reversion.errors import RevertError
from reversion.models import Version

from articles.models import Article, StateChange

FIELDS = ("headline", "standfirst", "byline", "body")
MOST_VERSIONS = 200
"""The last versions that are looked at."""

_ENDS = (Article.Status.WITHHELD, Article.Status.TRASHED)


@dataclass(frozen=True, slots=True)
class Wording:
    """What readers saw from a moment on, by field."""

    since: datetime
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of an article, the earliest first, neighbours unlike; `unreadable` counts versions that could not be
    read, `more` tells that earlier ones were left out."""

    each: Sequence[Wording]
    unreadable: int = 0
    more: bool = False


def published_wordings(article: Article) -> Wordings:
    """What readers saw of a public article, up to what they see now. Two queries and one a version."""
    versions = list(Version.objects.get_for_object(article).select_related("revision")[: MOST_VERSIONS + 1])
    kept, unreadable = _read(reversed(versions[:MOST_VERSIONS]))
    begin = _last_end(article)
    found: list[Wording] = []
    for (made, values), (until, _) in pairwise([*kept, (timezone.now(), {})]):
        if values["status"] in _ENDS:
            found = []
        elif made >= begin and _was_seen(values, until):
            found.append(Wording(max(made, values["publish_at"] or made), _texts(values)))
    present = max(article.updated_at, article.publish_at or article.updated_at)
    found.append(Wording(present, {name: getattr(article, name) for name in FIELDS}))
    return Wordings(_unlike(found), unreadable, len(versions) > MOST_VERSIONS)


def _read(versions: Iterable[Version]) -> tuple[list[tuple[datetime, dict[str, Any]]], int]:
    """When each was made, and its fields; how many cannot be read by this program any more."""
    kept, unreadable = [], 0
    for version in versions:
        try:
            kept.append((version.revision.date_created, version.field_dict))
        except RevertError:
            unreadable += 1
    return kept, unreadable


def _last_end(article: Article) -> datetime:
    """When it was last withheld or thrown away, by the log of its states; its beginning where it never was."""
    ends = StateChange.objects.filter(article=article.pk, after__in=_ENDS).order_by("-at")
    last: datetime | None = ends.values_list("at", flat=True).first()
    return last or article.created_at


def _was_seen(values: Mapping[str, Any], until: datetime) -> bool:
    is_public = values["status"] == Article.Status.PUBLISHED
    return is_public and (not values["publish_at"] or values["publish_at"] < until)


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: values.get(name, "") for name in FIELDS}


def _unlike(wordings: Iterable[Wording]) -> list[Wording]:
    """Each with the first moment it was there; what merely follows itself is left out."""
    found: list[Wording] = []
    for one in wordings:
        if not found or found[-1].texts != one.texts:
            found.append(one)
    return found
