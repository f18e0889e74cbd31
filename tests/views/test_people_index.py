"""The index of people: by letter, by surname, by the number of quotes, and found by a name."""

import re

import pytest

from articles.search import compiler
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
    assert names(read_page("/people/", sort="name")) == ["Alt, Bo", "Coe, Ben", "Ruiz, Ana"]


def test_capitals_and_accents_do_not_count_for_the_order(read_page: ReadPage) -> None:
    for name in ("Ana de Coe", "Zoe COD", "Ana Çob", "Ana d'Alt"):
        make_quote(make_article(), "said", make_person(name=name))
    assert names(read_page("/people/", letter="C")) == ["Çob, Ana", "COD, Zoe", "Coe, Ana de", "Coe, Ben"]


def test_a_letter_comes_by_surname_or_by_the_number_of_quotes(read_page: ReadPage) -> None:
    make_quote(make_article(), "said", make_person(name="Zoe Cob"))
    text = read_page("/people/", letter="C")
    assert names(text) == ["Cob, Zoe", "Coe, Ben"]
    assert 'href="/people/?letter=C&amp;sort=quotes"' in text
    assert names(read_page("/people/", letter="C", sort="quotes")) == ["Ben Coe", "Zoe Cob"]
    assert 'href="/people/?sort=quotes&amp;letter=A"' in read_page("/people/", sort="quotes")


def test_letters_with_an_accent_stand_under_the_plain_one_and_other_letters_together(read_page: ReadPage) -> None:
    for name in ("Ana Édouard", "Jens Østby", "Иван Петров", "Łukasz Łoś"):
        make_quote(make_article(), "said", make_person(name=name))
    assert names(read_page("/people/", letter="E")) == ["Édouard, Ana"]
    assert names(read_page("/people/", letter="O")) == ["Østby, Jens"]
    assert names(read_page("/people/", letter="L")) == ["Łoś, Łukasz"]
    assert names(read_page("/people/", letter="other")) == ["Петров, Иван"]


def test_everybody_of_a_name_is_found_by_the_beginning_of_any_word(read_page: ReadPage) -> None:
    person = make_person(name="Águeda Benítez", aliases=["La Presidenta"])
    make_quote(make_article(), "said", person, speaker_as_printed="La Presidenta")
    assert names(read_page("/people/", q="be")) == ["Ben Coe", "Águeda Benítez"]
    assert names(read_page("/people/", q="be", sort="name")) == ["Benítez, Águeda", "Coe, Ben"]
    for words in ("ÁGUEDA", "benit ag", "presid", " Benítez "):
        assert names(read_page("/people/", q=words)) == ["Águeda Benítez"]
    assert names(read_page("/people/", q="be", letter="C")) == ["Coe, Ben"]
    assert names(read_page("/people/", q="")) == ["Ben Coe", "Ana Ruiz", "Bo Alt", "Águeda Benítez"]


def test_who_is_not_quoted_in_public_is_not_found(read_page: ReadPage) -> None:
    make_quote(make_article(status="draft"), "said", make_person(name="Nora Draft"))
    for words in ("nobody", "nora"):
        text = read_page("/people/", q=words)
        assert names(text) == []
        assert "No public article quotes anybody of that name." in text


def test_the_words_stay_in_the_box_and_the_letters_leave_them_out(read_page: ReadPage) -> None:
    text = read_page("/people/", q="be")
    assert 'name="q" type="search" value="be"' in text
    assert 'href="/people/?letter=B"' in text
    assert 'href="/people/?q=be&amp;sort=name"' in text
    assert 'content="noindex, nofollow"' in text
    assert "noindex" not in read_page("/people/")


@pytest.mark.parametrize("words", ["b", "?!", "–"])
def test_too_few_letters_are_refused_beside_the_box(read_page: ReadPage, words: str) -> None:
    text = read_page("/people/", status=400, q=words)
    assert "Type at least two letters or digits" in text
    assert f'value="{words}"' in text
    assert names(text) == []


def test_those_found_come_in_pages(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.people.NAMES_A_PAGE", 1)
    for number in range(3):
        make_quote(make_article(), "said", make_person(name=f"Coen {number} Abc"))
    pages = [names(read_page("/people/", q="coe", sort="name", page=str(page))) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [1] * 4
    assert "page=2" in read_page("/people/", q="coe")
    read_page("/people/", status=404, q="coe", page="5")


@pytest.mark.parametrize("order", ["quotes", "name"])
def test_all_come_in_pages(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("articles.views.people.NAMES_A_PAGE", 2)
    first, second = read_page("/people/", sort=order), read_page("/people/", sort=order, page="2")
    assert (len(names(first)), len(names(second))) == (2, 1)
    assert {name.split()[0] for name in names(first) + names(second)} <= {"Ana", "Ben", "Bo", "Ruiz,", "Coe,", "Alt,"}
    assert not set(names(first)) & set(names(second))
    read_page("/people/", status=404, sort=order, page="3")


def test_who_is_beyond_the_counts_is_listed_by_letter_and_name(
    read_page: ReadPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("people", "said"):
        monkeypatch.setattr(f"articles.views.{module}.MOST_VALUES", 1)
    text = read_page("/people/")
    assert names(text) == ["Ben Coe"]
    assert "Only the 1 people quoted most stand in this order." in text
    make_quote(make_article(), "said", make_person(name="Zoe Cob"))
    assert names(read_page("/people/", letter="C", sort="quotes")) == ["Ben Coe", "Zoe Cob"]
    assert "stand in this order" not in read_page("/people/", sort="name")


def test_too_many_names_are_no_failure_of_the_engine(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    make_quote(make_article(), "approved the plan", make_person(name="Rosa Al-Sadr"))
    assert "Rosa Al-Sadr" in read_page("/people/", q="al-sa")
    monkeypatch.setattr(compiler, "_MOST_ENDINGS", 0)
    text = read_page("/people/", status=400, q="al-s")
    assert "Too many words begin as the last one of “al-s” does. Give more letters of it." in text
    assert "not available" not in text


def test_an_unknown_order_is_refused(read_page: ReadPage) -> None:
    assert "Allowed are name, quotes." in read_page("/people/", status=400, sort="size")


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_by_name_without_counts(read_page: ReadPage) -> None:
    text = read_page("/people/")
    assert names(text) == ["Alt, Bo", "Coe, Ben", "Ruiz, Ana"]
    assert 'class="count"' not in text
    found = read_page("/people/", status=503, q="ben")
    assert names(found) == []
    assert "Names cannot be looked for until the search is back." in found
