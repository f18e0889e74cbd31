"""A question's articles as feeds, read by feedparser and as JSON."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from articles.models import Article
from articles.search.sync import drain
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def fill(number: int) -> None:
    """Articles about a council, each a day after the one before."""
    gazette = make_source(name="Gazette", time_zone="America/Caracas")
    for day in range(number):
        published_at = datetime(2024, 1, 1, 9, 30, tzinfo=UTC) + timedelta(days=day)
        fields = {"headline": f"Council {day} & <co>", "standfirst": "So <it> goes."}
        make_article(**fields, source=gazette, published_at=published_at)
    drain()


def atom(client: Client, address: str = "/search/feed/atom/?q=council") -> Any:
    """The feed as a feed reader sees it."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


def test_the_newest_come_first_whatever_they_are_worth(client: Client) -> None:
    fill(3)
    make_article(headline="Something else", body="Rain.")
    feed = atom(client)
    assert feed.feed.title == "council · News Archive"
    assert feed.feed.link == "http://testserver/search/?q=council"
    assert [entry.link for entry in feed.entries] == [
        f"http://testserver{article.get_absolute_url()}"
        for article in Article.objects.filter(headline__startswith="Council").newest()
    ]
    first = feed.entries[0]
    assert (first.title, first.summary, first.author) == ("Council 2 & <co>", "So &lt;it&gt; goes.", "Gazette")
    assert (first.id, first.published) == (first.link, "2024-01-03T05:30:00-04:00")


def test_the_page_of_the_question_leads_there(client: Client) -> None:
    fill(1)
    head = client.get("/search/", {"q": "council", "sort": "oldest", "page": "1"}).content.decode().split("</head>")[0]
    for media_type, form in (("application/atom+xml", "atom"), ("application/feed+json", "json")):
        link = f'<link rel="alternate" type="{re.escape(media_type)}" [^>]*href="/search/feed/{form}/[?]q=council">'
        assert re.search(link, head)


def test_json_tells_the_same(client: Client) -> None:
    fill(2)
    response = client.get("/search/feed/json/", {"q": "council"})
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/search/feed/json/?q=council"
    assert [item["url"] for item in feed["items"]] == [entry.link for entry in atom(client).entries]
    assert feed["items"][0]["title"] == "Council 1 & <co>"
    assert feed["items"][0]["content_text"] == "So <it> goes."
    assert feed["items"][0]["date_published"] == "2024-01-02T05:30:00-04:00"
    assert feed["items"][0]["authors"] == [{"name": "Gazette"}]
    assert "next_url" not in feed


def parts(client: Client, address: str, form: str) -> list[str]:
    """The headlines of all parts, one after the other."""
    found: list[str] = []
    while address:
        if form == "json":
            feed = client.get(address).json()
            found += [item["title"] for item in feed["items"]]
            address = feed.get("next_url", "")
        else:
            parsed = atom(client, address)
            found += [entry.title for entry in parsed.entries]
            address = next((link.href for link in parsed.feed.links if link.rel == "next"), "")
    return found


@pytest.mark.parametrize("form", ["atom", "json"])
def test_fifty_stand_in_a_part_and_the_parts_lead_on_to_the_last(client: Client, form: str) -> None:
    fill(101)
    first = f"/search/feed/{form}/?q=council&source=gazette"
    assert parts(client, first, form) == [f"Council {day} & <co>" for day in reversed(range(101))]


def test_a_part_leads_back(client: Client) -> None:
    fill(51)
    links = {link.rel: link.href for link in atom(client, "/search/feed/atom/?q=council&page=2").feed.links}
    assert links["previous"] == "http://testserver/search/feed/atom/?q=council"
    assert links["self"] == "http://testserver/search/feed/atom/?q=council&page=2"
    assert "next" not in links
    assert client.get("/search/feed/atom/?q=council&page=3").status_code == 404


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    drain()
    assert atom(client).entries == []
    assert client.get("/search/feed/json/").json()["items"] == []


def test_signs_that_xml_has_no_place_for_do_not_break_it(client: Client) -> None:
    make_article(headline="Council\x0b says \x07yes")
    drain()
    assert [entry.title for entry in atom(client, "/search/feed/atom/").entries] == ["Council says yes"]


def test_what_was_withheld_since_is_left_out(client: Client) -> None:
    fill(2)
    Article.objects.filter(headline__startswith="Council 1").update(status="withheld", withheld_reason="A court.")
    assert [entry.title for entry in atom(client).entries] == ["Council 0 & <co>"]


@pytest.mark.parametrize("parameters", [{"sort": "oldest"}, {"per_page": "20"}, {"page": "0"}, {"q": "colour:red"}])
def test_a_feed_has_its_own_order_and_length(client: Client, parameters: dict[str, str]) -> None:
    assert client.get("/search/feed/atom/", parameters).status_code == 400
    assert client.get("/search/feed/rss/").status_code == 404
