"""Two records of one person become one, and are parted again."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from articles.archive.authorities import people_of
from articles.archive.merging import CannotMerge, merge, undo
from articles.models import Article, Merge, Person, Quote, SearchChange
from articles.search import sync
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db


def quoted(person: Person, number: int = 1) -> list[Quote]:
    """Quotes of a person, each in an article of its own."""
    return [make_quote(make_article(), "approved the plan", person) for _ in range(number)]


def again(record: Person) -> Person:
    return Person.objects.get(pk=record.pk)


def state(person: Person) -> dict[str, object]:
    """All by which a record is known."""
    person = again(person)
    return {
        "name": person.name,
        "aliases": person.aliases,
        "description": person.description,
        "wikidata_id": person.wikidata_id,
        "slug": person.slug,
        "former": set(person.former_addresses.values_list("slug", flat=True)),
        "keys": set(person.names.values_list("key", flat=True)),
        "quotes": set(person.quotes.values_list("pk", flat=True)),
    }


def rename(person: Person, slug: str) -> None:
    person.slug = slug
    person.save()


def test_quotes_names_and_addresses_go_to_the_record_that_stays() -> None:
    kept = make_person(name="Hillary Clinton", aliases=["Hillary R. Clinton"], description="Senator.")
    merged = make_person(name="Hillary Rodham Clinton", aliases=["Mrs. Clinton", "Hillary R Clinton"], slug="rodham")
    rename(merged, "rodham-clinton")
    own, moved = quoted(kept), quoted(merged, 2)
    merge(kept, merged, None)
    assert not Person.objects.filter(pk=merged.pk).exists()
    assert state(kept) == {
        "name": "Hillary Clinton",
        "aliases": ["Hillary R. Clinton", "Hillary Rodham Clinton", "Mrs. Clinton"],
        "description": "Senator.",
        "wikidata_id": "",
        "slug": "hillary-clinton",
        "former": {"rodham", "rodham-clinton"},
        "keys": {"hillary clinton", "hillary r clinton", "hillary rodham clinton", "mrs clinton"},
        "quotes": {quote.pk for quote in [*own, *moved]},
    }


def test_a_speaker_of_either_name_is_the_record_that_stays() -> None:
    kept, merged = make_person(name="Hillary Clinton"), make_person(name="Hillary Rodham Clinton")
    merge(kept, merged, None)
    people_of(["Hillary Rodham Clinton", "Hillary Clinton"])
    assert list(Person.objects.all()) == [kept]


def test_two_of_one_name_leave_no_alias() -> None:
    kept, merged = make_person(name="Ana Ruiz"), make_person(name="Ana Ruíz")
    merge(kept, merged, None)
    assert again(kept).aliases == []


def test_it_is_known_who_merged_and_when() -> None:
    user = User.objects.create_user("elena")
    done = merge(make_person(), make_person(name="Ana Ruiz"), user)
    assert (done.name, done.merged_by, done.undone_at) == ("Ana Ruiz", user, None)
    parted = undo(done, user)
    done.refresh_from_db()
    assert done.undone_by == user
    assert done.undone_at is not None
    assert parted.problems == ()


def test_undoing_brings_both_back_exactly() -> None:
    kept = make_person(name="Hillary Clinton", aliases=["H. Clinton"], description="Senator.")
    merged = make_person(name="Hillary Rodham Clinton", aliases=["H. Clinton"], description="She.", wikidata_id="Q1")
    rename(merged, "rodham")
    quoted(kept, 2)
    quoted(merged, 3)
    before = state(kept), state(merged)
    parted = undo(merge(kept, merged, None), None)
    assert (state(kept), state(merged)) == before
    assert (parted.record, parted.moved, parted.problems) == (merged, 3, ())


def test_quotes_that_came_after_the_merge_stay_with_the_record_that_stayed() -> None:
    kept, merged = make_person(), make_person()
    done = merge(kept, merged, None)
    (later,) = quoted(kept)
    undo(done, None)
    later.refresh_from_db()
    assert later.speaker == kept


def test_what_an_editor_did_with_a_quote_since_stays_and_is_told() -> None:
    kept, merged, other = make_person(), make_person(), make_person()
    first, second, third = quoted(merged, 3)
    done = merge(kept, merged, None)
    first.delete()
    second.speaker = other
    second.save()
    parted = undo(done, None)
    assert state(merged)["quotes"] == {third.pk}
    assert parted.moved == 1
    assert parted.problems == (
        "2 of its 3 quotes did not come back: they have been deleted, or given to somebody else, since the merge.",
    )


def test_an_alias_that_an_editor_took_away_is_no_hindrance() -> None:
    kept, merged = make_person(name="Ana Ruiz"), make_person(name="Ana R. Soto")
    done = merge(kept, merged, None)
    kept = again(kept)
    kept.aliases = ["Anita"]
    kept.save()
    undo(done, None)
    assert again(kept).aliases == ["Anita"]
    assert again(merged).name == "Ana R. Soto"


def test_an_address_that_is_anothers_by_now_is_told() -> None:
    kept, merged = make_person(name="Ana Ruiz"), make_person(name="Ana Soto")
    rename(merged, "soto")
    done = merge(kept, merged, None)
    rename(again(kept), "soto")
    rename(kept, "ana-soto")
    kept.former_addresses.all().delete()
    parted = undo(done, None)
    assert parted.record.slug == "ana-soto-2"
    assert parted.problems == (
        "Its address /people/soto/ is another's now; it stands at /people/ana-soto-2/.",
        "Its former address /people/ana-soto/ leads somewhere else now.",
    )


def test_a_chain_is_undone_from_its_end() -> None:
    first, second, third = make_person(name="Ana Ruiz"), make_person(name="Ana Soto"), make_person(name="Ana Lopez")
    for person in (first, second, third):
        quoted(person)
    before = [state(person) for person in (first, second, third)]
    early = merge(second, third, None)
    late = merge(first, second, None)
    assert again(first).aliases == ["Ana Soto", "Ana Lopez"]
    with pytest.raises(CannotMerge, match="itself merged or deleted"):
        undo(early, None)
    undo(late, None)
    undo(early, None)
    assert [state(person) for person in (first, second, third)] == before


def test_merges_into_one_record_are_undone_in_any_order() -> None:
    kept, one, two = make_person(name="Ana Ruiz"), make_person(name="A. Ruiz"), make_person(name="A. Ruíz")
    before = [state(person) for person in (kept, one, two)]
    first, second = merge(kept, one, None), merge(kept, two, None)
    undo(first, None)
    assert again(kept).aliases == ["A. Ruiz"], "the other merge needs it still"
    undo(second, None)
    assert [state(person) for person in (kept, one, two)] == before


def test_a_merge_is_undone_once() -> None:
    done = merge(make_person(), make_person(), None)
    undo(done, None)
    with pytest.raises(CannotMerge, match="undone already"):
        undo(done, None)


@pytest.mark.parametrize("other", [lambda person: person, lambda _: Person(pk=99_999)])
def test_a_record_is_merged_with_another_that_is_there(other: Callable[[Person], Person]) -> None:
    person = make_person()
    with pytest.raises(CannotMerge, match="Choose two"):
        merge(person, other(person), None)
    assert not Merge.objects.exists()
    assert list(Person.objects.all()) == [person]


def test_a_record_that_was_recovered_meanwhile_gets_its_quotes_back() -> None:
    kept, merged = make_person(), make_person(slug="ana")
    quoted(merged)
    done = merge(kept, merged, None)
    Person(pk=merged.pk, name="Ana", slug="ana-recovered").save()
    assert undo(done, None).moved == 1
    assert state(merged)["quotes"] == set(done.moved["quotes"])
    assert state(merged)["former"] == {"ana"}


def test_the_index_is_told_of_the_touched_articles_and_no_others() -> None:
    kept, merged = make_person(), make_person()
    quoted(kept)
    moved = quoted(merged, 2)
    SearchChange.objects.all().delete()
    done = merge(kept, merged, None)
    articles = {quote.article_id for quote in moved}
    assert set(SearchChange.objects.values_list("article_id", flat=True)) == articles
    SearchChange.objects.all().delete()
    undo(done, None)
    assert set(SearchChange.objects.values_list("article_id", flat=True)) == articles


@pytest.mark.django_db(transaction=True)
def test_the_index_shows_what_the_database_has_after_both() -> None:
    kept, merged = make_person(name="Ana Ruiz"), make_person(name="Ana Soto")
    quoted(kept)
    quoted(merged)
    done = merge(kept, merged, None)
    sync.drain()
    assert sync.check() == []
    undo(done, None)
    sync.drain()
    assert sync.check() == []


def test_the_cost_does_not_grow_with_the_quotes(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in (1, 20):
        kept, merged = make_person(), make_person()
        quoted(merged, number)
        with django_assert_num_queries(30), transaction.atomic():
            done = merge(kept, merged, None)
        with django_assert_num_queries(29), transaction.atomic():
            undo(done, None)
    assert Article.objects.count() == 21
