"""Lasting searches: a result as the archive stood at a moment."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from articles.models import Article
from tests.factories import make_article, make_quote
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db
THEN = datetime(2025, 6, 1, 12, tzinfo=UTC)


def make_old(headline: str, since: datetime, **fields: object) -> Article:
    """An article that readers have seen since a moment of the past."""
    return make_article(headline=headline, public_since=since, **fields)


@pytest.fixture
def grown(db: None) -> None:
    """An archive that has grown by one article since THEN."""
    before = make_old("Ferry sails", THEN - timedelta(1))
    make_quote(before, "The council met")
    make_quote(make_old("Ferry sinks", THEN + timedelta(1)), "It approved")
    make_article(headline="Ferry withheld", public_since=THEN, status="withheld", withheld_reason="Asked for.")


@pytest.mark.usefixtures("grown")
def test_as_of_shows_what_was_public_then_and_says_how_many_match_now(read_page: ReadPage) -> None:
    text = read_page("/search/", q="ferry", as_of="2025-06-01")
    assert "sails" in text
    assert "sinks" not in text
    assert "withheld" not in text
    assert "1 article</h2>" in text
    assert '<a href="/search/?q=ferry">2 articles</a> match.' in text


@pytest.mark.usefixtures("grown")
def test_as_of_holds_for_quotes_too(read_page: ReadPage) -> None:
    text = read_page("/quotes/", as_of="2025-06-01T12:00:00Z")
    assert "The council met" in text
    assert "1 quote</h2>" in text
    assert '<a href="/quotes/">2 quotes</a> match.' in text


@pytest.mark.usefixtures("grown")
def test_a_result_names_its_lasting_address_which_shows_the_same(read_page: ReadPage) -> None:
    for page in ("/search/", "/quotes/"):
        text = read_page(page)
        found = re.search(r'<a href="([^"]+as_of=[^"]+)" rel="nofollow">A lasting address', text)
        assert found, page
        again = read_page(unescape(found[1]))
        assert re.findall(r">\d+ \w+</h2>", again) == re.findall(r">\d+ \w+</h2>", text) != []
        assert "A lasting address" not in again


@pytest.mark.usefixtures("grown", "no_engine")
def test_without_the_engine_the_database_knows_the_moment_too(read_page: ReadPage) -> None:
    text = read_page("/search/", as_of="2025-06-01")
    assert "sails" in text
    assert "sinks" not in text
    assert "See the present result" in text


@pytest.mark.parametrize(
    "given",
    [
        "yesterday",
        "2025-02-30",
        "2025-02-20T24:00:00Z",
        "2999-01-01",
        "9999-12-31T23:59:59Z",
        "2025",
        "20250220",
        "2025-W08-4",
        "2025-02-20T12:00Z",
        "2025-02-20 12:00:00Z",
        "2025-02-20T12:00:00",
        "2025-02-20T12:00:00-12:00",
        "\uff12\uff10\uff12\uff15-02-20",
    ],
)
def test_what_is_not_spelled_as_a_day_or_a_moment_or_is_to_come_is_refused(read_page: ReadPage, given: str) -> None:
    assert f"as_of={given}" in read_page("/search/", status=400, as_of=given)


@pytest.mark.usefixtures("grown")
def test_a_moment_of_the_present_day_has_passed_or_not_and_its_end_never_has(
    read_page: ReadPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 6, 2, 9, 30, tzinfo=UTC))
    assert "sails" in read_page("/search/", as_of="2025-06-01")
    assert "sails" in read_page("/search/", as_of="2025-06-02T09:30:00Z")
    assert "It has not come yet." in read_page("/search/", status=400, as_of="2025-06-02T09:30:01Z")
    assert "It has not come yet." in read_page("/search/", status=400, as_of="2025-06-03")
    text = read_page("/search/", status=400, as_of="2025-06-02")
    offered = re.search(r"This day is not over yet. Give the moment instead, now ([^<]+)\.", text)
    assert offered
    assert "As the archive stood on" in read_page("/search/", as_of=offered[1])


def since(article: Article, **fields: object) -> datetime | None:
    """The moment that is kept after an editor's change."""
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return Article.objects.get(pk=article.pk).public_since


def test_since_when_an_article_is_public_follows_what_editors_do() -> None:
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    article = make_article(status="draft")
    assert since(article) is None
    assert since(article, status="published", publish_at=tomorrow) == tomorrow
    assert since(article, status="draft") is None
    first = since(article, status="published", publish_at=None)
    assert first
    assert now <= first <= timezone.now()
    assert since(article, status="draft") == first
    assert since(article, status="published") == first


def test_articles_of_before_the_date_was_kept_count_since_they_came() -> None:
    came = datetime(2024, 5, 5, tzinfo=UTC)
    later = came + timedelta(3)
    articles = [
        make_article(created_at=came),
        make_article(created_at=came, publish_at=later),
        make_article(created_at=came, publish_at=came - timedelta(3)),
        make_article(created_at=came, status="draft"),
    ]
    Article.objects.update(public_since=None)
    import_module("articles.migrations.0002_article_public_since").since_they_came(apps, None)
    rows = dict(Article.objects.values_list("pk", "public_since"))
    assert [rows[article.pk] for article in articles] == [came, later, came, None]


def test_shares_and_trends_are_of_what_the_archive_held_then(read_page: ReadPage) -> None:
    for month in (3, 5):
        published = datetime(2024, month, 4, tzinfo=UTC)
        make_old("Ferry sails", THEN - timedelta(1), published_at=published)
        make_old("Nothing sails", THEN - timedelta(1), published_at=published)
        make_old("Ferry sinks", THEN + timedelta(1), published_at=published)
    for address in ("/search/", "/trends/"):
        now = read_page(address, q="ferry", share="yes")
        then = read_page(address, q="ferry", share="yes", as_of="2025-06-01T12:00:00Z")
        assert "March 2024: 2 articles, 66.67% of 3" in now
        assert "March 2024: 1 article, 50.00% of 2" in then
    assert "as_of=2025-06-01T12%3A00%3A00Z&amp;q=ferry&amp;since=2024-03" in read_page(
        "/trends/", as_of="2025-06-01T12:00:00Z", q="ferry"
    )
