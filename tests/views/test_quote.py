"""The page of one quote."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Quote
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

WORDS = "We shall open the harbour gate on Monday and not before"


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
        "The speaker and a verb of speech follow the quote, in this order.",
        "right in 97% of cases",
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


def test_a_quote_that_is_gone_says_what_may_have_happened(read_page: ReadPage) -> None:
    text = read_page("/quotes/999/", status=404)
    assert "when its article is corrected" in text


def test_an_unsure_attribution_is_marked_until_an_editor_has_looked(read_page: ReadPage) -> None:
    quote = make_quote(make_article(), "It approved", make_person(), rule="paragraph_before", confidence=0.68)
    assert "unsure" in read_page(quote.get_absolute_url())
    quote.confirmed = True
    quote.save()
    assert "unsure" not in read_page(quote.get_absolute_url())


def test_of_a_long_paragraph_the_sentences_near_the_quote_are_shown(read_page: ReadPage) -> None:
    long = " ".join(f"Sentence number {number} is here." for number in range(100))
    body = f"{long} “It rains,” said Perez. {long}"
    quote = make_quote(make_article(body=body), "It rains,")
    text = read_page(quote.get_absolute_url())
    passage = text.split('<p class="passage"')[1].split(">", 1)[1].split("</p>")[0]
    assert passage.startswith("… Sentence number")
    assert passage.endswith("is here. …")
    assert "Sentence number 99 is here. “<mark>It rains,</mark>” said Perez. Sentence number 0" in passage
    assert len(passage) < 1400


def test_machines_are_told_who_spoke_and_where(read_page: ReadPage) -> None:
    article = make_article(headline="Rain at last", source=make_source(name="Gazette"))
    quote = make_quote(article, "It approved", make_person(name="Rosa Perez"))
    text = read_page(quote.get_absolute_url())
    data = json.loads(text.split('ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["text"], data["inLanguage"]) == ("Quotation", "It approved", "en")
    assert data["spokenByCharacter"] == {
        "@type": "Person",
        "@id": "http://testserver/people/rosa-perez/",
        "url": "http://testserver/people/rosa-perez/",
        "name": "Rosa Perez",
    }
    assert data["isPartOf"]["headline"] == "Rain at last"
    assert data["isPartOf"]["url"] == f"http://testserver{article.get_absolute_url()}"
    assert data["datePublished"] == "2024-03-04T09:30+00:00"


def test_the_same_words_in_other_articles_are_listed_the_earliest_first(read_page: ReadPage) -> None:
    for year, words in ((2022, WORDS + "."), (2024, WORDS), (2023, WORDS.replace("Monday", "Tuesday"))):
        story = make_article(headline=f"Story of {year}", published_at=datetime(year, 5, 1, tzinfo=UTC))
        make_quote(story, words)
    make_quote(make_article(headline="Another gate"), "The gate of the harbour stays shut for the rest of the year")
    asked = Quote.objects.get(article__headline="Story of 2024")
    text = read_page(asked.get_absolute_url()).split("The same words elsewhere")[1]
    assert text.index("Story of 2022") < text.index("Story of 2023")
    assert "Another gate" not in text
    assert "2 other quotes, earliest first. This page’s is the latest." in text
    assert "The same words</a>" in text
    assert "Nearly the same words</a>" in text
    assert '<del><span class="unseen" lang="en">Left out: </span>Monday' in text
    assert '<ins><span class="unseen" lang="en">Put in: </span>Tuesday' in text


@pytest.mark.parametrize(
    ("year", "place"), [(2021, "the earliest"), (2023, "1 of them is earlier than"), (2025, "the latest")]
)
def test_it_says_whether_it_is_the_earliest(read_page: ReadPage, year: int, place: str) -> None:
    for other in (2022, 2024):
        make_quote(make_article(published_at=datetime(other, 5, 1, tzinfo=UTC)), WORDS)
    asked = make_quote(make_article(published_at=datetime(year, 5, 1, tzinfo=UTC)), WORDS)
    text = read_page(asked.get_absolute_url())
    assert place in text
    assert "struck out" not in text  # nothing differs


def test_quotes_of_the_same_article_and_hidden_ones_are_not_elsewhere(read_page: ReadPage) -> None:
    article = make_article()
    asked = make_quote(article, WORDS)
    make_quote(article, WORDS)
    make_quote(make_article(status=Article.Status.DRAFT), WORDS)
    make_quote(make_article(status=Article.Status.WITHHELD, withheld_reason="Order of a court."), WORDS)
    assert "The same words elsewhere" not in read_page(asked.get_absolute_url())


def test_a_quote_without_a_word_is_looked_for_nowhere(read_page: ReadPage) -> None:
    for _ in range(2):
        quote = make_quote(make_article(), "… !")
    assert "The same words elsewhere" not in read_page(quote.get_absolute_url())


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_page_says_that_it_cannot_look_elsewhere(read_page: ReadPage) -> None:
    text = read_page(make_quote(make_article(), WORDS).get_absolute_url())
    assert "cannot be looked for at the moment" in text


def test_many_others_cost_no_more_queries_than_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quotes = [make_quote(make_article(), WORDS, make_person()) for _ in range(12)]
    drain()
    with django_assert_num_queries(2):  # the quote with its article, the others with theirs
        text = client.get(quotes[0].get_absolute_url()).content.decode()
    assert text.count("The same words</a>") == 11
