"""Atom feeds."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Article, Person, Quote
from articles.public import public_people
from articles.text import excerpt
from articles.views.former import to_present
from articles.views.said import latest_said

ENTRIES = 50
TITLE_LENGTH = 120


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


class PersonFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """What one person was quoted with last: the words, and which article printed them."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest, person: Person) -> Person:
        return person

    def title(self, person: Person) -> str:
        return f"{person.name} in {settings.SITE_NAME}"

    def subtitle(self, person: Person) -> str:
        return f"What {person.name} was quoted with last."

    def link(self, person: Person) -> str:
        return person.get_absolute_url()

    def feed_url(self, person: Person) -> str:
        return reverse("person-feed", args=[person.slug])

    def items(self, person: Person) -> list[Quote]:
        return latest_said(person, ENTRIES)

    def item_title(self, item: Quote) -> SafeString:
        return SafeString(f"“{excerpt(item.text, TITLE_LENGTH)}”")

    def item_description(self, item: Quote) -> str:
        where = f"In “{item.article.headline}”, {item.article.source.name}."
        return escape(f"“{item.text}” {where}")

    def item_pubdate(self, item: Quote) -> datetime | None:
        return item.article.published_at

    def item_updateddate(self, item: Quote) -> datetime:
        return item.article.updated_at

    def item_author_name(self, item: Quote) -> str:
        return str(item.speaker)


@require_safe
def person_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed of one person's quotes; a former address redirects."""
    read(request)
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(slug, "person-feed")
    return PersonFeed()(request, person=found)
