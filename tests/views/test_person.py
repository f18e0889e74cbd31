"""A person's page: what they said, as whom, beside whom, and where."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Quote
from tests.factories import make_article, make_person, make_quote, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def at(year: int, **fields: object) -> Article:
    """An article of a year."""
    return make_article(published_at=datetime(year, 3, 4, 12, tzinfo=UTC), **fields)


def section(text: str, heading: str) -> str:
    """The words of one section of the page."""
    (found,) = re.findall(rf'class="label">{heading}</h2>(.*?)</section>', text, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", found)).strip()


def test_every_quote_is_listed_by_date_with_the_role_of_the_time(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    make_quote(at(2022), "in the first year", rosa, role="Minister")
    make_quote(at(2024), "in the last year", rosa, kind=Quote.Kind.FRAGMENT)
    make_quote(at(2023), "in between", rosa, role="former Minister")
    make_quote(at(2023), "not hers", make_person())
    text = read_page(rosa.get_absolute_url())
    places = [text.index(words) for words in ("in the last year", "in between", "in the first year")]
    assert places == sorted(places)
    assert "not hers" not in text
    assert "3 quotes in 3 articles, latest first" in text
    assert text.count("fragment <span") == 1
    assert 'as <span lang="en">former Minister</span>' in text


def test_the_strip_counts_the_quotes_and_leads_to_them(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    article = at(2022)
    make_quote(article, "one", rosa)
    make_quote(article, "two", rosa)
    make_quote(at(2024), "three", rosa)
    text = read_page(rosa.get_absolute_url())
    assert "March 2022: 2 quotes" in text
    (link,) = set(re.findall(r'href="(/quotes/\?speaker=rosa-perez[^"]*since=2022-03[^"]*)"', text))
    assert ">2 quotes<" in read_page(link.replace("&amp;", "&"))


def test_roles_are_told_through_time_whatever_their_capitals(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    for year, role in ((2020, "Minister"), (2022, "minister"), (2024, "President"), (2021, "")):
        make_quote(at(year), "said", rosa, role=role)
    make_quote(at(2010, status=Article.Status.DRAFT), "said", rosa, role="Secret Agent")
    text = section(read_page(rosa.get_absolute_url()), "Roles as printed")
    assert text == "Minister 4 March 2020 to 4 March 2022 President 4 March 2024"


def test_more_roles_than_a_few_are_folded_away(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    for number in range(10):
        make_quote(at(2010 + number), "said", rosa, role=f"Minister {number}")
    text = read_page(rosa.get_absolute_url())
    assert "<summary>2 printed less often</summary>" in text
    assert section(text, "Roles as printed").count("Minister") == 10


def test_the_roles_printed_most_stand_in_front_in_order_of_time(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    for number in range(9):
        article = at(2010 + number)
        for _ in range(3):  # one article does not make it a role of hers, however often it quotes
            make_quote(article, "said", rosa, role=f"shares fall Minister {number}")
    for year in (2021, 2020):
        for _ in range(2):
            make_quote(at(year), "said", rosa, role=f"Minister of {year}")
    text = section(read_page(rosa.get_absolute_url()), "Roles as printed")
    often, others = text.split("3 printed less often")
    assert often.index("Minister of 2020") < often.index("Minister of 2021")
    assert others.count("shares fall") == 3


def test_the_spelling_of_a_role_that_is_printed_most_stands_for_it(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    for role in ("FED CHAIRMAN", "Fed Chairman", "Fed Chairman"):
        make_quote(at(2020), "said", rosa, role=role)
    assert section(read_page(rosa.get_absolute_url()), "Roles as printed") == "Fed Chairman 4 March 2020"


def test_who_is_quoted_in_the_same_articles_is_counted_by_article(read_page: ReadPage) -> None:
    rosa, ivo, ana = (make_person(name=name) for name in ("Rosa Perez", "Ivo Lind", "Ana Ruiz"))
    for year, others in ((2020, [ivo, ivo]), (2021, [ivo, ana]), (2022, [])):
        article = at(year)
        for speaker in [rosa, *others]:
            make_quote(article, "said", speaker)
    make_quote(at(2023), "alone", ana)
    hidden = at(2024, status=Article.Status.DRAFT)
    make_quote(hidden, "said", rosa)
    make_quote(hidden, "said", ana)
    text = section(read_page(rosa.get_absolute_url()), "Quoted in the same articles")
    assert text == "Ivo Lind 2 articles Ana Ruiz 1 article"


def test_sources_are_listed_by_how_often_they_quote(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    post, gazette = make_source(name="Evening Post"), make_source(name="Gazette")
    for source, number in ((post, 1), (gazette, 2)):
        article = at(2022, source=source)
        for _ in range(number):
            make_quote(article, "said", rosa)
    text = read_page(rosa.get_absolute_url())
    assert section(text, "Sources with most quotes") == "Gazette 2 quotes Evening Post 1 quote"
    assert ">2 quotes<" in read_page("/quotes/", speaker="rosa-perez", kind="all", source="gazette")
    assert 'href="/quotes/?speaker=rosa-perez&amp;kind=all&amp;source=gazette"' in text


def test_one_number_everywhere(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    for year in (2022, 2023):
        article = at(year)
        make_quote(article, "said", rosa)
        make_quote(article, "a term", rosa, kind=Quote.Kind.FRAGMENT)
    text = read_page(rosa.get_absolute_url())
    assert ">4 quotes in 2 articles" in text
    assert sum(int(count) for count in re.findall(r'aria-label="[^"]*: (\d+) quotes?"', text)) == 4
    assert ">4 quotes<" in read_page("/quotes/", speaker="rosa-perez", kind="all")
    assert '<span class="count">4<' in read_page("/people/").split(">Rosa Perez</a>")[1]


def test_feed_and_table_are_offered(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    make_quote(at(2022), "said", rosa)
    text = read_page(rosa.get_absolute_url())
    assert '<link rel="alternate" type="application/atom+xml" title="Quotes of Rosa Perez"' in text
    assert 'href="/people/rosa-perez/feed/"' in text
    assert 'href="/people/rosa-perez/quotes.csv"' in text


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_quotes_and_roles_stay(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    make_quote(at(2022), "said in public", rosa, role="Minister")
    make_quote(at(2022, status=Article.Status.DRAFT), "said in a draft", rosa)
    text = read_page(rosa.get_absolute_url())
    assert "said in public" in text
    assert "said in a draft" not in text
    assert "Minister" in section(text, "Roles as printed")
    assert "Search is not available" in text
    assert "Quoted in the same articles" not in text


def test_only_articles_that_the_page_does_not_list_are_looked_up_for_the_mentions(
    client: Client, read_page: ReadPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rosa = make_person(name="Rosa Perez")
    make_quote(at(2022, body="“It rains,” said Rosa Perez."), "It rains,", rosa)
    assert "Mentioned in 1 article<" in read_page(rosa.get_absolute_url())
    with django_assert_num_queries(3):  # the person, quotes, sources
        client.get(rosa.get_absolute_url())
    at(2023, headline="Rosa Perez resigns")
    text = read_page(rosa.get_absolute_url())
    assert section(text, "Mentioned in 2 articles").startswith("Rosa Perez resigns")
    with django_assert_num_queries(4):
        client.get(rosa.get_absolute_url())
