"""Publishing, taking back, withholding and lifting: one page for each, for one article or for many, and their log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import reversion
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.admin.base import keep_state
from articles.admin.bulk import tell_articles
from articles.admin.checking import checked, has_warnings
from articles.admin.mixin import AdminMixin
from articles.admin.rights import may_publish, may_withhold
from articles.admin.state_forms import LiftForm, PublishForm, WhyForm, WithholdForm
from articles.archive import states
from articles.archive.states import CannotChange
from articles.models import Article, StateChange

State = Article.State
_MOST_NAMED = 10
_MOST_LOGGED = 50
_ALL_THE_SAME = "all_the_same"
"""Sent where the warnings were shown."""


Apply = Callable[[Article, User, dict[str, Any]], StateChange]


@dataclass(frozen=True)
class Transition:
    """One way from a state to another."""

    name: str
    """In addresses."""
    verb: str
    says: str
    """What it means to readers."""
    form: type[WhyForm]
    before: Sequence[Article.State]
    """The states in which it can be done."""
    may: Callable[[HttpRequest], bool]
    apply: Apply = field(repr=False)


def _publish(article: Article, by: User, said: dict[str, Any]) -> StateChange:
    if said["moment"]:
        return states.schedule(article, said["moment"], by, said["reason"])
    return states.publish(article, by, said["reason"])


def _take_back(article: Article, by: User, said: dict[str, Any]) -> StateChange:
    return states.take_back(article, by, said["reason"])


def _withhold(article: Article, by: User, said: dict[str, Any]) -> StateChange:
    return states.withhold(article, by, said["reason"], said["with_headline"])


def _lift(article: Article, by: User, said: dict[str, Any]) -> StateChange:
    return states.lift(article, by, said["reason"], said["to"] == LiftForm.READERS)


PUBLISH = Transition(
    "publish",
    "Publish",
    "Readers find it at its address, in lists, searches and feeds.",
    PublishForm,
    (State.DRAFT, State.SCHEDULED),
    may_publish,
    _publish,
)
TAKE_BACK = Transition(
    "take_back",
    "Take back to draft",
    "Readers find nothing at its address until it is published again.",
    WhyForm,
    (State.SCHEDULED, State.PUBLISHED),
    may_publish,
    _take_back,
)
WITHHOLD = Transition(
    "withhold",
    "Withhold",
    "Readers no longer see it. The address stays, and tells that it is withheld, and why.",
    WithholdForm,
    (State.DRAFT, State.SCHEDULED, State.PUBLISHED, State.WITHHELD),
    may_withhold,
    _withhold,
)
LIFT = Transition(
    "lift",
    "Lift the withholding",
    "The address no longer tells that it is withheld.",
    LiftForm,
    (State.WITHHELD,),
    may_withhold,
    _lift,
)
TRANSITIONS = (PUBLISH, TAKE_BACK, WITHHOLD, LIFT)


def offered(request: HttpRequest, article: Article) -> list[Transition]:
    """What this account can do with the article as it stands."""
    return [one for one in TRANSITIONS if article.state in one.before and one.may(request)]


class StatesAdmin(AdminMixin):
    """The state of an article on its page, with what can be done about it; stands before the other admins."""

    def get_urls(self) -> list[Any]:
        """With a page for each change of state."""
        own = [
            path(
                f"<int:pk>/{one.name}/",
                self.admin_site.admin_view(partial(self.one_view, transition=one)),
                name=f"articles_article_{one.name}",
            )
            for one in TRANSITIONS
        ]
        return [*own, *super().get_urls()]

    def one_view(self, request: HttpRequest, pk: int, transition: Transition) -> HttpResponse:
        """Change the state of one article that this account sees."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        back = reverse("admin:articles_article_change", args=[pk])
        return state_page(self, request, transition, [article], back)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **form: Any) -> HttpResponse:
        """With what can be done now."""
        article: Article | None = form.get("obj")
        shown = {
            "transitions": [(one, _address(one, article)) for one in offered(request, article)] if article else [],
            "can_publish": may_publish(request) and (article is None or article.state == State.DRAFT),
        }
        response: HttpResponse = super().render_change_form(request, shown | context, *args, **form)
        return response

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        """Saved; on to publishing where that was wanted."""
        done: HttpResponse = super().response_add(request, obj, post_url_continue)
        return _on(request, obj, done)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Saved; on to publishing where that was wanted."""
        done: HttpResponse = super().response_change(request, obj)
        return _on(request, obj, done)


def _on(request: HttpRequest, article: Article, done: HttpResponse) -> HttpResponse:
    return redirect(_address(PUBLISH, article)) if "_to_publish" in request.POST and may_publish(request) else done


def _address(transition: Transition, article: Article) -> str:
    return reverse(f"admin:articles_article_{transition.name}", args=[article.pk])


def log_of(article: Article) -> str:
    """The changes of an article's state, the last first, each with who, when and why."""
    changes = article.state_changes.select_related("by")[:_MOST_LOGGED] if article.pk else []
    rows = (
        (
            f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}",
            one.by or one.by_name or "somebody whose account is gone",
            one,
            one.reason,
        )
        for one in changes
    )
    lines = format_html_join("", "<li>{} <b>{}</b>: {} <q>{}</q></li>", rows)
    return format_html('<ul class="log">{}</ul>', lines) if lines else "Nobody has changed it by hand."


def state_page(
    model_admin: Any, request: HttpRequest, transition: Transition, articles: Sequence[Article], back: str
) -> HttpResponse:
    """Ask what has to be asked; sent with its answer, do it and go `back`. Raises PermissionDenied."""
    if not transition.may(request):
        raise PermissionDenied
    fit = [article for article in articles if article.state in transition.before]
    form = transition.form(request.POST if "apply" in request.POST else None)
    looked_at = checked(request, fit) if transition is PUBLISH else [(article, []) for article in fit]
    has_to_ask = has_warnings(looked_at)
    if form.is_valid() and (_ALL_THE_SAME in request.POST or not has_to_ask):
        _carry_out(model_admin, request, transition, fit, form.cleaned_data)
        _tell_unfit(request, [article for article in articles if article not in fit])
        return redirect(back)
    if not fit:
        _tell_unfit(request, articles)
        return redirect(back)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": transition.verb,
        "opts": model_admin.opts,
        "form": form,
        "transition": transition,
        "checked": looked_at,
        "all_the_same": _ALL_THE_SAME if has_to_ask else "",
        "others": len(articles) - len(fit),
        "checkbox": ACTION_CHECKBOX_NAME,
        "back": back,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/articles/state.html", context)


def _carry_out(
    model_admin: Any, request: HttpRequest, transition: Transition, articles: Sequence[Article], said: dict[str, Any]
) -> None:
    """Each with a revision of its own; those that cannot be changed are named, the others are."""
    done: list[Article] = []
    refused: dict[str, list[Article]] = {}
    with transaction.atomic():
        states.lock(articles)
        for article in articles:
            try:
                record_change(model_admin, request, article, transition, said)
            except CannotChange as error:
                refused.setdefault(str(error), []).append(article)
            else:
                done.append(article)
    if done:
        what = _done(transition, said)
        tell_articles(request, what, f"{what}: {names(done)}.", done)
    for reason, left in refused.items():
        messages.error(request, f"Left as {'they are' if len(left) > 1 else 'it is'}: {names(left)}. {reason}")


def record_change(
    model_admin: Any, request: HttpRequest, article: Article, transition: Transition, said: dict[str, Any]
) -> None:
    """Change one article's state, with its history and its log. Raises CannotChange."""
    with transaction.atomic():
        states.hold(article)
        keep_state(article)
        with reversion.create_revision():
            article.edited_fields = sorted({*article.edited_fields, "status"})
            change = transition.apply(article, _user(request), said)
            message = f"{change}." + (f" {said['reason']}" if said["reason"] else "")
            reversion.set_user(request.user)
            reversion.set_comment(message)
            model_admin.log_change(request, article, message)


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _done(transition: Transition, said: dict[str, Any]) -> str:
    if transition is PUBLISH:
        return (
            f"Scheduled for {timezone.localtime(said['moment']):%-d %B %Y, %H:%M %Z}" if said["moment"] else "Published"
        )
    if transition is LIFT:
        return "Lifted; readers see it again" if said["to"] == LiftForm.READERS else "Lifted, and a draft now"
    return {"take_back": "Taken back to draft", "withhold": "Withheld"}[transition.name]


def _tell_unfit(request: HttpRequest, articles: Sequence[Article]) -> None:
    """Name those in whose state this cannot be done."""
    for state in State:
        left = [article for article in articles if article.state == state]
        if left:
            hint = " Lift that first." if state == State.WITHHELD else ""
            messages.warning(request, f"Nothing to do, because {state.label.lower()}: {names(left)}.{hint}")


def names(articles: Sequence[Article]) -> str:
    """The headlines of ten at most, and how many more."""
    named = ", ".join(f"“{article.headline}”" for article in articles[:_MOST_NAMED])
    more = len(articles) - _MOST_NAMED
    return named + (f" and {more} more" if more > 0 else "")
