"""What to look at before publishing: on the article's page, and asked once where it is published."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from articles.archive.authorities import UNKNOWN_SOURCE
from articles.models import Article, Photo, RelatedLink
from tests.admin.pages import change_url, form_data, list_url
from tests.factories import make_article, make_quote, make_source

pytestmark = pytest.mark.django_db


def publish_url(article: Article) -> str:
    return reverse("admin:articles_article_publish", args=[article.pk])


def faulty(**fields: Any) -> Article:
    """A draft with something to look at in a field and in each inline."""
    article = make_article(**({"status": "draft", "headline": "H" * 130} | fields))
    Photo.objects.create(article=article, credit="Reuters")
    make_quote(article, "approved the plan", method="editor", confirmed=True)
    RelatedLink.objects.create(article=article, title="Roof leaks")
    return article


def findings(page: bytes) -> list[str]:
    """The address of each thing to look at."""
    lists = re.findall('<ul class="findings">.*?</ul>', page.decode(), re.DOTALL)
    return re.findall('<a href="([^"]*#[^"]*)">', "".join(lists))


def ids(page: bytes) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page.decode()))


def test_the_page_lists_them_and_each_leads_to_its_field(editor: Client) -> None:
    url = change_url("article", faulty().pk)
    page = editor.get(url).content
    found = findings(page)
    assert found == [
        "#id_headline",
        "#id_photos-0-caption",
        "#id_quotes-0-speaker",
        "#id_related_links-0-url",
    ]
    assert {anchor[1:] for anchor in found} <= ids(page)
    editor.post(url, form_data(editor, url) | {"headline": "Shorter", "photos-0-caption": "The granary."})
    assert findings(editor.get(url).content) == ["#id_quotes-0-speaker", "#id_related_links-0-url"]


def test_fields_that_can_be_refused_are_on_the_page_too(editor: Client) -> None:
    article = make_article(status="draft", published_at=None, source=make_source(name=UNKNOWN_SOURCE))
    page = editor.get(change_url("article", article.pk)).content
    assert findings(page) == ["#id_source", "#id_published_at_0"]
    assert {"id_source", "id_published_at_0"} <= ids(page)


def test_a_draft_with_nothing_to_look_at_says_so(editor: Client) -> None:
    page = editor.get(change_url("article", make_article(status="draft").pk)).content
    assert b"nothing is missing" in page
    assert findings(page) == []


def test_publishing_asks_once_whether_it_is_meant(editor: Client) -> None:
    article = faulty()
    asked = editor.post(publish_url(article), {"apply": "1", "when": "now"})
    assert b"Publish all the same?" in asked.content
    assert f"{change_url('article', article.pk)}#id_photos-0-caption" in findings(asked.content)
    article.refresh_from_db()
    assert article.status == "draft"
    shown = editor.get(publish_url(article)).content.decode()
    sent = dict(re.findall('<input type="hidden" name="([^"]+)" value="([^"]+)">', shown))
    editor.post(publish_url(article), {**sent, "when": "now"})
    article.refresh_from_db()
    assert article.is_public


def test_nothing_is_asked_where_there_is_nothing_to_look_at(editor: Client) -> None:
    article = make_article(status="draft")
    assert b"all the same" not in editor.get(publish_url(article)).content
    editor.post(publish_url(article), {"apply": "1", "when": "now"})
    article.refresh_from_db()
    assert article.is_public


def test_taking_back_asks_nothing(editor: Client) -> None:
    article = faulty(status="published")
    url = reverse("admin:articles_article_take_back", args=[article.pk])
    assert findings(editor.get(url).content) == []
    editor.post(url, {"apply": "1"})
    article.refresh_from_db()
    assert article.status == "draft"


def test_in_bulk_they_stand_under_their_article_and_what_is_refused_stays(editor: Client) -> None:
    whole, with_faults = make_article(status="draft"), faulty()
    undated = make_article(status="draft", published_at=None, headline="When was this?")
    unknown = make_article(status="draft", source=make_source(name=UNKNOWN_SOURCE), headline="Whose is this?")
    chosen = [whole.pk, with_faults.pk, undated.pk, unknown.pk]
    data = {"action": "publish", "_selected_action": chosen}
    page = unescape(editor.post(list_url("article"), data).content.decode())
    lines = re.findall(r'change/">([^<]+)</a> <span class="quiet">draft.*?(?=change/">|<fieldset)', page, re.DOTALL)
    assert set(lines) == {whole.headline, with_faults.headline, "When was this?", "Whose is this?"}
    counts = {
        name: page.partition(f">{name}</a>")[2]
        .partition('name="_selected_action"')[2]
        .partition('name="_selected_action"')[0]
        .count('<li class="')
        for name in lines
    }
    assert counts == {whole.headline: 0, with_faults.headline: 4, "When was this?": 1, "Whose is this?": 1}
    response: Any = editor.post(list_url("article"), data | {"apply": "1", "when": "now", "all_the_same": "1"})
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert {one for one in told if one.startswith("Left")} == {
        "Left as it is: “When was this?”. It has no date. Give it its printed date first.",
        "Left as it is: “Whose is this?”. Its source is unknown. Choose who published it.",
    }
    assert set(Article.objects.public()) == {whole, with_faults}


def test_a_contributor_learns_nothing_of_the_drafts_of_others(contributor: Client) -> None:
    cora = User.objects.get(username="cora")
    own = make_article(headline="Ferry plan", status="draft", created_by=cora)
    other = make_article(headline="Ferry plan", status="draft")
    RelatedLink.objects.create(article=own, title="As printed", target=other)
    assert findings(contributor.get(change_url("article", own.pk)).content) == []
    make_article(headline="Ferry plan")
    assert findings(contributor.get(change_url("article", own.pk)).content) == ["#id_headline"]
