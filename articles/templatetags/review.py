"""What waits for an editor, for the admin's front page."""

from typing import TypedDict
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from articles.archive.authorities import UNKNOWN_SOURCE
from articles.models import Article, Source

register = template.Library()

MOST_COUNTED = 1000


class Waiting(TypedDict):
    """One list for review."""

    title: str
    count: int
    address: str


@register.inclusion_tag("admin/articles/_review.html")
def review_lists() -> dict[str, object]:
    """Drafts without a date, other drafts, articles of an unknown source; counted up to a thousand."""
    drafts = Article.objects.filter(status=Article.Status.DRAFT)
    lists = [
        _waiting("Drafts without a date", drafts.undated(), published="undated", status__exact="draft"),
        _waiting("All drafts", drafts, status__exact="draft"),
    ]
    unknown = Source.objects.filter(name=UNKNOWN_SOURCE).first()
    if unknown:
        lists.append(_waiting("Articles of an unknown source", unknown.articles.all(), source=unknown.pk))
    return {"lists": lists, "most": MOST_COUNTED}


def _waiting(title: str, articles: object, **parameters: object) -> Waiting:
    address = f"{reverse('admin:articles_article_changelist')}?{urlencode(parameters)}"
    count = articles.order_by()[: MOST_COUNTED + 1].count()  # type: ignore[attr-defined]
    return {"title": title, "count": count, "address": address}
