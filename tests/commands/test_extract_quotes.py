"""The command that reads the archive's texts again with the present rules."""

from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from articles.archive.quoting import quotes_stamp
from articles.models import Article, Person, Quote
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "The river rose.\n\n“We are ready,” said Marta Soler, the mayor."


def extract(*arguments: str, answer: str = "y") -> str:
    out = StringIO()
    with patch("builtins.input", return_value=answer):
        call_command("extract_quotes", *arguments, stdout=out)
    return out.getvalue()


def test_new_quotes_are_shown_first_and_written_when_told_to() -> None:
    article = make_article(body=BODY)
    assert "Nothing was written" in extract(answer="n")
    assert not Quote.objects.exists()
    assert not Person.objects.exists()
    output = extract()
    assert "+ “We are ready,” utterance, Marta Soler" in output
    assert "Written: 1 added, 0 changed, 0 removed." in output
    quote = article.quotes.get()
    assert BODY[slice(*quote.spans[0])] == quote.text


def test_a_dry_run_writes_nothing() -> None:
    make_article(body=BODY)
    assert "Would be: 1 added" in extract("--dry-run")
    assert not Quote.objects.exists()


def test_a_quote_read_otherwise_keeps_its_address() -> None:
    article = make_article(body=BODY)
    quote = make_quote(article, "We are ready,", make_person(name="Berta Luna"), rule="older_rule")
    assert "1 changed" in extract("--no-input")
    renewed = Quote.objects.get()
    assert renewed.pk == quote.pk
    assert renewed.speaker
    assert renewed.speaker.name == "Marta Soler"


def test_words_that_are_no_quote_any_more_go() -> None:
    make_quote(make_article(body="Nobody speaks."), "Old words")
    assert "1 removed" in extract("--no-input")
    assert not Quote.objects.exists()


@pytest.mark.parametrize("decision", [{"method": Quote.Method.EDITOR}, {"confirmed": True}])
def test_an_editors_decision_is_never_overwritten(decision: dict[str, Any]) -> None:
    article = make_article(body=BODY)
    luna = make_person(name="Berta Luna")
    quote = make_quote(article, "We are ready,", luna, **decision)
    gone = make_quote(article, "By hand", **decision)
    extract("--no-input")
    quote.refresh_from_db()
    assert quote.speaker == luna
    assert Quote.objects.filter(pk=gone.pk).exists()


def test_a_quote_that_an_editor_dropped_does_not_come_back() -> None:
    make_article(body=BODY, dropped_quotes=[["body", "We are ready,"]])
    extract("--no-input")
    assert not Quote.objects.exists()


def test_the_same_words_said_twice_are_two_quotes() -> None:
    article = make_article(body=BODY + "\n\n“We are ready,” said Paula Rey, the engineer.")
    extract("--no-input")
    extract("--no-input")
    assert article.quotes.count() == 2


def test_texts_that_these_rules_have_read_can_be_left_out() -> None:
    article = make_article(body=BODY)
    extract("--no-input")
    assert "0 articles read" in extract("--no-input", "--changed-only")
    article.refresh_from_db()
    assert article.quotes_stamp == quotes_stamp(article)
    Article.objects.update(body=BODY + " More.")
    assert "1 articles read" in extract("--no-input", "--changed-only")


def test_a_place_or_a_confidence_that_alone_is_another_is_written_too() -> None:
    make_article(body=BODY)
    extract()
    before = Quote.objects.values().get()
    Quote.objects.update(confidence=0.01, position=7)
    assert "0 removed. 1 only get another place or confidence." in extract("--dry-run")
    assert "Nothing was written" in extract(answer="n")
    extract()
    assert Quote.objects.values().get() == before


def test_that_nothing_differs_is_remembered_without_a_question() -> None:
    make_article(body=BODY)
    extract()
    Article.objects.update(quotes_stamp="as older rules")
    extract("--dry-run")
    assert "1 articles read" in extract("--changed-only", "--dry-run")
    assert "Would be: 0 added, 0 changed, 0 removed." in extract(answer="n")
    assert "0 articles read" in extract("--changed-only")


def test_where_nobody_can_answer_the_command_says_what_to_do() -> None:
    make_article(body=BODY)
    with patch("builtins.input", side_effect=EOFError), pytest.raises(CommandError, match="--no-input writes at once"):
        call_command("extract_quotes", stdout=StringIO())
    assert not Quote.objects.exists()


def test_a_dry_run_without_questions_is_refused() -> None:
    with pytest.raises(CommandError, match="do not go together"):
        extract("--dry-run", "--no-input")
