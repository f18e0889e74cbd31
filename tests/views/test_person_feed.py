"""A person's quotes as a feed, read as a feed reader does."""

from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from django.test import Client

from articles.models import Article
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db


def feed(client: Client, address: str = "/people/rosa-perez/feed/") -> Any:
    """The feed, parsed."""
    drain()
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    parsed = feedparser.parse(response.content)
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    return parsed


@pytest.fixture
def quotes() -> list[int]:
    """Three quotes in public and one in a draft; ids of the public ones, the latest first."""
    rosa = make_person(name="Rosa Perez")
    gazette = make_source(name="Gazette")
    ids = {}
    for year in (2022, 2024, 2023):
        article = make_article(
            headline=f"R & D in {year}", source=gazette, published_at=datetime(year, 3, 4, tzinfo=UTC)
        )
        ids[year] = make_quote(article, f"<b>said</b> & written in {year}", rosa).pk
    make_quote(make_article(status=Article.Status.DRAFT), "hidden", rosa)
    return [ids[2024], ids[2023], ids[2022]]


def test_the_latest_quotes_come_first_with_where_they_were_printed(client: Client, quotes: list[int]) -> None:
    parsed = feed(client)
    assert parsed.feed.title == "Rosa Perez in News Archive"
    assert parsed.feed.link == "http://testserver/people/rosa-perez/"
    assert [entry.link for entry in parsed.entries] == [f"http://testserver/quotes/{pk}/" for pk in quotes]
    entry = parsed.entries[0]
    assert entry.title == "“<b>said</b> & written in 2024”"
    assert "“&lt;b&gt;said&lt;/b&gt; &amp; written in 2024”" in entry.summary
    assert "“R &amp; D in 2024”, Gazette." in entry.summary
    assert entry.author == "Rosa Perez"
    assert entry.published.startswith("2024-03-04")
    assert entry.id == entry.link


@pytest.mark.usefixtures("no_engine", "quotes")
def test_without_the_engine_it_stays_the_same(client: Client) -> None:
    assert [entry.published[:4] for entry in feed(client).entries] == ["2024", "2023", "2022"]


@pytest.mark.usefixtures("quotes")
def test_it_ends_after_the_last_ones(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.feeds.ENTRIES", 2)
    assert len(feed(client).entries) == 2


@pytest.mark.usefixtures("quotes")
def test_unknown_people_and_parameters_are_refused(client: Client) -> None:
    assert client.get("/people/nobody/feed/").status_code == 404
    assert client.get("/people/rosa-perez/feed/?page=2").status_code == 400
    assert client.post("/people/rosa-perez/feed/").status_code == 405
