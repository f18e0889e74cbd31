"""A source's zone is changed: what becomes of times, days, addresses and the index."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from articles.archive.rezoning import How, foresee, rezone
from articles.models import Article, Source
from articles.search import sync
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db

NIGHT = datetime(2024, 3, 5, 1, 30, tzinfo=UTC)
"""Still the fourth of March in Caracas."""


@pytest.fixture
def source() -> Source:
    return make_source(time_zone="UTC")


def local(article: Article) -> str:
    article = Article.objects.select_related("source").get(pk=article.pk)
    assert article.local_published
    assert article.published_on == article.local_published.date(), "the day is that of the printed time"
    return f"{article.local_published:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("how", How)
def test_what_is_foreseen_happens(source: Source, how: How) -> None:
    times = [NIGHT, datetime(2024, 3, 4, 12, tzinfo=UTC)]
    articles = [make_article(source=source, published_at=time) for time in times]
    before = [local(article) for article in articles]
    foreseen = foresee(source, "America/Caracas", how)
    assert [local(article) for article in articles] == before, "nothing is changed by looking"
    assert rezone(source, "America/Caracas", how) == foreseen.articles == 2
    for article, _, then in foreseen.examples:
        assert then.startswith(local(article))
    assert foreseen.days == (1 if how is How.MOMENTS else 0)
    source.refresh_from_db()
    assert source.time_zone == "America/Caracas"
    sync.drain()
    assert sync.check() == []


def test_printed_times_stay_and_moments_move(source: Source) -> None:
    article = make_article(source=source, published_at=NIGHT)
    address = article.get_absolute_url()
    rezone(source, "America/Caracas", How.PRINTED)
    article = Article.objects.get(pk=article.pk)
    assert local(article) == "2024-03-05 01:30"
    assert article.published_at == datetime(2024, 3, 5, 5, 30, tzinfo=UTC)
    assert article.get_absolute_url() == address
    assert not article.former_addresses.exists()


def test_moments_stay_and_days_move_with_their_addresses(source: Source, client: Client) -> None:
    article = make_article(source=source, published_at=NIGHT, headline="Storm")
    rezone(source, "America/Caracas", How.MOMENTS)
    article = Article.objects.get(pk=article.pk)
    assert (article.published_at, local(article)) == (NIGHT, "2024-03-04 21:30")
    sync.drain()
    response = client.get("/2024/03/05/storm/")
    assert (response.status_code, response.headers["Location"]) == (301, "/2024/03/04/storm/")
    assert client.get("/2024/03/04/storm/").status_code == 200


@pytest.mark.parametrize(("new", "days"), [("America/Caracas", (4, 5)), ("Asia/Tokyo", (5, 6))])
def test_drafts_of_one_name_on_neighbouring_days_keep_their_addresses_last_part(
    source: Source, new: str, days: tuple[int, int]
) -> None:
    first, hour = (5, 1) if new == "America/Caracas" else (4, 22)
    for day in (first, first + 1):
        time = datetime(2024, 3, day, hour, tzinfo=UTC)
        make_article(source=source, headline="Weather", published_at=time, status="draft")
    rezone(source, new, How.MOMENTS)
    places = Article.objects.order_by("published_on").values_list("published_on", "slug")
    assert list(places) == [(date(2024, 3, day), "weather") for day in days]


@pytest.mark.parametrize("new", ["America/Caracas", "Asia/Tokyo"])
def test_every_address_that_readers_knew_leads_to_the_article_that_had_it(
    source: Source, client: Client, new: str
) -> None:
    hour = 1 if new == "America/Caracas" else 22
    times = [datetime(2024, 3, day, hour, tzinfo=UTC) for day in (4, 5, 6)]
    articles = [make_article(source=source, headline="Weather", published_at=time) for time in times]
    known = [article.get_absolute_url() for article in articles]
    rezone(source, new, How.MOMENTS)
    sync.drain()
    for article, address in zip(articles, known, strict=True):
        article.refresh_from_db()
        assert client.get(address).headers["Location"] == article.get_absolute_url()
        assert client.get(article.get_absolute_url()).status_code == 200


def test_an_address_that_is_another_articles_is_not_taken(source: Source) -> None:
    other = make_article(headline="Weather", published_at=datetime(2024, 3, 4, 9, tzinfo=UTC))
    article = make_article(source=source, headline="Weather", published_at=NIGHT)
    rezone(source, "America/Caracas", How.MOMENTS)
    article.refresh_from_db()
    other.refresh_from_db()
    assert (other.slug, article.slug, article.published_on) == ("weather", "weather-2", date(2024, 3, 4))


@pytest.mark.parametrize("how", How)
def test_a_day_alone_a_zone_of_its_own_and_others_articles_stay(source: Source, how: How) -> None:
    midnight = datetime(2024, 3, 5, 0, 0, tzinfo=UTC)
    day = make_article(source=source, published_at=midnight, published_precision="day")
    own = make_article(source=source, published_at=NIGHT, published_zone="UTC+01:00")
    other = make_article(published_at=NIGHT)
    undated = make_article(source=source, published_at=None, status="draft")
    rezone(source, "America/Caracas", how)
    assert [local(article)[:10] for article in (day, own, other)] == ["2024-03-05"] * 3
    assert [local(article)[11:] for article in (own, other)] == ["02:30", "01:30"]
    undated.refresh_from_db()
    assert (undated.published_on, undated.published_zone) == (None, "")


def test_earlier_articles_keep_the_zone_they_had(source: Source) -> None:
    earlier = make_article(source=source, published_at=NIGHT)
    rezone(source, "America/Caracas", How.FROM_NOW)
    later = make_article(source=Source.objects.get(pk=source.pk), published_at=NIGHT)
    assert (local(earlier), local(later)) == ("2024-03-05 01:30", "2024-03-04 21:30")


def test_a_change_that_was_wrong_is_changed_back(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.archive.rezoning._BATCH", 2)
    for hour in range(5):
        make_article(source=source, published_at=NIGHT.replace(hour=hour))
    before = list(Article.objects.order_by("pk").values_list("published_at", "published_on", "slug"))
    rezone(source, "America/Caracas", How.PRINTED)
    source.refresh_from_db()
    assert list(Article.objects.order_by("pk").values_list("published_at", "published_on", "slug")) != before
    rezone(source, "UTC", How.PRINTED)
    assert list(Article.objects.order_by("pk").values_list("published_at", "published_on", "slug")) == before
