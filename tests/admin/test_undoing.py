"""Undoing an import: what goes, what stays, what stands in the way, what readers are told."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from articles.admin import undoing
from articles.archive import import_lock
from articles.archive.undoing import obstacles
from articles.models import Article, GoneAddress, Import, ImportItem, Original, Person, Quote, Source, Topic
from articles.search import sync
from tests.admin.desk import accept_all_url, bring_in, post, reject_url, review_url, story
from tests.admin.pages import change_url, form_data
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db


def undo_url(run: Import) -> str:
    return reverse("admin:articles_import_undo", args=[run.pk])


def in_the_way(client: Client, run: Import) -> str:
    """What the page names; sent all the same, nothing is undone."""
    held = Article.objects.count()
    page = client.get(undo_url(run)).content.decode()
    assert "cannot be undone" in page
    assert "Nothing was undone" in str(client.post(undo_url(run), follow=True).content.decode())
    assert Article.objects.count() == held
    run.refresh_from_db()
    assert run.undone_at is None
    return page


@pytest.fixture
def run(editor: Client) -> Import:
    """Two stories, accepted."""
    run = bring_in(
        editor, story("River floods meadows"), story("Mill stands still").replace("Marta Soler", "Olga Ferrer")
    )
    editor.post(accept_all_url(run))
    return run


def test_everything_that_came_with_it_goes_and_originals_and_report_stay(editor: Client, run: Import) -> None:
    page = editor.get(undo_url(run)).content.decode()
    assert "created 2 stories that nobody has worked on" in page
    assert "Readers know 2 of them" in page
    response = post(editor, undo_url(run))
    assert response.url == change_url("import", run.pk)
    assert not any(model.objects.exists() for model in (Article, Quote, Person, Source, Topic))
    assert Original.objects.count() == 2
    assert "Undone by elena" in editor.get(response.url).content.decode()
    assert run.items.count() == 2


@pytest.mark.django_db(transaction=True)
def test_search_follows(editor: Client, client: Client, run: Import) -> None:
    assert "floods meadows" in client.get("/search/?q=river").content.decode()
    editor.post(undo_url(run))
    assert "floods meadows" not in client.get("/search/?q=river").content.decode()
    assert sync.check() == []


def test_addresses_that_readers_knew_say_that_they_are_gone(editor: Client, client: Client, run: Import) -> None:
    article = Article.objects.get(headline="River floods meadows")
    quote = article.quotes.get()
    assert quote.speaker
    addresses = [each.get_absolute_url() for each in (article, quote, quote.speaker, article.source)]
    assert [client.get(address).status_code for address in addresses] == [200] * 4
    editor.post(undo_url(run))
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 410
        assert "no longer in the archive" in response.content.decode()
    bring_in(editor, story("River floods meadows"))
    Article.objects.get().save()
    assert client.get(addresses[0]).status_code == 410
    Article.objects.update(status="published")
    assert client.get(addresses[0]).status_code == 200


def test_what_readers_never_knew_leaves_no_trace(editor: Client, client: Client) -> None:
    run = bring_in(editor, story())
    address = Article.objects.get().get_absolute_url()
    assert "Readers know none of it" in editor.get(undo_url(run)).content.decode()
    editor.post(undo_url(run))
    assert client.get(address).status_code == 404
    assert not GoneAddress.objects.exists()


def test_what_others_use_or_an_editor_worked_on_stays(editor: Client, client: Client, run: Import) -> None:
    olga, source = Person.objects.get(name="Olga Ferrer"), Source.objects.get()
    make_quote(make_article(source=source), "approved the plan", olga)
    marta = Person.objects.get(name="Marta Soler")
    url = change_url("person", marta.pk)
    assert editor.post(url, form_data(editor, url) | {"description": "The mayor."}).status_code == 302
    editor.post(undo_url(run))
    assert set(Person.objects.all()) == {olga, marta}
    assert list(Source.objects.all()) == [source]
    assert client.get(olga.get_absolute_url()).status_code == 200


def test_people_who_were_there_before_stay(editor: Client) -> None:
    known = make_person(name="Marta Soler")
    editor.post(undo_url(bring_in(editor, story())))
    assert list(Person.objects.all()) == [known]


def test_of_imports_that_noted_nothing_people_and_sources_stay(editor: Client, run: Import) -> None:
    Import.objects.update(held_before=None)
    assert "was not noted at the time" in editor.get(undo_url(run)).content.decode()
    editor.post(undo_url(run))
    assert not Article.objects.exists()
    assert Person.objects.count() == 2


def test_what_waits_of_it_is_refused(editor: Client, run: Import) -> None:
    other = bring_in(editor, story("River floods meadows").replace("two more", "three"), story("Third"))
    editor.post(undo_url(other))
    assert set(other.items.values_list("review", "review_reason")) == {("rejected", "The import was undone.")}
    assert Article.objects.count() == 2


def test_an_edited_story_stands_in_the_way(editor: Client, run: Import) -> None:
    article = Article.objects.get(headline="Mill stands still")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"place": "Elby"})
    page = in_the_way(editor, run)
    assert "“Mill stands still” was edited: place." in page
    assert url in page


def test_a_decided_quote_stands_in_the_way(editor: Client, run: Import) -> None:
    Quote.objects.filter(article__headline="Mill stands still").update(confirmed=True)
    assert "decided on quotes of “Mill stands still”" in in_the_way(editor, run)


def test_a_dropped_quote_stands_in_the_way(editor: Client, run: Import) -> None:
    Article.objects.filter(headline="Mill stands still").update(dropped_quotes=[["body", "We are ready"]])
    assert "decided on quotes of “Mill stands still”" in in_the_way(editor, run)


def test_a_story_that_it_brought_up_to_date_stands_in_the_way_of_it_and_of_the_one_before(
    editor: Client, run: Import
) -> None:
    newer = bring_in(editor, story("River floods meadows").replace("two more", "three"))
    assert obstacles(run) == []
    editor.post(review_url(newer.items.get()))
    assert "an import that updated stories cannot be undone" in in_the_way(editor, newer)
    assert f"brought up to a newer file by import {newer.pk}" in in_the_way(editor, run)


def test_a_link_that_an_editor_has_seen_to_stands_in_the_way(editor: Client, run: Import) -> None:
    target = Article.objects.get(headline="Mill stands still")
    found = make_article(headline="Found by itself").related_links.create(title="Mill", target=target)
    assert obstacles(run) == []
    chosen = make_article(headline="Chosen", edited_fields=["related_links"])
    link = chosen.related_links.create(title="Mill", target=target)
    assert "“Chosen” links to “Mill stands still”" in in_the_way(editor, run)
    link.delete()
    editor.post(undo_url(run))
    found.refresh_from_db()
    assert found.target is None


def test_an_undone_import_is_not_undone_again(editor: Client, run: Import) -> None:
    editor.post(undo_url(run))
    assert "undone already" in editor.get(undo_url(run)).content.decode()
    assert "undone already" in editor.post(undo_url(run), follow=True).content.decode()


def test_a_running_import_is_not_undone(editor: Client, run: Import) -> None:
    Import.objects.update(state="running")
    assert "still running" in in_the_way(editor, run)
    Import.objects.update(state="finished")
    with import_lock():
        assert "Another import is running" in editor.post(undo_url(run), follow=True).content.decode()
    assert Article.objects.count() == 2


def test_a_rejected_story_is_nothing_to_undo(editor: Client) -> None:
    run = bring_in(editor, story())
    editor.post(reject_url(run.items.get()), {"reason": "Not ours."})
    assert "There is nothing to undo" in editor.get(undo_url(run)).content.decode()


def test_too_many_for_a_page_are_left_to_the_command(
    editor: Client, run: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "MOST_AT_ONCE", 1)
    assert f"undo_import {run.pk}" in editor.post(undo_url(run)).content.decode()
    assert Article.objects.count() == 2
    out = StringIO()
    call_command("undo_import", str(run.pk), stdout=out)
    assert "2 articles, 2 people, 1 sources, 1 topics" in out.getvalue()
    assert "Undone by the command" in editor.get(change_url("import", run.pk)).content.decode()


def test_the_command_says_what_stands_in_the_way(run: Import) -> None:
    Article.objects.update(edited_fields=["place"])
    with pytest.raises(CommandError, match=r"Nothing was undone.*was edited: place. And 1 more."):
        call_command("undo_import", str(run.pk))
    with pytest.raises(CommandError, match="There is no import 99"):
        call_command("undo_import", "99")


def test_an_import_by_the_command_is_undone_too(editor: Client, tmp_path: Path) -> None:
    kept = make_article(source=make_source(name="Valley Courier"))
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").write_text(story())
    call_command("import_articles", str(folder), stdout=StringIO())
    run = Import.objects.get()
    editor.post(undo_url(run))
    assert list(Article.objects.all()) == [kept]
    call_command("import_articles", str(folder), stdout=StringIO())
    assert ImportItem.objects.order_by("-pk")[0].outcome == "created"


def test_only_editors_undo(contributor: Client, reader: Client, run: Import) -> None:
    for client in (contributor, reader):
        assert client.get(undo_url(run)).status_code == 403
        assert client.post(undo_url(run)).status_code == 403
    assert Article.objects.count() == 2
