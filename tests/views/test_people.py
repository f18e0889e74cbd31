"""A person's page: former addresses, and articles that mention the person."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.archive.merging import merge, undo
from articles.models import Article, Person
from articles.search import sync
from tests.factories import make_article, make_person, make_quote
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def make_speaker(**fields: object) -> Person:
    """Somebody quoted in a public article."""
    person = make_person(**fields)
    make_quote(make_article(), "approved the plan", person)
    return person


def test_a_renamed_address_redirects_for_good(client: Client) -> None:
    person = make_speaker(name="Ana Ruiz")
    person.slug = "ana-ruiz-minister"
    person.save()
    response = client.get("/people/ana-ruiz/")
    assert (response.status_code, response.headers["Location"]) == (301, "/people/ana-ruiz-minister/")


def test_the_address_of_a_merged_record_leads_to_the_one_that_stayed_until_the_merge_is_undone(client: Client) -> None:
    done = merge(make_speaker(name="Ana Ruiz"), make_speaker(name="Ana Soto"), None)
    response = client.get("/people/ana-soto/")
    assert (response.status_code, response.headers["Location"]) == (301, "/people/ana-ruiz/")
    assert response.headers["Cache-Control"] == "no-cache", "a browser must ask again once the merge is undone"
    undo(done, None)
    sync.drain()
    assert "<h1>Ana Soto</h1>" in client.get("/people/ana-soto/").content.decode()


def test_of_a_chain_of_merges_every_address_leads_straight_to_its_end(client: Client) -> None:
    first, second, third = (make_speaker(name=name) for name in ("Ana Ruiz", "Ana Soto", "Ana Lopez"))
    merge(second, third, None)
    merge(first, second, None)
    for slug in ("ana-soto", "ana-lopez"):
        assert client.get(f"/people/{slug}/").headers["Location"] == "/people/ana-ruiz/"


def test_a_former_address_of_somebody_whom_readers_may_not_know_of_tells_nothing(client: Client) -> None:
    person = make_speaker(name="Ana Ruiz")
    person.slug = "secret"
    person.save()
    Article.objects.update(status=Article.Status.DRAFT)
    response = client.get("/people/ana-ruiz/")
    assert response.status_code == 404
    assert "secret" not in response.content.decode()


def test_a_search_that_names_a_merged_record_asks_for_the_one_that_stayed(client: Client) -> None:
    merge(make_speaker(name="Ana Ruiz"), make_speaker(name="Ana Soto"), None)
    make_speaker(name="Ivo Lind")
    response = client.get("/search/?q=plan&speaker=ana-soto&speaker=ivo-lind&speaker=ana-ruiz")
    assert response.status_code == 301
    assert response.headers["Location"] == "/search/?q=plan&speaker=ana-ruiz&speaker=ivo-lind"
    sync.drain()
    assert client.get(response.headers["Location"]).status_code == 200


def test_the_page_counts_the_articles_that_mention_the_person_as_the_explorer_does(read_page: ReadPage) -> None:
    person = make_speaker(name="Ana Ruiz", aliases=["La “Ministra” Ruiz"])
    make_article(body="Ana Ruiz was there.")
    make_article(headline="La Ministra Ruiz resigns")
    make_article(headline="Ana Ruiz on the draft", status=Article.Status.DRAFT)
    text = read_page(person.get_absolute_url())
    assert "Mentioned in 2 articles<" in text
    found = re.search(r'href="(/search/\?q=[^"]+)"[^>]*>Search the articles that name Ana Ruiz', text)
    assert found
    assert "2 articles" in read_page(found[1])


def test_the_latest_articles_that_mention_the_person_are_listed(read_page: ReadPage) -> None:
    person = make_speaker(name="Ana Ruiz")
    for year in range(2015, 2022):
        at = datetime(year, 5, 1, tzinfo=UTC)
        make_article(headline=f"Story of {year}", body="Ana Ruiz was there.", published_at=at)
    make_article(headline="Story of a draft", body="Ana Ruiz was there.", status=Article.Status.DRAFT)
    listed = read_page(person.get_absolute_url()).split("Mentioned in 7 articles<")[1].split("</section>")[0]
    assert re.findall(r">Story of (\w+)<", listed) == ["2021", "2020", "2019", "2018", "2017"]


def test_somebody_who_is_named_nowhere_has_no_such_section(read_page: ReadPage) -> None:
    assert "Mentioned in" not in read_page(make_speaker(name="Ana Ruiz").get_absolute_url())


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_count_is_left_out(read_page: ReadPage) -> None:
    make_article(body="Ana Ruiz was there.")
    assert "Mentioned in" not in read_page(make_speaker(name="Ana Ruiz").get_absolute_url())
