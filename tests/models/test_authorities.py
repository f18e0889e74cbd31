"""Sources, people, topics: slugs and the names by which they are found."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Person, Source
from tests.factories import make_person, make_source

pytestmark = pytest.mark.django_db


def test_two_people_of_one_name_stay_apart() -> None:
    first, second = make_person(name="Ana Ruiz"), make_person(name="Ana Ruiz")
    assert (first.slug, second.slug) == ("ana-ruiz", "ana-ruiz-2")


def test_a_person_is_found_by_name_and_alias_without_accents() -> None:
    person = make_person(name="José Ibáñez", aliases=["Pepe Ibáñez"])
    assert list(Person.objects.filter(names__key="pepe ibanez")) == [person]
    person.aliases = []
    person.save()
    assert list(person.names.values_list("key", flat=True)) == ["jose ibanez"]


def test_a_source_has_its_name_once() -> None:
    make_source(name="The Courier")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_source(name="The Courier")


def test_an_unknown_zone_is_refused_with_what_is_allowed() -> None:
    source = Source(name="The Courier", slug="courier", time_zone="Caracas")
    with pytest.raises(ValidationError) as error:
        source.full_clean()
    assert "time_zone" in error.value.message_dict


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Søren Strauß", "soren-strauss"), ("Łukasz Đorđević", "lukasz-dordevic"), ("Þóra Œuvré", "thora-oeuvre")],
)
def test_no_latin_letter_of_a_name_is_lost_in_its_slug(name: str, slug: str) -> None:
    assert make_person(name=name).slug == slug


def test_names_without_latin_letters_get_a_slug() -> None:
    assert make_person(name="山田太郎").slug == "person"


def test_a_person_keeps_every_address_they_had() -> None:
    person = make_person(name="Ana Ruiz")
    for slug in ["ana-ruiz-minister", "ana-ruiz", "a-ruiz"]:
        person.slug = slug
        person.save()
    assert set(person.former_addresses.values_list("slug", flat=True)) == {"ana-ruiz-minister", "ana-ruiz"}


def test_a_former_address_is_given_to_nobody_else() -> None:
    person = make_person(name="Ana Ruiz")
    person.slug = "a-ruiz"
    person.save()
    namesake = make_person(name="Ana Ruiz")
    assert namesake.slug == "ana-ruiz-2"
    namesake.slug = "ana-ruiz"
    with pytest.raises(ValidationError, match="This address leads to Ana Ruiz"):
        namesake.full_clean()
    person.slug = "ana-ruiz"
    person.full_clean()
