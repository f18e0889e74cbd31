"""The states of an article and the one door to them."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event, Thread
from time import sleep

import pytest
import reversion
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from reversion.models import Version

from articles.archive import states
from articles.archive.states import CannotChange
from articles.archive.trash import trash
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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("publisher_first", [True, False])
def test_two_editors_at_once_end_in_one_order_and_the_log_is_true(publisher_first: bool) -> None:
    """Both have read the draft before either changes it."""
    pk = make_article(status="draft").pk
    publisher, withholder = (Article.objects.get(pk=pk) for _ in range(2))
    acts = [
        (publisher, lambda one: states.publish(one, None)),
        (withholder, lambda one: states.withhold(one, None, "No.")),
    ]
    if not publisher_first:
        acts.reverse()
    refused = in_turn(*acts)
    log = [(change.before, change.after) for change in StateChange.objects.order_by("pk")]
    now = Article.objects.get(pk=pk)
    assert now.state == State.WITHHELD
    if publisher_first:
        assert (log, refused) == ([(State.DRAFT, State.PUBLISHED), (State.PUBLISHED, State.WITHHELD)], [])
        assert now.public_since is not None
    else:
        assert (log, refused) == ([(State.DRAFT, State.WITHHELD)], ["It is withheld. Lift that first."])


Act = tuple[Article, Callable[[Article], StateChange]]


def in_turn(first: Act, second: Act) -> list[str]:
    """Do both; on PostgreSQL by two connections, the second of which comes while the first one has not committed.

    Answers what was refused, and why.
    """
    held, refused = Event(), []

    def do(act: Act) -> None:
        article, change = act
        try:
            with transaction.atomic():
                states.hold(article)
                change(article)
                held.set()
                if act is first and connection.vendor == "postgresql":
                    wait_until_somebody_waits()
        except CannotChange as error:
            refused.append(str(error))

    def do_beside() -> None:
        held.wait(10)
        do(second)
        connection.close()

    if connection.vendor != "postgresql":  # one writes at a time, from the beginning of its transaction
        do(first)
        do(second)
        return refused
    beside = Thread(target=do_beside)
    beside.start()
    do(first)
    beside.join(20)
    return refused


def wait_until_somebody_waits() -> None:
    """Until another connection waits for a lock; AssertionError where none does."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
    raise AssertionError("Nobody waits: the row is not held.")


def test_a_state_that_somebody_else_has_changed_is_not_written_over() -> None:
    article = make_article(status="draft")
    states.withhold(Article.objects.get(pk=article.pk), None, "A court forbade it.")
    with pytest.raises(CannotChange, match="Somebody else has changed its state meanwhile"):
        states.publish(article, None)
    article.refresh_from_db()
    assert article.state == State.WITHHELD
    assert StateChange.objects.count() == 1


def test_what_is_gone_or_in_the_trash_is_not_changed() -> None:
    article, trashed = make_article(status="draft"), make_article(status="draft")
    Article.objects.filter(pk=article.pk).delete()
    with pytest.raises(CannotChange, match="It is no longer there"):
        states.hold(article)
    trash(trashed, None)
    for change in (states.publish, states.take_back, partial(states.withhold, reason="No.")):
        with pytest.raises(CannotChange, match="It is in the trash"):
            change(trashed, None)
