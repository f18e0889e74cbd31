"""Headlines pasted as they stand: what their signs mean here is kept, and what they may have meant is offered."""

from urllib.parse import quote

import pytest

from articles.search.query import parse
from tests.factories import make_article, make_person, make_quote
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headline", "about", "words", "found"),
    [
        ("Roper nears $1 billion deal -sources", "“sources”", "Roper nears 1 billion deal sources", "1 article"),
        ('ECB backs "currency czar" -Spiegel', "“Spiegel”", "ECB backs &quot;currency czar&quot; Spiegel", "1 article"),
        ("Growth revised up to -0.2 pct", "“0.2”", "Growth revised up to 0.2 pct", "1 article"),
        ("Oil up -poll -survey", "“poll” and “survey”", "Oil up poll survey", "1 article"),
    ],
)
def test_a_word_left_out_that_leaves_nothing_is_offered(
    read_page: ReadPage, headline: str, about: str, words: str, found: str
) -> None:
    make_article(headline=headline)
    text = read_page("/search/", q=headline)
    assert "No article matches these words." in text
    assert f"Without {about} nothing is left. With it: <a href=" in text
    assert f'rel="nofollow">{words}</a> ({found})' in text


def test_it_is_offered_with_the_filters_and_only_where_it_finds_something(read_page: ReadPage) -> None:
    make_article(headline="Oil up -sources", language="es")
    text = read_page("/search/", q="oil -sources", language="es")
    assert 'href="/search/?q=oil+sources&amp;language=es"' in text
    assert "nothing is left" not in read_page("/search/", q="oil -sources", language="en")
    assert "nothing is left" not in read_page("/search/", q="oil -gas")
    assert "nothing is left" not in read_page("/search/", q="coal -sources")
    assert "nothing is left" not in read_page("/search/", q="-oil")
    assert "nothing is left" not in read_page("/search/", q="coal")


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Banks could make $40 mln from GM's IPO:report", "Banks could make 40 mln from GM&#x27;s IPO report"),
        ("E*Trade to offer foreign shares: paper", "E Trade to offer foreign shares paper"),
        ('Studios present actors"\'final" offer', "Studios present actors final offer"),
        ("(Trade OR barter) aid OR barter:poll OR neither", "Trade barter aid barter poll neither"),
        ("NOT headline:trade date:soon BODY:(final)) ac*", "trade soon final"),
        ("Trade AND aid OR neither) today", "Trade aid neither today"),
    ],
)
def test_the_words_alone_of_what_is_refused_are_offered(read_page: ReadPage, headline: str, words: str) -> None:
    assert parse(headline).refused
    make_article(headline=headline, body="Barter soon: poll.", standfirst="Trade is final.")
    text = read_page("/search/", status=400, q=headline)
    assert "This could not be searched." in text
    assert 'The words alone, without the signs: <a href="/search/?q=' in text
    assert f'rel="nofollow">{words}</a> (1 article).' in text
    assert "The words alone" not in read_page("/search/", status=400, q="colour:red")


@pytest.mark.parametrize("asked", ["headline:*", "o*", "OR)", "headline:o* AND body:*", "on:*"])
def test_signs_fields_and_operators_alone_are_no_words_to_offer(read_page: ReadPage, asked: str) -> None:
    make_article(headline="On a headline or a body and an o")
    assert "The words alone" not in read_page("/search/", status=400, q=asked)


def test_among_quotes_too(read_page: ReadPage) -> None:
    make_quote(make_article(body="“Oil is up, sources say”"), "Oil is up, sources say")
    assert 'Without “sources” nothing is left. With it: <a href="/quotes/?q=oil+sources"' in read_page(
        "/quotes/", q="oil -sources"
    )
    text = read_page("/quotes/", status=400, q="oil:sources")
    assert '<a href="/quotes/?q=oil+sources" rel="nofollow">oil sources</a> (1 quote)' in text


@pytest.mark.parametrize(("written", "like"), [("harbuor", "harbour"), ("speaker:perex", "speaker:perez")])
def test_quotes_offer_like_words(read_page: ReadPage, written: str, like: str) -> None:
    make_quote(make_article(), "The harbour is closed", make_person(name="Rosa Perez"))
    text = read_page("/quotes/", q=written)
    assert f'Did you mean <a href="/quotes/?q={quote(like, safe="")}" rel="nofollow">{like}</a>?' in text
    assert "Did you mean" not in read_page("/quotes/", q=like)
