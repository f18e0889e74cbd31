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


LINES = NEWS_PAGE.split("\n")
HEADLINE, _, CAPTION, DATE, STANDFIRST, FIRST, LABEL, TITLE, SECOND, THIRD, _, _, _, LAST, SIGN, SOURCE, _ = LINES
TEXT = [FIRST, SECOND, THIRD, LAST]


def read(*lines: str) -> ArticleRecord:
    return read_article("\n".join(lines).encode(), "keeper.txt", quotes=False)


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        ([DATE, STANDFIRST, LABEL, TITLE, *TEXT, SIGN, SOURCE], 0),
        ([DATE, LABEL, TITLE, STANDFIRST, *TEXT, SIGN, SOURCE], 0),
        ([DATE, STANDFIRST, FIRST, "RELATED", TITLE, SECOND, THIRD, LAST, SIGN, SOURCE], 1),
        ([DATE, STANDFIRST, FIRST, f"RELATED: {TITLE}", SECOND, THIRD, LAST, SIGN, SOURCE], 1),
        ([DATE, STANDFIRST, FIRST, "Lea también:", TITLE, SECOND, THIRD, LAST, SIGN, SOURCE], 1),
        ([DATE, STANDFIRST, *TEXT, LABEL, TITLE, SIGN, SOURCE], 4),
        ([DATE, STANDFIRST, *TEXT, SIGN, SOURCE, LABEL, TITLE], 4),
    ],
)
def test_related_may_stand_anywhere(lines: list[str], after: int) -> None:
    record = read(HEADLINE, CAPTION, *lines)
    assert record.related_links == [RelatedLinkRecord(TITLE, "", after)]
    assert (record.headline, record.standfirst) == (HEADLINE, STANDFIRST)
    assert paragraphs(record.body) == TEXT
    assert (record.source, record.authors, record.agency) == ("Brisa", ["MT"], "EFE")


@pytest.mark.parametrize(
    ("lines", "source", "authors", "agency"),
    [
        (["Brisa/MT"], "Brisa", ["MT"], None),
        (["By: Brisa / mt-OV"], "Brisa", ["mt", "OV"], None),
        (["Source: EFE", "Brisa/ MT"], "Brisa", ["MT"], "EFE"),
        (["Brisa/ MT", "Source: Radio Norte"], "Brisa", ["MT"], "Radio Norte"),
        (["Fuente: Página Nueve"], "Página Nueve", [], None),
        (["Source: EFE - Radio Norte"], "Radio Norte", [], "EFE"),
        (["EFE/ MT"], None, ["MT"], "EFE"),
    ],
)
def test_sign_offs(lines: list[str], source: str | None, authors: list[str], agency: str | None) -> None:
    record = read(HEADLINE, DATE, *TEXT, *lines)
    assert (record.source, record.authors, record.agency) == (source, authors, agency)
    assert paragraphs(record.body) == TEXT


@pytest.mark.parametrize(
    "head",
    [
        [CAPTION, DATE, STANDFIRST],
        [DATE, CAPTION, STANDFIRST],
        [STANDFIRST, CAPTION, DATE],
        ["The tower at Cabo Lindo, 2024. | Photo: X/ @radiolindo", DATE, STANDFIRST],
    ],
)
def test_the_head_may_stand_in_any_order(head: list[str]) -> None:
    record = read(HEADLINE, *head, *TEXT)
    assert record.standfirst == STANDFIRST
    assert record.photos == [PhotoRecord("The tower at Cabo Lindo, 2024.", "X/ @radiolindo")]
    assert record.published is not None


def test_a_caption_without_a_credit_is_told_from_the_standfirst() -> None:
    record = read(HEADLINE, "The tower at Cabo Lindo, 2024.", DATE, STANDFIRST, *TEXT)
    assert record.photos == [PhotoRecord("The tower at Cabo Lindo, 2024.", "")]
    assert record.standfirst == STANDFIRST


def test_without_a_standfirst_the_first_paragraph_stays_in_the_body() -> None:
    record = read(HEADLINE, CAPTION, DATE, *TEXT)
    assert (record.standfirst, paragraphs(record.body)) == ("", TEXT)


def test_a_story_of_one_paragraph_is_a_story() -> None:
    assert read(HEADLINE, DATE, FIRST, SOURCE).body == FIRST
