"""Articles: derived fields, constraints, domain verbs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def test_the_day_of_the_address_is_the_sources_day() -> None:
    source = make_source(time_zone="America/Caracas")
    article = make_article(source=source, published_at=datetime(2025, 2, 21, 2, 0, tzinfo=UTC), headline="Late news")
    assert article.published_on == date(2025, 2, 20)
    assert article.get_absolute_url() == "/2025/02/20/late-news/"


def test_a_printed_zone_goes_before_the_sources() -> None:
    source = make_source(time_zone="America/Caracas")
    article = make_article(
        source=source, published_at=datetime(2025, 2, 21, 2, 0, tzinfo=UTC), published_zone="UTC+01:00"
    )
    assert article.published_on == date(2025, 2, 21)


def test_the_same_headline_on_one_day_gets_a_number() -> None:
    first, second = make_article(headline="Rain in April"), make_article(headline="Rain in April")
    assert (first.slug, second.slug) == ("rain-in-april", "rain-in-april-2")


def test_one_address_a_day_is_kept_by_the_database() -> None:
    make_article(slug="rain")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(slug="rain")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "nonsense"},
        {"status": Article.Status.PUBLISHED, "published_at": None},
        {"status": Article.Status.WITHHELD, "withheld_reason": ""},
        {"published_precision": "second"},
    ],
)
def test_the_database_refuses(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(**fields)


def test_a_published_article_without_date_is_refused_in_an_editors_words() -> None:
    article = Article(headline="No date", body="Text.", source=make_source(), status=Article.Status.PUBLISHED)
    with pytest.raises(ValidationError, match="needs its date"):
        article.clean()


def test_public_leaves_out_drafts_withheld_and_scheduled_articles() -> None:
    shown = make_article()
    make_article(status=Article.Status.DRAFT)
    make_article(status=Article.Status.WITHHELD, withheld_reason="Court order.")
    make_article(publish_at=timezone.now() + timedelta(hours=1))
    due = make_article(publish_at=timezone.now() - timedelta(hours=1))
    assert set(Article.objects.public()) == {shown, due}
    assert shown.is_public
    assert due.is_public


def test_calendar_verbs_go_by_the_sources_day() -> None:
    december = make_article(published_at=datetime(2023, 12, 31, 12, tzinfo=UTC))
    january = make_article(published_at=datetime(2024, 1, 1, 12, tzinfo=UTC))
    assert list(Article.objects.in_year(2023)) == [december]
    assert list(Article.objects.in_month(2023, 12)) == [december]
    assert list(Article.objects.on(date(2024, 1, 1))) == [january]
