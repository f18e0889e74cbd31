"""Likely duplicates: by address, by headline within a week, by nearly the same text."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.archive import twins
from articles.archive.twins import note_copies, note_same
from articles.models import Article, Twins
from articles.search import sync
from tests.factories import make_article

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
TEXT = (
    "The council met on Monday in the old granary because the roof of the town hall leaks. It approved the ferry plan "
    "after two hours. Nobody from the harbour spoke against it, though several had said that they would."
)


def noted() -> list[tuple[int, int, str]]:
    return list(Twins.objects.order_by("pk").values_list("article", "other", "why"))


def story(headline: str, days: int | None = 0, **fields: Any) -> Article:
    at = None if days is None else DAY + timedelta(days=days)
    status = "draft" if at is None else "published"
    return make_article(headline=headline, published_at=at, status=status, **fields)


def test_the_same_address() -> None:
    held = story("One", url="https://news.example.org/1")
    story("Two", url="https://news.example.org/2")
    late = story("Quite another", days=400, url="https://news.example.org/1")
    note_same([late])
    assert noted() == [(late.pk, held.pk, "address")]


def test_the_same_headline_within_a_week_whatever_its_accents() -> None:
    held = story("Inundación en el valle")
    late = story("INUNDACION en el valle", days=7)
    note_same([late])
    assert noted() == [(late.pk, held.pk, "headline")]


def test_the_same_headline_later_than_a_week_is_another_story() -> None:
    story("The week in brief")
    note_same([story("The week in brief", days=8)])
    assert noted() == []


def test_without_a_date_the_headline_is_enough() -> None:
    held = story("River floods meadows")
    late = story("River floods meadows", days=None)
    note_same([late])
    assert noted() == [(late.pk, held.pk, "headline")]


def test_no_address_is_not_the_same_address() -> None:
    story("One")
    note_same([story("Two")])
    assert noted() == []


def test_of_many_a_few_are_named() -> None:
    for _ in range(8):
        story("Weather")
    note_same([story("Weather", days=None)])
    assert len(noted()) == twins.MOST


def test_a_pair_is_noted_once_and_an_editors_word_stays() -> None:
    one, other = (
        story("River floods", url="https://news.example.org/1"),
        story("River floods", url="https://news.example.org/1"),
    )
    note_same([one, other])
    assert noted() == [(other.pk, one.pk, "address")]
    Twins.objects.update(settled_at=DAY)
    note_same([other])
    assert not Twins.objects.open().exists()


def test_the_cost_does_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for size in (2, 20):
        articles = [story("Same", url=f"https://news.example.org/{number}") for number in range(size)]
        with django_assert_num_queries(3):  # addresses · headlines · pairs
            note_same(articles)


def test_nearly_the_same_text_is_noted_also_of_drafts() -> None:
    held = make_article(headline="Ferry plan passes", body=TEXT, status="draft")
    make_article(headline="Council to meet", body="Nothing of this sort was ever heard in the granary, she said.")
    late = make_article(headline="Council approves ferry", body=TEXT.replace("two hours", "three hours"))
    sync.drain()
    note_copies([late])
    assert noted() == [(late.pk, held.pk, "text")]
