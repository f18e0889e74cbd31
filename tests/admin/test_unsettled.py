"""The queues of likely duplicates and of related links without an article."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, RelatedLink, Twins
from tests.admin.desk import accept_all_url, bring_in, post, review_url, story
from tests.admin.pages import form_data, list_url
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def listed(client: Client, noun: str) -> list[Any]:
    return list(client.get(list_url(noun)).context["cl"].result_list)


def test_a_story_like_one_in_the_archive_is_told_at_its_review_and_not_accepted_unseen(editor: Client) -> None:
    (first,) = bring_in(editor, story("River floods meadows")).items.all()
    editor.post(accept_all_url(first.run))
    run = bring_in(editor, story("River floods meadows").replace("3 May", "5 May").replace("Valley", "Harbour"))
    (item,) = run.items.all()
    held, late = Article.objects.order_by("pk")
    assert [(twins.article, twins.other, twins.why) for twins in Twins.objects.all()] == [(late, held, "headline")]
    page = editor.get(review_url(item)).content.decode()
    assert "The archive may hold this story already" in page
    assert "Same headline within a week" in page
    editor.post(accept_all_url(run))
    late.refresh_from_db()
    assert late.status == "draft"
    editor.post(review_url(item), form_data(editor, review_url(item)) | {"_accept": "1"})
    late.refresh_from_db()
    assert late.status == "published"
    assert not Twins.objects.open().exists()
    assert str(Twins.objects.get().settled_by) == "elena"


def test_nearly_the_same_text_under_another_headline_is_told_too(editor: Client) -> None:
    bring_in(editor, story("River floods meadows"))
    text = (
        story("River floods meadows")
        .replace("River floods meadows", "Meadows under water")
        .replace("Valley", "Harbour")
    )
    bring_in(editor, text)
    assert [twins.why for twins in Twins.objects.all()] == ["text"]


def test_pairs_are_listed_and_taken_off_the_list(editor: Client) -> None:
    one, other = make_article(headline="Pier closed"), make_article(headline="Pier closed again")
    pair = Twins.objects.create(article=other, other=one, why="text")
    page = editor.get(list_url("twins")).content.decode()
    for told in ("Pier closed again", "Nearly the same text", "came in later", "2024-03-04"):
        assert told in page.lower() or told in page
    post(editor, list_url("twins"), {"action": "settle_twins", "_selected_action": [pair.pk]})
    assert listed(editor, "twins") == []
    pair.refresh_from_db()
    assert str(pair.settled_by) == "elena"


def test_links_without_an_article_are_listed_and_looked_for_again(editor: Client) -> None:
    article = make_article(headline="Ferry sails")
    lost = article.related_links.create(title="Pier closed")
    article.related_links.create(title="Known", target=make_article())
    assert listed(editor, "relatedlink") == [lost]
    assert "Ferry sails" in editor.get(list_url("relatedlink")).content.decode()
    data = {"action": "look_again", "_selected_action": [lost.pk]}
    told = editor.post(list_url("relatedlink"), data, follow=True).content.decode()
    assert "Found: 0. Still without an article in the archive: 1." in told
    make_article(headline="Pier closed")
    assert "Found: 1." in editor.post(list_url("relatedlink"), data, follow=True).content.decode()
    assert not RelatedLink.objects.filter(target__isnull=True).exists()


@pytest.mark.parametrize("noun", ["twins", "relatedlink"])
def test_the_lists_cost_the_same_for_many(
    editor: Client, noun: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            one, other = make_article(), make_article()
            Twins.objects.create(article=other, other=one, why="text")
            one.related_links.create(title="Pier closed")

    more(1)
    editor.get(list_url(noun))
    with django_assert_max_num_queries(8) as few:
        editor.get(list_url(noun))
    more(10)
    with django_assert_max_num_queries(len(few)):
        editor.get(list_url(noun))
