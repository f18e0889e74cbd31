"""The queue of quotes that wait for an editor: one after the other, the least sure first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import reversion
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from reversion.models import Version

from articles.admin.base import keep_state
from articles.admin.passage import passage_of
from articles.admin.queue_forms import DecisionForm, Place, QueueParameters, SpeakerForm
from articles.archive.deciding import Decided, Meanwhile, Verdict, decide, new_person, state_of, take_back
from articles.archive.named import candidates
from articles.forms import read
from articles.models import Person, Quote, Source
from articles.models.parts import QuoteQuerySet
from articles.quotes.confidence import CONFIDENCE, UNSURE_BELOW
from articles.quotes.explanations import EXPLANATIONS
from articles.text import excerpt

MOST_COUNTED = 1000
MOST_SOURCES = 200
MOST_CANDIDATES = 9
MOST_UNDONE = 20
_NEAR = 2000
"""Quotes of all sources that are looked through for one of the chosen source."""
_SESSION = "quote_verdicts"
_DEFAULTS = {"kind": Quote.Kind.UTTERANCE.value, "sure": "unsure", "rule": "", "source": None}
_SHOWN_WITH = ("article__source", "article__agency", "speaker", "decided_by")


def editor_of(model_admin: Any, request: HttpRequest) -> User:
    """Who is signed in; only those who may change quotes come further."""
    if not isinstance(request.user, User) or not model_admin.has_change_permission(request):
        raise PermissionDenied
    return request.user


def queue_url(filters: dict[str, Any], **more: object) -> str:
    """The queue with these filters; what is as by default is left out of the address."""
    chosen = {name: filters[name] for name in _DEFAULTS if filters[name] != _DEFAULTS[name]}
    if source := chosen.get("source"):
        chosen["source"] = source.slug
    query = urlencode(chosen | {name: str(value) for name, value in more.items() if value is not None})
    return reverse("admin:articles_quote_queue") + (f"?{query}" if query else "")


def queue_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """The next quote that waits, or the one asked for; sent, the decision is carried out and the next one follows."""
    editor = editor_of(model_admin, request)
    asked, filters = _asked(request)
    if request.method != "POST":
        return _show(model_admin, request, filters, _quote_asked_for(filters, asked), asked["after"])
    form = DecisionForm(request.POST)
    if form.is_valid():
        return _decided(model_admin, request, filters, form.cleaned_data, editor)
    quote = _by_id(form.cleaned_data.get("quote"))
    return _show(model_admin, request, filters, quote, form.cleaned_data.get("after"), form)


def undo_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Take back the editor's last decision of this session, and show its quote again."""
    editor = editor_of(model_admin, request)
    asked, filters = _asked(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    verdicts = request.session.get(_SESSION, [])
    if not verdicts:
        messages.info(request, "There is nothing to undo: you have decided nothing since you signed in.")
        return redirect(queue_url(filters, after=asked["after"]))
    *request.session[_SESSION], (pk, version, stamp) = verdicts
    request.session.modified = True
    before = Quote(**Version.objects.get(pk=version).field_dict)
    try:
        with _revision(request):
            quote = take_back(before, datetime.fromisoformat(stamp) if stamp else None, editor)
            reversion.add_to_revision(quote.article)
            reversion.set_comment(f"Took back the decision on the quote “{excerpt(quote.text, 80)}”.")
    except Meanwhile as error:
        messages.error(request, str(error))
        return redirect(queue_url(filters, after=asked["after"]))
    messages.success(request, "Undone. Here is the quote again.")
    return redirect(queue_url(filters, quote=pk, after=asked["after"]))


def waiting_for(filters: dict[str, Any]) -> QuoteQuerySet:
    """The quotes that wait, as far as the filters let them through."""
    waiting = Quote.objects.waiting().filter(kind=filters["kind"])
    if filters["sure"] == "unsure":
        waiting = waiting.unsure()
    if filters["rule"]:
        waiting = waiting.filter(rule=filters["rule"])
    return waiting.filter(article__source=filters["source"]) if filters["source"] else waiting


def _asked(request: HttpRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters of the address, and the filters among them."""
    asked = read(request, QueueParameters)
    return asked, {name: asked[name] or default for name, default in _DEFAULTS.items()}


def _quote_asked_for(filters: dict[str, Any], asked: dict[str, Any]) -> Quote | None:
    return _by_id(asked["quote"]) if asked["quote"] else _next(filters, asked["after"])


def _by_id(pk: int | None) -> Quote | None:
    return Quote.objects.select_related(*_SHOWN_WITH).filter(pk=pk).first() if pk else None


def _next(filters: dict[str, Any], after: Place | None) -> Quote | None:
    """The least sure after a place: at most two steps along an index, each two queries where a source is chosen."""
    rows = waiting_for(filters | {"source": None}).order_by("confidence", "pk")
    if after is None:
        return _first(rows, filters["source"])
    alike = _first(rows.filter(confidence=after.confidence, pk__gt=after.pk), filters["source"])
    return alike or _first(rows.filter(confidence__gt=after.confidence), filters["source"])


def _first(rows: QuoteQuerySet, source: Source | None) -> Quote | None:
    """The first of them that comes from a source: looked for among the next ones of all sources, then from the source.

    A source with many quotes is met soon in the queue; one that is not has few quotes to put in order.
    """
    if source is None:
        return rows.select_related(*_SHOWN_WITH).first()
    own = Quote.objects.filter(article__source=source)
    near = own.filter(pk__in=rows.values("pk")[:_NEAR]).order_by("confidence", "pk").select_related(*_SHOWN_WITH)
    return near.first() or rows.filter(article__source=source).select_related(*_SHOWN_WITH).first()


def _show(
    model_admin: Any,
    request: HttpRequest,
    filters: dict[str, Any],
    quote: Quote | None,
    after: Place | None,
    form: DecisionForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": "Quotes to check",
        "opts": model_admin.opts,
        "filters": filters,
        "kinds": Quote.Kind.choices,
        "rules": sorted(CONFIDENCE),
        "sources": _sources(filters["source"]),
        "waiting": waiting_for(filters).order_by()[: MOST_COUNTED + 1].count(),
        "most": MOST_COUNTED,
        "unsure_below": UNSURE_BELOW,
        "from_the_front": queue_url(filters),
        "decision": form,
        "quote": quote,
        "here": queue_url(filters, after=after),
        "undo": _undo_url(request, filters, after),
    }
    if quote:
        context |= _about(model_admin, request, quote, filters, after)
    return TemplateResponse(request, "admin/articles/queue.html", context)


def _about(
    model_admin: Any, request: HttpRequest, quote: Quote, filters: dict[str, Any], after: Place | None
) -> dict[str, Any]:
    """What the page says of the quote it shows."""
    waits = quote.confidence is not None and not quote.confirmed
    past = Place(quote.confidence, quote.pk) if waits and quote.confidence is not None else after
    speaker = SpeakerForm()
    return {
        "passage": passage_of(quote),
        "explanation": EXPLANATIONS.get(quote.rule, ""),
        "candidates": candidates(quote, MOST_CANDIDATES),
        "may_add": request.user.has_perm("articles.add_person"),
        "may_delete": model_admin.has_delete_permission(request, quote),
        "speaker_form": speaker,
        "media": speaker.media,
        "seen": state_of(quote),
        "past": past,
        "skip": queue_url(filters, after=past),
    }


def _sources(chosen: Source | None) -> list[Source]:
    listed = list(Source.objects.publishers().order_by("name")[:MOST_SOURCES])
    return listed if chosen is None or chosen in listed else [chosen, *listed]


def _undo_url(request: HttpRequest, filters: dict[str, Any], after: Place | None) -> str:
    """Where to take the last decision back; nothing while there is none."""
    if not request.session.get(_SESSION):
        return ""
    _, question, query = queue_url(filters, after=after).partition("?")
    return reverse("admin:articles_quote_undo") + question + query


def _decided(
    model_admin: Any, request: HttpRequest, filters: dict[str, Any], answer: dict[str, Any], editor: User
) -> HttpResponse:
    verdict = Verdict(answer["decision"])
    _check_rights(model_admin, request, verdict, answer)
    try:
        done = _carry_out(request, answer, verdict, editor)
    except Meanwhile as error:
        messages.error(request, str(error))
        still_there = Quote.objects.filter(pk=answer["quote"]).exists()
        return redirect(queue_url(filters, quote=answer["quote"] if still_there else None, after=answer["after"]))
    messages.success(request, f"{done.what}: “{excerpt(done.quote.text, 60)}”")
    return redirect(queue_url(filters, after=answer["after"]))


def _check_rights(model_admin: Any, request: HttpRequest, verdict: Verdict, answer: dict[str, Any]) -> None:
    makes_person = verdict is Verdict.SPEAKER and answer["person"] is None
    if makes_person and not request.user.has_perm("articles.add_person"):
        raise PermissionDenied
    if verdict is Verdict.DELETE and not model_admin.has_delete_permission(request):
        raise PermissionDenied


def _carry_out(request: HttpRequest, answer: dict[str, Any], verdict: Verdict, editor: User) -> Decided:
    """The decision with its revision, and a note of how to take it back. Raises Meanwhile."""
    with transaction.atomic():
        before = Quote.objects.select_related("article").filter(pk=answer["quote"]).first()
        if before is not None:
            keep_state(before.article)
            keep_state(before)
        kept = Version.objects.get_for_object_reference(Quote, answer["quote"]).values_list("pk", flat=True).first()
        with _revision(request):
            speaker: Person | None = answer["person"]
            if verdict is Verdict.SPEAKER and speaker is None:
                speaker = new_person(answer["name"])
                reversion.add_to_revision(speaker)
            done = decide(answer["quote"], answer["seen"], verdict, editor, speaker)
            reversion.add_to_revision(done.quote.article)
            reversion.set_comment(f"{done.what}: the quote “{excerpt(done.quote.text, 80)}”.")
    stamp = None if verdict is Verdict.DELETE else done.at.isoformat()
    verdicts = [*request.session.get(_SESSION, []), (answer["quote"], kept, stamp)]
    request.session[_SESSION] = verdicts[-MOST_UNDONE:]
    return done


@contextmanager
def _revision(request: HttpRequest) -> Iterator[None]:
    """A revision of what is added to it inside, by the editor who is signed in."""
    with transaction.atomic(), reversion.create_revision():
        yield
        reversion.set_user(request.user)
