"""An editor's verdict on a quote lasts, can be taken back, and overwrites nobody else's."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from reversion.models import Version

from articles.archive.quoting import requote
from articles.models import Article, Quote
from articles.search import sync
from tests.admin.queueing import BODY, QUEUE, UNDO, make_waiting, said, send
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db


def test_what_is_deleted_does_not_come_back_when_the_rules_read_again(editor: Client) -> None:
    article = make_article(body=BODY)
    requote([article], keep=True)
    quote = article.quotes.get()
    send(editor, quote, decision="delete")
    article = Article.objects.get(pk=article.pk)
    requote([article], keep=True)
    assert not Quote.objects.exists()
    assert sync.check() == []


def test_a_decision_outlives_the_rules(editor: Client) -> None:
    article = make_article(body=BODY)
    requote([article], keep=True)
    quote, ana = article.quotes.get(), make_person(name="Ana Ruiz")
    send(editor, quote, person=ana.pk)
    requote([Article.objects.get(pk=article.pk)], keep=True)
    assert article.quotes.get().speaker == ana


@pytest.mark.parametrize("decision", ["accept", "nobody", "kind", "delete"])
def test_the_last_decision_is_undone(editor: Client, decision: str) -> None:
    quote = make_waiting(speaker=make_person(name="Ana Ruiz"), role="Mayor", cue="said", speaker_span=[0, 3])
    before = Quote.objects.filter(pk=quote.pk).values().get()
    send(editor, quote, decision=decision)
    page = editor.post(UNDO, follow=True)
    assert page.context["quote"].pk == quote.pk
    assert Quote.objects.filter(pk=quote.pk).values().get() == before
    assert Article.objects.get().dropped_quotes == []
    assert sync.check() == []
    assert "There is nothing to undo" in said(editor.post(UNDO, follow=True))


def test_undoing_brings_back_what_the_rules_had_read_last(editor: Client) -> None:
    quote = make_waiting(speaker=make_person(name="Ana Ruiz"), role="Mayor")
    send(editor, quote, decision="nobody")
    editor.post(UNDO)
    Quote.objects.update(role="former Mayor", confidence=0.4)  # as the rules write it: the article stays as it was
    send(editor, quote, decision="nobody")
    editor.post(UNDO)
    quote.refresh_from_db()
    assert (quote.role, quote.confidence) == ("former Mayor", 0.4)


def test_decisions_are_undone_one_after_the_other(editor: Client) -> None:
    first, second = make_waiting(confidence=0.1), make_waiting(confidence=0.2)
    for quote in (first, second):
        send(editor, quote, decision="accept")
    for _ in range(2):
        editor.post(UNDO)
    assert Quote.objects.waiting().count() == 2


def test_nothing_is_undone_that_somebody_has_changed_since(editor: Client, bruno: Client) -> None:
    quote = make_waiting()
    send(editor, quote, decision="accept")
    send(bruno, quote, decision="nobody")
    assert "Nothing was undone: this quote has been changed again" in said(editor.post(UNDO, follow=True))
    assert Quote.objects.get().decided_by == User.objects.get(username="bruno")


def test_a_deleted_quote_whose_words_are_gone_stays_deleted(editor: Client) -> None:
    quote = make_waiting()
    send(editor, quote, decision="delete")
    Article.objects.update(body="Other words.")
    assert "no longer stand in the article" in said(editor.post(UNDO, follow=True))
    assert not Quote.objects.exists()


def test_history_says_what_was_decided_and_by_whom(editor: Client) -> None:
    quote = make_waiting()
    send(editor, quote, decision="nobody")
    versions = list(Version.objects.get_for_object(quote.article).select_related("revision__user"))
    assert versions[0].revision.comment == "No speaker: the quote “The tide will not wait,”."
    assert versions[0].revision.user.username == "elena"
    assert versions[1].revision.comment == "As it was before the change that follows."
    states = Version.objects.get_for_object(quote)
    assert [state.field_dict["confirmed"] for state in states] == [True, False]


def test_two_editors_at_once_the_second_is_told_and_overwrites_nothing(editor: Client, bruno: Client) -> None:
    ana = make_person(name="Ana Ruiz")
    quote = make_waiting()
    seen = editor.get(QUEUE).context["seen"]
    send(bruno, quote, person=ana.pk)
    page = editor.post(QUEUE, {"quote": quote.pk, "seen": seen, "decision": "delete"}, follow=True)
    assert "bruno has decided on this quote meanwhile: utterance, Ana Ruiz" in said(page)
    assert page.context["quote"] == quote
    assert Quote.objects.get().speaker == ana


def test_a_quote_that_the_rules_read_anew_meanwhile_is_shown_again(editor: Client) -> None:
    quote = make_waiting()
    seen = editor.get(QUEUE).context["seen"]
    Quote.objects.update(speaker_as_printed="the mayor")
    page = editor.post(QUEUE, {"quote": quote.pk, "seen": seen, "decision": "accept"}, follow=True)
    assert "The rules have read this quote anew" in said(page)
    assert not Quote.objects.get().confirmed


def test_a_quote_that_somebody_deleted_meanwhile(editor: Client, bruno: Client) -> None:
    quote, next_one = make_waiting(confidence=0.1), make_waiting(confidence=0.2)
    seen = editor.get(QUEUE).context["seen"]
    send(bruno, quote, decision="delete")
    page = editor.post(QUEUE, {"quote": quote.pk, "seen": seen, "decision": "accept"}, follow=True)
    assert "This quote is gone" in said(page)
    assert page.context["quote"] == next_one


def test_whoever_has_the_article_open_is_told_of_the_decision(editor: Client) -> None:
    quote = make_waiting()
    before = quote.article.updated_at
    send(editor, quote, decision="accept")
    assert Article.objects.get().updated_at > before


def test_undoing_is_never_done_by_an_address_alone(editor: Client) -> None:
    assert editor.get(UNDO).status_code == 405


def test_nothing_is_undone_that_the_same_editor_decided_anew_elsewhere(editor: Client) -> None:
    quote = make_waiting(speaker=make_person(name="Ana Ruiz"))
    send(editor, quote, decision="accept")
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(username="elena"))
    send(elsewhere, quote, decision="nobody")
    assert "Nothing was undone" in said(editor.post(UNDO, follow=True))
    assert Quote.objects.get().speaker is None
