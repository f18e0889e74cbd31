"""Who may do what: the table in docs/rights.md, tried row by row; and the ways around it, shut."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import reversion
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.archive.bulk import note_articles
from articles.archive.merging import merge
from articles.archive.originals import checksum, store_original
from articles.archive.splitting import split
from articles.archive.trash import restore
from articles.models import Article, BulkAction, Import, ImportItem, Merge, Quote, RelatedLink, Split, Twins
from tests.admin.pages import change_url, form_data, list_url
from tests.factories import make_article, make_original, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rights.md"
DESK = {"source_zone", "import_undo", "import_accept", "importitem_review", "importitem_reject"}
ACCOUNTS = ("contributor", "editor", "chief", "superuser")
STATE_PAGES = {"publish", "take_back", "withhold", "lift"}
OF_AN_ARTICLE = STATE_PAGES | {
    "change",
    "history",
    "compare",
    "delete",
    "revision",
    "preview_links",
    "end_preview",
    "presence",
}
STATUS_AFTER = {"publish": "published", "take_back": "draft", "withhold": "withheld", "move_to_trash": "trashed"}


def table() -> dict[str, dict[str, str]]:
    """What docs/rights.md says: by page or action what each account may."""
    rows: dict[str, dict[str, str]] = {}
    for line in DOCUMENT.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and "`" in cells[1]:
            may = dict(zip(ACCOUNTS, cells[2:], strict=True))
            rows |= dict.fromkeys(re.findall(r"`([^`]+)`", cells[1]), may)
    return rows


TABLE = table()
PAGES = sorted(name for name in TABLE if ":" not in name)
ACTIONS = sorted(name for name in TABLE if ":" in name)


def short(name: str) -> str:
    return re.sub(r"^(articles|auth)_", "", name)


MAKERS: dict[str, Any] = {"person": make_person, "source": make_source, "topic": make_topic}


@dataclass
class Archive:
    """One record of everything, and an article in every state."""

    own: Article
    articles: list[Article]
    """Those that others entered: a draft, a published and a withheld one."""
    records: dict[str, Any]
    """By noun."""
    deleted: dict[str, Version]
    """The last state of a record that is gone."""
    merges: dict[str, Merge]
    """By noun."""
    bulk: BulkAction
    """What the contributor did to a draft."""
    divided: Split
    """A person's quotes given to another."""


def kept(record: Model) -> Version:
    """The record's present state, in its history."""
    with reversion.create_revision():
        reversion.add_to_revision(record)
    version = Version.objects.get_for_object(record).first()
    assert version
    return version


def gone(record: Model) -> Version:
    version = kept(record)
    record.delete()
    return version


@pytest.fixture
def archive(contributor: Client) -> Archive:
    cora = User.objects.get(username="cora")
    own = make_article(headline="Own draft", status="draft", created_by=cora)
    others = [
        make_article(headline="Another's draft", status="draft"),
        make_article(headline="Published", created_by=cora),
        make_article(headline="Withheld", status="withheld", withheld_reason="A court.", created_by=cora),
    ]
    article = others[1]
    data = b"The council met."
    store_original(data, checksum(data))
    original = make_original(sha256=checksum(data))
    run = Import.objects.create(paths=["council.txt"], started_at=timezone.now())
    standing: dict[str, Any] = {noun: make(name="Marta Okafor") for noun, make in MAKERS.items()}
    merges = {noun: merge(standing[noun], make(name="M. Okafor"), None) for noun, make in MAKERS.items()}
    records = {
        "quote": make_quote(
            article, "approved the plan", rule="same_sentence", confidence=0.5, decided_at=timezone.now()
        ),
        **standing,
        "original": original,
        "import": run,
        "importitem": ImportItem.objects.create(run=run, path="council.txt", outcome="created", original=original),
        "twins": Twins.objects.create(article=article, other=own, why="headline"),
        "relatedlink": RelatedLink.objects.create(article=article, title="Pier closed"),
        "user": User.objects.create_user("nora"),
        "group": Group.objects.get(name="Editor"),
    }
    deleted = {
        "article": gone(make_article(status="draft")),
        "person": gone(make_person()),
        "source": gone(make_source()),
        "topic": gone(make_topic()),
    }
    divided = split(standing["person"], [make_quote(article, "the plan", standing["person"]).pk], "Another", [], None)
    bulk = note_articles("Quotes found anew", [own], cora)
    return Archive(own, others, records, deleted, merges, bulk, divided)


def addresses(archive: Archive, page: str) -> list[tuple[str, Article | None]]:
    """Where the page is, for each article it may be about."""
    noun, _, view = page.partition("_")
    name = next(name for name in all_pages() if short(name) == page)
    if noun == "article" and view in OF_AN_ARTICLE:
        return [(_address(name, view, article), article) for article in [archive.own, *archive.articles]]
    if view == "recover":
        return [(reverse(f"admin:{name}", args=[archive.deleted[noun].pk]), None)]
    if view == "undo_bulk":
        return [(reverse(f"admin:{name}", args=[archive.bulk.pk]), None)]
    if view == "split":
        return [(reverse(f"admin:{name}", args=[archive.records[noun].pk]), None)]
    if view == "undo_split":
        return [(reverse(f"admin:{name}", args=[archive.divided.pk]), None)]
    if view == "undo_merge":
        return [(reverse(f"admin:{name}", args=[archive.merges[noun].pk]), None)]
    if view == "merge":
        ids = [MAKERS[noun]().pk, archive.records[noun].pk]
        return [(reverse(f"admin:{name}") + "?" + "&".join(f"{noun}={pk}" for pk in ids), None)]
    if page in DESK or view in {"change", "history", "compare", "delete", "revision", "bytes", "password_change"}:
        return [(_address(name, view, archive.records[noun]), None)]
    return [(reverse(f"admin:{name}"), None)]


def _address(name: str, view: str, record: Model) -> str:
    return reverse(f"admin:{name}", args=[record.pk, kept(record).pk] if view == "revision" else [record.pk])


def nouns() -> dict[Any, Any]:
    """What is registered, with its admin."""
    return {model: admin.site.get_model_admin(model) for model in apps.get_models() if admin.site.is_registered(model)}


def all_pages() -> set[str]:
    """The names of all addresses of all nouns."""
    urls = [url for model_admin in nouns().values() for url in model_admin.get_urls()]
    return {str(url.name) for url in urls if url.name}


def all_actions() -> set[str]:
    """All actions of all lists."""
    return {
        f"{model._meta.model_name}:{getattr(action, '__name__', action)}"
        for model, model_admin in nouns().items()
        for action in model_admin.actions or []
    }


def refused(client: Client, method: str, address: str) -> bool:
    """Not allowed, or, as Django's admin has it for what one does not see, not there. What is done is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    assert response.status_code in {200, 302, 403, 404, 405}, (method, address, response.status_code)
    return response.status_code in {403, 404} or response.headers.get("Location") == "/admin/"


def test_the_table_names_every_page_and_every_action_of_the_admin() -> None:
    assert {short(name) for name in all_pages()} == set(PAGES)
    assert all_actions() == set(ACTIONS)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_pages_are_for_whom_the_table_says(account: str, archive: Archive, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(account)
    wrong = []
    for page in PAGES:
        may = TABLE[page][account]
        for address, article in addresses(archive, page):
            opens = may in {"yes", "read"} or (may == "own drafts" and article in (None, archive.own))
            if refused(client, "get", address) is opens:
                wrong.append(("get", page, may, article))
            if refused(client, "post", address) is (opens and may != "read"):
                wrong.append(("post", page, may, article))
    assert wrong == []


@pytest.mark.parametrize("account", ACCOUNTS)
def test_actions_are_for_whom_the_table_says(account: str, archive: Archive, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(account)
    wrong: list[tuple[str, Article | None]] = []
    for name in ACTIONS:
        noun, _, action = name.partition(":")
        may = TABLE[name][account]
        if noun != "article":
            chosen = [MAKERS[noun]().pk] if noun in MAKERS else []
            chosen.append(archive.records[noun].pk)
            wrong += [(name, None)] if acts(client, noun, action, chosen) is not (may == "yes") else []
            continue
        for article in [archive.own, *archive.articles[:2]]:
            article.refresh_from_db()
            expected = may == "yes" or (may == "own drafts" and article == archive.own)
            before, done = article.status, acts(client, noun, action, [article.pk])
            article.refresh_from_db()
            after = STATUS_AFTER.get(action, before) if expected else before
            wrong += [(name, article)] if done is not expected or article.status != after else []
            if article.status == Article.Status.TRASHED:
                restore(article, None)
                Article.objects.filter(pk=article.pk).update(status=before)
    assert wrong == []


def acts(client: Client, noun: str, action: str, ids: list[int]) -> bool:
    """Whether the list carried the action out."""
    data = {
        "action": action,
        ACTION_CHECKBOX_NAME: ids,
        "apply": "1",
        "reason": "A court.",
        "when": "now",
        "to": "desk",
    }
    response: Any = client.post(list_url(noun), data)
    if response.status_code == 302 and "merge/" in response.headers["Location"]:
        return True
    *_, told = ["", *(str(message) for message in get_messages(response.wsgi_request))]
    return told.startswith(
        (
            "Published",
            "Taken back to draft: ",
            "Nothing to do",
            "Withheld: ",
            "Lifted",
            "Articles read: 1",
            "Set aside",
            "Taken off",
            "Found",
            "Moved to the trash",
        )
    )


def test_the_list_of_a_contributor_holds_own_drafts_alone(contributor: Client, archive: Archive) -> None:
    for query in ("", "?q=council", "?state=draft", "?q=draft", "?q=published"):
        response: Any = contributor.get(list_url("article") + query)
        assert set(response.context["cl"].result_list) <= {archive.own}
        text = response.content.decode()
        assert not re.search("Another.{1,6}s draft|>Published<(?!/a)|>Withheld<(?!/a)", text)
    shown: Any = contributor.get(f"{list_url('article')}?q=Own+met")
    assert list(shown.context["cl"].result_list) == [archive.own]


def test_no_pick_list_and_no_shortcut_shows_a_contributor_what_others_draft(
    contributor: Client, archive: Archive
) -> None:
    parameters = {"app_label": "articles", "model_name": "relatedlink", "field_name": "target", "term": "draft"}
    answer = contributor.get("/admin/autocomplete/", parameters)
    assert [each["text"] for each in answer.json()["results"]] in ([], [str(archive.own)])
    assert "Quotes to check" not in contributor.get("/admin/").content.decode()


def test_a_contributor_enters_a_draft_and_sees_it_again(contributor: Client) -> None:
    url = reverse("admin:articles_article_add")
    data = form_data(contributor, url) | {"headline": "A new one", "body": "Text.", "source": make_source().pk}
    contributor.post(
        url, data | {"status": "published", "publish_at": "2024-01-01T10:00", "published_at_0": "2024-01-01"}
    )
    article = Article.objects.get()
    assert (article.status, article.publish_at, str(article.created_by)) == ("draft", None, "cora")
    page = contributor.get(change_url("article", article.pk))
    assert page.status_code == 200
    assert not {"status", "publish_at", "withheld_reason"} & set(page.context["adminform"].form.fields)


def test_a_link_tells_a_contributor_nothing_of_the_article_that_was_found(
    contributor: Client, archive: Archive
) -> None:
    RelatedLink.objects.create(article=archive.own, title="As printed", target=archive.articles[0])
    assert "Another" not in contributor.get(change_url("article", archive.own.pk)).content.decode()


def test_an_editor_cannot_withhold_or_lift_it_by_the_form(editor: Client, archive: Archive) -> None:
    published, withheld = archive.articles[1:]
    url = change_url("article", published.pk)
    editor.post(url, form_data(editor, url) | {"status": "withheld", "withheld_reason": "Mine."})
    url = change_url("article", withheld.pk)
    editor.post(url, form_data(editor, url) | {"status": "published", "headline": "Mended"})
    published.refresh_from_db()
    withheld.refresh_from_db()
    assert published.status == "published"
    assert (withheld.status, withheld.headline) == ("withheld", "Mended")


def test_an_editor_cannot_lift_it_by_publishing_or_taking_back(editor: Client, archive: Archive) -> None:
    withheld = archive.articles[2]
    for action in ("publish", "take_back"):
        data = {"action": action, ACTION_CHECKBOX_NAME: [withheld.pk], "apply": "1", "when": "now"}
        response: Any = editor.post(list_url("article"), data)
        told = str(next(iter(get_messages(response.wsgi_request))))
        assert told == "Nothing to do, because withheld: “Withheld”. Lift that first."
        withheld.refresh_from_db()
        assert withheld.status == "withheld"


def test_a_former_version_brings_its_text_back_and_not_its_state(editor: Client, archive: Archive) -> None:
    own = archive.own
    own.status, own.withheld_reason, own.withheld_headline = "withheld", "A court.", True
    withheld = kept(own)
    own.refresh_from_db()
    own.headline = "Own draft, with another headline"
    own.save()
    url = reverse("admin:articles_article_revision", args=[own.pk, withheld.pk])
    assert editor.post(url, form_data(editor, url)).status_code == 302
    own.refresh_from_db()
    assert own.headline == "Own draft"
    assert (own.status, own.withheld_reason, own.withheld_headline) == ("draft", "", False)


def test_a_contributor_brings_a_former_version_of_an_own_draft_back(contributor: Client, archive: Archive) -> None:
    own = archive.own
    own.status = "published"
    version = kept(own)
    url = reverse("admin:articles_article_revision", args=[own.pk, version.pk])
    assert contributor.post(url, form_data(contributor, url)).status_code == 302
    own.refresh_from_db()
    assert own.status == "draft"


def test_a_quote_of_an_own_draft_can_be_corrected_by_a_contributor(contributor: Client, archive: Archive) -> None:
    make_quote(archive.own, "approved the plan", rule="same_sentence", confidence=0.5)
    url = change_url("article", archive.own.pk)
    contributor.post(url, form_data(contributor, url) | {"quotes-0-role": "clerk"})
    assert Quote.objects.get(article=archive.own).role == "clerk"
