"""What an editor does to several articles at once: publish, take back, withhold, lift, find their quotes anew."""

from typing import Any

import reversion
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.admin.base import keep_state
from articles.admin.bulk import tell_articles
from articles.admin.states import LIFT, PUBLISH, TAKE_BACK, WITHHOLD, Transition, state_page
from articles.archive.quoting import requote
from articles.models import Article

MOST_AT_ONCE = 500


@admin.action(description="Publish, now or at a time…", permissions=["publish"])
def publish(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask when, then publish the dated ones; refuse the undated ones by name."""
    return _ask(model_admin, request, queryset, PUBLISH)


@admin.action(description="Take back to draft…", permissions=["publish"])
def take_back(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Out of readers' sight, to be worked on; the address then answers as if nothing were there."""
    return _ask(model_admin, request, queryset, TAKE_BACK)


@admin.action(description="Withhold, with a reason…", permissions=["withhold"])
def withhold(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask for the reason on a page of its own, then withhold."""
    return _ask(model_admin, request, queryset, WITHHOLD)


@admin.action(description="Lift the withholding…", permissions=["withhold"])
def lift(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask what becomes of them, then lift it."""
    return _ask(model_admin, request, queryset, LIFT)


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
                reversion.add_to_revision(Article.objects.get(pk=plan.article.pk))  # with the quotes as they are now
                message = f"Quotes found anew: {len(plan.new)} new, {len(plan.changed)} changed, {len(plan.gone)} gone."
                reversion.set_user(request.user)
                reversion.set_comment(message)
                model_admin.log_change(request, plan.article, message)
    counts = [sum(len(getattr(plan, name)) for plan in plans) for name in ("new", "changed", "gone")]
    told = "Articles read: {}. Quotes: {} new, {} changed, {} gone.".format(len(articles), *counts)
    tell_articles(request, "Quotes found anew", told, [plan.article for plan in plans if plan])


def _chosen(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> list[Article]:
    """The chosen articles with all their fields; none, and a message, when too many are chosen at once."""
    articles = list(queryset.defer(None)[: MOST_AT_ONCE + 1])
    if len(articles) > MOST_AT_ONCE:
        model_admin.message_user(
            request, f"Nothing was done: choose at most {MOST_AT_ONCE} articles at once.", messages.ERROR
        )
        return []
    return articles


def _ask(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Article], transition: Transition
) -> HttpResponse | None:
    articles = _chosen(model_admin, request, queryset.select_related("source"))
    return state_page(model_admin, request, transition, articles, request.get_full_path()) if articles else None
