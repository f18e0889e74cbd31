"""Does the archive hold this article already? By address, or by source, day and headline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles.models import Article


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an article the same one though its bytes differ."""

    url: str
    source_id: int
    day: date | None
    headline_key: str

    def same_story(self, other: "Identity") -> bool:
        """Same address; or same source, day and headline where one of the two has no address."""
        if self.url and other.url:
            return self.url == other.url
        return (
            self.day is not None
            and self.day == other.day
            and self.source_id == other.source_id
            and self.headline_key == other.headline_key
        )


def identity_of(article: Article) -> Identity:
    """The identity of an article whose derived fields are made."""
    return Identity(article.url, article.source_id, article.published_on, article.headline_key)


def find_held(identities: Iterable[Identity]) -> dict[Identity, Article]:
    """The held article for each identity that has one. Two queries; an address goes before a headline, and one at the
    desk before one in the trash."""
    wanted = list(identities)
    urls = {identity.url for identity in wanted if identity.url}
    keys = {identity.headline_key for identity in wanted}
    days = {identity.day for identity in wanted if identity.day}
    with_url = sorted(Article.objects.filter(url__in=urls).order_by("-id"), key=_is_trashed, reverse=True)
    by_url = {article.url: article for article in with_url}
    alike = sorted(Article.objects.filter(headline_key__in=keys, published_on__in=days).order_by("id"), key=_is_trashed)
    held: dict[Identity, Article] = {}
    for identity in wanted:
        found = by_url.get(identity.url) if identity.url else None
        found = found or next((a for a in alike if identity.same_story(identity_of(a))), None)
        if found:
            held[identity] = found
    return held


def _is_trashed(article: Article) -> bool:
    return article.status == Article.Status.TRASHED
