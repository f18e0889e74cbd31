"""Records that may be one person."""

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.archive.duplicates import Why, likely_duplicates
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ana Ruiz", "ANA RUÍZ", Why.SAME),
        ("Ana Ruiz", "Ana Ruiz Pérez", Why.WITHIN),
        ("Ben Bernanke", "Federal Reserve Chairman Ben Bernanke", Why.WITHIN),
        ("J. Smith", "John Smith", Why.SHORTENED),
        ("J. Smith", "John Walker Smith", Why.SHORTENED),
        ("J. W. Smith", "John Walker Smith", Why.SHORTENED),
        ("George Bush", "George W. Bush", Why.SHORTENED),
        ("George W. Bush", "George Walker Bush", Why.SHORTENED),
        ("Hillary Clinton", "Hillary Rodham Clinton", Why.SHORTENED),
    ],
)
def test_names_that_may_mean_one_person(one: str, other: str, why: Why) -> None:
    first, second = make_person(name=one), make_person(name=other)
    make_person(name="Ivo Lind")
    (alike,) = likely_duplicates()
    assert (alike.people, alike.why) == ((first.pk, second.pk), why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "James Smith"),
        ("J. Smith", "Karl Smith"),
        ("George W. Bush", "George Herbert Bush"),
        ("John Smith", "John Smithson"),
        ("Smith", "John Smith"),
        ("Smith", "S. Smith"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    make_person(name=one)
    make_person(name=other)
    assert likely_duplicates() == []


def test_aliases_count_and_a_record_is_no_duplicate_of_itself() -> None:
    first = make_person(name="Ana Ruiz", aliases=["A. Ruiz", "Ana María Ruiz"])
    second = make_person(name="Ana Soto", aliases=["Ana Ruiz"])
    assert [alike.people for alike in likely_duplicates()] == [(first.pk, second.pk)]


def test_they_come_by_name_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for name in ("Zoe Lind", "Ana Ruiz", "Zoe Lind", "Ana Ruiz", "Ana Ruiz"):
        make_person(name=name)
    with django_assert_num_queries(1):
        assert [alike.key for alike in likely_duplicates()] == ["ana ruiz"] * 3 + ["zoe lind"]
