"""What an editor changes can be looked up and brought back."""

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.archive.merging import merge
from articles.models import Article, Person, Quote, Source
from tests.admin.pages import add_line, change_url, form_data
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db


def versions(record: Article | Person) -> list[Version]:
    """Latest first."""
    return list(Version.objects.get_for_object(record))


def revert(client: Client, version: Version) -> None:
    url = f"{change_url(version.content_type.model, int(version.object_id))[: -len('change/')]}history/{version.pk}/"
    assert client.post(url, form_data(client, url)).status_code == 302


def delete_for_good(client: Client, *articles: Article) -> None:
    """By way of the trash."""
    ids = [article.pk for article in articles]
    client.post("/admin/articles/article/", {"action": "move_to_trash", "_selected_action": ids})
    client.post("/admin/articles/article/trash/empty/", {"article": ids})


def test_the_state_that_the_importer_left_is_kept_at_the_first_change(editor: Client) -> None:
    article = make_article(headline="As imported")
    make_quote(article, "approved the plan")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "As edited"})
    assert [version.field_dict["headline"] for version in versions(article)] == ["As edited", "As imported"]
    editor.post(url, form_data(editor, url) | {"headline": "As edited again"})
    assert len(versions(article)) == 3


def test_the_state_that_another_import_left_is_kept_too(editor: Client) -> None:
    article = make_article(place="A")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "Edited"})
    article.refresh_from_db()
    article.place = "B"
    article.save()
    editor.post(url, form_data(editor, url) | {"headline": "Edited again"})
    assert [version.field_dict["place"] for version in versions(article)] == ["B", "B", "A", "A"]


def test_an_article_is_brought_back_with_all_that_belongs_to_it(editor: Client) -> None:
    article = make_article(headline="Before")
    quote = make_quote(article, "approved the plan", make_person(name="Marta Lobo"))
    article.topics.add(make_topic(name="Harbours"))
    article.photos.create(caption="The pier.")
    article.related_links.create(title="An older story")
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {
        "headline": "After",
        "quotes-0-DELETE": "on",
        "photos-0-caption": "Another.",
        "topics": [],
    }
    data["related_links-0-DELETE"] = "on"
    add_line(data, "corrections", text="Wrong name.", date="")
    assert editor.post(url, data).status_code == 302
    assert not article.quotes.exists()
    revert(editor, versions(article)[-1])
    article.refresh_from_db()
    assert article.headline == "Before"
    assert [(each.pk, each.text) for each in article.quotes.all()] == [(quote.pk, quote.text)]
    assert article.photos.get().caption == "The pier."
    assert article.related_links.get().title == "An older story"
    assert [topic.name for topic in article.topics.all()] == ["Harbours"]
    assert not article.corrections.exists()


def test_looking_at_a_former_state_changes_nothing(editor: Client) -> None:
    article = make_article(headline="Before")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "After"})
    page = editor.get(f"/admin/articles/article/{article.pk}/history/{versions(article)[-1].pk}/")
    assert page.context["adminform"].form.initial["headline"] == "Before"
    article.refresh_from_db()
    assert article.headline == "After"


def test_looking_at_pages_takes_no_lock(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    begun: list[object] = []
    enter = transaction.Atomic.__enter__

    def noted(atomic: transaction.Atomic) -> None:
        begun.append(atomic)
        enter(atomic)

    monkeypatch.setattr(transaction.Atomic, "__enter__", noted)
    editor.get(change_url("article", article.pk))
    editor.get("/admin/articles/article/")
    assert begun == []


def test_what_is_done_from_the_list_is_in_the_history(editor: Client) -> None:
    article = make_article(status="draft")
    editor.post(
        "/admin/articles/article/", {"action": "publish", "_selected_action": [article.pk], "apply": "1", "when": "now"}
    )
    assert [version.field_dict["status"] for version in versions(article)] == ["published", "draft"]
    page = editor.get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "Draft → Published" in page
    assert "elena" in page


def test_a_person_is_brought_back_with_the_names_that_find_them(editor: Client) -> None:
    person = make_person(name="Marta Lobo", aliases=["M. Lobo"])
    url = change_url("person", person.pk)
    editor.post(url, form_data(editor, url) | {"aliases": "La Loba"})
    assert sorted(person.names.values_list("key", flat=True)) == ["la loba", "marta lobo"]
    revert(editor, versions(person)[-1])
    assert sorted(person.names.values_list("key", flat=True)) == ["m lobo", "marta lobo"]


def test_a_deleted_article_is_recovered(superuser: Client) -> None:
    article = make_article(headline="Deleted by mistake", source=make_source())
    make_quote(article, "approved the plan")
    url = change_url("article", article.pk)
    superuser.post(url, form_data(superuser, url) | {"place": "HERE"})
    delete_for_good(superuser, article)
    assert not Article.objects.exists()
    assert "Deleted by mistake" in superuser.get("/admin/articles/article/recover/").content.decode()
    version = Version.objects.get_deleted(Article).get()
    url = f"/admin/articles/article/recover/{version.pk}/"
    assert superuser.post(url, form_data(superuser, url)).status_code == 302
    assert Article.objects.get().place == "HERE"
    assert Quote.objects.get().text == "approved the plan"


def test_a_deleted_article_that_nobody_ever_changed_is_recovered(superuser: Client) -> None:
    articles = [make_article(headline="First"), make_article(headline="Second"), make_article(headline="Third")]
    delete_for_good(superuser, *articles)
    assert not Article.objects.exists()
    page = superuser.get("/admin/articles/article/recover/").content.decode()
    assert all(headline in page for headline in ("First", "Second", "Third"))


def test_the_page_of_an_article_costs_the_same_for_many_quotes(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article(agency=make_source(kind="agency"))
    article.topics.add(make_topic())
    for _ in range(2):
        make_quote(article, "approved the plan", make_person())
        article.related_links.create(title="Older", target=make_article())
        article.photos.create(caption="The pier.")
    url = change_url("article", article.pk)
    editor.get(url)
    # session · user · two of rights · article · log · former addresses · photos, quotes, links, corrections · source
    # and agency for their pick lists · topics: which, and their names · who else has it open · to look at: photos,
    # quotes, links, which of their articles one may see, others of this headline
    with django_assert_num_queries(21):
        editor.get(url)
    for _ in range(10):
        make_quote(article, "approved the plan", make_person())
        article.related_links.create(title="Older", target=make_article())
        article.photos.create(caption="The pier.")
    with django_assert_num_queries(21):
        editor.get(url)


def test_what_was_merged_since_is_followed_when_an_older_state_comes_back(editor: Client) -> None:
    source, agency, person = make_source(name="Courier"), make_source(kind="agency"), make_person()
    harbours, piers = make_topic(name="Harbours"), make_topic(name="Piers")
    article = make_article(headline="Before", source=source, agency=agency)
    article.topics.set([harbours, piers])
    make_quote(article, "approved the plan", person)
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "After"})
    kept = {"source": make_source(), "agency": make_source(kind="agency"), "person": make_person(), "topic": piers}
    first = merge(make_source(name="Herald"), source, None).kept_id
    merge(kept["source"], Source.objects.get(pk=first), None)
    merge(kept["agency"], agency, None)
    merge(kept["person"], person, None)
    merge(kept["topic"], harbours, None)
    revert(editor, versions(article)[-1])
    article = Article.objects.get()
    assert (article.headline, article.source, article.agency) == ("Before", kept["source"], kept["agency"])
    assert article.quotes.get().speaker == kept["person"]
    assert list(article.topics.all()) == [piers]


def test_of_what_is_gone_for_good_nothing_is_named_but_the_present_source(editor: Client) -> None:
    source, person, topic = make_source(), make_person(), make_topic()
    article = make_article(headline="Before", source=source)
    article.topics.set([topic])
    make_quote(article, "approved the plan", person)
    url = change_url("article", article.pk)
    present = make_source()
    editor.post(url, form_data(editor, url) | {"headline": "After", "source": str(present.pk)})
    for record in (source, person, topic):
        record.delete()
    revert(editor, versions(article)[-1])
    article = Article.objects.get()
    assert (article.headline, article.source) == ("Before", present)
    assert article.quotes.get().speaker is None
    assert list(article.topics.all()) == []
