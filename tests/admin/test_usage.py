"""How many articles each source, person and topic has, and the way to them."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.search import sync
from articles.search.engine import SearchUnavailable
from tests.admin.pages import list_url
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db


def fill() -> dict[str, tuple[Any, set[Article]]]:
    """A record of each use with two articles, one of them a draft, and other records with other articles."""
    source, agency, topic, speaker = make_source(), make_source(kind="agency"), make_topic(), make_person()
    found: set[Article] = set()
    for status in ("draft", "published"):
        article = make_article(source=source, agency=agency, status=status)
        article.topics.add(topic, make_topic())
        for who in (speaker, speaker, make_person()):
            make_quote(article, "approved the plan", who)
        found.add(article)
    make_article(agency=make_source(kind="agency"))
    sync.drain()
    return {
        name: (record, found)
        for name, record in {"source": source, "agency": agency, "topic": topic, "speaker": speaker}.items()
    }


LISTS = {"source": "source", "agency": "source", "topic": "topic", "speaker": "person"}


@pytest.mark.parametrize("use", LISTS)
def test_the_number_leads_to_exactly_these_articles(editor: Client, use: str) -> None:
    record, articles = fill()[use]
    page = editor.get(list_url(LISTS[use])).content.decode()
    links = re.findall(rf'href="(/admin/articles/article/\?{use}={record.pk})">(\d+)', page)
    assert [int(number) for _, number in links] == [2]
    shown: Any = editor.get(links[0][0])
    assert set(shown.context["cl"].result_list) == articles
    assert shown.context["cl"].result_count == 2
    assert record.name in shown.content.decode()
    found: Any = editor.get(links[0][0] + "&q=council")
    assert set(found.context["cl"].result_list) == articles


def test_a_record_without_articles_says_none(editor: Client) -> None:
    make_topic()
    assert '<td class="field-used">none</td>' in editor.get(list_url("topic")).content.decode()


@pytest.mark.parametrize("use", LISTS)
def test_an_address_that_names_no_record_leads_to_the_whole_list(editor: Client, use: str) -> None:
    fill()
    response: Any = editor.get(list_url("article"), {use: "x"})
    assert response.status_code == 302
    nobody: Any = editor.get(list_url("article"), {use: "99999"})
    assert list(nobody.context["cl"].result_list) == []


@pytest.mark.parametrize("noun", ["source", "topic", "person"])
def test_without_the_engine_the_ways_are_there_without_numbers(
    editor: Client, noun: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise SearchUnavailable("The index is gone.")

    fill()
    monkeypatch.setattr("articles.admin.usage.get_engine", gone)
    page = editor.get(list_url(noun)).content.decode()
    assert re.search(r'href="/admin/articles/article/\?\w+=\d+">(Show|published)<', page)


@pytest.mark.parametrize("number", [3, 9])
@pytest.mark.parametrize("noun", ["source", "topic", "person"])
def test_counting_asks_the_database_nothing(
    editor: Client, noun: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make: Any = {"source": make_source, "topic": make_topic, "person": make_person}[noun]
    for _ in range(number):
        make()
    with django_assert_num_queries(6):  # session, user, permissions (2); how many, which
        editor.get(list_url(noun))


def test_a_contributor_is_not_told_how_much_others_draft(contributor: Client) -> None:
    source, _ = fill()["source"]
    page = contributor.get(list_url("source")).content.decode()
    assert f'href="/admin/articles/article/?source={source.pk}">published<' in page
    assert "2 published" not in page
