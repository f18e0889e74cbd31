"""Years, months and days."""

from datetime import UTC, datetime

import pytest

from articles.models import Article
from tests.factories import make_article, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int, hour: int = 12, **fields: object) -> Article:
    """An article of that moment in UTC."""
    return make_article(published_at=datetime(year, month, day, hour, tzinfo=UTC), **fields)


def test_a_year_leads_to_its_months_and_to_the_years_beside_it_that_have_articles(read_page: ReadPage) -> None:
    at(2019, 5, 1)
    at(2022, 3, 1, headline="Spring opens")
    at(2024, 1, 1)
    text = read_page("/2022/")
    assert "Spring opens" in text
    assert 'href="/2022/03/" aria-label="March 2022: 1 article"' in text
    assert 'rel="prev" href="/2019/"' in text
    assert 'rel="next" href="/2024/"' in text


def test_a_month_leads_to_its_days_its_year_and_its_neighbours(read_page: ReadPage) -> None:
    at(2022, 1, 31)
    at(2022, 3, 9, headline="Spring opens")
    at(2022, 4, 1)
    text = read_page("/2022/03/")
    assert "Spring opens" in text
    assert 'href="/2022/03/09/" aria-label="9 March 2022: 1 article"' in text
    assert 'href="/2022/"' in text
    assert 'rel="prev" href="/2022/01/"' in text
    assert 'rel="next" href="/2022/04/"' in text


def test_a_day_lists_its_articles_in_the_order_of_the_day(read_page: ReadPage) -> None:
    at(2022, 3, 9, 18, headline="Evening")
    at(2022, 3, 9, 7, headline="Morning")
    at(2022, 3, 8)
    text = read_page("/2022/03/09/")
    assert text.index("Morning") < text.index("Evening")
    assert "Wednesday, 9 March 2022" in text
    assert 'rel="prev" href="/2022/03/08/"' in text
    assert 'rel="next"' not in text


def test_the_day_is_the_sources_own(read_page: ReadPage) -> None:
    at(2022, 3, 9, 2, headline="Late in Caracas", source=make_source(time_zone="America/Caracas"))
    assert "Late in Caracas" in read_page("/2022/03/08/")
    read_page("/2022/03/09/", status=404)


@pytest.mark.parametrize("address", ["/2022/", "/2022/03/", "/2022/03/09/"])
def test_a_time_without_articles_is_not_found(read_page: ReadPage, address: str) -> None:
    at(2021, 1, 1)
    assert "no article of this time" in read_page(address, status=404)


@pytest.mark.parametrize("address", ["/0000/", "/2022/13/", "/2022/02/30/", "/2022/2/", "/22/"])
def test_a_time_the_calendar_does_not_have_is_not_found(read_page: ReadPage, address: str) -> None:
    read_page(address, status=404)


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_calendar_reads_the_database(read_page: ReadPage) -> None:
    at(2022, 3, 9, headline="Spring opens")
    assert "Spring opens" in read_page("/2022/03/")
