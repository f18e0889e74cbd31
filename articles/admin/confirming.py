"""Confirming all that one rule has decided, after a look at some of it; and taking that back."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from articles.admin.queue import editor_of
from articles.admin.queue_forms import ConfirmForm, ConfirmParameters, TakeBackForm
from articles.archive.deciding import confirm_all, confirmed_together, take_back_all
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
        return _confirmed(request, editor, asked | {"kind": kind}, form.cleaned_data["up_to"])
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
        "just_done": _entries().filter(pk=asked["done"]).first() if asked["done"] else None,
        "done_before": list(_entries().order_by("-pk")[:_LOGGED]),
    }
    return TemplateResponse(request, "admin/articles/confirm_rule.html", context)


def _examples(waiting: QuoteQuerySet) -> list[Quote]:
    """Some of those that wait, drawn at random from the hundred thousand least sure."""
    drawn_from = waiting.order_by("confidence", "pk").values("pk")[:_DRAWN_FROM]
    drawn = list(Quote.objects.filter(pk__in=drawn_from).order_by("?").values_list("pk", flat=True)[:EXAMPLES])
    return list(Quote.objects.filter(pk__in=drawn).select_related("speaker", "article__source").order_by("pk"))


def _confirmed(request: HttpRequest, editor: User, asked: dict[str, Any], up_to: int) -> HttpResponse:
    """Confirm, tell, and show what is left.

    The entry in the admin's log is there before the first quote is confirmed, and bears the moment that all of them
    bear: what was begun can be taken back even where the end never came.
    """
    what = f"quotes of the rule {asked['rule']} ({asked['kind']}s) together"
    entry = _log(editor, asked["rule"], f"Began to confirm {what}.")
    done = confirm_all(asked["rule"], asked["kind"], up_to, editor, entry.action_time, MOST_AT_ONCE)
    if not done:
        entry.delete()
        messages.info(request, "Nothing was confirmed: nothing of this rule waits any more.")
        return redirect(_address(asked))
    entry.change_message = f"Confirmed {done} {what}."
    entry.save(update_fields=["change_message"])
    log.info("%s, by %s", entry.change_message, editor)
    more = " There are more: look at another sample, and confirm again." if done == MOST_AT_ONCE else ""
    messages.success(request, entry.change_message + more)
    return redirect(_address(asked, done=entry.pk))


def take_back_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Undo what was confirmed together, whoever did it; what somebody has decided on since stays."""
    editor = editor_of(model_admin, request)
    asked = read(request, ConfirmParameters)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = TakeBackForm(request.POST, entries=_entries())
    if not form.is_valid():
        messages.error(request, "Nothing was taken back: the log has no such entry.")
        return redirect(_address(asked))
    entry = form.cleaned_data["entry"]
    done = take_back_all(entry.action_time, entry.user_id)
    if not done:
        messages.info(request, "Nothing was taken back: each of these quotes was taken back or decided on since.")
        return redirect(_address(asked))
    told = f"Took back {done} of: {entry.change_message}"
    log.info("%s, by %s", _log(editor, entry.object_repr, told).change_message, editor)
    messages.success(request, f"{told} They wait again; what somebody has decided on since stays as it is.")
    return redirect(_address(asked))


def _log(editor: User, rule: str, what: str) -> LogEntry:
    kind = ContentType.objects.get_for_model(Quote)
    return LogEntry.objects.create(
        user=editor, content_type=kind, object_repr=rule, action_flag=CHANGE, change_message=what
    )


def _entries() -> QuerySet[LogEntry]:
    """What the log says of many quotes at once; `stands` where something of it can be taken back."""
    own = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Quote), object_id__isnull=True)
    still = confirmed_together().filter(decided_at=OuterRef("action_time"), decided_by=OuterRef("user"))
    return own.select_related("user").annotate(stands=Exists(still))


def _address(asked: dict[str, Any], **more: int) -> str:
    query = {name: asked[name] for name in ("rule", "kind") if asked[name]} | more
    return f"{reverse('admin:articles_quote_confirm')}?{urlencode(query)}"
