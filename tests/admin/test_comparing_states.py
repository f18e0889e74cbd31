"""Any two states of a record can be compared, word by word and part by part."""

from typing import Any

import pytest
import reversion
from django.db.models import Model
from django.test import Client
from reversion.models import Version

from articles.archive.versions import present_state, state_of_version
from articles.models import Article
from tests.admin.pages import add_line, change_url, errors, form_data
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db


def history(record: Model) -> str:
    return f"/admin/articles/{record._meta.model_name}/{record.pk}/history/"


def states(record: Model) -> list[Version]:
    """Oldest first."""
    return list(Version.objects.get_for_object(record).order_by("pk"))


def compared(client: Client, record: Model, older: object, newer: object) -> Any:
    return client.get(f"{history(record)}compare/", {"older": str(older), "newer": str(newer)})


def told(response: Any) -> dict[str, list[tuple[str, str]]]:
    """What the page says of the record's own fields."""
    found = response.context["comparison"].fields
    return {change.label: [tuple(segment) for segment in change.segments] for change in found}


@pytest.fixture
def article(editor: Client) -> Article:
    """A story that Elena changed twice."""
    article = make_article(headline="Council approves plan", body="Ministers approved the plan.\n\nIt rained.")
    article.topics.add(make_topic(name="Harbours"))
    make_quote(article, "approved the plan", make_person(name="Marta Lobo"), role="mayor")
    article.photos.create(caption="The pier.")
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"body": "Ministers rejected the plan.\n\nIt rained.", "topics": []}
    data |= {"photos-0-DELETE": "on", "quotes-0-text": "rejected the plan", "quotes-0-role": "minister"}
    add_line(data, "related_links", title="An older story", after_paragraph="0", position="0")
    response: Any = editor.post(url, data)
    assert response.status_code == 302, errors(response)
    editor.post(url, form_data(editor, url) | {"headline": "Council rejects plan"})
    return article


def test_fields_are_compared_word_by_word(editor: Client, article: Article) -> None:
    first, second, _ = states(article)
    response = compared(editor, article, first.pk, second.pk)
    changed = told(response)
    assert changed["Body"] == [
        ("kept", "Ministers "),
        ("removed", "approved"),
        ("added", "rejected"),
        ("kept", " the plan.\n\nIt rained."),
    ]
    assert changed["Topics"] == [("removed", "Harbours")]
    assert set(changed) == {"Body", "Topics"}
    assert "Headline" in response.context["comparison"].same
    page = response.content.decode()
    assert "<del>approved</del><ins>rejected</ins>" in page
    assert "elena" in page


def test_photos_quotes_and_links_are_added_removed_or_changed(editor: Client, article: Article) -> None:
    first, second, _ = states(article)
    parts = compared(editor, article, first.pk, second.pk).context["comparison"].parts
    assert [(part.kind, part.what) for part in parts] == [
        ("Photo", "removed"),
        ("Quote", "changed"),
        ("Related link", "added"),
    ]
    quote = {change.label: [tuple(segment) for segment in change.segments] for change in parts[1].fields}
    assert quote["Role"] == [("removed", "mayor"), ("added", "minister")]
    assert quote["Text"][:2] == [("removed", "approved"), ("added", "rejected")]
    assert "Speaker" not in quote


def test_two_states_with_one_between_them_are_compared_in_either_order(editor: Client, article: Article) -> None:
    first, _, third = states(article)
    one, other = (compared(editor, article, *two) for two in ((first.pk, third.pk), (third.pk, first.pk)))
    assert {"Headline", "Body", "Topics"} == set(told(one))
    assert told(one) == told(other)


def test_a_state_is_compared_with_the_present_one(editor: Client, article: Article) -> None:
    last = states(article)[-1]
    page = compared(editor, article, last.pk, "now").content.decode()
    assert "alike in everything" in page
    Article.objects.get(pk=article.pk).quotes.all().delete()
    parts = compared(editor, article, last.pk, "now").context["comparison"].parts
    assert [(part.kind, part.what) for part in parts] == [("Quote", "removed")]


def test_a_version_keeps_what_the_present_state_has(article: Article) -> None:
    article.refresh_from_db()
    article.corrections.create(text="Wrong name.")
    with reversion.create_revision():
        reversion.add_to_revision(article)
    assert state_of_version(states(article)[-1]) == present_state(article)


@pytest.mark.parametrize("make", [make_person, make_source, make_topic])
def test_people_sources_and_topics_are_compared(editor: Client, make: Any) -> None:
    record = make(name="Marta Lobo", aliases=["M. Lobo"])
    url = change_url(record._meta.model_name, record.pk)
    editor.post(url, form_data(editor, url) | {"name": "Marta Jane Lobo", "aliases": "M. Lobo\nLa Loba"})
    first, second = states(record)
    changed = told(compared(editor, record, first.pk, second.pk))
    assert changed["Name"] == [("kept", "Marta "), ("added", "Jane "), ("kept", "Lobo")]
    assert changed["Aliases"][-1] == ("added", "\nLa Loba")


def test_a_speaker_that_is_gone_is_named_by_number(editor: Client, article: Article) -> None:
    first, second, _ = states(article)
    quote = article.quotes.get()
    quote.speaker.delete()  # type: ignore[union-attr]  # it has one
    (change,) = (
        one for one in compared(editor, article, second.pk, "now").context["comparison"].parts if one.kind == "Quote"
    )
    assert "which is no longer there" in change.fields[0].segments[0].text
    assert compared(editor, article, first.pk, second.pk).status_code == 200


@pytest.mark.parametrize(
    ("older", "newer"), [("", "now"), ("0", "now"), ("x", "now"), ("first", "x"), ("first", "99999")]
)
def test_without_two_states_the_history_is_shown_again(
    editor: Client, article: Article, older: str, newer: str
) -> None:
    first = states(article)[0].pk
    response = editor.get(f"{history(article)}compare/", {"older": older.replace("first", str(first)), "newer": newer})
    assert response.headers["Location"] == history(article)
    assert "Choose two states" in editor.get(history(article)).content.decode()


def test_a_state_of_another_record_is_none_of_this_one(editor: Client, article: Article) -> None:
    other = make_article()
    url = change_url("article", other.pk)
    editor.post(url, form_data(editor, url) | {"headline": "Another"})
    foreign = states(other)[0].pk
    assert compared(editor, article, foreign, "now").status_code == 302
    assert compared(editor, article, states(article)[0].pk, foreign).status_code == 302


def test_the_history_offers_all_states_and_what_was_done(editor: Client, article: Article) -> None:
    page = editor.get(history(article)).content.decode()
    assert page.count('name="older"') == 3
    assert page.count('name="newer"') == 4
    assert "As it was before the change that follows." in page
    assert "Nobody has changed this" in editor.get(history(make_article())).content.decode()


def test_what_one_may_not_see_cannot_be_compared(contributor: Client, article: Article) -> None:
    assert compared(contributor, article, states(article)[0].pk, "now").status_code == 404
