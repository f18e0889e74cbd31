"""Quotes on their article's page in the admin."""

import pytest
from django.test import Client

from articles.archive.quoting import requote
from articles.models import Article, Quote
from tests.admin.pages import add_line, change_url, errors, form_data
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db

BODY = "“We will build,” the mayor said.\n\nThe town has a “repair fund” for it."


def test_words_that_do_not_stand_in_the_text_are_refused_with_what_stands_there(editor: Client) -> None:
    article = make_article(body=BODY)
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "quotes", text="We will rebuild", field="body", kind="utterance")
    error = errors(editor.post(url, data))["quotes-0-text"]
    assert "Up to “We will”" in error
    assert "“build,”" in error


def test_words_of_another_field_say_so(editor: Client) -> None:
    article = make_article(body=BODY, standfirst="The mayor promised ‘a pier’.")
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "quotes", text="a pier", field="body", kind="fragment")
    assert errors(editor.post(url, data))["quotes-0-field"] == "These words stand in the standfirst, not in the body."


def test_quotes_move_with_their_text_and_stay_what_they_were(editor: Client) -> None:
    article = make_article(body=BODY)
    quote = make_quote(article, "repair fund", kind="fragment", rule="terms", confidence=0.9, confirmed=True)
    start = BODY.index("The town")
    quote.speaker_as_printed, quote.speaker_span = "The town", [start, start + 8]
    quote.save()
    url = change_url("article", article.pk)
    response = editor.post(url, form_data(editor, url) | {"body": f"Five new words come first.\n\n{BODY}"})
    assert response.status_code == 302, errors(response)
    article.refresh_from_db()
    quote.refresh_from_db()
    ((begin, end),) = quote.spans
    assert article.body[begin:end] == "repair fund"
    assert article.body[slice(*quote.speaker_span)] == "The town"
    assert (quote.method, quote.confirmed, quote.rule) == (Quote.Method.RULE, True, "terms")
    assert article.edited_fields == ["body"]


def test_a_quote_whose_words_are_edited_away_is_named(editor: Client) -> None:
    article = make_article(body=BODY)
    make_quote(article, "repair fund", confirmed=True)
    url = change_url("article", article.pk)
    response = editor.post(url, form_data(editor, url) | {"body": "“We will build,” the mayor said."})
    assert "do not stand in the body" in errors(response)["quotes-0-text"]


def test_a_quote_that_was_nowhere_does_not_keep_an_editor_from_other_changes(editor: Client) -> None:
    article = make_article(body=BODY)
    make_quote(article, "words from elsewhere")
    url = change_url("article", article.pk)
    assert editor.post(url, form_data(editor, url) | {"place": "NORTH PIER"}).status_code == 302


def test_a_quote_that_is_only_checked_stays_the_rules(editor: Client) -> None:
    article = make_article(body=BODY)
    quote = make_quote(article, "repair fund", rule="terms")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"quotes-0-confirmed": "on"})
    quote.refresh_from_db()
    assert (quote.confirmed, quote.method, quote.rule) == (True, Quote.Method.RULE, "terms")


def test_another_speaker_makes_the_quote_the_editors(editor: Client) -> None:
    person = make_person(name="Marta Lobo")
    article = make_article(body=BODY)
    quote = make_quote(article, "We will build", rule="verb_before", confidence=0.8)
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"quotes-0-speaker": person.pk})
    quote.refresh_from_db()
    assert (quote.speaker, quote.method, quote.confirmed) == (person, Quote.Method.EDITOR, True)
    assert (quote.rule, quote.confidence) == ("", None)


def test_quotes_are_numbered_as_a_reader_meets_them(editor: Client) -> None:
    article = make_article(body=BODY, standfirst="‘A pier’ at last")
    make_quote(article, "repair fund", position=0)
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "quotes", text="We will build,", field="body", kind="utterance")
    add_line(data, "quotes", text="A pier", field="standfirst", kind="fragment")
    assert editor.post(url, data).status_code == 302
    assert [quote.text for quote in article.quotes.all()] == ["A pier", "We will build,", "repair fund"]


def test_a_quote_is_deleted_and_the_article_says_that_an_editor_did_it(editor: Client) -> None:
    article = make_article(body=BODY)
    make_quote(article, "repair fund")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"quotes-0-DELETE": "on"})
    article.refresh_from_db()
    assert not article.quotes.exists()
    assert article.edited_fields == ["quotes"]
    assert article.dropped_quotes == [["body", "repair fund"]]


def test_what_an_editor_took_away_is_not_found_again_until_it_is_entered_again(editor: Client) -> None:
    article = make_article(body=BODY, language="en")
    make_quote(article, "We will build,")
    make_quote(article, "repair fund")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"quotes-1-DELETE": "on", "quotes-0-text": "We will"})
    article.refresh_from_db()
    assert article.dropped_quotes == [["body", "We will build,"], ["body", "repair fund"]]
    requote([article], keep=True)
    assert [quote.text for quote in article.quotes.all()] == ["We will"]
    article = Article.objects.get()  # with no quotes read before
    data = form_data(editor, url)
    add_line(data, "quotes", text="repair fund", field="body", kind="fragment")
    editor.post(url, data)
    article.refresh_from_db()
    assert article.dropped_quotes == [["body", "We will build,"]]


def test_an_interview_of_two_hundred_quotes_can_be_saved(editor: Client) -> None:
    words = [f"answer number {number}," for number in range(200)]
    article = make_article(body="\n\n".join(f"“{each}” she said." for each in words))
    for each in words:
        make_quote(article, each)
    url = change_url("article", article.pk)
    response = editor.post(url, form_data(editor, url) | {"headline": "The long interview"})
    assert response.status_code == 302
    article.refresh_from_db()
    assert article.headline == "The long interview"


def test_who_decided_on_a_quote_and_when_is_kept_and_shown(editor: Client) -> None:
    article = make_article(body=BODY)
    changed = make_quote(article, "We will build", rule="verb_then_speaker")
    untouched = make_quote(article, "repair fund", rule="terms")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"quotes-0-speaker_as_printed": "the mayor"})
    changed.refresh_from_db()
    untouched.refresh_from_db()
    assert changed.decided_by is not None
    assert (changed.decided_by.username, changed.decided_at is not None) == ("elena", True)
    assert (untouched.decided_by, untouched.decided_at) == (None, None)
    assert "checked by elena, " in editor.get(url).content.decode()


def test_a_quote_that_is_to_be_looked_at_again_is_nobodys_decision(editor: Client) -> None:
    article = make_article(body=BODY)
    quote = make_quote(article, "repair fund", rule="terms")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"quotes-0-confirmed": "on"})
    quote.refresh_from_db()
    assert quote.decided_at
    data = form_data(editor, url)
    del data["quotes-0-confirmed"]
    editor.post(url, data)
    again = Quote.objects.get(pk=quote.pk)
    assert (again.confirmed, again.decided_by, again.decided_at) == (False, None, None)
