"""Deleting is moving to the trash; from there an article is restored, or deleted for good by a chief."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.archive.trash import trash
from articles.models import Article, GoneAddress, PreviewLink
from tests.admin.pages import add_url, change_url, errors, form_data, list_url
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db

TRASH = "/admin/articles/article/trash/"


def to_trash(client: Client, *articles: Article) -> Any:
    data = {"action": "move_to_trash", "_selected_action": [article.pk for article in articles]}
    return client.post(list_url("article"), data)


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def status(article: Article) -> str:
    return Article.objects.values_list("status", flat=True).get(pk=article.pk)


def test_an_article_goes_to_the_trash_from_its_page(editor: Client) -> None:
    article = make_article(headline="Pier opens")
    page = editor.get(change_url("article", article.pk)).content.decode()
    address = f"/admin/articles/article/{article.pk}/delete/"
    assert f'href="{address}">Move to the trash…' in page
    assert ">Delete<" not in page
    assert "as if nothing were there" in editor.get(address).content.decode()
    assert "Readers know it" not in editor.get(address.replace(str(article.pk), str(draft().pk))).content.decode()
    assert told(editor.post(address)) == "Moved to the trash: “Pier opens”."
    assert status(article) == "trashed"
    editor.get("/admin/")
    assert "Pier opens" not in editor.get(list_url("article")).content.decode()
    trash_page = editor.get(TRASH).content.decode()
    assert "Pier opens" in trash_page
    assert "by elena" in trash_page


def draft(**fields: Any) -> Article:
    return make_article(status="draft", **fields)


def test_several_go_from_the_list_and_come_back(editor: Client) -> None:
    articles = [make_article(headline="First"), draft(headline="Second"), draft(headline="Third")]
    quote = make_quote(articles[0], "approved the plan", make_person())
    assert told(to_trash(editor, *articles)) == "Moved to the trash: “Third”, “Second”, “First”."
    response = editor.post(f"{TRASH}restore/", {"article": [articles[0].pk, articles[1].pk]})
    assert "Restored: “First”, “Second”." in told(response) or "Restored: “Second”, “First”." in told(response)
    assert "It was published, and is a draft now: “First”." in told(response)
    assert [status(article) for article in articles] == ["draft", "draft", "trashed"]
    assert articles[0].quotes.get() == quote
    editor.post(f"{TRASH}restore/", {"only": articles[2].pk, "article": [articles[0].pk]})
    assert status(articles[2]) == "draft"
    assert "The trash is empty" in editor.get(TRASH).content.decode()


def test_both_are_in_the_history_and_in_the_log(editor: Client) -> None:
    article = make_article()
    to_trash(editor, article)
    editor.post(f"{TRASH}restore/", {"only": article.pk})
    page = editor.get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "Moved to the trash." in page
    assert "Restored from the trash." in page
    said = list(LogEntry.objects.order_by("pk").values_list("change_message", "user__username"))
    assert said == [("Moved to the trash.", "elena"), ("Restored from the trash.", "elena")]
    assert [(str(one), str(one.by)) for one in article.state_changes.all()] == [
        ("In the trash → Draft", "elena"),
        ("Published → In the trash", "elena"),
    ]


def test_nobody_works_on_what_is_in_the_trash(editor: Client) -> None:
    article = make_article(headline="Before")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "After"})
    former = Version.objects.get_for_object(article).last()
    assert former
    to_trash(editor, article)
    for address in (url, f"/admin/articles/article/{article.pk}/history/{former.pk}/"):
        for method in ("get", "post"):
            response = getattr(editor, method)(address)
            assert response.headers["Location"] == TRASH
            assert "in the trash" in told(response)
    for verb in ("publish", "take_back"):
        editor.post(f"/admin/articles/article/{article.pk}/{verb}/", {"apply": "1", "when": "now", "reason": ""})
    assert Article.objects.filter(headline="After", status="trashed").exists()
    assert editor.get(f"/admin/articles/article/{article.pk}/delete/").status_code == 404


def test_bringing_back_the_state_that_was_in_the_trash_does_not_bring_the_article_there(editor: Client) -> None:
    article = make_article()
    to_trash(editor, article)
    version = Version.objects.get_for_object(article).first()
    assert version
    editor.post(f"{TRASH}restore/", {"only": article.pk})
    url = f"/admin/articles/article/{article.pk}/history/{version.pk}/"
    assert editor.post(url, form_data(editor, url)).status_code == 302
    article.refresh_from_db()
    assert (article.status, article.trashed_at) == ("draft", None)


def test_a_preview_link_opens_nothing_while_the_article_is_in_the_trash(editor: Client, client: Client) -> None:
    article = draft(headline="Pier opens")
    link = PreviewLink.objects.create(article=article, expires_at=timezone.now() + timedelta(days=1))
    assert "Pier opens" in client.get(link.get_absolute_url()).content.decode()
    to_trash(editor, article)
    response = client.get(link.get_absolute_url())
    assert response.status_code == 410
    assert "Pier opens" not in response.content.decode()
    assert "Pier opens" in editor.get(f"/preview/{article.pk}/").content.decode()


def test_a_contributor_has_a_trash_of_own_drafts(contributor: Client, editor: Client) -> None:
    cora = User.objects.get(username="cora")
    own, published = draft(headline="Own", created_by=cora), make_article(headline="Shown", created_by=cora)
    others = draft(headline="Others'")
    to_trash(contributor, own, published, others)
    assert [status(one) for one in (own, published, others)] == ["trashed", "published", "draft"]
    to_trash(editor, published, others)
    page = contributor.get(TRASH).content.decode()
    assert "Own" in page
    assert "Shown" not in page
    assert "Others" not in page
    for one in (own, published, others):
        contributor.post(f"{TRASH}restore/", {"only": one.pk})
    assert [status(one) for one in (own, published, others)] == ["draft", "trashed", "trashed"]


def test_only_a_chief_moves_a_withheld_article(editor: Client, chief: Client) -> None:
    article = make_article(headline="Kept back", status="withheld", withheld_reason="A court.")
    assert "“Kept back” is withheld; only a chief can" in told(to_trash(editor, article))
    assert "only a chief" in told(editor.post(f"/admin/articles/article/{article.pk}/delete/"))
    assert status(article) == "withheld"
    to_trash(chief, article)
    assert status(article) == "trashed"
    editor.post(f"{TRASH}restore/", {"only": article.pk})
    assert status(article) == "withheld"


def test_emptying_is_asked_first_and_tells_what_readers_knew(chief: Client) -> None:
    known, unknown = make_article(headline="Known"), draft(headline="Never seen")
    for article in (known, unknown):
        trash(article, None)
    page = chief.get(f"{TRASH}empty/").content.decode()
    assert "2 articles will be deleted" in page
    assert "Readers knew 1 of them" in page
    assert Article.objects.count() == 2
    chief.post(f"{TRASH}empty/", {"article": [known.pk]})
    assert list(Article.objects.all()) == [unknown]
    assert GoneAddress.objects.values_list("path", flat=True)[0] == known.get_absolute_url()
    page = chief.get(f"{TRASH}empty/", {"article": [unknown.pk]}).content.decode()
    assert "1 article will be deleted" in page
    assert "Readers knew" not in page


@pytest.mark.parametrize("account", ["contributor", "editor"])
def test_only_a_chief_empties_it(account: str, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(account)
    article = draft(created_by=User.objects.get(username={"contributor": "cora", "editor": "elena"}[account]))
    trash(article, None)
    assert "for good" not in client.get(TRASH).content.decode()
    assert client.post(f"{TRASH}empty/", {"article": [article.pk]}).status_code == 403
    assert Article.objects.exists()


def test_what_is_not_in_the_trash_is_not_deleted(chief: Client) -> None:
    article = make_article()
    assert "Nothing was deleted" in told(chief.post(f"{TRASH}empty/", {"article": [article.pk, "x", "9" * 30]}))
    assert status(article) == "published"


def test_what_was_deleted_for_good_can_be_recovered_as_a_draft(chief: Client) -> None:
    article = make_article(headline="Deleted by mistake", place="HERE")
    make_quote(article, "approved the plan", make_person(name="Marta Lobo"))
    to_trash(chief, article)
    chief.post(f"{TRASH}empty/", {"article": [article.pk]})
    assert not Article.objects.exists()
    assert "Deleted by mistake" in chief.get("/admin/articles/article/recover/").content.decode()
    version = Version.objects.get_deleted(Article).get()
    url = f"/admin/articles/article/recover/{version.pk}/"
    response: Any = chief.post(url, form_data(chief, url))
    assert response.status_code == 302, errors(response)
    found = Article.objects.get()
    assert (found.status, found.place, found.quotes.get().text) == ("draft", "HERE", "approved the plan")
    deletion = LogEntry.objects.get(action_flag=3)
    assert (deletion.object_repr, str(deletion.user)) == ("Deleted by mistake", "chidi")


def test_an_address_kept_for_an_article_in_the_trash_is_not_taken_silently(editor: Client) -> None:
    article = make_article(headline="Pier opens")
    trash(article, None)
    url = add_url("article")
    data = form_data(editor, url) | {"headline": "Pier opens", "body": "Text.", "source": make_source().pk}
    data |= {"published_at_day": "2024-03-04", "published_at_time": "09:30"}
    response: Any = editor.post(url, data | {"slug": "pier-opens"})
    assert "“Pier opens”, which is in the trash, has this address. Free is: pier-opens-2" in errors(response)["slug"]
    response = editor.post(url, data | {"slug": ""})
    assert "“pier-opens” of that day is kept for “Pier opens”, which is in the trash" in told(response)
    assert Article.objects.standing().get().slug == "pier-opens-2"


def test_no_list_no_pick_list_and_no_count_has_what_is_in_the_trash(editor: Client) -> None:
    article = draft(headline="Quuxtrash story", published_at=None)
    make_quote(article, "approved the plan", rule="x", confidence=0.1)
    trash(article, None)
    pages = [list_url("article"), f"{list_url('article')}?q=quuxtrash", "/admin/", list_url("twins")]
    pages += [list_url("relatedlink"), "/admin/articles/quote/queue/"]
    pick = "?app_label=articles&model_name=relatedlink&field_name=target&term=quuxtrash"
    pages += [f"/admin/autocomplete/{pick}"]
    for page in pages:
        assert "Quuxtrash story" not in editor.get(page).content.decode().replace("“quuxtrash”", "")
    lists = {one["title"]: one["count"] for one in editor.get("/admin/").context["lists"]}
    assert lists["All drafts"] == lists["Drafts without a date"] == lists["Quotes to check"] == 0
    assert "trashed" not in editor.get(list_url("article")).content.decode().lower()


def test_the_page_of_the_trash_costs_the_same_for_many(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            trash(make_article(agency=make_source(kind="agency")), User.objects.get(username="elena"))

    fill(2)
    editor.get(TRASH)
    # session · user · two of rights · how many · articles with source, agency and who
    with django_assert_num_queries(6):
        editor.get(TRASH)
    fill(10)
    with django_assert_num_queries(6):
        editor.get(TRASH)


def test_a_long_trash_is_paged(editor: Client) -> None:
    for number in range(52):
        trash(draft(headline=f"Story {number}."), None)
    first, second = (editor.get(TRASH, {"page": page}).content.decode() for page in (1, 2))
    assert "Story 51." in first
    assert "Story 1." not in first
    assert "Story 1." in second
    assert "Page 2 of 2" in second


def test_nothing_chosen_says_so(editor: Client) -> None:
    assert "Nothing was restored" in told(editor.post(f"{TRASH}restore/"))
    assert editor.get(f"{TRASH}restore/").status_code == 405
