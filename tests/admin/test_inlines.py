"""Photos, related links and corrections on their article's page in the admin."""

import pytest
from django.test import Client

from tests.admin.pages import add_line, change_url, errors, form_data
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_photo_of_nothing_is_refused(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "photos", position=3)
    assert "Give the caption" in errors(editor.post(url, data))["photos-0-__all__"]


def test_a_link_behind_the_last_paragraph_is_refused(editor: Client) -> None:
    article = make_article(body="One.\n\nTwo.")
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "related_links", title="Older", after_paragraph=3, position=0)
    assert "from 0 to 2" in errors(editor.post(url, data))["related_links-0-after_paragraph"]


def test_the_paragraphs_are_those_of_the_body_as_it_is_sent(editor: Client) -> None:
    article = make_article(body="One.\n\nTwo.")
    url = change_url("article", article.pk)
    data = form_data(editor, url) | {"body": "One.\r\n\r\nTwo.\r\n\r\nThree."}
    add_line(data, "related_links", title="Older", after_paragraph=3, position=0)
    assert editor.post(url, data).status_code == 302


def test_an_article_is_not_related_to_itself(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "related_links", title="Older", target=article.pk, after_paragraph=0, position=0)
    assert "related to itself" in errors(editor.post(url, data))["related_links-0-target"]


def test_a_link_finds_its_article_by_title_and_anew_when_the_title_changes(editor: Client) -> None:
    first, second = make_article(headline="Pier opened"), make_article(headline="Pier closed")
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "related_links", title="PIER OPENED", after_paragraph=0, position=0)
    editor.post(url, data)
    assert article.related_links.get().target == first
    editor.post(url, form_data(editor, url) | {"related_links-0-title": "Pier closed"})
    assert article.related_links.get().target == second


def test_a_new_article_is_found_by_the_links_that_waited_for_it(editor: Client) -> None:
    waiting = make_article().related_links.create(title="Pier closed")
    article = make_article(headline="Something else")
    url = change_url("article", article.pk)
    editor.post(url, form_data(editor, url) | {"headline": "Pier closed"})
    waiting.refresh_from_db()
    assert waiting.target == article


def test_a_correction_needs_no_date(editor: Client) -> None:
    article = make_article()
    url = change_url("article", article.pk)
    data = form_data(editor, url)
    add_line(data, "corrections", text="The mayor's name is Marta Lobo.", date="")
    assert editor.post(url, data).status_code == 302
    assert article.corrections.get().date is None
