"""Saving batches: create, leave alone, update, reject; whole articles or nothing."""

from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError

from articles.archive import save_batch, start_run
from articles.archive.originals import checksum, place_of
from articles.importers.record import CorrectionRecord, PhotoRecord, Published, RelatedLinkRecord
from articles.models import (
    Address,
    Article,
    Import,
    ImportItem,
    Original,
    Person,
    Photo,
    Quote,
    RelatedLink,
    SearchChange,
    Source,
)
from tests.archive.readings import BODY, make_field_quote, make_reading, make_record, make_rejected, sample_options
from tests.factories import make_person, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Import:
    return start_run(["folder"], {})


def outcomes(results: Any) -> list[str]:
    return [str(result.outcome) for result in results]


def test_a_record_becomes_a_whole_article(run: Import) -> None:
    record = make_record(
        standfirst="The dam holds.",
        authors=["Ana Ruiz", "JF"],
        agency="Continental",
        place="ALDA",
        topics=["Weather", "Rivers"],
        photos=[PhotoRecord("The bridge at noon.", "L. Vidal")],
        related_links=[RelatedLinkRecord("Bridge closed", "", 1)],
        corrections=[CorrectionRecord("The dam is 40 metres high.")],
        quotes=[make_field_quote()],
        url="https://courier.example/river",
    )
    reading = make_reading(record, locator="courier.zip!one.txt")
    [result] = save_batch(run, [reading])
    article = Article.objects.get()
    assert result.outcome == ImportItem.Outcome.CREATED
    assert result.article_id == article.pk
    assert article.source.name == "Valley Courier"
    assert article.agency
    assert (article.agency.name, article.agency.kind) == ("Continental", Source.Kind.AGENCY)
    assert article.authors == ["Ana Ruiz", "JF"]
    assert article.status == Article.Status.PUBLISHED
    assert article.published_at == datetime(2024, 5, 3, 9, 15, tzinfo=UTC)
    assert article.get_absolute_url() == "/2024/05/03/river-rises-again/"
    assert article.field_spans == {"headline": [1, 1]}
    assert {topic.name for topic in article.topics.all()} == {"Weather", "Rivers"}
    assert Photo.objects.get().credit == "L. Vidal"
    assert article.corrections.get().text == "The dam is 40 metres high."
    quote = Quote.objects.get()
    assert quote.speaker == Person.objects.get(name="Marta Soler")
    assert BODY[slice(*quote.spans[0])] == quote.text
    assert article.original
    assert article.original.path.read_bytes() == reading.data
    assert article.original_locator == "courier.zip!one.txt"
    run.refresh_from_db()
    assert (run.created, run.rejected) == (1, 0)
    assert list(SearchChange.objects.values_list("article_id", flat=True)) == [article.pk]


def test_the_second_time_every_file_is_unchanged(run: Import) -> None:
    reading = make_reading()
    save_batch(run, [reading])
    SearchChange.objects.all().delete()
    assert outcomes(save_batch(run, [reading])) == ["unchanged"]
    assert Article.objects.count() == 1
    assert not SearchChange.objects.exists()


def test_the_same_bytes_twice_in_one_batch_make_one_article(run: Import) -> None:
    assert outcomes(save_batch(run, [make_reading(), make_reading()])) == ["created", "unchanged"]


def test_a_rejected_file_leaves_its_reason_and_nothing_else(run: Import) -> None:
    results = save_batch(run, [make_rejected(), make_reading()])
    assert outcomes(results) == ["rejected", "created"]
    item = ImportItem.objects.get(outcome="rejected")
    assert (item.reason, item.original, item.article) == ("The file is empty.", None, None)
    assert not place_of(checksum(b"")).exists()
    assert Original.objects.count() == 1


def test_other_bytes_under_the_same_address_update_the_article_and_keep_both_originals(run: Import) -> None:
    first = make_reading(make_record(url="https://courier.example/river", quotes=[make_field_quote()]))
    newer = make_record(url="https://courier.example/river", headline="River falls", body=BODY + "\n\nIt fell.")
    second = make_reading(newer)
    save_batch(run, [first])
    address = Article.objects.get().get_absolute_url()
    assert outcomes(save_batch(run, [second])) == ["updated"]
    article = Article.objects.get()
    assert article.headline == "River falls"
    assert article.get_absolute_url() == address
    assert Original.objects.count() == 2
    assert article.original
    assert article.original.sha256 == second.sha256
    assert outcomes(save_batch(run, [first, second])) == ["unchanged", "unchanged"]


def test_two_versions_in_one_batch_end_with_the_later_one(run: Import) -> None:
    older = make_reading(make_record(url="https://courier.example/river", body="Old text."))
    newer = make_reading(make_record(url="https://courier.example/river", body="New text."))
    assert outcomes(save_batch(run, [older, newer])) == ["created", "updated"]
    assert Article.objects.get().body == "New text."


def test_source_day_and_headline_find_an_article_without_address(run: Import) -> None:
    save_batch(run, [make_reading(make_record())])
    assert outcomes(save_batch(run, [make_reading(make_record(body="Longer text."))])) == ["updated"]


@pytest.mark.parametrize(
    "other",
    [
        {"source": "Hill Gazette"},
        {"published": Published(datetime(2024, 5, 4, 9, 15), "UTC", "minute")},  # noqa: DTZ001
        {"headline": "River rises once more"},
        {"published": None},
    ],
)
def test_another_source_day_or_headline_is_another_article(run: Import, other: dict[str, Any]) -> None:
    save_batch(run, [make_reading(make_record())])
    assert outcomes(save_batch(run, [make_reading(make_record(**other))])) == ["created"]


def test_two_addresses_are_two_articles_though_headline_and_day_are_the_same(run: Import) -> None:
    one = make_reading(make_record(url="https://courier.example/1"))
    two = make_reading(make_record(url="https://courier.example/2"))
    assert outcomes(save_batch(run, [one, two])) == ["created", "created"]
    assert {a.slug for a in Article.objects.all()} == {"river-rises-again", "river-rises-again-2"}


def test_many_articles_of_one_headline_and_day_get_slugs_of_their_own(run: Import) -> None:
    readings = [make_reading(make_record(url=f"https://courier.example/{n}")) for n in range(5)]
    save_batch(run, readings[:3])
    save_batch(run, readings[3:])
    assert len({a.slug for a in Article.objects.all()}) == 5


def test_what_an_editor_changed_survives_a_reimport(run: Import) -> None:
    save_batch(run, [make_reading(make_record(url="https://courier.example/river", quotes=[make_field_quote()]))])
    article = Article.objects.get()
    article.standfirst, article.edited_fields = "By hand.", ["standfirst", "photos"]
    article.save()
    article.photos.create(caption="By hand.")
    newer = make_record(
        url="https://courier.example/river",
        standfirst="By machine.",
        body="New body.",
        photos=[PhotoRecord("By machine.")],
    )
    save_batch(run, [make_reading(newer)])
    article.refresh_from_db()
    assert (article.standfirst, article.body) == ("By hand.", "New body.")
    assert [photo.caption for photo in article.photos.all()] == ["By hand."]


def test_a_quote_keeps_its_row_and_an_editors_decision_when_its_words_are_still_there(run: Import) -> None:
    url = "https://courier.example/river"
    save_batch(run, [make_reading(make_record(url=url, quotes=[make_field_quote()]))])
    quote = Quote.objects.get()
    editor_choice = make_person(name="Berta Luna")
    quote.speaker, quote.method, quote.confirmed = editor_choice, Quote.Method.EDITOR, True
    quote.save()
    body = "A new first line.\n\n" + BODY
    newer = make_record(url=url, body=body, quotes=[make_field_quote(body=body)])
    save_batch(run, [make_reading(newer)])
    renewed = Quote.objects.get()
    assert renewed.pk == quote.pk
    assert renewed.speaker == editor_choice
    assert body[slice(*renewed.spans[0])] == "We are ready,"


def test_a_quote_whose_words_are_gone_goes_unless_an_editor_made_it(run: Import) -> None:
    url = "https://courier.example/river"
    save_batch(run, [make_reading(make_record(url=url, quotes=[make_field_quote()]))])
    article = Article.objects.get()
    kept = article.quotes.create(text="By hand", method=Quote.Method.EDITOR)
    save_batch(run, [make_reading(make_record(url=url, body="Nobody speaks."))])
    assert list(article.quotes.all()) == [kept]


def test_a_withheld_article_stays_withheld(run: Import) -> None:
    url = "https://courier.example/river"
    save_batch(run, [make_reading(make_record(url=url), options=sample_options(withheld_reason="Court order."))])
    article = Article.objects.get()
    assert (article.status, article.withheld_reason) == (Article.Status.WITHHELD, "Court order.")
    assert article.withheld_at
    save_batch(run, [make_reading(make_record(url=url, body="New."))])
    article.refresh_from_db()
    assert article.status == Article.Status.WITHHELD


def test_an_undated_article_is_a_draft_until_its_date_comes(run: Import) -> None:
    url = "https://courier.example/river"
    save_batch(run, [make_reading(make_record(url=url, published=None))])
    assert Article.objects.get().status == Article.Status.DRAFT
    save_batch(run, [make_reading(make_record(url=url))])
    assert Article.objects.get().status == Article.Status.PUBLISHED


def test_drafts_are_drafts_when_the_archivist_says_so(run: Import) -> None:
    save_batch(run, [make_reading(options=sample_options(status="draft"))])
    assert Article.objects.get().status == Article.Status.DRAFT


def test_a_new_day_gives_a_new_address_and_the_old_one_is_remembered(run: Import) -> None:
    url = "https://courier.example/river"
    save_batch(run, [make_reading(make_record(url=url))])
    published = Published(datetime(2024, 5, 6, 9, 15), "UTC", "minute")  # noqa: DTZ001
    save_batch(run, [make_reading(make_record(url=url, published=published))])
    former = Address.objects.get()
    assert (former.day, former.slug) == (date(2024, 5, 3), "river-rises-again")
    assert Article.objects.get().get_absolute_url() == "/2024/05/06/river-rises-again/"


def test_a_printed_time_without_zone_is_in_the_sources(run: Import) -> None:
    make_source(name="Valley Courier", time_zone="America/Caracas")
    published = Published(datetime(2024, 5, 3, 22, 0), None, "minute")  # noqa: DTZ001
    save_batch(run, [make_reading(make_record(published=published))])
    assert Article.objects.get().published_at == datetime(2024, 5, 4, 2, 0, tzinfo=UTC)


def test_a_too_long_byline_is_cut_with_a_warning(run: Import) -> None:
    [result] = save_batch(run, [make_reading(make_record(authors=["x" * 600]))])
    assert Article.objects.get().byline == "x" * 500
    assert "byline has 600 characters" in " ".join(result.warnings)


def test_nothing_is_kept_of_a_batch_that_fails(run: Import) -> None:
    with (
        patch.object(SearchChange.objects, "enqueue", side_effect=DatabaseError("gone")),
        pytest.raises(DatabaseError),
    ):
        save_batch(run, [make_reading()])
    assert not Article.objects.exists()
    assert not ImportItem.objects.exists()
    assert not Source.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_batch(run: Import, django_assert_max_num_queries: Any) -> None:
    def batch(first: int, size: int) -> list[Any]:
        return [
            make_reading(make_record(headline=f"Story {n}", quotes=[make_field_quote()], topics=["Weather"]))
            for n in range(first, first + size)
        ]

    save_batch(run, batch(0, 1))
    with django_assert_max_num_queries(40) as few:
        save_batch(run, batch(100, 5))
    with django_assert_max_num_queries(len(few)):
        save_batch(run, batch(200, 25))


def test_links_find_articles_held_before_and_after(run: Import) -> None:
    link = RelatedLinkRecord("Bridge closed", "", 1)
    save_batch(run, [make_reading(make_record(headline="First", related_links=[link]))])
    assert RelatedLink.objects.get().target is None
    save_batch(run, [make_reading(make_record(headline="Bridge closed"))])
    bridge = Article.objects.get(headline="Bridge closed")
    assert RelatedLink.objects.get().target == bridge
    save_batch(run, [make_reading(make_record(headline="Third", related_links=[link]))])
    assert {link.article.headline for link in bridge.linked_from.all()} == {"First", "Third"}


def test_a_link_takes_the_article_of_its_address_before_the_one_of_its_title(run: Import) -> None:
    save_batch(
        run,
        [
            make_reading(make_record(headline="Bridge closed", source="Hill Gazette")),
            make_reading(make_record(headline="Bridge shut", url="https://courier.example/bridge")),
            make_reading(
                make_record(
                    headline="Third",
                    related_links=[RelatedLinkRecord("Bridge closed", "https://courier.example/bridge", 0)],
                )
            ),
        ],
    )
    target = RelatedLink.objects.get().target
    assert target
    assert target.headline == "Bridge shut"


def test_of_two_articles_with_the_title_a_link_takes_its_own_sources(run: Import) -> None:
    save_batch(
        run,
        [
            make_reading(make_record(headline="Bridge closed", source="Hill Gazette")),
            make_reading(make_record(headline="Bridge closed")),
            make_reading(make_record(headline="Third", related_links=[RelatedLinkRecord("Bridge closed", "", 0)])),
        ],
    )
    target = RelatedLink.objects.get().target
    assert target
    assert target.source.name == "Valley Courier"
