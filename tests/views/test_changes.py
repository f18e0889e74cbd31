"""What changed: the wordings that readers saw, and none that they did not."""

from datetime import timedelta
from typing import Any

import pytest
import reversion
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.archive import states
from articles.archive.published import published_wordings
from articles.models import Article
from articles.views import changes as changes_view
from tests.factories import make_article
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def edit(article: Article, **fields: Any) -> None:
    """As the admin saves: the state before is kept where it is not yet, and the new one."""
    if not Version.objects.get_for_object(article).exists():
        with reversion.create_revision():
            reversion.add_to_revision(Article.objects.get(pk=article.pk))
    for name, value in fields.items():
        setattr(article, name, value)
    with reversion.create_revision():
        article.save()


def change(article: Article, transition: Any, *args: Any) -> None:
    """As the admin changes a state: kept before and after."""
    edit(article)
    with reversion.create_revision():
        transition(article, None, *args)


def bodies(article: Article) -> list[str]:
    article.refresh_from_db()
    return [one.texts["body"] for one in published_wordings(article).each]


def page_of(article: Article) -> str:
    return f"{article.get_absolute_url()}changes/"


def test_readers_see_word_by_word_what_a_correction_changed(read_page: ReadPage) -> None:
    article = make_article(body="Eleven ships came in.", headline="Ships")
    article.corrections.create(text="There were twelve ships.", date="2024-03-05")
    edit(article, body="Twelve ships came in.")
    edit(article, headline="Twelve ships")
    assert f'href="{page_of(article)}"' in read_page(article.get_absolute_url())
    text = read_page(page_of(article))
    assert "<del>Eleven</del><ins>Twelve</ins> ships came in." in text
    assert text.index("Headline</h3>") < text.index("Body</h3>")  # the last change first
    assert "There were twelve ships." in text
    assert '<meta name="robots" content="noindex">' in text


def test_an_article_that_nobody_changed_says_so(read_page: ReadPage) -> None:
    article = make_article()
    assert "stand as they first came into view here" in read_page(page_of(article))
    edit(article, place="HARBOUR")
    assert "stand as they first came into view here" in read_page(page_of(article))


def test_what_was_written_in_a_draft_is_not_told() -> None:
    article = make_article(status="draft", body="A guess.")
    edit(article, body="A better guess.")
    change(article, states.publish)
    edit(article, body="The truth.")
    change(article, states.take_back)
    edit(article, body="A slip.")
    edit(article, body="The whole truth.")
    change(article, states.publish)
    assert bodies(article) == ["A better guess.", "The truth.", "The whole truth."]


def test_what_was_written_before_the_moment_of_a_scheduled_article_is_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = make_article(status="draft", body="Embargoed, first try.")
    soon = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    change(article, lambda one, by: states.schedule(one, soon, by))
    edit(article, body="Embargoed, second try.")
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert bodies(article) == ["Embargoed, second try."]
    edit(article, body="Out, and corrected.")
    assert bodies(article) == ["Embargoed, second try.", "Out, and corrected."]
    first, second = published_wordings(article).each
    assert (first.since, second.since > first.since) == (article.publish_at, True)


def test_what_readers_saw_before_it_was_withheld_is_told_no_more() -> None:
    article = make_article(body="A libel.")
    edit(article, body="A libel, mended.")
    change(article, states.withhold, "A court.")
    edit(article, body="No libel.")
    change(article, states.lift)
    assert bodies(article) == ["No libel."]
    edit(article, body="No libel at all.")
    assert bodies(article) == ["No libel.", "No libel at all."]


def test_no_version_of_it_is_needed_to_know_that_it_was_withheld() -> None:
    article = make_article(body="A libel.")
    edit(article, body="A libel, mended.")
    states.withhold(article, None, "A court.")
    article.body = "No libel."
    states.lift(article, None)
    assert bodies(article) == ["No libel."]


def test_moved_withheld_and_hidden_articles_answer_as_the_article_does(client: Client) -> None:
    article = make_article(slug="ships")
    address = page_of(article)
    before = Article.objects.get(pk=article.pk)
    article.slug = "twelve-ships"
    article.save()
    article.former_addresses.model.objects.follow(before, article)
    assert client.get(address).headers["Location"] == page_of(article)
    states.withhold(article, None, "A court.")
    assert client.get(page_of(article)).status_code == 410
    states.lift(article, None, "", False)
    assert client.get(page_of(article)).status_code == 404


def test_long_histories_are_cut_and_say_so(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_view, "MOST_SHOWN", 1)
    article = make_article(body="One.")
    edit(article, body="Two.")
    assert "Earlier changes" not in read_page(page_of(article))
    edit(article, body="Three.")
    text = read_page(page_of(article))
    assert "Earlier changes are not shown" in text
    assert "One" not in text


def test_of_long_texts_fewer_changes_are_compared(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_view, "MOST_COMPARED", 100)
    article = make_article(body="One.", headline="")
    edit(article, body="Two." * 20)
    edit(article, body="Three." * 20)
    text = read_page(page_of(article))
    assert "Earlier changes are not shown" in text
    assert "Three.Three." in text
    assert "One" not in text


def test_a_version_that_cannot_be_read_is_counted(read_page: ReadPage) -> None:
    article = make_article(body="One.")
    edit(article, body="Two.")
    Version.objects.get_for_object(article).order_by("pk").update(format="of old")
    assert "2 earlier versions cannot be read" in read_page(page_of(article))


def test_the_cost_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = make_article(body="0")
    for number in range(1, 4):
        edit(article, body=str(number))
    with django_assert_num_queries(4):  # article, versions, log of states, corrections
        client.get(page_of(article))
    for number in range(4, 12):
        edit(article, body=str(number))
    with django_assert_num_queries(4):
        client.get(page_of(article))
