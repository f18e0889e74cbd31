"""Suggestions while somebody types, for the archive's own box and for browsers."""

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from articles.models import Article
from articles.search import compiler
from articles.search.query import parse
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def groups(read_page: ReadPage, typed: str) -> dict[str, list[dict[str, Any]]]:
    """The suggestions for what was typed, by kind."""
    return {group["title"]: group["items"] for group in json.loads(read_page("/suggest/", q=typed))["groups"]}


def labels(read_page: ReadPage, typed: str) -> dict[str, list[str]]:
    """Their words alone."""
    return {title: [item["label"] for item in items] for title, items in groups(read_page, typed).items()}


@pytest.fixture
def rosa() -> Article:
    """An article with all that can be suggested."""
    article = make_article(
        headline="Rostock harbour freezes over",
        source=make_source(name="Morning Rosette"),
        agency=make_source(name="Roster Wire", kind="agency"),
        published_at=datetime(2024, 3, 4, 9, tzinfo=UTC),
    )
    article.topics.add(make_topic(name="Roads"), make_topic(name="Weather"))
    make_quote(article, "It is cold.", make_person(name="Ana Rosález"))
    return article


def test_every_kind_is_suggested_by_the_beginning_of_any_word(read_page: ReadPage, rosa: Article) -> None:
    assert groups(read_page, "ro") == {
        "People": [{"label": "Ana Rosález", "note": "1 quote", "url": "/people/ana-rosalez/"}],
        "Sources": [
            {"label": "Morning Rosette", "note": "1 article", "url": "/sources/morning-rosette/"},
            {"label": "Roster Wire", "note": "1 article as agency", "url": "/sources/roster-wire/"},
        ],
        "Topics": [{"label": "Roads", "note": "1 article", "url": "/topics/roads/"}],
        "Headlines": [
            {
                "label": "Rostock harbour freezes over",
                "note": "Morning Rosette, 4 March 2024",
                "url": rosa.get_absolute_url(),
            }
        ],
    }


@pytest.mark.usefixtures("rosa")
def test_all_words_typed_must_fit_and_accents_and_capitals_do_not_count(read_page: ReadPage) -> None:
    assert labels(read_page, "ROSALÉZ an") == {"People": ["Ana Rosález"]}
    assert labels(read_page, "harbour ros") == {"Headlines": ["Rostock harbour freezes over"]}
    assert labels(read_page, "harb ros") == {}  # in a headline only the last word may be a beginning
    assert labels(read_page, "ozen") == {}
    assert labels(read_page, "r") == {}
    assert labels(read_page, "") == {}


def test_those_with_most_come_first_and_five_of_a_kind_are_enough(read_page: ReadPage) -> None:
    article = make_article()
    for number in range(1, 8):
        person = make_person(name=f"Maria N{number}")
        for _ in range(number):
            make_quote(article, "The council met", person)
    assert labels(read_page, "mar")["People"] == [f"Maria N{number}" for number in (7, 6, 5, 4, 3)]


def test_a_person_printed_by_office_is_not_suggested_for_it(read_page: ReadPage) -> None:
    article = make_article()
    make_quote(article, "The council met", make_person(name="Rosa Perez"), speaker_as_printed="the president")
    make_quote(article, "It approved the plan", make_person(name="Presley Jones"))
    assert labels(read_page, "pres") == {"People": ["Presley Jones"]}


def test_an_alias_leads_to_its_person(read_page: ReadPage) -> None:
    person = make_person(name="Rosa Perez", aliases=["La Jefa"])
    make_quote(make_article(), "The council met", person, speaker_as_printed="La Jefa")
    assert labels(read_page, "jef") == {"People": ["Rosa Perez"]}


def test_a_source_that_is_its_own_agency_is_not_counted_twice(read_page: ReadPage) -> None:
    wire = make_source(name="Zenith Wire")
    make_article(source=wire, agency=wire)
    make_article(source=wire)
    assert groups(read_page, "zen")["Sources"][0]["note"] == "2 articles"
    for _ in range(3):
        make_article(agency=wire)
    cache.clear()
    assert groups(read_page, "zen")["Sources"][0]["note"] == "4 articles as agency"


def test_the_latest_headlines_come_first_and_one_of_several_alike(read_page: ReadPage) -> None:
    for day in range(1, 5):
        make_article(headline="Zebra escapes", published_at=datetime(2024, 3, day, tzinfo=UTC))
    make_article(headline="Zebra caught", published_at=datetime(2024, 3, 9, tzinfo=UTC))
    found = groups(read_page, "zeb")["Headlines"]
    assert [item["label"] for item in found] == ["Zebra caught", "Zebra escapes"]
    assert "4 March 2024" in found[1]["note"]


def test_what_is_hidden_since_the_index_was_written_is_not_suggested(read_page: ReadPage, rosa: Article) -> None:
    assert groups(read_page, "ro")
    Article.objects.filter(pk=rosa.pk).update(status=Article.Status.DRAFT)  # past the index
    assert groups(read_page, "ro") == {}


@pytest.mark.usefixtures("rosa")
def test_names_of_sources_and_topics_are_read_once_a_minute(
    client: Client, read_page: ReadPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert set(labels(read_page, "ro")) == {"People", "Sources", "Topics", "Headlines"}
    with django_assert_num_queries(1):  # which of the sources that fit readers may know of
        assert b"Morning Rosette" in client.get("/suggest/", {"q": "rosette"}).content


@pytest.mark.usefixtures("no_engine", "rosa")
@pytest.mark.parametrize("address", ["/suggest/", "/suggest/browser/"])
def test_without_the_engine_there_is_no_answer_and_nobody_keeps_it(client: Client, address: str) -> None:
    response = client.get(address, {"q": "ro"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "Cache-Control" not in response.headers  # and by its status alone it is not kept (RFC 9110, 15.1)
    assert json.loads(response.content) == {"error": "Search is not available at the moment."}


def test_where_too_many_words_begin_so_the_other_kinds_are_suggested(
    read_page: ReadPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_article(headline="Al-Sadr speaks", source=make_source(name="Al-Sahra Post"))
    assert set(labels(read_page, "al-sa")) == {"Sources", "Headlines"}
    monkeypatch.setattr(compiler, "_MOST_ENDINGS", 0)
    assert set(labels(read_page, "al-s")) == {"Sources"}


@pytest.mark.parametrize("address", ["/suggest/", "/suggest/browser/"])
def test_an_answer_may_be_kept_for_a_minute_by_anybody(client: Client, address: str) -> None:
    response = client.get(address, {"q": "ro"})
    assert set(response.headers["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert "Vary" not in response.headers
    assert not response.cookies


# the OpenSearch Suggestions extension: github.com/dewitt/opensearch, opensearch-suggestions-1-0


def test_a_browser_is_answered_with_four_columns(client: Client, read_page: ReadPage, rosa: Article) -> None:
    read_page("/suggest/browser/", q="ro")
    response = client.get("/suggest/browser/", {"q": "ro"})
    assert response.headers["Content-Type"] == "application/x-suggestions+json"
    typed, completions, descriptions, addresses = json.loads(response.content)
    assert typed == "ro"
    assert completions[-1] == "Rostock harbour freezes over"
    assert descriptions[0] == "People: 1 quote"
    assert addresses[-1] == f"http://testserver{rosa.get_absolute_url()}"
    assert len(completions) == len(descriptions) == len(addresses) == 5


def test_what_a_browser_completes_finds_the_article(client: Client, read_page: ReadPage) -> None:
    make_article(headline="Rain: “-5 degrees” (NOT snow) OR hail*")
    read_page("/suggest/browser/", q="hai")
    ((completion,), *_) = json.loads(client.get("/suggest/browser/", {"q": "hai"}).content)[1:]
    assert parse(completion).problems == ()
    assert ">1 article<" in read_page("/search/", q=completion)


def test_the_description_says_where_to_search_and_keeps_to_the_specification(
    client: Client, settings: Settings
) -> None:
    settings.SITE_NAME = "The Long & Winding Archive of Everything That Was Ever Printed"
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(response.content)  # noqa: S314 — our own description
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{OPENSEARCH}LongName") or "") <= 48
    assert 0 < len(root.findtext(f"{OPENSEARCH}Description") or "") <= 1024
    templates = {url.get("type"): url.get("template", "") for url in root.iter(f"{OPENSEARCH}Url")}
    assert templates == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/x-suggestions+json": "http://testserver/suggest/browser/?q={searchTerms}",
        "application/opensearchdescription+xml": "http://testserver/opensearch.xml",
    }
    for kind in ("text/html", "application/x-suggestions+json"):
        assert client.get(templates[kind].replace("{searchTerms}", "caf%C3%A9")).status_code == 200


def test_every_page_leads_to_the_description_and_carries_the_script(read_page: ReadPage) -> None:
    page = read_page("/about/")
    assert '<link rel="search" type="application/opensearchdescription+xml" title="News Archive"' in page
    assert 'data-suggest="/suggest/"' in page
    assert "<script>" not in page
    assert read_page("/search/").count('data-suggest="/suggest/"') == 1
    assert "data-suggest" not in read_page("/quotes/").partition("<main")[2]
