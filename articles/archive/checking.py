"""What an editor should look at before readers see an article. Nothing is changed here, and no other site is asked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from articles.archive.authorities import UNKNOWN_SOURCE
from articles.archive.twins import find_copies, find_same
from articles.models import Article, Photo, Quote, RelatedLink, Twins
from articles.models.article import ArticleQuerySet
from articles.search.engine import SearchUnavailable

LONG_HEADLINE = 120
"""Signs; what is longer takes more than two lines of a page, and search engines cut it."""
MOST_COMPARED = 50
"""Articles whose text is compared with the archive's; each is a question to the search engine."""

_SLACK = timedelta(days=1)
"""Somewhere on earth it is tomorrow already: a day without a time is in the future from the day after on."""
_TITLE_SHOWN = 60
_WHY = {
    Twins.Why.ADDRESS: ("url", "Has the same address on the web"),
    Twins.Why.HEADLINE: ("headline", "Has the same headline, within a week,"),
    Twins.Why.TEXT: ("body", "Has nearly the same text"),
}

_valid_address = URLValidator(schemes=["http", "https"])


class Severity(StrEnum):
    """How much it matters."""

    REFUSED = "refused"
    """The article cannot be published so."""
    WARNING = "warning"
    """It can, where that is meant."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    words: str
    field: str
    """The field that it is about, by its name in the article's form, for example headline or photos-0-caption."""
    severity: Severity = Severity.WARNING
    other: Article | None = None
    """Another article that it is about."""

    @property
    def anchor(self) -> str:
        """The id of the field's element on the article's page in the admin."""
        return f"id_{self.field}"


Findings = dict[int, list[Finding]]
"""By the article's id, what may not stay so first, then in the order of the form."""


def findings_of(articles: Sequence[Article], seen: ArticleQuerySet) -> Findings:
    """What to look at in these articles, as they are saved. Other articles are named only where `seen` has them.

    The same number of queries for any number of articles, and beside it a question to the search engine and a query
    for the text of each of the first MOST_COMPARED. Where the engine does not answer, a finding says so.
    """
    ids = seen.order_by().values("pk")
    links = RelatedLink.objects.select_related("target").defer("target__body", "target__field_spans")
    prefetch_related_objects(list(articles), "source", "photos", "quotes", Prefetch("related_links", links))
    targets = {link.target_id for article in articles for link in article.related_links.all() if link.target_id}
    known = set(Article.objects.filter(pk__in=targets).filter(pk__in=ids).values_list("pk", flat=True))
    found = {
        article.pk: [*_fields(article), *_photos(article), *_quotes(article), *_links(article, known)]
        for article in articles
    }
    for pk, alike in _duplicates(articles, ids).items():
        found[pk] += alike
    for each in found.values():
        each.sort(key=lambda one: one.severity is not Severity.REFUSED)
    return found


def _fields(article: Article) -> Iterator[Finding]:
    if article.source.name == UNKNOWN_SOURCE:
        yield Finding("The source is unknown: choose who published it.", "source", Severity.REFUSED)
    if article.published_at is None:
        yield Finding("There is no date: give the printed one.", "published_at_0", Severity.REFUSED)
    elif _is_to_come(article):
        yield Finding(f"The printed date is in the future: {article.published_iso}.", "published_at_0")
    if len(article.headline) > LONG_HEADLINE:
        yield Finding(
            f"The headline is very long: {len(article.headline)} characters; {LONG_HEADLINE} are many.", "headline"
        )


def _is_to_come(article: Article) -> bool:
    day, moment = article.published_on, article.published_at
    if article.published_precision == Article.Precision.DAY and day:
        return day > (timezone.now() + _SLACK).date()
    return moment is not None and moment > timezone.now()


def _photos(article: Article) -> Iterator[Finding]:
    for place, photo in enumerate(article.photos.all()):
        name = _photo_name(photo, place)
        if not photo.caption:
            yield Finding(f"{name} has no caption.", f"photos-{place}-caption")
        if photo.image and not photo.alt:
            yield Finding(f"{name} has no words for those who cannot see it.", f"photos-{place}-alt")


def _photo_name(photo: Photo, place: int) -> str:
    return f"Photo {place + 1} (“{_short(photo.caption)}”)" if photo.caption else f"Photo {place + 1}"


def _quotes(article: Article) -> Iterator[Finding]:
    for place, quote in enumerate(article.quotes.all()):
        if quote.kind == Quote.Kind.UTTERANCE and not quote.speaker_id and not quote.speaker_as_printed:
            yield Finding(f"Nobody is named as the speaker of “{_short(quote.text)}”.", f"quotes-{place}-speaker")


def _links(article: Article, known: set[int]) -> Iterator[Finding]:
    for place, link in enumerate(article.related_links.all()):
        name, target = f"The related link “{_short(link.title)}”", link.target
        if link.url and not _is_address(link.url):
            yield Finding(f"{name} has an address that cannot be one: {_short(link.url)}", f"related_links-{place}-url")
        if target is not None and not target.is_public:
            if target.pk in known:
                words = f"{name} leads to an article that readers do not see ({target.state.label.lower()})."
                yield Finding(words, f"related_links-{place}-title", other=target)
        elif target is None and not link.url:
            yield Finding(
                f"{name} leads nowhere: it has no address, and the archive holds no such article.",
                f"related_links-{place}-url",
            )


def _is_address(url: str) -> bool:
    try:
        _valid_address(url)
    except ValidationError:
        return False
    return True


def _duplicates(articles: Sequence[Article], seen: Any) -> Findings:
    """What may be the same story, unless an editor has said that it is another one."""
    found: Findings = defaultdict(list)
    pairs = find_same(articles)
    try:
        pairs += find_copies(articles[:MOST_COMPARED])
    except SearchUnavailable:
        unknown = Finding("Whether another article has this text is not known: the search does not answer.", "body")
        for article in articles[:MOST_COMPARED]:
            found[article.pk].append(unknown)
    for article in articles[MOST_COMPARED:]:
        words = f"Its text was not compared with others: that is done for {MOST_COMPARED} articles at once."
        found[article.pk].append(Finding(words, "body"))
    others = _named(pairs, seen)
    own, told = {article.pk for article in articles}, _settled(pairs)
    for pair in pairs:
        for pk, other in ((pair.article_id, pair.other_id), (pair.other_id, pair.article_id)):
            if pk in own and other in others and (pk, other) not in told:
                told.add((pk, other))
                field, words = _WHY[Twins.Why(pair.why)]
                found[pk].append(Finding(f"{words} as another article:", field, other=others[other]))
    return found


def _named(pairs: Sequence[Twins], seen: Any) -> dict[int, Article]:
    ids = {pk for pair in pairs for pk in (pair.article_id, pair.other_id)}
    rows = Article.objects.standing().filter(pk__in=ids).filter(pk__in=seen).for_lists()
    return {article.pk: article for article in rows}


def _settled(pairs: Sequence[Twins]) -> set[tuple[int, int]]:
    """The pairs that an editor has looked at, both ways round."""
    ids = {pair.article_id for pair in pairs}
    rows = Twins.objects.filter(article__in=ids, settled_at__isnull=False).values_list("article", "other")
    return {pair for one, other in rows for pair in ((one, other), (other, one))}


def _short(text: str) -> str:
    return text if len(text) <= _TITLE_SHOWN else f"{text[: _TITLE_SHOWN - 1].rstrip()}…"
