"""What waits for an editor, for the admin's front page."""

from typing import Any, TypedDict
from urllib.parse import urlencode

from django import template
from django.db.models import QuerySet
from django.template import Context
from django.urls import reverse

from articles.archive.authorities import UNKNOWN_SOURCE
from articles.models import Article, ImportItem, Quote, RelatedLink, Source, Twins

register = template.Library()

MOST_COUNTED = 1000


class Waiting(TypedDict):
    """One list for review."""

    title: str
    count: int
    address: str


@register.inclusion_tag("admin/articles/_review.html", takes_context=True)
def review_lists(context: Context) -> dict[str, object]:
    """What waits for an editor, counted up to a thousand along an index: from the import desk, drafts,
    scheduled ones, unknown sources, quotes, likely duplicates, links.
    """
    drafts = Article.objects.filter(status=Article.Status.DRAFT)
    lists = [
        _files("Stories to review", ImportItem.objects.waiting(), "waiting"),
        _files("Files that could not be read", ImportItem.objects.failed(), "failed"),
        _waiting("Drafts without a date", drafts.undated(), published="undated", state="draft"),
        _waiting("All drafts", drafts, state="draft"),
        _waiting("Scheduled", Article.objects.scheduled(), state="scheduled"),
    ]
    unknown = Source.objects.filter(name=UNKNOWN_SOURCE).first()
    if unknown:
        lists.append(_waiting("Articles of an unknown source", unknown.articles.standing(), source=unknown.pk))
    unsure = Quote.objects.waiting().utterances().unsure()
    lists.append(Waiting(title="Quotes to check", count=_count(unsure), address=reverse("admin:articles_quote_queue")))
    lists.append(_rows("Likely duplicates", Twins.objects.open()))
    lists.append(_rows("Related links without an article", RelatedLink.objects.open()))
    return {"lists": lists, "most": MOST_COUNTED, "perms": context["perms"]}


def _waiting(title: str, articles: QuerySet[Article], **parameters: object) -> Waiting:
    address = f"{reverse('admin:articles_article_changelist')}?{urlencode(parameters)}"
    return {"title": title, "count": _count(articles), "address": address}


def _files(title: str, items: QuerySet[ImportItem], review: str) -> Waiting:
    address = f"{reverse('admin:articles_importitem_changelist')}?{urlencode({'review': review})}"
    return {"title": title, "count": _count(items), "address": address}


def _rows(title: str, rows: QuerySet[Any]) -> Waiting:
    address = reverse(f"admin:articles_{rows.model._meta.model_name}_changelist")
    return {"title": title, "count": _count(rows), "address": address}


def _count(rows: QuerySet[Any]) -> int:
    return rows.order_by()[: MOST_COUNTED + 1].count()
