"""The states of an article and the one door to them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import reversion
from django.contrib.auth.models import User
from django.utils import timezone
from reversion.models import Version

from articles.archive import states
from articles.archive.states import CannotChange
from articles.models import Address, Article, StateChange
from tests.factories import make_article

pytestmark = pytest.mark.django_db

State = Article.State


@pytest.fixture
def elena() -> User:
    return User.objects.create_user("elena")


def test_every_change_is_logged_with_who_when_and_why(elena: User) -> None:
    article = make_article(status="draft", slug="rain")
    later = timezone.now() + timedelta(days=2)
    states.schedule(article, later, elena, "For Sunday's paper.")
    states.publish(article, elena)
    states.withhold(article, elena, "A court forbade it.", with_headline=True)
    states.lift(article, elena, "The court allowed it.", to_readers=False)
    states.publish(article, elena)
    states.take_back(article, elena, "The date is wrong.")
    log = [(change.before, change.after, change.reason) for change in StateChange.objects.order_by("pk")]
    assert log == [
        (State.DRAFT, State.SCHEDULED, "For Sunday's paper."),
        (State.SCHEDULED, State.PUBLISHED, ""),
        (State.PUBLISHED, State.WITHHELD, "A court forbade it."),
        (State.WITHHELD, State.DRAFT, "The court allowed it."),
        (State.DRAFT, State.PUBLISHED, ""),
        (State.PUBLISHED, State.DRAFT, "The date is wrong."),
    ]
    first = StateChange.objects.order_by("pk")[0]
    assert (first.by, first.publish_at) == (elena, later)
    assert str(first) == f"Draft → Scheduled for {later:%Y-%m-%d %H:%M} UTC"
    assert str(Address.objects.get()) == "2024/03/04/rain"


def test_what_a_state_leaves_behind_is_taken_away_by_the_next(elena: User) -> None:
    article = make_article(status="draft")
    states.schedule(article, timezone.now() + timedelta(days=2), elena)
    states.withhold(article, elena, "A court forbade it.", with_headline=True)
    assert article.publish_at is None
    states.lift(article, elena)
    article.refresh_from_db()
    assert (article.state, article.withheld_reason, article.withheld_headline) == (State.PUBLISHED, "", False)
    assert article.withheld_at is None


def test_a_scheduled_article_is_scheduled_until_its_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(status="draft")
    states.schedule(article, timezone.now() + timedelta(hours=1), None)
    before, after = article.state, timezone.now() + timedelta(hours=2)
    assert before == State.SCHEDULED
    assert list(Article.objects.scheduled()) == [article]
    assert not Article.objects.public().exists()
    monkeypatch.setattr(timezone, "now", lambda: after)
    assert article.state == State.PUBLISHED
    assert list(Article.objects.public()) == [article]
    assert not Article.objects.scheduled().exists()


def test_what_cannot_be_is_refused_and_changes_nothing() -> None:
    past, coming = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)
    draft, undated = make_article(status="draft"), make_article(status="draft", published_at=None)
    public, withheld = make_article(), make_article(status="withheld", withheld_reason="A court.")
    refusals: list[tuple[Callable[[], StateChange], str]] = [
        (lambda: states.publish(undated, None), "no date"),
        (lambda: states.schedule(undated, coming, None), "no date"),
        (lambda: states.schedule(draft, past, None), "past"),
        (lambda: states.take_back(draft, None), "a draft already"),
        (lambda: states.lift(draft, None), "not withheld"),
        (lambda: states.withhold(draft, None, "  "), "Say why"),
        (lambda: states.publish(public, None), "published already"),
        (lambda: states.schedule(public, coming, None), "Take it back to draft first"),
        (lambda: states.publish(withheld, None), "Lift that first"),
        (lambda: states.schedule(withheld, coming, None), "Lift that first"),
        (lambda: states.take_back(withheld, None), "Lift that first"),
    ]
    before = list(Article.objects.order_by("pk").values())
    for attempt, words in refusals:
        with pytest.raises(CannotChange, match=words):
            attempt()
    assert list(Article.objects.order_by("pk").values()) == before
    assert not StateChange.objects.exists()
    assert (undated.status, undated.publish_at) == ("draft", None)


def test_the_log_outlives_account_and_article(elena: User) -> None:
    article = make_article(status="draft")
    states.publish(article, elena, "The mayor answered.")
    with reversion.create_revision():
        article.save()
    (version,) = Version.objects.get_for_object(article)
    elena.delete()
    article.delete()
    version.revert()
    (change,) = Article.objects.get(pk=version.object_id).state_changes.all()
    assert (change.by, change.by_name, change.reason) == (None, "elena", "The mayor answered.")
