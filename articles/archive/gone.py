"""Addresses that readers knew and behind which nothing stands any more: they answer that it is gone (410)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, Q
from django.utils import timezone

from articles.models import Address, Article, GoneAddress, Person, Quote, Source, Topic
from articles.models.article import ArticleQuerySet

Leaving = tuple[str, type[Model], int]
"""An address, and the record that stands there."""

_CHUNK = 500


def known_to_readers(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those that readers can or could see, and those whose address told that they are withheld."""
    withheld = Article.Status.WITHHELD
    return articles.filter(Q(public_since__lte=timezone.now()) | Q(status=withheld) | Q(trashed_from=withheld))


def addresses_of(articles: ArticleQuerySet) -> Iterable[Leaving]:
    """The addresses that stand or fall with what readers know of these articles, each with its record."""
    for article in articles.only("published_on", "slug"):
        yield article.get_absolute_url(), Article, article.pk
    for former in Address.objects.filter(article__in=articles):
        yield f"/{former}/", Address, former.pk
    for quote in Quote.objects.filter(article__in=articles).only("pk"):
        yield quote.get_absolute_url(), Quote, quote.pk
    speakers = Quote.objects.filter(article__in=articles).order_by().values("speaker")
    yield from ((person.get_absolute_url(), Person, person.pk) for person in Person.objects.filter(pk__in=speakers))
    named = [Q(pk__in=articles.order_by().values(name)) for name in ("source", "agency")]  # two joins would multiply
    for source in Source.objects.filter(named[0] | named[1]):
        yield source.get_absolute_url(), Source, source.pk
    for topic in Topic.objects.filter(articles__in=articles).distinct():
        yield topic.get_absolute_url(), Topic, topic.pk


def note_gone(leaving: Iterable[Leaving], at: datetime) -> None:
    """Of these addresses, keep those whose record is no longer there."""
    paths = {path for path, model, pk in leaving if not model._default_manager.filter(pk=pk).exists()}
    GoneAddress.objects.filter(path__in=paths).delete()
    GoneAddress.objects.bulk_create((GoneAddress(path=path, gone_at=at) for path in sorted(paths)), batch_size=_CHUNK)
