import pytest

from articles.importers import ArticleRecord, Defaults, read_article
from articles.importers.record import CorrectionRecord, PhotoRecord, RelatedLinkRecord
from articles.text import paragraphs
from tests.importers.texts import NEWS_PAGE


@pytest.fixture(scope="module")
def record() -> ArticleRecord:
    return read_article(NEWS_PAGE.encode(), "keeper.txt", Defaults(time_zone="America/Montevideo"))


def test_headline_standfirst_caption_and_credit_are_told_apart(record: ArticleRecord) -> None:
    assert record.format == "news-page"
    assert record.headline == "Lighthouse Keeper Refuses to Hand Over the Keys"
    assert record.standfirst == "‘A lamp is not a spreadsheet,’ Teodora Quintal said."
    assert record.photos == [PhotoRecord("The tower at Cabo Lindo, 2024.", "X/ @radiolindo")]


def test_the_dateline_is_in_the_default_zone(record: ArticleRecord) -> None:
    assert record.published is not None
    assert record.published.local.isoformat() == "2024-03-03T09:05:00"
    assert record.published.time_zone == "America/Montevideo"
    assert record.published.precision == "minute"


def test_the_sign_off_names_source_author_and_agency(record: ArticleRecord) -> None:
    assert (record.source, record.authors, record.agency) == ("Brisa", ["MT"], "EFE")


def test_a_correction_under_the_sign_off_hides_neither() -> None:
    text = NEWS_PAGE.rstrip() + "\nCorrection: An earlier version named the wrong cape.\n"
    record = read_article(text.encode(), "keeper.txt")
    assert record.corrections == [CorrectionRecord("Correction: An earlier version named the wrong cape.")]
    assert (record.source, record.authors, record.agency) == ("Brisa", ["MT"], "EFE")
    assert "Brisa" not in record.body.splitlines()[-1]


def test_related_titles_keep_their_place_and_stay_out_of_the_body(record: ArticleRecord) -> None:
    assert record.related_links == [
        RelatedLinkRecord("Fishing Boats Stay in Port for a Third Week", "", 1),
        RelatedLinkRecord("Council Votes Against Closing the Ferry Office", "", 3),
        RelatedLinkRecord("What Becomes of an Old Lighthouse?", "", 3),
    ]
    assert [text[:20] for text in paragraphs(record.body)] == [
        "On Monday, the coast",
        "The office says that",
        "Quintal has kept the",
        "“They may have the l",
    ]


def test_a_very_long_related_title_is_told_from_a_paragraph() -> None:
    long = "Council " + "Asks Once More Whether the Lamp Shall Be Lit " * 5 + "This Winter"
    ended = f"{long}."
    text = NEWS_PAGE.replace("What Becomes of an Old Lighthouse?", "{}")
    assert long in [link.title for link in read_article(text.format(long).encode(), "a.txt").related_links]
    assert ended in read_article(text.format(ended).encode(), "a.txt").body


def test_every_field_knows_its_lines(record: ArticleRecord) -> None:
    assert record.spans == {
        "headline": (1, 1),
        "photos": (3, 3),
        "published": (4, 4),
        "standfirst": (5, 5),
        "body": (6, 14),
        "related_links": (8, 13),
        "source": (15, 15),
        "authors": (15, 15),
        "agency": (16, 16),
    }


def test_nothing_is_warned_about(record: ArticleRecord) -> None:
    assert record.warnings == []
    assert record.language == "en"
