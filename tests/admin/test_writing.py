"""While a story is written: what the form is told of it, and what saving makes of its quotes."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Person, Quote
from tests.admin.pages import add_url, change_url, form_data
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db

TYPED = "/admin/articles/article/typed/"
BODY = "The pier closed on Monday.\n\n“We are ready,” said Marta Soler, the mayor.\n\nHe spoke of a “repair fund”."


def typed(client: Client, **texts: Any) -> Any:
    return client.post(TYPED, texts)


def test_words_paragraphs_address_and_quotes_are_told_and_nothing_is_written(editor: Client) -> None:
    marta = make_person(name="Marta Soler")
    told = typed(editor, headline="Pier closes", body=BODY, day="2024-05-03").json()
    assert (told["words"], told["paragraphs"], told["address"]) == (19, 3, "pier-closes")
    speech, fragment = told["quotes"]
    assert (speech["text"], speech["name"], speech["speaker"]) == ("We are ready,", "Marta Soler", marta.pk)
    assert (speech["kind"], speech["field"], fragment["kind"]) == ("utterance", "body", "fragment")
    assert speech["sure"] > 80
    assert "follow the quote" in speech["why"]
    assert not Article.objects.exists()
    assert not Quote.objects.exists()


def test_nobody_gets_a_record_while_somebody_types(editor: Client) -> None:
    told = typed(editor, body=BODY).json()
    assert (told["quotes"][0]["name"], told["quotes"][0]["speaker"]) == ("Marta Soler", None)
    assert not Person.objects.exists()


def test_the_address_is_one_that_is_free_on_that_day(editor: Client) -> None:
    held = make_article(headline="Pier closes")
    assert typed(editor, headline="Pier closes", day="2024-03-04").json()["address"] == "pier-closes-2"
    own = typed(editor, headline="Pier closes", day="2024-03-04", article=held.pk)
    assert own.json()["address"] == "pier-closes"


def test_lines_without_a_blank_one_count_as_paragraphs(editor: Client) -> None:
    assert typed(editor, body="One.\r\nTwo.\r\nThree.").json()["paragraphs"] == 3


def test_what_editors_decided_is_shown_as_theirs(editor: Client) -> None:
    article = make_article(body=BODY)
    person = make_person()
    make_quote(article, "We are ready,", person, method=Quote.Method.EDITOR, confirmed=True)
    article.dropped_quotes = [["body", "repair fund"]]
    article.save()
    (quote,) = typed(editor, body=f"New.\n\n{BODY}", article=article.pk).json()["quotes"]
    assert (quote["name"], quote["decided"], quote["sure"]) == (person.name, True, None)


def test_only_those_who_may_change_the_story_are_told(contributor: Client, reader: Client, client: Client) -> None:
    own = make_article(status="draft", created_by=User.objects.get(username="cora"))
    other = make_article(status="draft")
    assert typed(contributor, body=BODY, article=own.pk).status_code == 200
    assert typed(contributor, body=BODY).status_code == 200
    assert typed(contributor, body=BODY, article=other.pk).status_code == 403
    assert typed(reader, body=BODY).status_code == 403
    assert typed(client, body=BODY).status_code == 302


def test_what_cannot_be_read_is_refused(editor: Client) -> None:
    assert "day" in typed(editor, day="tomorrow").json()["errors"]
    assert editor.get(TYPED).status_code == 405


def test_saving_a_changed_text_brings_its_quotes_up_to_date(editor: Client) -> None:
    article = make_article(body=BODY)
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"body": BODY + "\n\n“Not yet,” said Ivo Brandt."})
    assert [quote.text for quote in article.quotes.all()] == ["We are ready,", "repair fund", "Not yet,"]
    kept = article.quotes.get(text="We are ready,")
    data = form_data(editor, url) | {"body": BODY.replace("repair fund", "rescue fund")}
    page = editor.post(url, data, follow=True).content.decode()
    assert "Quotes by the rules: 1 new, 2 gone." in page
    assert [quote.text for quote in article.quotes.all()] == ["We are ready,", "rescue fund"]
    assert article.quotes.first() == kept


def test_a_text_that_is_not_changed_keeps_its_quotes(editor: Client) -> None:
    article = make_article(body=BODY)
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"place": "NORTH PIER"})
    assert not article.quotes.exists()


def test_beside_what_an_editor_entered_the_rules_find_the_rest(editor: Client) -> None:
    body = BODY.replace("“We are ready,”", "“We are ready, all of us,”")
    url = add_url("article")
    data = form_data(editor, url) | {"headline": "Pier", "body": body, "source": make_source().pk}
    row = {"text": "all of us", "field": "body", "kind": "fragment", "position": 0}
    data |= {"quotes-TOTAL_FORMS": 1} | {f"quotes-0-{name}": value for name, value in row.items()}
    editor.post(url, data)
    quotes = Article.objects.get().quotes.order_by("method", "pk")
    assert [(quote.text, quote.method) for quote in quotes] == [("all of us", "editor"), ("repair fund", "rule")]


def test_the_form_knows_where_to_ask(editor: Client, contributor: Client) -> None:
    article = make_article()
    page = editor.get(change_url("article", article.pk)).content.decode()
    for name in ("typed", "related"):
        assert f'data-{name}="{reverse(f"admin:articles_article_{name}")}"' in page
    assert f'data-article="{article.pk}"' in page
    assert 'data-article=""' in contributor.get(add_url("article")).content.decode()


def test_topics_and_speakers_can_be_added_from_the_form_by_those_who_may(editor: Client, contributor: Client) -> None:
    pages = [client.get(add_url("article")).content.decode() for client in (editor, contributor)]
    for noun, field in (("topic", "topics"), ("person", "quotes-__prefix__-speaker")):
        shown = [f'id="add_id_{field}"' in page and f"/admin/articles/{noun}/add/?_to_field" in page for page in pages]
        assert shown == [True, False], noun
        assert all(f'data-field-name="{field.rpartition("-")[2]}"' in page for page in pages)
