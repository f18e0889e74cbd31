"""What an editor does to several articles at once: publish, take back, withhold with a reason."""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.admin.base import keep_state
from articles.admin.rights import may_withhold
from articles.archive.quoting import requote
from articles.models import Address, Article

MOST_AT_ONCE = 500
_NAMED = 10

Status = Article.Status


class ReasonForm(forms.Form):
    """Why the articles are withheld."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Readers are shown this in the article's place.",
        error_messages={"required": "Say why; readers are shown this in the article's place."},
    )


@admin.action(description="Publish", permissions=["publish"])
def publish(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Publish the dated ones; refuse the undated ones by name."""
    articles = _not_kept_back(model_admin, request, _chosen(model_admin, request, queryset))
    undated = [article for article in articles if not article.published_at]
    dated = [article for article in articles if article.published_at and article.status != Status.PUBLISHED]
    _set_status(model_admin, request, dated, Status.PUBLISHED, "")
    if dated:
        model_admin.message_user(request, f"Published: {len(dated)}.", messages.SUCCESS)
    if undated:
        model_admin.message_user(
            request,
            f"Not published, because they have no date: {_names(undated)}. Give each its printed date first.",
            messages.ERROR,
        )
    if articles and not dated and not undated:
        model_admin.message_user(request, "All of them are published already.", messages.INFO)


@admin.action(description="Take back to draft", permissions=["publish"])
def take_back(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Out of readers' sight, to be worked on; the address then answers as if nothing were there."""
    chosen = _not_kept_back(model_admin, request, _chosen(model_admin, request, queryset))
    articles = [article for article in chosen if article.status != Status.DRAFT]
    _set_status(model_admin, request, articles, Status.DRAFT, "")
    model_admin.message_user(request, f"Taken back to draft: {len(articles)}.", messages.SUCCESS)


@admin.action(description="Withhold, with a reason…", permissions=["withhold"])
def withhold(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask for the reason on a page of its own, then withhold."""
    articles = _chosen(model_admin, request, queryset)
    if not articles:
        return None
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        _set_status(model_admin, request, articles, Status.WITHHELD, form.cleaned_data["reason"])
        model_admin.message_user(request, f"Withheld: {len(articles)}.", messages.SUCCESS)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Withhold articles",
        "opts": model_admin.opts,
        "form": form,
        "articles": articles,
        "action": "withhold",
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/articles/withhold.html", context)


@admin.action(description="Find the quotes anew, keeping what editors decided", permissions=["change"])
def find_quotes(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Let the present rules read the chosen articles again."""
    articles = _chosen(model_admin, request, queryset)
    with transaction.atomic():
        for article in articles:
            keep_state(article)
        plans = requote(articles, keep=True)
        for plan in filter(None, plans):
            with reversion.create_revision():
                plan.article.save()
                message = f"Quotes found anew: {len(plan.new)} new, {len(plan.changed)} changed, {len(plan.gone)} gone."
                reversion.set_user(request.user)
                reversion.set_comment(message)
                model_admin.log_change(request, plan.article, message)
    counts = [sum(len(getattr(plan, name)) for plan in plans) for name in ("new", "changed", "gone")]
    told = "Articles read: {}. Quotes: {} new, {} changed, {} gone.".format(len(articles), *counts)
    model_admin.message_user(request, told, messages.SUCCESS)


def _chosen(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> list[Article]:
    """The chosen articles with all their fields; none, and a message, when too many are chosen at once."""
    articles = list(queryset.defer(None)[: MOST_AT_ONCE + 1])
    if len(articles) > MOST_AT_ONCE:
        model_admin.message_user(
            request, f"Nothing was done: choose at most {MOST_AT_ONCE} articles at once.", messages.ERROR
        )
        return []
    return articles


def _not_kept_back(model_admin: Any, request: HttpRequest, articles: list[Article]) -> list[Article]:
    """Without the withheld ones, which are named, where lifting that is not this account's right."""
    withheld = [article for article in articles if article.status == Status.WITHHELD]
    if not withheld or may_withhold(request):
        return articles
    model_admin.message_user(request, f"Left withheld: {_names(withheld)}. Only a chief can lift that.", messages.ERROR)
    return [article for article in articles if article.status != Status.WITHHELD]


def _set_status(
    model_admin: Any, request: HttpRequest, articles: Sequence[Article], status: Status, reason: str
) -> None:
    """All of them or, if anything fails, none; each with a revision of its own."""
    with transaction.atomic():
        for article in articles:
            keep_state(article)
            with reversion.create_revision():
                _set_one(article, status, reason)
                message = f"Set to {status.label.lower()} from the list." + (f" Reason: {reason}" if reason else "")
                reversion.set_user(request.user)
                reversion.set_comment(message)
                model_admin.log_change(request, article, message)


def _set_one(article: Article, status: Status, reason: str) -> None:
    before = copy(article)
    article.status, article.withheld_reason = status, reason
    article.edited_fields = sorted({*article.edited_fields, "status"})
    article.save()
    Address.objects.follow(before, article)


def _names(articles: Iterable[Article]) -> str:
    names = [f"“{article.headline}”" for article in articles]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
