"""Sources, people and topics in the admin."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Person, Source
from articles.search import sync
from articles.search.engine import SearchUnavailable
from tests.admin.pages import add_url, change_url, errors, form_data, list_url
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db


def picked(client: Client, model: str, field: str, words: str) -> list[str]:
    """What a pick list offers."""
    parameters = {"app_label": "articles", "model_name": model, "field_name": field, "term": words}
    response = client.get("/admin/autocomplete/", parameters)
    assert response.status_code == 200
    return [result["text"] for result in response.json()["results"]]


def listed(client: Client, noun: str, words: str) -> list[str]:
    response: Any = client.get(list_url(noun), {"q": words})
    return [str(record) for record in response.context["cl"].result_list]


@pytest.mark.parametrize("words", ["Ág", "agueda", "Núñ", "de la nun", "la pre", "Presid"])
def test_a_person_is_found_by_the_beginning_of_any_name(editor: Client, words: str) -> None:
    make_person(name="Águeda de la Núñez", aliases=["La Presidenta"])
    make_person(name="Somebody Else")
    assert picked(editor, "quote", "speaker", words) == ["Águeda de la Núñez"]
    assert listed(editor, "person", words) == ["Águeda de la Núñez"]


def test_a_person_is_not_found_by_the_middle_of_a_word(editor: Client) -> None:
    make_person(name="Águeda Núñez")
    assert picked(editor, "quote", "speaker", "gueda") == []


def test_the_likeliest_person_is_offered_first(editor: Client) -> None:
    for name, quotes in (("Although Bernanke", 1), ("Ben Bernanke", 3), ("Anna Ben", 2), ("Ben", 0), ("Lou Benson", 0)):
        person = make_person(name=name)
        for _ in range(quotes):
            make_quote(make_article(status="draft"), "said", person)
    make_person(name="Zed Xu", aliases=["Benny"])
    sync.drain()
    assert picked(editor, "quote", "speaker", "bern") == ["Ben Bernanke", "Although Bernanke"]
    by_fit = ["Ben", "Ben Bernanke", "Anna Ben", "Lou Benson", "Zed Xu"]
    assert picked(editor, "quote", "speaker", "ben") == by_fit
    assert listed(editor, "person", "ben") == by_fit
    assert picked(editor, "quote", "speaker", "bernanke al") == ["Although Bernanke"]
    assert picked(editor, "quote", "speaker", "b")[0] == "Ben", "a single letter has no counts"


@pytest.mark.parametrize("number", [2, 8])
def test_offering_people_costs_the_same_however_many_fit(
    editor: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make_quote(make_article(), "said", make_person(name="Ben Bernanke"))
    sync.drain()
    with django_assert_num_queries(6):  # session, user, permissions (2); how many, who
        assert len(picked(editor, "quote", "speaker", "bern")) == number


def test_people_are_offered_without_the_engine(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person(name="Ben Bernanke")

    def gone() -> None:
        raise SearchUnavailable("The index is gone.")

    monkeypatch.setattr("articles.admin.people_search.get_engine", gone)
    assert picked(editor, "quote", "speaker", "bern") == ["Ben Bernanke"]


def test_people_are_listed_by_surname_and_their_place_can_be_changed(editor: Client) -> None:
    for name in ("Ana Ruiz", "Zoe Alt", "Ivo Élan"):
        make_person(name=name)
    page: Any = editor.get(list_url("person"))
    assert [person.sort_name for person in page.context["cl"].result_list] == ["Alt, Zoe", "Élan, Ivo", "Ruiz, Ana"]
    person = Person.objects.get(name="Ana Ruiz")
    url = change_url("person", person.pk)
    editor.post(url, form_data(editor, url) | {"sort_name": "Ana Ruiz"})
    person.refresh_from_db()
    assert (person.sort_name, person.sort_letter) == ("Ana Ruiz", "a")


def test_a_source_is_found_by_its_aliases(editor: Client) -> None:
    make_source(name="Harbour Post", aliases=["The Évening Post"])
    make_source(name="Coast Wire")
    assert picked(editor, "article", "source", "evening") == ["Harbour Post"]
    assert listed(editor, "source", "wir") == ["Coast Wire"]


@pytest.mark.parametrize("words", ["fish", "Fishing", "north sea"])
def test_a_topic_is_found(editor: Client, words: str) -> None:
    make_topic(name="North Sea fishing")
    make_topic(name="Roads")
    assert picked(editor, "article", "topics", words) == ["North Sea fishing"]


def test_an_article_is_found_while_its_words_are_typed(editor: Client) -> None:
    make_article(headline="Harbour closed")
    make_article(headline="Road closed")
    sync.drain()
    assert picked(editor, "relatedlink", "target", "harb") == ["Harbour closed"]


def test_aliases_are_edited_one_to_a_line(editor: Client) -> None:
    data = form_data(editor, add_url("person")) | {
        "name": "Marta  Lobo",
        "aliases": "M. Lobo\r\n\r\n  La   Loba \r\nM. Lobo",
        "slug": "",
    }
    assert editor.post(add_url("person"), data).status_code == 302
    person = Person.objects.get()
    assert (person.name, person.aliases, person.slug) == ("Marta Lobo", ["M. Lobo", "La Loba"], "marta-lobo")
    assert form_data(editor, change_url("person", person.pk))["aliases"] == "M. Lobo\r\nLa Loba"


def test_a_sources_zone_is_checked(editor: Client) -> None:
    data = form_data(editor, add_url("source")) | {"name": "Harbour Post", "time_zone": "Mars/Base"}
    assert "America/Caracas" in errors(editor.post(add_url("source"), data))["time_zone"]
    editor.post(add_url("source"), data | {"time_zone": "UTC-04:00"})
    assert Source.objects.get().time_zone == "UTC-04:00"


def test_known_zones_are_offered(editor: Client) -> None:
    assert '<option value="America/Caracas">' in editor.get(add_url("source")).content.decode()


def test_a_source_leads_to_its_articles(editor: Client) -> None:
    source = make_article().source
    sync.drain()
    assert f"/admin/articles/article/?source={source.pk}" in editor.get(list_url("source")).content.decode()


def test_a_source_with_articles_is_not_deleted(editor: Client) -> None:
    source = make_article().source
    page = editor.post(f"/admin/articles/source/{source.pk}/delete/", {"post": "yes"})
    assert page.status_code == 200
    assert Source.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize("noun", ["source", "person", "topic"])
def test_somebody_without_rights_sees_nothing(reader: Client, noun: str) -> None:
    assert reader.get(list_url(noun)).status_code == 403
    assert reader.get(add_url(noun)).status_code == 403
