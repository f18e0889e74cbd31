"""Confirming all that one rule has decided, after a look at some of it."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from articles.admin.queue import editor_of
from articles.admin.queue_forms import ConfirmForm, ConfirmParameters
from articles.archive.deciding import confirm_all
from articles.forms import read
from articles.models import Quote
from articles.models.parts import QuoteQuerySet
from articles.quotes.confidence import CONFIDENCE
from articles.quotes.explanations import EXPLANATIONS

MOST_COUNTED = 10_000
MOST_AT_ONCE = 20_000
EXAMPLES = 20
_DRAWN_FROM = 100_000
_LOGGED = 10

log = logging.getLogger(__name__)


def confirm_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """The rules; for one of them, how many quotes wait and a sample; sent, they are confirmed."""
    editor = editor_of(model_admin, request)
    asked = read(request, ConfirmParameters)
    rule, kind = asked["rule"], asked["kind"] or Quote.Kind.UTTERANCE.value
    waiting = Quote.objects.waiting().filter(rule=rule, kind=kind)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if rule and form.is_valid():
        done = confirm_all(rule, kind, form.cleaned_data["up_to"], editor, MOST_AT_ONCE)
        _tell(request, editor, rule, kind, done, more=done == MOST_AT_ONCE)
        return redirect(f"{reverse('admin:articles_quote_confirm')}?{urlencode({'rule': rule, 'kind': kind})}")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Confirm a rule’s quotes",
        "opts": model_admin.opts,
        "rules": sorted(CONFIDENCE.items()),
        "rule": rule,
        "explanation": EXPLANATIONS.get(rule, ""),
        "kind": kind,
        "kinds": Quote.Kind.choices,
        "count": waiting.order_by()[: MOST_COUNTED + 1].count() if rule else 0,
        "most": MOST_COUNTED,
        "most_at_once": MOST_AT_ONCE,
        "examples": _examples(waiting) if rule else [],
        "up_to": Quote.objects.order_by("-pk").values_list("pk", flat=True).first(),
        "done_before": _logged(),
    }
    return TemplateResponse(request, "admin/articles/confirm_rule.html", context)


def _examples(waiting: QuoteQuerySet) -> list[Quote]:
    """Some of those that wait, drawn at random from the hundred thousand least sure."""
    drawn_from = waiting.order_by("confidence", "pk").values("pk")[:_DRAWN_FROM]
    drawn = list(Quote.objects.filter(pk__in=drawn_from).order_by("?").values_list("pk", flat=True)[:EXAMPLES])
    return list(Quote.objects.filter(pk__in=drawn).select_related("speaker", "article__source").order_by("pk"))


def _tell(request: HttpRequest, editor: User, rule: str, kind: str, done: int, more: bool) -> None:
    """Tell the editor, the admin's log and the server's log what was confirmed."""
    if not done:
        messages.info(request, "Nothing was confirmed: nothing of this rule waits any more.")
        return
    told = f"Confirmed {done} quotes of the rule {rule} ({kind}s) together."
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Quote),
        object_repr=rule,
        action_flag=CHANGE,
        change_message=told,
    )
    log.info("%s, by %s", told, editor)
    messages.success(request, told + (" There are more: look at another sample, and confirm again." if more else ""))


def _logged() -> list[LogEntry]:
    own = ContentType.objects.get_for_model(Quote)
    rows = LogEntry.objects.filter(content_type=own, object_id__isnull=True).select_related("user")
    return list(rows.order_by("-pk")[:_LOGGED])
