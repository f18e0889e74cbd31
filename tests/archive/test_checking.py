"""What is to be looked at before readers see an article."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.archive import checking
from articles.archive.authorities import UNKNOWN_SOURCE
from articles.archive.checking import Finding, findings_of
from articles.models import Article, Photo, RelatedLink, Twins
from articles.search import sync
from articles.search.engine import SearchUnavailable
from tests.factories import make_article, make_person, make_quote, make_source

pytestmark = pytest.mark.django_db

TEXT = (
    "The council met on Monday in the old granary because the roof of the town hall leaks. It approved the ferry plan "
    "after two hours. Nobody from the harbour spoke against it, though several had said that they would."
)


def found_in(article: Article, seen: Any = None) -> list[Finding]:
    article = Article.objects.get(pk=article.pk)
    return findings_of([article], Article.objects.all() if seen is None else seen)[article.pk]


def told(article: Article) -> list[tuple[str, str, str]]:
    return [(one.anchor, one.severity.value, one.words) for one in found_in(article)]


def test_a_whole_article_gives_nothing_to_look_at() -> None:
    article = make_article()
    Photo.objects.create(article=article, caption="The granary.", image="photos/a.jpg", alt="A stone building.")
    make_quote(article, "approved the plan", make_person())
    make_quote(article, "after two hours", kind="fragment")
    RelatedLink.objects.create(article=article, title="Roof leaks", url="https://news.example.org/roof")
    RelatedLink.objects.create(article=article, title="Ferry", target=make_article())
    assert told(article) == []


def test_without_source_or_date_it_is_refused() -> None:
    unknown = make_source(name=UNKNOWN_SOURCE)
    article = make_article(headline="H" * 121, published_at=None, status="draft", source=unknown)
    assert told(article) == [
        ("id_source", "refused", "The source is unknown: choose who published it."),
        ("id_published_at_0", "refused", "There is no date: give the printed one."),
        ("id_headline", "warning", "The headline is very long: 121 characters; 120 are many."),
    ]


@pytest.mark.parametrize(
    ("ahead", "precision", "is_told"),
    [
        (timedelta(hours=1), "minute", True),
        (timedelta(hours=-1), "minute", False),
        (timedelta(hours=20), "day", False),
        (timedelta(days=3), "day", True),
    ],
)
def test_a_date_in_the_future(ahead: timedelta, precision: str, is_told: bool) -> None:
    article = make_article(published_at=timezone.now() + ahead, published_precision=precision)
    assert ["The printed date is in the future" in words for _, _, words in told(article)] == ([True] * is_told)


def test_a_headline_of_the_longest_length_is_not_too_long() -> None:
    assert told(make_article(headline="H" * 120)) == []


def test_photos_without_caption_or_words_for_the_blind_by_their_place() -> None:
    article = make_article()
    Photo.objects.create(article=article, caption="The granary.", image="photos/a.jpg", position=0)
    Photo.objects.create(article=article, credit="Reuters", position=1)
    assert [(anchor, words) for anchor, _, words in told(article)] == [
        ("id_photos-0-alt", "Photo 1 (“The granary.”) has no words for those who cannot see it."),
        ("id_photos-1-caption", "Photo 2 has no caption."),
    ]


def test_a_quote_without_speaker() -> None:
    article = make_article()
    make_quote(article, "approved the plan", make_person())
    make_quote(article, "after two hours", position=1)
    make_quote(article, "on Monday", position=2, speaker_as_printed="he")
    assert [(anchor, words) for anchor, _, words in told(article)] == [
        ("id_quotes-1-speaker", "Nobody is named as the speaker of “after two hours”.")
    ]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "withheld", "withheld_reason": "A court."}, "withheld"),
        ({"status": "trashed"}, "in the trash"),
        ({"publish_at": datetime(2999, 1, 1, tzinfo=UTC)}, "scheduled"),
    ],
)
def test_a_related_link_to_what_readers_do_not_see(state: dict[str, Any], word: str) -> None:
    article, target = make_article(), make_article(**state)
    RelatedLink.objects.create(article=article, title="Roof leaks", target=target)
    (one,) = found_in(article)
    assert (one.anchor, one.other) == ("id_related_links-0-title", target)
    assert one.words == f"The related link “Roof leaks” leads to an article that readers do not see ({word})."
    assert found_in(article, Article.objects.public()) == []


def test_a_related_link_that_leads_nowhere_or_whose_address_cannot_be_one() -> None:
    article, gone = make_article(), make_article()
    RelatedLink.objects.create(article=article, title="Roof leaks", target=gone, position=0)
    RelatedLink.objects.create(article=article, title="Ferry", url="https://no host/", position=1)
    gone.delete()
    assert [(anchor, words) for anchor, _, words in told(article)] == [
        (
            "id_related_links-0-url",
            "The related link “Roof leaks” leads nowhere: it has no address, and the archive holds no such article.",
        ),
        ("id_related_links-1-url", "The related link “Ferry” has an address that cannot be one: https://no host/"),
    ]


def test_likely_duplicates_by_address_headline_and_text_until_an_editor_has_looked() -> None:
    article = make_article(headline="Ferry plan", url="https://news.example.org/1", body=TEXT, status="draft")
    address = make_article(url="https://news.example.org/1")
    headline = make_article(headline="Ferry plan")
    text = make_article(body=f"{TEXT} The end.")
    sync.rebuild()
    found = found_in(article)
    assert [(one.anchor, one.other) for one in found] == [
        ("id_url", address),
        ("id_headline", headline),
        ("id_body", text),
    ]
    assert {one.other for one in found_in(text)} == {article}
    Twins.objects.create(article=headline, other=article, why="headline", settled_at=timezone.now())
    assert [one.other for one in found_in(article)] == [address, text]


def test_duplicates_that_one_may_not_see_are_not_named() -> None:
    article = make_article(headline="Ferry plan", status="draft")
    make_article(headline="Ferry plan", status="draft")
    public = make_article(headline="Ferry plan")
    assert [one.other for one in found_in(article, Article.objects.public())] == [public]


def test_what_lies_in_the_trash_is_no_duplicate() -> None:
    make_article(headline="Ferry plan", status="trashed")
    assert found_in(make_article(headline="Ferry plan", status="draft")) == []


def test_where_the_search_does_not_answer_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(articles: Any) -> Any:
        raise SearchUnavailable("Closed.")

    monkeypatch.setattr(checking, "find_copies", refuse)
    assert [words for _, _, words in told(make_article())] == [
        "Whether another article has this text is not known: the search does not answer."
    ]


def test_of_very_many_the_texts_of_the_first_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_COMPARED", 1)
    one, other = make_article(), make_article()
    found = findings_of([one, other], Article.objects.all())
    assert (found[one.pk], [each.words for each in found[other.pk]]) == (
        [],
        ["Its text was not compared with others: that is done for 1 articles at once."],
    )


def test_as_many_queries_for_one_as_for_ten(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(10):
        article = make_article(url="https://news.example.org/1")
        Photo.objects.create(article=article)
        RelatedLink.objects.create(article=article, title="Roof", target=make_article(status="draft"))
    for number in (1, 10):
        articles = list(Article.objects.filter(url__gt="")[:number])
        with django_assert_num_queries(9):
            findings_of(articles, Article.objects.all())
