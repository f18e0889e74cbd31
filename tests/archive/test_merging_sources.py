"""Two records of one source, or of one topic, become one, and are parted again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from articles.archive.authorities import Sources, topics_of
from articles.archive.merging import CannotMerge, merge, undo
from articles.importers.record import ArticleRecord
from articles.models import Article, SearchChange, Source, Topic
from articles.search import sync
from articles.search.engine import Filters, SearchRequest
from articles.search.engines import get_engine
from tests.factories import make_article, make_source, make_topic

pytestmark = pytest.mark.django_db

NIGHT = datetime(2024, 3, 5, 1, 30, tzinfo=UTC)
"""Still the fourth of March in Caracas."""


def everything(*models: Any) -> dict[str, list[dict[str, Any]]]:
    """All that the archive says of articles and of records, times of change apart."""
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in (Article, *models)}
    rows["addresses"] = [row for model in models for row in model.addresses().order_by("slug").values("slug", "record")]
    rows["headed"] = list(Article.topics.through.objects.order_by("article", "topic").values("article", "topic"))
    return {name: [{k: v for k, v in row.items() if k != "updated_at"} for row in kept] for name, kept in rows.items()}


def test_articles_move_as_published_and_as_carried_and_come_back() -> None:
    kept, merged = make_source(name="Harbour Post"), make_source(name="The Harbour Post", aliases=["H. Post"])
    published, carried = make_article(source=merged), make_article(agency=merged)
    before = everything(Source)
    done = merge(kept, merged, None)
    for article in (published, carried):
        article.refresh_from_db()
    assert (published.source, carried.agency) == (kept, kept)
    kept.refresh_from_db()
    assert kept.aliases == ["The Harbour Post", "H. Post"]
    assert list(Source.objects.exclude(pk__in=[kept.pk, carried.source_id])) == []
    parted = undo(done, None)
    assert (parted.record, parted.moved, parted.problems) == (merged, 2, ())
    assert everything(Source) == before


def test_where_the_zones_differ_times_days_and_addresses_of_articles_stay() -> None:
    kept = make_source(time_zone="Europe/Madrid")
    merged = make_source(time_zone="America/Caracas")
    article = make_article(source=merged, published_at=NIGHT)
    own = make_article(source=merged, published_at=NIGHT, published_zone="UTC-05:00")
    undated = make_article(source=merged, published_at=None, status="draft")
    printed, address = article.local_published, article.get_absolute_url()
    before = everything(Source)
    done = merge(kept, merged, None)
    for one in (article, own, undated):
        one.refresh_from_db()
    assert (article.published_at, article.published_on, article.published_zone) == (
        NIGHT,
        date(2024, 3, 4),
        "America/Caracas",
    )
    assert article.local_published == printed
    assert article.get_absolute_url() == address
    article.save()
    assert (article.published_on, article.get_absolute_url()) == (date(2024, 3, 4), address)
    assert (own.published_zone, undated.published_zone) == ("UTC-05:00", "")
    undo(done, None)
    assert everything(Source) == before


def test_no_zone_is_noted_where_both_have_the_same() -> None:
    kept, merged = make_source(), make_source()
    article = make_article(source=merged)
    merge(kept, merged, None)
    article.refresh_from_db()
    assert article.published_zone == ""


def test_an_article_given_to_another_source_since_stays_there() -> None:
    kept, merged, other = make_source(), make_source(), make_source()
    article = make_article(source=merged)
    make_article(source=merged)
    done = merge(kept, merged, None)
    Article.objects.filter(pk=article.pk).update(source=other)
    parted = undo(done, None)
    article.refresh_from_db()
    assert article.source == other
    assert parted.moved == 1
    assert "1 of its 2 articles did not come back" in parted.problems[0]


def test_the_importer_finds_the_source_that_stayed_by_every_name_and_host() -> None:
    kept = make_source(name="Harbour Post", homepage="https://harbour.example/")
    merged = make_source(name="Port Gazette", homepage="https://www.port.example/")
    merge(kept, merged, None)
    by_name = ArticleRecord("storm.txt", "plain", "Storm", source="Port Gazette")
    by_host = ArticleRecord("storm.txt", "plain", "Storm", url="https://port.example/2024/storm")
    for record in (by_name, by_host):
        assert Sources().publisher(record, None, None, None) == kept
    assert Source.objects.count() == 1


def test_a_name_that_is_taken_meanwhile_stops_the_undoing() -> None:
    kept, merged = make_source(), make_source(name="Port Gazette")
    done = merge(kept, merged, None)
    make_source(name="Port Gazette", slug="another")
    with pytest.raises(CannotMerge, match="Another record is named Port Gazette now"):
        undo(done, None)
    assert not Source.objects.filter(pk=done.merged_id).exists()


def test_articles_with_both_topics_keep_one_and_get_both_back() -> None:
    kept, merged = make_topic(name="Fishing"), make_topic(name="Fisheries")
    for topics in ([kept], [merged], [kept, merged], []):
        make_article().topics.set(topics)
    before = everything(Topic)
    done = merge(kept, merged, None)
    assert sorted(article.topics.count() for article in Article.objects.all()) == [0, 1, 1, 1]
    parted = undo(done, None)
    assert (parted.record, parted.moved, parted.problems) == (merged, 2, ())
    assert everything(Topic) == before


@pytest.mark.parametrize("name", ["Fisheries", "fisheries", "Sea fishing", "Fish"])
def test_the_importer_finds_the_topic_that_stayed_by_every_name(name: str) -> None:
    kept, merged = make_topic(name="Fishing", aliases=["Fish"]), make_topic(name="Fisheries", aliases=["Sea fishing"])
    merge(kept, merged, None)
    assert list(topics_of([name]).values()) == [kept]


@pytest.mark.parametrize(
    ("make", "field", "facet"), [(make_source, "source", "source"), (make_topic, "topics", "topic")]
)
def test_the_index_follows_a_merge_and_its_undoing(make: Any, field: str, facet: Any) -> None:
    kept, merged = make(name="Kept"), make(name="Merged")
    for record in (kept, merged):
        article = make_article(**({field: record} if field == "source" else {}))
        if field == "topics":
            article.topics.add(record)
    sync.drain()
    done = merge(kept, merged, None)
    assert SearchChange.objects.count() == 1
    sync.drain()
    assert counts(facet) == {kept.pk: 2}
    undo(done, None)
    sync.drain()
    assert counts(facet) == {kept.pk: 1, merged.pk: 1}
    assert sync.check() == []


def counts(facet: Any) -> dict[Any, int]:
    answer = get_engine().search(SearchRequest(Filters(visible_at=None), facets=(facet,), highlight=False))
    return {one.value: one.count for one in answer.facets[facet]}


@pytest.mark.parametrize(("kind", "parameter"), [("sources", "source"), ("sources", "agency"), ("topics", "topic")])
def test_former_addresses_lead_to_the_record_that_stands_for_them(client: Client, kind: str, parameter: str) -> None:
    make: Any = make_source if kind == "sources" else make_topic
    kept, merged = make(name="Kept"), make(name="Merged")
    fields: dict[str, Any] = {parameter: kept} if kind == "sources" else {}
    article = make_article(**fields)
    if kind == "topics":
        article.topics.add(kept)
    merge(kept, merged, None)
    kept.refresh_from_db()
    kept.slug = "renamed"
    kept.save()
    sync.drain()
    for slug in ("merged", "kept"):
        response = client.get(f"/{kind}/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, f"/{kind}/renamed/")
        asked = client.get("/search/", {parameter: slug, "language": "en"})
        assert (asked.status_code, asked.headers["Location"]) == (301, f"/search/?{parameter}=renamed&language=en")
    assert client.get(f"/{kind}/nothing/").status_code == 404
    assert client.get("/search/", {parameter: "nothing"}).status_code == 400


@pytest.mark.parametrize("make", [make_source, make_topic])
def test_a_former_address_is_given_to_no_other_record(make: Any) -> None:
    kept, merged = make(name="Kept"), make(name="Merged")
    merge(kept, merged, None)
    assert make(name="Merged").slug == "merged-2"
