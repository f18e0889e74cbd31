"""Splitting a person in the admin: choosing quotes, a preview, the deed, and undoing it."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.models import Person, Quote, Split
from tests.admin.pages import change_url
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def marta(db: None) -> Person:
    """Four quotes under one name, of which two are printed otherwise."""
    person = make_person(name="Marta Lobo", aliases=["Marta Lobo Díaz"])
    courier = make_source(name="Courier")
    for number in range(2):
        make_quote(make_article(headline=f"Own {number}"), "approved the plan", person, role="mayor")
        article = make_article(headline=f"Other {number}", source=courier)
        make_quote(article, "met on Monday", person, speaker_as_printed="Marta Lobo Díaz", role="minister")
    return person


def page(person: Person) -> str:
    return f"/admin/articles/person/{person.pk}/split/"


def of_the_other() -> list[int]:
    return list(Quote.objects.filter(text="met on Monday").order_by("pk").values_list("pk", flat=True))


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def send(client: Client, split_one: Person, **data: Any) -> Any:
    return client.post(page(split_one), {"person": "", "name": "", **data})


def divided(client: Client, split_one: Person, **data: Any) -> Split:
    """Split by the preview, as a browser does it."""
    preview = send(client, split_one, quote=of_the_other(), **data).context
    values = {"quotes": preview["chosen"], "aliases": preview["aliases"], "do": "Split"}
    assert send(client, split_one, **values, **data).status_code == 302
    return Split.objects.latest("pk")


def test_a_person_s_page_leads_to_the_choice_by_spelling(editor: Client, marta: Person) -> None:
    assert f'href="{page(marta)}">Split…' in editor.get(change_url("person", marta.pk)).content.decode()
    shown = editor.get(page(marta)).content.decode()
    assert "Printed as “Marta Lobo”" in shown
    assert "Printed as “Marta Lobo Díaz”" in shown
    assert shown.count(' name="quote"') == 4
    assert shown.count(" data-all>") == 2


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"printed": "Marta Lobo Díaz"}, 2),
        ({"role": "mayor"}, 2),
        ({"role": "minister", "printed": "Marta Lobo"}, 0),
        ({"printed": "nobody"}, 0),
    ],
)
def test_the_choice_is_narrowed(editor: Client, marta: Person, asked: dict[str, str], number: int) -> None:
    response = editor.get(page(marta), asked)
    assert response.content.decode().count(' name="quote"') == number
    if not number:
        assert "No quote is like that" in response.content.decode()


def test_the_choice_is_narrowed_to_a_source_or_an_article(editor: Client, marta: Person) -> None:
    article = Quote.objects.filter(text="met on Monday")[0].article
    assert editor.get(page(marta), {"source": article.source_id}).context["number"] == 2
    assert editor.get(page(marta), {"article": article.pk}).context["number"] == 1


def test_a_preview_says_what_would_go_and_changes_nothing(editor: Client, marta: Person) -> None:
    shown = send(editor, marta, quote=of_the_other(), name="Marta Lobo").content.decode()
    assert "2 quotes in 2 articles go from Marta Lobo" in shown
    assert "who keeps 2" in shown
    assert "a new record, Marta Lobo" in shown
    assert "there is already" in " ".join(shown.split())
    assert 'name="aliases" value="Marta Lobo Díaz" checked' in shown
    assert Quote.objects.filter(speaker=marta).count() == 4
    assert Person.objects.count() == 1


def test_split_into_a_new_record_and_undone(editor: Client, marta: Person) -> None:
    done = divided(editor, marta, name="Marta Lobo Díaz")
    other = Person.objects.get(pk=done.to_id)
    assert set(Quote.objects.filter(speaker=other).values_list("pk", flat=True)) == set(of_the_other())
    assert Person.objects.get(pk=marta.pk).aliases == []
    for person in (marta, other):
        shown = editor.get(change_url("person", person.pk)).content.decode()
        assert f"/admin/articles/person/splits/{done.pk}/undo/" in shown
        assert "by elena" in shown
        history = editor.get(f"/admin/articles/person/{person.pk}/history/").content.decode()
        assert "elena" in history
    assert "2 quotes" in " ".join(editor.get(f"/admin/articles/person/splits/{done.pk}/undo/").content.decode().split())
    response = editor.post(f"/admin/articles/person/splits/{done.pk}/undo/")
    assert "2 quotes came back" in told(response)
    assert Quote.objects.filter(speaker=marta).count() == 4
    assert not Person.objects.filter(pk=other.pk).exists()
    assert Person.objects.get(pk=marta.pk).aliases == ["Marta Lobo Díaz"]
    assert editor.get(other.get_absolute_url()).headers["Location"] == marta.get_absolute_url()
    assert "undone already" in told(editor.post(f"/admin/articles/person/splits/{done.pk}/undo/"))
    assert Version.objects.get_for_object(marta).count() == 3


def test_split_to_a_record_that_is_there(editor: Client, marta: Person) -> None:
    other = make_person(name="Marta L. Díaz")
    divided(editor, marta, person=other.pk)
    other.refresh_from_db()
    assert other.quotes.count() == 2
    assert other.aliases == ["Marta Lobo Díaz"]


def test_all_that_the_filter_leaves_can_go(editor: Client, marta: Person) -> None:
    response: Any = editor.post(f"{page(marta)}?role=minister", {"all": "1", "name": "Another", "person": ""})
    assert response.context["chosen"] == ",".join(str(pk) for pk in of_the_other())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"name": "Another"}, "Tick the quotes"),
        ({"quote": ["x", "9" * 30], "name": "Another"}, "Tick the quotes"),
        ({"quote": ["1"]}, "Say whose the quotes are"),
        ({"quote": ["1"], "name": "Another", "person": "own"}, "Say whose the quotes are"),
        ({"quote": ["1"], "person": "999999"}, "gone: merged or deleted"),
    ],
)
def test_what_is_missing_is_said(editor: Client, marta: Person, data: dict[str, Any], why: str) -> None:
    data = data | ({"person": marta.pk} if data.get("person") == "own" else {})
    assert why in send(editor, marta, **data).content.decode()
    assert not Split.objects.exists()


def test_nothing_goes_to_the_person_it_is_taken_from(editor: Client, marta: Person) -> None:
    response = send(editor, marta, quotes=str(of_the_other()[0]), person=marta.pk, do="Split")
    assert "Nothing was split. The quotes are this person's already" in " ".join(told(response).split("&#x27;"))


def test_a_person_without_quotes_has_nothing_to_split(editor: Client) -> None:
    assert "nothing to split" in editor.get(page(make_person())).content.decode()


def test_the_page_costs_the_same_for_many_quotes(
    editor: Client, marta: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # session · user · two of rights · person · three choices · how many · quotes with article and source
    with django_assert_num_queries(9):
        editor.get(page(marta))
    for _ in range(10):
        make_quote(make_article(), "approved the plan", marta)
    with django_assert_num_queries(9):
        editor.get(page(marta))
