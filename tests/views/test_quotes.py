"""The list of quotes, and the page of one."""

import pytest

from articles.models import Article, Quote
from tests.factories import make_article, make_person, make_quote
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def test_utterances_are_listed_article_by_article_the_last_added_first(read_page: ReadPage) -> None:
    for headline in ("First story", "Second story"):
        article = make_article(headline=headline)
        make_quote(article, f"{headline}: one", make_person(name="Rosa Perez"))
        make_quote(article, f"{headline}: two", speaker_as_printed="the neighbor")
        make_quote(article, "a term", kind=Quote.Kind.FRAGMENT)
    text = read_page("/quotes/")
    order = ["Second story: one", "Second story: two", "First story: one", "First story: two"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "the neighbor" in text
    assert "a term" not in text


def test_fragments_are_listed_on_request(read_page: ReadPage) -> None:
    article = make_article()
    make_quote(article, "said aloud")
    make_quote(article, "a term", kind=Quote.Kind.FRAGMENT)
    text = read_page("/quotes/", kind="fragment")
    assert "a term" in text
    assert "said aloud" not in text


def test_older_quotes_follow_on_the_next_page(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.quotes.QUOTES_A_PAGE", 2)
    article = make_article()
    quotes = [make_quote(article, f"words {number}") for number in range(3)]
    assert f'href="?before={quotes[1].pk}"' in read_page("/quotes/")
    text = read_page("/quotes/", before=str(quotes[1].pk))
    assert "words 0" in text
    assert "words 1" not in text
    read_page("/quotes/", status=404, before=str(quotes[0].pk))


def test_an_empty_list_says_so(read_page: ReadPage) -> None:
    assert "No public article has quotes of this kind yet." in read_page("/quotes/")


def test_the_list_refuses_what_it_does_not_know(read_page: ReadPage) -> None:
    assert "Allowed are utterance, fragment." in read_page("/quotes/", status=400, kind="slogan")
    assert "whole numbers from 1" in read_page("/quotes/", status=400, before="x")


def test_a_quote_is_shown_in_its_passage_with_how_it_was_attributed(read_page: ReadPage) -> None:
    article = make_article(headline="Rain at last", body="Before.\n\n“It rains,” the mayor said.\n\nAfter.")
    quote = make_quote(
        article,
        "It rains,",
        make_person(name="Rosa Perez"),
        speaker_as_printed="the mayor",
        cue="said",
        rule="speaker_then_verb",
        confidence=0.97,
        confirmed=True,
        role="Mayor",
    )
    text = read_page(quote.get_absolute_url())
    assert "“<mark>It rains,</mark>” the mayor said." in text
    assert "Before." not in text
    for fact in (
        '>Rosa Perez</a>, <span lang="en">Mayor</span>',
        "the mayor",
        "said",
        "speaker_then_verb",
        "97%",
        "an editor has confirmed it",
    ):
        assert fact in text
    assert f'href="{article.get_absolute_url()}#quote-{quote.pk}"' in text
    assert f"http://testserver/quotes/{quote.pk}/" in text


@pytest.mark.parametrize(("field", "words"), [("headline", "Rain at last"), ("standfirst", "We had waited")])
def test_a_quote_of_the_headline_or_the_standfirst_is_found_there(read_page: ReadPage, field: str, words: str) -> None:
    article = make_article(headline="‘Rain at last’", standfirst="‘We had waited’")
    quote = make_quote(article, words, field=field, spans=[[1, 1 + len(words)]], method=Quote.Method.EDITOR)
    text = read_page(quote.get_absolute_url())
    assert f"‘<mark>{words}</mark>’" in text
    assert "an editor" in text


def test_a_quote_without_a_place_says_so(read_page: ReadPage) -> None:
    quote = make_quote(make_article(), "nowhere in the text")
    assert "is not recorded" in read_page(quote.get_absolute_url())


def test_a_quote_of_a_withheld_article_leaves_the_reason(read_page: ReadPage) -> None:
    article = make_article(status=Article.Status.WITHHELD, withheld_reason="Order of a court.")
    text = read_page(make_quote(article, "It approved").get_absolute_url(), status=410)
    assert "Order of a court." in text
    assert "It approved" not in text


def test_a_quote_of_a_draft_is_not_there(read_page: ReadPage) -> None:
    quote = make_quote(make_article(status=Article.Status.DRAFT), "It approved")
    read_page(quote.get_absolute_url(), status=404)
    read_page("/quotes/999999999999999999999999/", status=404)
