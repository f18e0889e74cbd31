"""The index of people: by letter, by name, by the number of quotes."""

import re

import pytest

from tests.factories import make_article, make_person, make_quote
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _speakers() -> None:
    article = make_article()
    for name, quotes in (("Bo Alt", 1), ("Ana Ruiz", 2), ("Ben Coe", 3)):
        person = make_person(name=name)
        for _ in range(quotes):
            make_quote(article, "said", person)
    make_person(name="Nobody Quoted")


def names(text: str) -> list[str]:
    """The people listed, in order."""
    return re.findall(r'<li><a href="/people/[^?"]+/">([^<]+)</a>', text)


def test_everybody_by_the_number_of_quotes_at_first(read_page: ReadPage) -> None:
    text = read_page("/people/")
    assert names(text) == ["Ben Coe", "Ana Ruiz", "Bo Alt"]
    assert re.findall(r'class="count">(\d+)<', text) == ["3", "2", "1"]


def test_by_name_on_request(read_page: ReadPage) -> None:
    assert names(read_page("/people/", sort="name")) == ["Ana Ruiz", "Ben Coe", "Bo Alt"]


def test_capitals_do_not_count_for_the_order(read_page: ReadPage) -> None:
    make_quote(make_article(), "said", make_person(name="BASEL Bank"))
    assert names(read_page("/people/", letter="B")) == ["BASEL Bank", "Ben Coe", "Bo Alt"]
    make_quote(make_article(), "said", make_person(name="BOZ Bank"))
    assert names(read_page("/people/", letter="B"))[-1] == "BOZ Bank"


def test_a_letter_comes_by_name_or_by_the_number_of_quotes(read_page: ReadPage) -> None:
    text = read_page("/people/", letter="B")
    assert names(text) == ["Ben Coe", "Bo Alt"]
    assert 'href="/people/?letter=B&amp;sort=quotes"' in text
    assert names(read_page("/people/", letter="B", sort="quotes")) == ["Ben Coe", "Bo Alt"]
    assert 'href="/people/?sort=quotes&amp;letter=A"' in read_page("/people/", sort="quotes")


@pytest.mark.parametrize("order", ["quotes", "name"])
def test_all_come_in_pages(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("articles.views.people.NAMES_A_PAGE", 2)
    first, second = read_page("/people/", sort=order), read_page("/people/", sort=order, page="2")
    assert (len(names(first)), len(names(second))) == (2, 1)
    assert set(names(first)) | set(names(second)) == {"Ana Ruiz", "Ben Coe", "Bo Alt"}
    read_page("/people/", status=404, sort=order, page="3")


def test_who_is_beyond_the_counts_is_listed_by_letter_and_name(
    read_page: ReadPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("people", "said"):
        monkeypatch.setattr(f"articles.views.{module}.MOST_VALUES", 1)
    text = read_page("/people/")
    assert names(text) == ["Ben Coe"]
    assert "Only the 1 people quoted most stand in this order." in text
    assert names(read_page("/people/", letter="B", sort="quotes")) == ["Ben Coe", "Bo Alt"]
    assert "stand in this order" not in read_page("/people/", sort="name")


def test_an_unknown_order_is_refused(read_page: ReadPage) -> None:
    assert "Allowed are name, quotes." in read_page("/people/", status=400, sort="size")


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_by_name_without_counts(read_page: ReadPage) -> None:
    text = read_page("/people/")
    assert names(text) == ["Ana Ruiz", "Ben Coe", "Bo Alt"]
    assert 'class="count"' not in text
