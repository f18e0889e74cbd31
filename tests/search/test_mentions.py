"""Articles that name a person."""

import pytest

from articles.models import Person
from articles.search import sync
from articles.search.engine import Filters, SearchRequest
from articles.search.engines import get_engine
from articles.search.mentions import articles_mentioning, query_text
from articles.search.query import MAX_LENGTH, MAX_TERMS, parse
from articles.search.syntax import Nothing, Or, Phrase
from tests.factories import make_article, make_person, make_quote


def mentioned_in(person: Person) -> set[int]:
    sync.drain()
    request = SearchRequest(Filters(visible_at=None), query=articles_mentioning(person), limit=100)
    return {hit.article_id for hit in get_engine().search(request).hits}


@pytest.mark.django_db
def test_articles_that_name_the_person_in_any_spelling_are_found_quoted_or_not() -> None:
    person = make_person(name="José Ibáñez", aliases=["Pepe Ibáñez"])
    quoted = make_article(body="“We are ready,” said José Ibáñez.")
    make_quote(quoted, "We are ready,", person)
    named = make_article(headline="Jose Ibanez resigns")
    by_alias = make_article(body="Friends call him Pepe Ibáñez.")
    other = make_article(body="Pepe met María Ibáñez; José was away.")
    by_pronoun = make_article(body="“We are ready,” he said.")
    make_quote(by_pronoun, "We are ready,", person)
    assert mentioned_in(person) == {quoted.pk, named.pk, by_alias.pk}
    assert other.pk not in mentioned_in(person)


def test_the_query_is_what_the_search_box_understands() -> None:
    person = Person(name="Ana Ruiz", aliases=["Ana  R. Soto", "ANA RUIZ", "La Ministra"])
    assert query_text(person) == '"Ana Ruiz" OR "Ana R. Soto" OR "La Ministra"'
    phrases = Phrase("Ana Ruiz"), Phrase("Ana R. Soto"), Phrase("La Ministra")
    assert articles_mentioning(person) == parse(query_text(person)).node == Or(phrases)


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz",
        "Luiz “Lula” da Silva",
        'Ana "Anita" Ruiz',
        "Ana OR Ruiz",
        "Ana\\",
        "Ana: Ruiz*",
        "D'Arcy (Ana) ~2",
        "山田太郎",
    ],
)
def test_any_name_is_understood(name: str) -> None:
    parsed = parse(query_text(Person(name=name, aliases=["Ana Soto"])))
    assert parsed.problems == ()
    assert isinstance(parsed.node, Or)
    assert [type(node) for node in parsed.node.nodes] == [Phrase, Phrase]


def test_a_name_without_letters_is_no_query_for_everything() -> None:
    assert articles_mentioning(Person(name="–", aliases=[])) == Nothing()


@pytest.mark.parametrize("length", [4, 150])
def test_more_names_than_a_query_holds_leave_the_last_ones_out(length: int) -> None:
    person = Person(name="Ana Ruiz", aliases=[f"{'a' * length} {number:03}" for number in range(100)])
    parsed = parse(query_text(person))
    assert parsed.problems == ()
    assert query_text(person).startswith('"Ana Ruiz" OR "')
    assert len(query_text(person)) <= MAX_LENGTH
    assert isinstance(parsed.node, Or)
    assert 4 < len(parsed.node.nodes) <= MAX_TERMS
