"""Confirming all that one rule has decided."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Quote
from articles.models.parts import QuoteQuerySet
from tests.admin.queueing import send
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db

CONFIRM = "/admin/articles/quote/confirm/"
TAKE_BACK = "/admin/articles/quote/take-back/"
COLON = f"{CONFIRM}?rule=colon"


def make_waiting(number: int = 1, **fields: Any) -> list[Quote]:
    article = make_article()
    defaults: dict[str, Any] = {"rule": "colon", "confidence": 0.79}
    return [make_quote(article, "approved the plan", **(defaults | fields)) for _ in range(number)]


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def confirm(client: Client, address: str = COLON) -> Any:
    return client.post(address, {"up_to": client.get(address).context["up_to"]}, follow=True)


def test_a_rule_is_shown_with_its_meaning_its_count_and_examples(editor: Client) -> None:
    make_waiting(25)
    make_waiting(rule="title", kind="fragment")
    page = editor.get(COLON)
    text = " ".join(page.content.decode().split())
    assert "25 quotes wait, " not in text
    assert "25 quotes wait." in text
    assert "The sentence before the quote ends in a colon" in text
    assert len(page.context["examples"]) == 20
    assert "20 of them, drawn at random" in text


def test_examples_are_drawn_at_random(editor: Client) -> None:
    make_waiting(40)
    drawn = {tuple(quote.pk for quote in editor.get(COLON).context["examples"]) for _ in range(6)}
    assert len(drawn) > 1


def test_all_of_a_rule_are_confirmed_by_name_and_the_other_rules_wait(editor: Client) -> None:
    make_waiting(3)
    other = make_waiting(rule="title", confidence=0.64)
    fragments = make_waiting(kind="fragment")
    page = confirm(editor)
    assert "Confirmed 3 quotes of the rule colon (utterances) together." in said(page)
    done = Quote.objects.filter(confirmed=True)
    assert set(done.values_list("rule", "kind", "method", "decided_by__username")) == {
        ("colon", "utterance", "rule", "elena")
    }
    assert done.count() == 3
    assert set(Quote.objects.waiting()) == {*other, *fragments}
    assert list(LogEntry.objects.values_list("user__username", "object_repr")) == [("elena", "colon")]
    assert LogEntry.objects.get().get_change_message() in editor.get(CONFIRM).content.decode()


def test_what_an_editor_has_touched_stays_as_it_is(editor: Client) -> None:
    make_waiting(method="editor", confirmed=True)
    make_waiting(method="editor", confirmed=False)
    make_waiting()
    before = set(Quote.objects.filter(method="editor").values_list("pk", "confirmed", "decided_at"))
    assert "Confirmed 1 quotes" in said(confirm(editor))
    assert set(Quote.objects.filter(method="editor").values_list("pk", "confirmed", "decided_at")) == before


def test_what_came_after_the_sample_was_shown_waits(editor: Client) -> None:
    make_waiting()
    up_to = editor.get(COLON).context["up_to"]
    (newer,) = make_waiting()
    editor.post(COLON, {"up_to": up_to})
    assert list(Quote.objects.waiting()) == [newer]


def test_many_are_confirmed_in_batches_and_the_rest_on_another_look(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.archive.deciding._BATCH", 2)
    monkeypatch.setattr("articles.admin.confirming.MOST_AT_ONCE", 5)
    make_waiting(7)
    page = confirm(editor)
    assert "There are more" in said(page)
    assert Quote.objects.waiting().count() == 2
    assert Quote.objects.filter(confirmed=True).values("decided_at").distinct().count() == 1
    assert "There are more" not in said(confirm(editor))
    assert "nothing of this rule waits any more" in said(confirm(editor))


def test_nothing_is_confirmed_without_a_rule_or_without_what_was_shown(editor: Client) -> None:
    make_waiting()
    editor.post(CONFIRM, {"up_to": 10**6})
    editor.post(COLON)
    assert Quote.objects.waiting().count() == 1


def take_back(client: Client, entry: LogEntry) -> Any:
    return client.post(f"{TAKE_BACK}?rule=colon", {"entry": entry.pk}, follow=True)


def test_what_was_confirmed_together_is_taken_back_in_one_step_where_it_is_told(editor: Client) -> None:
    quotes = make_waiting(3)
    before = list(Quote.objects.order_by("pk").values())
    page = confirm(editor)
    entry = LogEntry.objects.get()
    assert page.context["just_done"] == entry
    assert page.content.decode().count(">Take back</button>") == 2  # beside the report, and in the history
    page = take_back(editor, entry)
    assert "Took back 3 of: Confirmed 3 quotes of the rule colon (utterances) together." in said(page)
    assert list(Quote.objects.order_by("pk").values()) == before
    assert set(Quote.objects.waiting()) == set(quotes)
    assert ">Take back</button>" not in page.content.decode()
    assert "Took back 3 of" in LogEntry.objects.order_by("-pk")[0].change_message


def test_another_editor_takes_it_back_from_the_history_and_is_named(editor: Client, bruno: Client) -> None:
    make_waiting(2)
    confirm(editor)
    page = bruno.get(CONFIRM)
    assert page.context["just_done"] is None
    assert page.content.decode().count(">Take back</button>") == 1
    take_back(bruno, LogEntry.objects.get())
    assert Quote.objects.waiting().count() == 2
    assert list(LogEntry.objects.order_by("pk").values_list("user__username", flat=True)) == ["elena", "bruno"]


def test_what_somebody_decided_on_since_is_not_taken_back(editor: Client, bruno: Client) -> None:
    looked_at, accepted, gone, left = make_waiting(4)
    confirm(editor)
    send(bruno, looked_at, decision="nobody")
    send(editor, accepted, decision="accept")
    send(bruno, gone, decision="delete")
    decided = set(Quote.objects.exclude(pk=left.pk).values_list("pk", "method", "decided_by", "decided_at"))
    assert "Took back 1 of" in said(take_back(editor, LogEntry.objects.get(change_message__startswith="Confirmed")))
    assert list(Quote.objects.waiting()) == [left]
    assert set(Quote.objects.exclude(pk=left.pk).values_list("pk", "method", "decided_by", "decided_at")) == decided


def test_only_what_was_confirmed_at_that_moment_by_that_editor_is_taken_back(editor: Client, bruno: Client) -> None:
    (first,) = make_waiting()
    confirm(editor)
    entry = LogEntry.objects.get()
    (second,) = make_waiting()
    confirm(editor)
    (other,) = make_waiting(confirmed=True, decided_at=entry.action_time)
    take_back(editor, entry)
    assert list(Quote.objects.waiting()) == [first]
    assert set(Quote.objects.filter(confirmed=True)) == {second, other}


def test_it_is_taken_back_once(editor: Client) -> None:
    make_waiting()
    confirm(editor)
    entry = LogEntry.objects.get()
    take_back(editor, entry)
    assert "Nothing was taken back: each of these quotes" in said(take_back(editor, entry))
    assert LogEntry.objects.count() == 2
    assert "the log has no such entry" in said(editor.post(TAKE_BACK, {"entry": 10**6}, follow=True))
    assert editor.get(TAKE_BACK).status_code == 405


def test_many_are_taken_back_in_batches(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.archive.deciding._BATCH", 2)
    make_waiting(5)
    confirm(editor)
    assert "Took back 5 of" in said(take_back(editor, LogEntry.objects.get()))
    assert Quote.objects.waiting().count() == 5


def test_what_was_begun_and_never_ended_can_be_taken_back(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.archive.deciding._BATCH", 2)
    make_waiting(5)
    update, calls = QuoteQuerySet.update, iter(range(2))

    def killed(quotes: QuoteQuerySet, **values: Any) -> int:
        next(calls)
        return update(quotes, **values)

    monkeypatch.setattr(QuoteQuerySet, "update", killed)
    with pytest.raises(StopIteration):
        confirm(editor)
    monkeypatch.setattr(QuoteQuerySet, "update", update)
    assert Quote.objects.waiting().count() == 1
    entry = LogEntry.objects.get()
    assert entry.change_message == "Began to confirm quotes of the rule colon (utterances) together."
    assert "Took back 4 of" in said(take_back(editor, entry))


def test_a_persons_entries_in_the_log_are_no_history_of_confirming(editor: Client) -> None:
    quote = make_waiting()[0]
    entry = LogEntry.objects.create(
        user=User.objects.get(username="elena"),
        content_type=ContentType.objects.get_for_model(Quote),
        object_id=quote.pk,
        action_flag=2,
    )
    assert editor.get(CONFIRM).context["done_before"] == []
    assert "the log has no such entry" in said(take_back(editor, entry))


@pytest.mark.parametrize(
    ("name", "value"), [("rule", "guess"), ("kind", "shout"), ("page", "2"), ("done", "last"), ("done", "0")]
)
def test_bad_parameters_are_refused_by_name(editor: Client, name: str, value: str) -> None:
    page = editor.get(CONFIRM, {name: value})
    assert page.status_code == 400
    assert name in page.content.decode()


def test_the_count_goes_no_further_than_is_shown(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.confirming.MOST_COUNTED", 2)
    make_waiting(4)
    assert "More than 2 quotes wait" in editor.get(COLON).content.decode()


@pytest.mark.parametrize("number", [2, 40])
def test_what_the_page_costs(editor: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_waiting(number)
    editor.get(COLON)
    with django_assert_num_queries(9):  # session, user, permissions (2); count, sample (2), last id, log
        editor.get(COLON)
