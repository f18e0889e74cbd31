"""The trash: out of sight, brought back whole, met again by an import, and gone for good."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.archive import save_batch, start_run
from articles.archive.links import resolve_links
from articles.archive.reviewing import AlreadyDecided, apply_newer
from articles.archive.trash import CannotTrash, empty, restore, trash
from articles.importers.record import PhotoRecord, RelatedLinkRecord
from articles.models import Address, Article, GoneAddress, ImportItem, Original, Person, Quote, RelatedLink, Twins
from articles.search.sync import check, drain
from tests.archive.readings import make_field_quote, make_reading, make_record, sample_options
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db


def trashed(**fields: Any) -> Article:
    article = make_article(**fields)
    trash(article, None)
    return article


@pytest.mark.parametrize("status", ["draft", "published", "withheld"])
def test_its_address_answers_as_if_nothing_were_there(client: Client, status: str) -> None:
    article = make_article(status=status, withheld_reason="A court." if status == "withheld" else "")
    assert article.published_on
    quote = make_quote(article, "approved the plan")
    Address.objects.create(article=article, day=article.published_on, slug="former")
    addresses = [article.get_absolute_url(), quote.get_absolute_url(), "/2024/03/04/former/"]
    trash(article, None)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 404
        assert article.headline not in response.content.decode()


def test_it_leaves_the_index_and_comes_back_to_it(client: Client) -> None:
    article = make_article(headline="Harbour opens")
    trash(article, None)
    drain()
    assert check() == []
    assert ">0 articles<" in client.get("/search/", {"q": "harbour"}).content.decode()
    restore(article, None)
    article.status = "published"
    article.save()
    drain()
    assert check() == []
    assert ">1 article<" in client.get("/search/", {"q": "harbour"}).content.decode()


def test_who_and_when_and_what_it_was_is_kept(db: None) -> None:
    elena = User.objects.create_user("elena")
    article = make_article()
    trash(article, elena)
    article.refresh_from_db()
    assert (article.status, article.trashed_by, article.trashed_from) == ("trashed", elena, "published")
    assert article.trashed_at
    restore(article, None)
    article.refresh_from_db()
    held: list[object] = [article.trashed_at, article.trashed_by, article.trashed_from]
    assert held == [None, None, ""]


@pytest.mark.parametrize(("before", "after"), [("draft", "draft"), ("published", "draft"), ("withheld", "withheld")])
def test_it_comes_back_as_a_draft_or_withheld_but_never_public(before: str, after: str) -> None:
    article = make_article(status=before, withheld_reason="A court." if before == "withheld" else "")
    withheld_at = article.withheld_at
    trash(article, None)
    restore(article, None)
    article.refresh_from_db()
    assert (article.status, article.withheld_at) == (after, withheld_at)


def test_it_comes_back_with_all_that_belonged_to_it_and_its_address() -> None:
    article = make_article()
    quote = make_quote(article, "approved the plan", make_person())
    photo = article.photos.create(caption="The pier.")
    link = article.related_links.create(title="Older")
    address = article.get_absolute_url()
    pointing = RelatedLink.objects.create(article=make_article(), title="This one", target=article)
    trash(article, None)
    newer = make_article(headline=article.headline)
    assert newer.get_absolute_url() != address
    restore(Article.objects.get(pk=article.pk), None)
    found = Article.objects.get(pk=article.pk)
    assert found.get_absolute_url() == address
    assert (found.quotes.get(), found.photos.get(), found.related_links.get()) == (quote, photo, link)
    pointing.refresh_from_db()
    assert pointing.target == found


def test_an_address_that_readers_knew_leads_to_it_after_it_moved() -> None:
    article = make_article()
    known = article.slug
    trash(article, None)
    restore(article, None)
    assert Address.objects.filter(article=article, slug=known).exists()


def test_no_link_finds_it_and_nothing_waits_for_an_editor() -> None:
    article = trashed(headline="Pier closed")
    make_quote(article, "approved the plan", confidence=0.3)
    article.related_links.create(title="Nothing of that name")
    Twins.objects.create(article=article, other=make_article(), why="headline")
    link = RelatedLink.objects.create(article=make_article(), title="Pier closed")
    resolve_links([link.article])
    link.refresh_from_db()
    assert link.target is None
    assert list(RelatedLink.objects.open()) == [link]
    assert not Quote.objects.waiting().exists()
    assert not Twins.objects.open().exists()
    restore(article, None)
    link.refresh_from_db()
    assert link.target == article
    assert Quote.objects.waiting().exists()
    assert Twins.objects.open().exists()


def test_what_is_there_already_or_not_there_is_refused() -> None:
    article = trashed()
    with pytest.raises(CannotTrash, match="already"):
        trash(article, None)
    restore(article, None)
    with pytest.raises(CannotTrash, match="not in the trash"):
        restore(article, None)


def test_a_story_that_waits_for_review_is_decided_at_the_import_desk() -> None:
    run = start_run(["folder"], {})
    save_batch(run, [make_reading(options=sample_options(waits=True, status="draft"))])
    with pytest.raises(CannotTrash, match="import desk"):
        trash(Article.objects.get(), None)
    assert Article.objects.get().status == "draft"


@pytest.mark.parametrize("change", [{}, {"body": "Another text."}])
def test_an_import_that_meets_it_says_so_and_leaves_it_there(change: dict[str, Any]) -> None:
    run = start_run(["folder"], {})
    save_batch(run, [make_reading(make_record(quotes=[make_field_quote()]))])
    article = Article.objects.get()
    trash(article, User.objects.create_user("elena"))
    for _ in range(2):
        [result] = save_batch(run, [make_reading(make_record(quotes=[make_field_quote()], **change))])
        assert (result.outcome, result.article_id) == (ImportItem.Outcome.UNCHANGED, article.pk)
        assert "in the trash: “River rises again”" in result.warnings[0]
        assert "moved there by elena" in result.warnings[0]
    assert "restore it" in ImportItem.objects.order_by("-pk")[0].warnings[0]
    found = Article.objects.get()
    assert (found.status, found.body) == ("trashed", article.body)
    assert found.quotes.count() == 1


def test_an_import_takes_the_story_at_the_desk_before_the_one_in_the_trash() -> None:
    run = start_run(["folder"], {})
    save_batch(run, [make_reading()])
    trash(Article.objects.get(), None)
    first = Article.objects.get()
    twin = make_article(headline="River rises again", source=first.source, published_at=first.published_at)
    [result] = save_batch(run, [make_reading(make_record(body="Another text."))])
    assert (result.outcome, result.article_id) == (ImportItem.Outcome.UPDATED, twin.pk)


def test_an_import_whose_address_is_kept_for_a_story_in_the_trash_says_which_it_has() -> None:
    run = start_run(["folder"], {})
    save_batch(run, [make_reading(make_record(url="https://courier.example/one"))])
    trash(Article.objects.get(), None)
    other = make_record(url="https://courier.example/two", body="Another story.")
    [result] = save_batch(run, [make_reading(other)])
    assert result.outcome == ImportItem.Outcome.CREATED
    [warning] = result.warnings
    assert "/river-rises-again/ of that day is kept for “River rises again” in the trash" in warning
    assert "this is /river-rises-again-2/" in warning


def test_a_newer_version_that_waits_is_not_accepted_into_the_trash() -> None:
    run = start_run(["folder"], {})
    save_batch(run, [make_reading()])
    article = Article.objects.get()
    data = b"River rises again\n\nValley Courier, May 3, 2024\n\nAnother text. It is longer than the first one was."
    reading = make_reading(make_record(body="Another text."), data, options=sample_options(waits=True))
    save_batch(run, [reading])
    trash(article, None)
    item = ImportItem.objects.waiting().get()
    apply_to: Any = apply_newer
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("articles.archive.reviewing.reread", lambda _item: reading.record)
        with pytest.raises(AlreadyDecided, match="in the trash"):
            apply_to(item, User.objects.create_user("elena"))
    assert ImportItem.objects.waiting().get() == item


def test_emptied_it_is_gone_and_the_addresses_that_readers_knew_say_so(client: Client) -> None:
    run = start_run(["folder"], {})
    record = make_record(
        quotes=[make_field_quote()], photos=[PhotoRecord("A", "B")], related_links=[RelatedLinkRecord("C", "", 1)]
    )
    save_batch(run, [make_reading(record)])
    article = Article.objects.get()
    addresses = [article.get_absolute_url(), article.quotes.get().get_absolute_url()]
    trash(article, None)
    empty([article])
    assert not Article.objects.exists()
    assert Original.objects.exists()
    assert Person.objects.exists()
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 410
        assert "River" not in response.content.decode()
    assert drain() >= 0
    assert check() == []


def test_what_readers_never_knew_leaves_no_address(client: Client) -> None:
    article = trashed(status="draft")
    empty([article])
    assert client.get(article.get_absolute_url()).status_code == 404
    assert not GoneAddress.objects.exists()


def test_the_address_of_one_that_was_withheld_still_says_that_it_is_gone(client: Client) -> None:
    article = trashed(status="withheld", withheld_reason="A court.")
    empty([article])
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "court" not in response.content.decode()


def test_what_was_restored_meanwhile_is_not_deleted() -> None:
    article = trashed()
    seen = Article.objects.get(pk=article.pk)
    restore(article, None)
    empty([seen])
    assert Article.objects.filter(pk=article.pk).exists()
