"""Merging people in the admin, and undoing it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.models import Merge, Person, SearchChange
from articles.search import sync
from tests.admin.pages import change_url, form_data, list_url
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db

DUPLICATES = "/admin/articles/person/duplicates/"


def make_speaker(name: str, quotes: int = 1, **fields: Any) -> Person:
    person = make_person(name=name, **fields)
    for _ in range(quotes):
        make_quote(make_article(), "approved the plan", person, role=f"mayor {name.split()[-1]}")
    return person


def compared(*people: Person) -> str:
    return "/admin/articles/person/merge/?" + "&".join(f"person={person.pk}" for person in people)


def undo_url() -> str:
    return f"/admin/articles/person/merges/{Merge.objects.latest('pk').pk}/undo/"


def said(response: Any) -> str:
    """The messages of a page, or of the page that it leads to."""
    return " ".join(str(message) for message in response.context["messages"])


def test_people_chosen_in_the_list_are_shown_side_by_side(editor: Client) -> None:
    one = make_speaker("Ana Ruiz", aliases=["A. Ruiz"], description="Of the council.")
    other = make_speaker("Ana Soto", 2)
    chosen = {"action": "merge_records", "_selected_action": [one.pk, other.pk]}
    page = editor.post(list_url("person"), chosen, follow=True)
    assert page.redirect_chain == [(compared(one, other), 302)]
    text = page.content.decode()
    for fact in ("A. Ruiz", "/people/ana-soto/", "Of the council.", "4 March 2024", "mayor Soto", "approved the plan"):
        assert fact in text
    assert f'value="{other.pk}" checked' in text, "the one with most quotes is suggested"


def test_the_others_are_merged_into_the_one_that_was_chosen(editor: Client) -> None:
    one, two, three = make_speaker("Ana Ruiz"), make_speaker("Ana Soto"), make_speaker("A. Ruiz")
    page = editor.post(compared(one, two, three), {"kept": one.pk}, follow=True)
    assert page.redirect_chain == [(change_url("person", one.pk), 302)]
    assert "Merged into this record: Ana Soto, A. Ruiz." in said(page)
    kept = Person.objects.get()
    assert (kept, kept.aliases, kept.quotes.count()) == (one, ["Ana Soto", "A. Ruiz"], 3)
    assert set(Merge.objects.values_list("merged_by__username", flat=True)) == {"elena"}
    assert not SearchChange.objects.exists()
    assert sync.check() == []


def test_history_has_both_records_as_they_were_and_says_what_was_done(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto")
    editor.post(compared(one, two), {"kept": one.pk})
    versions = list(Version.objects.get_for_object(one).select_related("revision__user"))
    assert [version.field_dict["aliases"] for version in versions] == [["Ana Soto"], []]
    assert versions[0].revision.comment == "Merged Ana Soto (/people/ana-soto/) into this record."
    assert versions[0].revision.user.username == "elena"
    assert Version.objects.get_for_object_reference(Person, two.pk).get().field_dict["name"] == "Ana Soto"
    editor.post(undo_url())
    comments = [version.revision.comment for version in Version.objects.get_for_object(one)]
    assert comments[0] == "Undid the merge of Ana Soto into this record."


def test_a_merge_is_undone_from_the_page_of_the_record_that_stayed(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto", 2)
    editor.post(compared(one, two), {"kept": one.pk})
    page = editor.get(change_url("person", one.pk)).content.decode()
    assert f'href="{undo_url()}"' in page
    assert "by elena" in page
    asked = " ".join(editor.get(undo_url()).content.decode().split())
    assert "the 2 quotes that it had before go back to it" in asked
    assert "no longer has the spelling Ana Soto" in asked
    assert Person.objects.count() == 1
    done = editor.post(undo_url(), follow=True)
    assert done.redirect_chain == [(change_url("person", two.pk), 302)]
    assert "Ana Soto is a record of its own again, with 2 quotes." in said(done)
    assert Person.objects.get(pk=two.pk).quotes.count() == 2
    assert sync.check() == []
    assert undo_url() not in editor.get(change_url("person", one.pk)).content.decode()


def test_what_does_not_come_back_is_told(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto", 2)
    editor.post(compared(one, two), {"kept": one.pk})
    two.quotes.model.objects.latest("pk").delete()
    assert "1 of its 2 quotes did not come back" in said(editor.post(undo_url(), follow=True))


def test_undoing_twice_says_so(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto")
    editor.post(compared(one, two), {"kept": one.pk})
    editor.post(undo_url())
    assert "was undone on" in editor.get(undo_url()).content.decode()
    assert "Nothing was undone. This merge has been undone already." in said(editor.post(undo_url(), follow=True))


@pytest.mark.parametrize("chosen", [1, 9])
def test_too_few_or_too_many_are_refused(editor: Client, chosen: int) -> None:
    people = [make_person().pk for _ in range(chosen)]
    page = editor.post(list_url("person"), {"action": "merge_records", "_selected_action": people}, follow=True)
    assert "choose from 2 to 8 people" in said(page)
    assert Person.objects.count() == chosen


@pytest.mark.parametrize("query", ["", "person=x&person=99999", f"person={'9' * 30}", "person=1&person=1"])
def test_an_address_without_two_people_leads_back_with_advice(editor: Client, query: str) -> None:
    make_person(pk=1)
    page = editor.get(f"/admin/articles/person/merge/?{query}", follow=True)
    assert page.redirect_chain == [(list_url("person"), 302)]
    assert "Choose from 2 to 8 people" in said(page)


@pytest.mark.parametrize("data", [{}, {"kept": "x"}, {"kept": "99999"}])
def test_nothing_is_merged_without_a_choice(editor: Client, data: dict[str, str]) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto")
    page = editor.post(compared(one, two), data)
    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()
    assert Person.objects.count() == 2


def test_a_merge_of_what_somebody_merged_meanwhile_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto")
    monkeypatch.setattr("articles.admin.merging.keep_state", lambda _: Person.objects.filter(pk=two.pk).delete())
    page = editor.post(compared(one, two), {"kept": one.pk}, follow=True)
    assert "Nothing was merged. These records are one, or somebody has deleted one" in said(page)
    assert not Merge.objects.exists()


def test_likely_duplicates_are_listed_with_why_and_led_to_the_comparison(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("A. Ruiz", 2)
    make_speaker("Ivo Lind")
    assert f'href="{DUPLICATES}"' in editor.get(list_url("person")).content.decode()
    text = editor.get(DUPLICATES).content.decode()
    assert compared(one, two).replace("&", "&amp;") in text
    assert "the same but for initials or a middle name" in text
    assert "2 quotes" in text
    assert "Ivo Lind" not in text


def test_without_likely_duplicates_the_list_says_so(editor: Client) -> None:
    assert "No two records have names that look like" in editor.get(DUPLICATES).content.decode()


def test_likely_duplicates_come_in_pages(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.likely.PAIRS_A_PAGE", 1)
    for name in ("Ana Ruiz", "Ana Ruiz", "Ivo Lind", "Ivo Lind"):
        make_person(name=name)
    first, second = (editor.get(DUPLICATES, {"page": page}).content.decode() for page in (1, 2))
    assert "Ana Ruiz" in first
    assert "Ivo Lind" not in first
    assert 'href="?page=2"' in first
    assert "Ivo Lind" in second


@pytest.mark.parametrize("number", [2, 6])
def test_what_the_pages_cost(editor: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people = [make_speaker("Ana Ruiz", 4) for _ in range(number)]
    with django_assert_num_queries(8):  # session, user, permissions (2); people; roles, examples, counts
        editor.get(compared(*people))
    with django_assert_num_queries(7):  # session, user, permissions (2); names; people, their quotes
        editor.get(DUPLICATES)
    editor.post(compared(*people), {"kept": people[0].pk})
    with django_assert_num_queries(7):  # session, user, permissions (2); the person, merges, splits
        editor.get(change_url("person", people[0].pk))
    address = undo_url()
    with django_assert_num_queries(6):  # session, user, permissions (2); the merge, the person
        editor.get(address)


def test_a_former_state_of_an_article_is_brought_back_with_the_record_that_stands_for_its_speaker(
    editor: Client,
) -> None:
    people = [make_speaker(name) for name in ("Ana Lopez", "Ana Ruiz", "Ana Soto")]
    article = people[2].quotes.get().article
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "After"})
    for kept, merged in ((people[1], people[2]), (people[0], people[1])):
        editor.post(compared(kept, merged), {"kept": kept.pk})
    former = f"/admin/articles/article/{article.pk}/history/{Version.objects.get_for_object(article).last().pk}/"
    assert f'<option value="{people[0].pk}" selected' in editor.get(former).content.decode()
    assert editor.post(former, form_data(editor, former)).status_code == 302
    article.refresh_from_db()
    assert article.headline != "After"
    quote = article.quotes.get()
    assert (quote.speaker, quote.method) == (people[0], "rule")


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_without_rights_merges_and_undoes_nothing(reader: Client, editor: Client, method: str) -> None:
    one, two, three = make_speaker("Ana Ruiz"), make_speaker("Ana Soto"), make_speaker("A. Ruiz")
    editor.post(compared(one, two), {"kept": one.pk})
    for address in (compared(one, three), undo_url(), DUPLICATES):
        assert getattr(reader, method)(address, {"kept": one.pk}).status_code == 403
    assert Person.objects.count() == 2


def test_of_a_merge_whose_record_is_gone_nothing_can_be_undone(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto")
    editor.post(compared(one, two), {"kept": one.pk})
    Person.objects.all().delete()
    assert editor.get(undo_url()).status_code == 404


def test_a_merge_outlives_the_account_of_who_did_it(editor: Client) -> None:
    one, two = make_speaker("Ana Ruiz"), make_speaker("Ana Soto")
    editor.post(compared(one, two), {"kept": one.pk})
    User.objects.get(username="elena").delete()
    assert Merge.objects.get().merged_by is None
