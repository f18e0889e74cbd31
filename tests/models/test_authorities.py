"""Sources, people, topics: slugs and the names by which they are found."""

from importlib import import_module

import pytest
from django.apps import apps
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


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Ben Bernanke", "Bernanke, Ben"),
        ("Marta Jane Okafor", "Okafor, Marta Jane"),
        ("Karel De Gucht", "De Gucht, Karel"),
        ("Herman van Rompuy", "van Rompuy, Herman"),
        ("Luigi Di Maio", "Di Maio, Luigi"),
        ("Alain Le Roy", "Le Roy, Alain"),
        ("Ursula von der Leyen", "Leyen, Ursula von der"),
        ("Charles de Gaulle", "Gaulle, Charles de"),
        ("Fernando de la Rúa", "Rúa, Fernando de la"),
        ("Luiz Inácio Lula da Silva", "Silva, Luiz Inácio Lula da"),
        ("José Ortega y Gasset", "Ortega y Gasset, José"),
        ("Bashar al-Assad", "Assad, Bashar al-"),
        ("Osama bin Laden", "bin Laden, Osama"),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Dr. Ana Ruiz", "Ruiz, Ana"),
        ("President Obama", "Obama, President"),
        ("Xi Jinping", "Xi Jinping"),
        ("Ban Ki-moon", "Ban Ki-moon"),
        ("Pope Francis", "Pope Francis"),
        ("Mohammed VI", "Mohammed VI"),
        ("Queen Elizabeth II", "Queen Elizabeth II"),
        ("Shakira", "Shakira"),
        ("Harbour Bank", "Harbour Bank"),
        ("Ministry of Health", "Ministry of Health"),
        ("Ruiz, Ana", "Ruiz, Ana"),
        ("–", "–"),
    ],
)
def test_lists_have_people_by_surname_and_bodies_as_they_are(name: str, filed: str) -> None:
    assert make_person(name=name).sort_name == filed


def test_the_sort_name_follows_the_name_until_an_editor_gives_another() -> None:
    person = make_person(name="Ana Ruiz Soto")
    person.name = "Eva Ruiz Soto"
    person.save()
    assert person.sort_name == "Soto, Eva Ruiz"
    person.sort_name = "Ruiz Soto, Eva"
    person.save()
    person.name = "Eva María Ruiz Soto"
    person.save()
    assert (person.sort_name, person.sort_key, person.sort_letter) == ("Ruiz Soto, Eva", "ruiz soto eva", "r")
    person.sort_name = ""
    person.save()
    assert person.sort_name == "Soto, Eva María Ruiz"


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Ana Élysée", "e"), ("Jens Østby", "o"), ("Anna d’Alt", "d"), ("Иван Петров", "~"), ("50 Cent", "~"), ("–", "~")],
)
def test_a_letter_is_the_plain_one_of_the_surname(name: str, letter: str) -> None:
    assert make_person(name=name).sort_letter == letter


def test_people_from_before_there_were_sort_names_are_filed(monkeypatch: pytest.MonkeyPatch) -> None:
    migration = import_module("articles.migrations.0004_person_sort_name")
    monkeypatch.setattr(migration, "_AT_ONCE", 2)
    people = [make_person(name=name) for name in ("Ana Ruiz", "Karel De Gucht", "Émile Zola", "Lula", "Ivo Lind")]
    filed = {person.name: (person.sort_name, person.sort_key, person.sort_letter) for person in people}
    Person.objects.update(sort_name="", sort_key="", sort_letter="")
    migration.file_people(apps, None)
    now = Person.objects.values_list("name", "sort_name", "sort_key", "sort_letter")
    assert {name: tuple(rest) for name, *rest in now} == filed
