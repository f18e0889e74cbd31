"""What was done to several records at once is undone as one; what was changed since stays, and is named."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.archive.originals import checksum
from articles.models import Address, Article, BulkAction, Import, ImportItem, Quote, RelatedLink, Twins
from tests.admin.pages import change_url, form_data, list_url
from tests.factories import make_article, make_person, make_quote, make_topic

pytestmark = pytest.mark.django_db

BULK = "/admin/articles/article/bulk/"


def act(client: Client, noun: str, action: str, *ids: int, **more: Any) -> Any:
    data = {"action": action, "_selected_action": list(ids), "apply": "1", "reason": "", "when": "now", "to": "readers"}
    return client.post(list_url(noun), data | more)


def undo(client: Client) -> Any:
    return client.post(f"{BULK}{BulkAction.objects.latest('pk').pk}/undo/")


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def statuses(*articles: Article) -> list[str]:
    held = dict(Article.objects.values_list("pk", "status"))
    return [held[article.pk] for article in articles]


@pytest.fixture
def articles(db: None) -> list[Article]:
    """A draft, a published one, and one that is to appear."""
    first = make_article(headline="First", status="draft")
    first.topics.add(make_topic(), make_topic())
    make_quote(first, "approved the plan", make_person())
    return [first, make_article(headline="Second"), make_article(headline="Third")]


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("publish", "draft", "published"),
        ("take_back", "published", "draft"),
        ("withhold", "published", "withheld"),
        ("move_to_trash", "published", "trashed"),
    ],
)
def test_a_change_of_state_is_undone_for_all(chief: Client, action: str, before: str, after: str) -> None:
    articles = [make_article(headline=name, status=before) for name in ("One", "Two")]
    addresses = [article.get_absolute_url() for article in articles]
    act(chief, "article", action, *(article.pk for article in articles), reason="A court.")
    assert statuses(*articles) == [after, after]
    assert "2 of 2" in told(undo(chief))[-1]
    assert statuses(*articles) == [before, before]
    assert [Article.objects.get(pk=article.pk).get_absolute_url() for article in articles] == addresses
    logged = articles[0].state_changes.all()[0]
    assert str(logged.by) == "chidi"
    assert logged.reason.startswith("Undid: ")
    assert not Address.objects.exists() or before == "draft"
    history = chief.get(f"/admin/articles/article/{articles[0].pk}/history/").content.decode()
    assert "Undid what was done to several at once." in history
    assert LogEntry.objects.filter(change_message__startswith="Undid").count() == 2


def test_the_message_holds_a_button_that_undoes_it(editor: Client, client: Client, articles: list[Article]) -> None:
    act(editor, "article", "move_to_trash", articles[1].pk, articles[2].pk)
    page = editor.get(list_url("article")).content.decode()
    form = re.search(r'<form class="undo-it" method="post" action="([^"]+)">.*?<button>Undo</button>', page)
    assert form
    assert "csrfmiddlewaretoken" in form[0]
    response = editor.post(form[1])
    assert response.headers["Location"] == BULK
    assert statuses(*articles[1:]) == ["published", "published"]
    assert client.get(articles[1].get_absolute_url()).status_code == 200


def test_what_was_changed_since_stays_and_is_named(editor: Client, bruno: Client, articles: list[Article]) -> None:
    first, second, third = articles
    act(editor, "article", "take_back", second.pk, third.pk)
    url = change_url("article", third.pk)
    bruno.post(url, form_data(bruno, url) | {"headline": "Third, mended"})
    answers = told(undo(editor))
    assert "Undone: Taken back to draft, 1 of 2." in answers
    assert "Not undone: “Third”: It was changed since; its history tells by whom." in answers
    assert statuses(second, third) == ["published", "draft"]
    assert Article.objects.get(pk=third.pk).headline == "Third, mended"
    action = BulkAction.objects.get()
    assert (action.number, action.left, str(action.undone_by)) == (2, 1, "elena")
    page = editor.get(BULK).content.decode()
    assert "Undone but for 1" in page
    assert "Undo the rest" in page
    assert first.status == "draft"


@pytest.mark.parametrize("part", ["quote", "photo", "link", "topic", "import"])
def test_a_change_of_a_part_or_by_an_import_counts_too(editor: Client, articles: list[Article], part: str) -> None:
    article = articles[0]
    act(editor, "article", "publish", article.pk)
    match part:
        case "quote":
            article.quotes.update(role="clerk")
        case "photo":
            article.photos.create(caption="New.")
        case "link":
            article.related_links.create(title="New.")
        case "topic":
            article.topics.add(make_topic())
        case "import":
            Article.objects.filter(pk=article.pk).update(body="Another text.")
    assert "It was changed since" in " ".join(told(undo(editor)))
    assert statuses(article) == ["published"]


def test_a_link_that_found_its_article_is_no_change(editor: Client, articles: list[Article]) -> None:
    link = RelatedLink.objects.create(article=articles[1], title="A story to come")
    act(editor, "article", "take_back", articles[1].pk)
    target = make_article(headline="A story to come")
    RelatedLink.objects.filter(pk=link.pk).update(target=target)
    undo(editor)
    assert statuses(articles[1]) == ["published"]
    link.refresh_from_db()
    assert link.target == target


def test_quotes_found_anew_are_the_old_ones_again(editor: Client) -> None:
    body = "“We are ready for it,” said Marta Soler, the mayor.\n\n“It will be done by May,” she said."
    article = make_article(body=body)
    old = make_quote(article, "ready for it,", role="as it was", rule="old", confidence=0.5)
    act(editor, "article", "find_quotes", article.pk)
    assert set(article.quotes.values_list("text", flat=True)) != {"ready for it,"}
    undo(editor)
    kept = article.quotes.get()
    assert (kept.pk, kept.text, kept.role) == (old.pk, old.text, old.role)


def test_what_readers_have_seen_since_keeps_its_first_day(editor: Client, articles: list[Article]) -> None:
    act(editor, "article", "publish", articles[0].pk)
    since = Article.objects.get(pk=articles[0].pk).public_since
    undo(editor)
    article = Article.objects.get(pk=articles[0].pk)
    assert (article.status, article.public_since) == ("draft", since)
    assert Address.objects.filter(article=article, slug=article.slug).exists()


def test_a_speaker_that_is_gone_stands_in_the_way(editor: Client) -> None:
    person = make_person()
    article = make_article(body="“We are ready for it,” said Marta Soler, the mayor.")
    make_quote(article, "ready for it,", person, rule="old", confidence=0.5)
    act(editor, "article", "find_quotes", article.pk)
    newer = Version.objects.get_for_object(article)[0]
    Quote.objects.filter(article=article, speaker=person).update(speaker=None)
    person.delete()
    BulkAction.objects.get().items.update(newer=newer)
    answer = " ".join(told(undo(editor)))
    assert "no longer there" in answer or "changed since" in answer
    assert Article.objects.filter(pk=article.pk).exists()


def test_an_article_that_is_gone_is_named(chief: Client, articles: list[Article]) -> None:
    act(chief, "article", "move_to_trash", articles[0].pk, articles[1].pk)
    chief.post("/admin/articles/article/trash/empty/", {"article": [articles[0].pk]})
    BulkAction.objects.exclude(what="Moved to the trash").delete()
    assert "Not undone: “First”: It is no longer there." in told(undo(chief))
    assert statuses(articles[1]) == ["published"]


def test_nothing_is_undone_past_a_right(chief: Client, editor: Client, articles: list[Article]) -> None:
    act(chief, "article", "withhold", articles[1].pk, reason="A court.")
    assert "Only a chief can" in " ".join(told(undo(editor)))
    assert statuses(articles[1]) == ["withheld"]


def test_a_contributor_sees_and_undoes_only_what_was_done_by_the_same_account(
    contributor: Client, editor: Client, articles: list[Article]
) -> None:
    own = make_article(headline="Own", status="draft", created_by=User.objects.get(username="cora"))
    act(editor, "article", "move_to_trash", articles[0].pk)
    theirs = BulkAction.objects.get()
    assert contributor.post(f"{BULK}{theirs.pk}/undo/").status_code == 404
    assert "Moved to the trash" not in contributor.get(BULK).content.decode()
    act(contributor, "article", "move_to_trash", own.pk)
    undo(contributor)
    assert statuses(own, articles[0]) == ["draft", "trashed"]


def test_undone_twice_it_is_undone_once(editor: Client, articles: list[Article]) -> None:
    act(editor, "article", "move_to_trash", articles[1].pk)
    undo(editor)
    assert "undone already" in told(undo(editor))[-1]
    assert statuses(articles[1]) == ["published"]


def test_restoring_from_the_trash_is_undone_too(editor: Client, articles: list[Article]) -> None:
    act(editor, "article", "move_to_trash", articles[1].pk, articles[2].pk)
    editor.post("/admin/articles/article/trash/restore/", {"article": [articles[1].pk, articles[2].pk]})
    undo(editor)
    assert statuses(*articles[1:]) == ["trashed", "trashed"]
    assert all(Article.objects.values_list("trashed_at", flat=True).filter(status="trashed"))
    assert "by elena" in editor.get("/admin/articles/article/trash/").content.decode()


def test_files_set_aside_are_on_the_list_again(editor: Client) -> None:
    run = Import.objects.create(paths=["x"], started_at="2024-01-01T00:00Z")
    item = ImportItem.objects.create(run=run, path=checksum(b"x"), outcome="rejected", reason="Empty.")
    before = ImportItem.objects.values().get()
    act(editor, "importitem", "set_aside", item.pk)
    assert not ImportItem.objects.failed().exists()
    assert "Undone: Set aside, 1 of 1." in told(undo(editor))
    assert ImportItem.objects.values().get() == before


def test_pairs_taken_off_the_list_and_links_that_found_their_article(editor: Client, articles: list[Article]) -> None:
    pairs = [Twins.objects.create(article=articles[n], other=articles[n - 1], why="headline") for n in (1, 2)]
    act(editor, "twins", "settle_twins", *(pair.pk for pair in pairs))
    Twins.objects.filter(pk=pairs[0].pk).update(settled_by=None)
    answers = told(undo(editor))
    assert any("1 of 2" in answer for answer in answers)
    assert any("It was changed since." in answer for answer in answers)
    assert list(Twins.objects.open()) == [pairs[1]]
    link = RelatedLink.objects.create(article=articles[0], title="Second")
    act(editor, "relatedlink", "look_again", link.pk)
    assert not RelatedLink.objects.open().exists()
    undo(editor)
    assert RelatedLink.objects.open().get() == link


def test_the_list_says_who_when_and_how_many(
    editor: Client, articles: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert "Nothing was done to several" in editor.get(BULK).content.decode()
    act(editor, "article", "move_to_trash", articles[1].pk, articles[2].pk)
    page = editor.get(BULK).content.decode()
    assert "Articles: 2" in page
    assert "elena" in page
    # session · user · two of rights · how many · actions with who
    with django_assert_num_queries(6):
        editor.get(BULK)
    act(editor, "article", "publish", articles[0].pk)
    with django_assert_num_queries(6):
        editor.get(BULK)
