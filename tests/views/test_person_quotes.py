"""A person's quotes as a table."""

import csv
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.exports.tables import QUOTE_COLUMNS
from articles.models import Article, Quote
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db


def table(client: Client, address: str = "/people/rosa-perez/quotes.csv") -> list[dict[str, str]]:
    """The rows, as a program for tables reads them."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="rosa-perez-quotes.csv"'
    lines = response.getvalue().decode("utf-8-sig").splitlines(keepends=True)
    return list(csv.DictReader(lines))


def test_every_public_quote_is_a_row_the_latest_first(client: Client) -> None:
    rosa = make_person(name="Rosa Perez")
    gazette = make_source(name="Gazette, The")
    for year in (2022, 2024, 2023):
        article = make_article(headline=f"Story {year}", source=gazette, published_at=datetime(year, 3, 4, tzinfo=UTC))
        make_quote(article, f"said “in”\n{year}", rosa, role="Minister", rule="verb_before", confidence=0.94)
    make_quote(make_article(status=Article.Status.DRAFT), "hidden", rosa)
    make_quote(make_article(), "somebody else's", make_person())
    rows = table(client)
    assert [row["headline"] for row in rows] == ["Story 2024", "Story 2023", "Story 2022"]
    quote = Quote.objects.get(article__headline="Story 2024")
    assert rows[0] == {
        "quote": f"http://testserver/quotes/{quote.pk}/",
        "words": "said “in”\n2024",
        "kind": "utterance",
        "speaker": "Rosa Perez",
        "speaker as printed": "Rosa Perez",
        "role as printed": "Minister",
        "published": "2024-03-04T00:00+00:00",
        "source": "Gazette, The",
        "headline": "Story 2024",
        "article": "http://testserver/2024/03/04/story-2024/",
        "attributed by": "rule",
        "rule": "verb_before",
        "confidence": "0.94",
        "confirmed": "no",
    }
    assert tuple(rows[0]) == QUOTE_COLUMNS


def test_words_that_look_like_a_formula_are_no_formula_in_a_spreadsheet(client: Client) -> None:
    make_quote(make_article(headline="=1+1"), '=HYPERLINK("http://example.org/")', make_person(name="Rosa Perez"))
    (row,) = table(client)
    assert (row["words"], row["headline"]) == ('\'=HYPERLINK("http://example.org/")', "'=1+1")


def test_it_is_sent_as_it_is_read(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rosa = make_person(name="Rosa Perez")
    for _ in range(20):
        make_quote(make_article(), "said", rosa)
    with django_assert_num_queries(1):
        response = client.get("/people/rosa-perez/quotes.csv")
    assert response.streaming
    with django_assert_num_queries(1):
        assert response.getvalue().count(b"\r\n") == 21


def test_an_unknown_person_and_parameter_are_refused_and_a_former_address_leads_on(client: Client) -> None:
    assert client.get("/people/nobody/quotes.csv").status_code == 404
    person = make_person(name="Ana Ruiz")
    make_quote(make_article(), "said", person)
    person.slug = "ana-ruiz-minister"
    person.save()
    response = client.get("/people/ana-ruiz/quotes.csv")
    assert (response.status_code, response.headers["Location"]) == (301, "/people/ana-ruiz-minister/quotes.csv")
    assert client.get("/people/ana-ruiz-minister/quotes.csv?page=2").status_code == 400
    assert client.post("/people/ana-ruiz-minister/quotes.csv").status_code == 405
