"""Which source, person or topic a printed name means."""

import pytest

from articles.archive.authorities import Sources, people_of, topics_of
from articles.models import Person, Source, Topic
from tests.archive.readings import make_record
from tests.factories import make_article, make_person, make_source

pytestmark = pytest.mark.django_db


def publisher(**fields: object) -> Source:
    options = {"otherwise": fields.pop("otherwise", None), "time_zone": None, "language": None}
    return Sources().publisher(make_record(**fields), **options)  # type: ignore[arg-type]


def test_the_text_goes_before_the_address_and_the_option() -> None:
    found = publisher(source="Valley Courier", url="https://hill.example/1", otherwise="Other")
    assert found.name == "Valley Courier"


def test_the_addresss_host_finds_the_source_with_that_homepage() -> None:
    gazette = make_source(name="Hill Gazette", homepage="https://www.hill.example/news/")
    assert publisher(source=None, url="https://hill.example/1", otherwise="Other") == gazette


def test_a_new_host_is_named_by_the_agency_that_bears_its_name() -> None:
    found = publisher(source=None, url="http://www.continental.example/1", agency="Continental")
    assert (found.name, found.kind, found.homepage) == ("Continental", "agency", "https://continental.example/")


def test_a_new_host_without_a_name_is_named_by_itself() -> None:
    assert publisher(source=None, url="http://www.hill.example/1").name == "hill.example"


def test_the_option_comes_last() -> None:
    assert publisher(source=None, otherwise="Valley Courier").name == "Valley Courier"


def test_nothing_known_is_an_unknown_source_with_a_warning() -> None:
    record = make_record(source=None)
    assert Sources().publisher(record, None, None, None).name == "Unknown source"
    assert "No source" in record.warnings[0]


def test_a_source_matches_by_alias_and_without_accents() -> None:
    diario = make_source(name="El Diário", aliases=["Diario de la Costa"])
    assert publisher(source="Diario de la Costa") == diario
    assert publisher(source="el diario") == diario


def test_a_new_source_takes_the_imports_zone_and_language() -> None:
    found = Sources().publisher(make_record(source="Nuevo"), None, "America/Caracas", "es")
    assert (found.time_zone, found.language) == ("America/Caracas", "es")


def test_a_source_named_in_passing_learns_from_its_own_articles() -> None:
    sources = Sources()
    agency = sources.agency("Continental")
    found = sources.publisher(make_record(source="Continental"), None, "America/Caracas", "es")
    assert found == agency
    assert (found.time_zone, found.language) == ("America/Caracas", "es")


def test_a_source_with_articles_keeps_its_zone() -> None:
    source = make_source(name="Continental", time_zone="UTC")
    make_article(source=source)
    found = Sources().publisher(make_record(source="Continental"), None, "America/Caracas", "es")
    assert (found.time_zone, found.language) == ("UTC", "")


def test_speakers_match_by_name_and_alias() -> None:
    person = make_person(name="José Ibáñez", aliases=["Pepe Ibáñez"])
    assert people_of(["Jose Ibanez", "Pepe Ibáñez"]) == {"jose ibanez": [person], "pepe ibanez": [person]}
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "speaker",
    [
        None,
        "",
        "Soler",
        "the minister",
        "a spokeswoman for the ministry",
        "he",
        "A spokeswoman for Elby Port",
        "The Elby Port Authority",
        "Marta Soler and Ivo Lind of Elby Port",
        "Elby Holdings Inc.",
        "Island Line’s",
        "Ministerio de Salud",
        "ELBY BANK",
    ],
)
def test_a_surname_a_description_or_a_body_makes_no_person(speaker: str | None) -> None:
    assert people_of([speaker]) == {}
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "speaker",
    [
        "Ivo al-Lind",
        "Vera d’Elby",
        "Marta de la Soler y Lind",
        "Jo-anne O'Lind",
        "M. Soler",
        "Les Soler",
        "Luz “Luz” Soler",
    ],
)
def test_a_full_name_may_have_particles_prefixes_and_initials(speaker: str) -> None:
    assert [person.name for people in people_of([speaker]).values() for person in people] == [speaker]


def test_a_full_name_makes_one_person_however_often_it_speaks() -> None:
    assert set(people_of(["Marta Soler", "Marta Soler", "MARTA SOLER"])) == {"marta soler"}
    assert Person.objects.get().names.get().key == "marta soler"


def test_names_that_give_the_same_slug_get_slugs_of_their_own() -> None:
    people_of(["Marta Soler"])
    people_of(["Marta Soler-", "Marta Söler II", "Ana 山", "Bea 山"])
    slugs = list(Person.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs))


def test_of_people_with_one_name_the_older_record_comes_first_and_those_with_an_alias_last() -> None:
    alias = make_person(name="Anita Ruiz", aliases=["Ana Ruiz"])
    older, younger = make_person(name="Ana Ruiz"), make_person(name="Ana Ruiz")
    assert people_of(["Ana Ruiz"])["ana ruiz"] == [older, younger, alias]


def test_topics_are_found_again() -> None:
    topics_of(["Weather", "Rivers"])
    topics_of(["weather", "Floods"])
    assert set(Topic.objects.values_list("name", flat=True)) == {"Weather", "Rivers", "Floods"}


def test_a_new_person_does_not_take_an_address_that_leads_to_another() -> None:
    person = make_person(name="Ana Ruiz Soto", slug="ana-ruiz")
    person.slug = "ana-ruiz-soto"
    person.save()
    assert people_of(["Ana Ruiz"])["ana ruiz"][0].slug == "ana-ruiz-2"
