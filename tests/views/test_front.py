"""The front page."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.factories import make_article
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def test_an_empty_archive_says_what_to_do(read_page: ReadPage) -> None:
    text = read_page("/")
    assert "The archive is empty" in text
    assert "import_articles" in text


def test_the_latest_by_date_and_the_last_added_are_two_lists(read_page: ReadPage) -> None:
    make_article(headline="Old story, added last", published_at=datetime(1999, 1, 1, tzinfo=UTC))
    make_article(
        headline="New story, added first",
        published_at=datetime(2025, 1, 1, tzinfo=UTC),
        created_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    latest, added = read_page("/").split("Recently added")
    assert latest.index("New story") < latest.index("Old story")
    assert added.index("Old story") < added.index("New story")


def test_a_story_without_standfirst_is_introduced_by_its_opening(read_page: ReadPage) -> None:
    make_article(body="The river rose by two meters overnight. " + "Later it fell. " * 100 + "Unseen end.")
    text = read_page("/")
    assert "The river rose by two meters overnight." in text
    assert "Unseen end." not in text


def test_the_coverage_strip_leads_to_the_months(read_page: ReadPage) -> None:
    for month in (3, 3, 5):
        make_article(published_at=datetime(2024, month, 2, tzinfo=UTC))
    text = read_page("/")
    assert 'href="/2024/03/" aria-label="March 2024: 2 articles"' in text
    assert 'href="/2024/05/" aria-label="May 2024: 1 article"' in text
    assert "3 articles, March 2024 to May 2024" in text
    assert " style=" not in text


def test_sample_material_is_said_to_be_such(read_page: ReadPage) -> None:
    article = make_article()
    assert "sample material" not in read_page("/")
    article.is_sample = True
    article.save()
    assert "sample material" in read_page("/")


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_stories_are_still_there(read_page: ReadPage) -> None:
    make_article(headline="Still here")
    text = read_page("/")
    assert "Still here" in text
    assert "Search is not available" in text


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("address", "status"), [("/", 200), ("/people/", 200), ("/trends/?q=rain", 503)])
def test_only_the_staff_is_told_the_command_that_mends_it(
    client: Client, admin_client: Client, address: str, status: int
) -> None:
    for reader, told in ((client, False), (admin_client, True)):
        response = reader.get(address)
        assert response.status_code == status
        text = response.content.decode()
        assert "Search is not available at the moment." in text
        assert ("Run index_articles." in text) is told
    assert "Cookie" not in client.get(address).headers.get("Vary", "")
