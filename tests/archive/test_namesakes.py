"""Which of several people with one name an article means."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.archive import save_batch, start_run
from articles.archive.authorities import people_of
from articles.archive.namesakes import people_in
from articles.archive.quoting import requote
from articles.models import Article, Person, Quote, Source
from tests.archive.readings import make_field_quote, make_reading, make_record
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db

NAME = "Ana Ruiz"


def earlier(speaker: Person, source: Source | None = None, beside: Person | None = None, **fields: Any) -> Quote:
    """A quote in an article that is in the archive already."""
    article = make_article(source=source or make_source())
    if beside:
        make_quote(article, "The council", beside)
    return make_quote(article, "approved the plan", speaker, **fields)


def meant(article: Article, role: str | None = None, *others: str) -> Person:
    """Whom the article means by the name, quoted with this role and beside these others."""
    found = [make_field_quote(speaker=NAME, role=role), *(make_field_quote(speaker=other) for other in others)]
    people = people_of(one.quote.speaker for one in found)
    return people_in([(article, found)], people)[0]["ana ruiz"]


@pytest.fixture
def older() -> Person:
    return make_person(name=NAME)


@pytest.fixture
def younger(older: Person) -> Person:
    return make_person(name=NAME)


def test_where_nothing_tells_the_older_record_is_taken(older: Person, younger: Person) -> None:
    assert younger.pk > older.pk
    assert meant(make_article()) == older


def test_the_role_tells(older: Person, younger: Person) -> None:
    earlier(older, role="Finance Minister")
    earlier(younger, role="goalkeeper")
    assert meant(make_article(), "Goalkeeper") == younger
    assert meant(make_article(), "finance minister") == older
    assert meant(make_article(), "former goalkeeper") == older


def test_an_editors_decision_on_a_role_goes_before_any_number_of_others(older: Person, younger: Person) -> None:
    for _ in range(3):
        earlier(older, role="goalkeeper")
    earlier(younger, role="goalkeeper", confirmed=True)
    assert meant(make_article(), "goalkeeper") == younger


def test_people_quoted_beside_them_tell(older: Person, younger: Person) -> None:
    earlier(older, beside=make_person(name="Marta Soler"))
    earlier(younger, beside=make_person(name="Ivo Lind"))
    assert meant(make_article(), None, "Ivo Lind") == younger
    assert meant(make_article(), None, "Marta Soler") == older


def test_the_source_tells(older: Person, younger: Person) -> None:
    earlier(older)
    sports = earlier(younger).article.source
    assert meant(make_article(source=sports)) == younger


def test_the_role_goes_before_company_and_company_before_the_source(older: Person, younger: Person) -> None:
    source, beside = make_source(), make_person(name="Ivo Lind")
    earlier(older, source)
    earlier(younger, beside=beside)
    assert meant(make_article(source=source), None, "Ivo Lind") == younger
    earlier(older, role="goalkeeper")
    assert meant(make_article(source=source), "goalkeeper", "Ivo Lind") == older


def test_what_an_editor_decided_in_the_article_holds_for_its_other_quotes(older: Person, younger: Person) -> None:
    article = make_article()
    earlier(older, article.source, role="goalkeeper")
    make_quote(article, "approved the plan", younger, method=Quote.Method.EDITOR)
    assert meant(article, "goalkeeper") == younger


def test_a_record_with_the_name_as_an_alias_is_taken_where_the_signs_are_for_it(older: Person) -> None:
    married = make_person(name="Ana Soto", aliases=[NAME])
    earlier(married, role="goalkeeper")
    assert meant(make_article()) == older
    assert meant(make_article(), "goalkeeper") == married


def test_reading_an_article_again_changes_nothing_without_a_reason(older: Person, younger: Person) -> None:
    article = make_article(body="“We are ready,” said Ana Ruiz, the mayor of Elby.")
    requote([article], keep=True)
    quote = article.quotes.get()
    assert quote.speaker == older
    assert [bool(plan) for plan in requote([Article.objects.get(pk=article.pk)], keep=True)] == [False]
    earlier(younger, role=quote.role, confirmed=True)
    requote([Article.objects.get(pk=article.pk)], keep=True)
    quote.refresh_from_db()
    assert quote.speaker == younger


def test_an_import_tells_them_apart(older: Person, younger: Person) -> None:
    sports = earlier(younger).article.source
    quote = make_field_quote(speaker=NAME)
    save_batch(start_run(["folder"], {}), [make_reading(make_record(source=sports.name, quotes=[quote]))])
    assert Quote.objects.latest("pk").speaker == younger
    assert not older.quotes.exists()


def test_the_cost_does_not_grow(
    older: Person, younger: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = [make_field_quote(speaker=NAME), make_field_quote(speaker="Marta Soler")]
    for number in (1, 10):
        for _ in range(number):
            earlier(older, role="minister", beside=younger)
        articles = [make_article() for _ in range(number)]
        people = people_of(["Marta Soler", NAME])
        with django_assert_num_queries(4):  # editors' decisions, roles, company, sources
            people_in([(article, found) for article in articles], people)
    with django_assert_num_queries(0):
        people_in([(articles[0], found[1:])], people)


def test_a_persons_office_is_kept_as_each_article_printed_it() -> None:
    run = start_run(["folder"], {})
    for number, role in enumerate(["President", "former President"]):
        quote = make_field_quote(speaker=NAME, role=role)
        save_batch(run, [make_reading(make_record(headline=f"Story {number}", quotes=[quote]))])
    assert list(Person.objects.get().quotes.order_by("pk").values_list("role", flat=True)) == [
        "President",
        "former President",
    ]
