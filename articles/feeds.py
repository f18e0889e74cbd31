"""Atom feeds."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import SafeString

from articles.forms import read
from articles.models import Article

ENTRIES = 50


class NewestFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The articles published last: headline and standfirst, no full text."""

    feed_type = Atom1Feed
    link = reverse_lazy("front")
    feed_url = reverse_lazy("feed")
    subtitle = "The articles published last."

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        read(request)
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return f"{settings.SITE_NAME}: latest articles"

    def items(self) -> list[Article]:
        return list(Article.objects.public().for_lists().newest()[:ENTRIES])

    def item_title(self, item: Article) -> SafeString:
        return SafeString(item.headline)

    def item_description(self, item: Article) -> str:
        return item.standfirst

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return item.updated_at

    def item_author_name(self, item: Article) -> str:
        return item.source.name
