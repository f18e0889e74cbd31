"""What stands around a story and is none of it: teasers, comments, boxes, and lists that are."""

import pytest

from articles.importers import read_article
from articles.text import paragraphs
from tests.importers.test_page import HEADLINE, MENU, PARAGRAPHS, page

TEASERS = [
    "Ducks return to the castle pond",
    "The ducks of the castle pond are back after four years, and nobody can say where they have been.",
    "A loaf for charity",
    "A baker has sold the last loaf of the old century for charity, and the buyer will not eat it.",
    "Swimming",
    "The river bath opens in May",
    "The bath in the river opens on the first of May, if the water has twelve degrees by then.",
]
LATER = [f"A year later: {paragraph}" for paragraph in PARAGRAPHS]
SAID = "I have lived above the depot for thirty years and I never once heard the bells, which may say something of me."


def test_a_list_of_headlines_with_a_short_paragraph_each_is_not_in_the_story() -> None:
    assert paragraphs(page(under=TEASERS).body) == PARAGRAPHS


def test_two_headings_with_a_short_paragraph_each_are_in_the_story() -> None:
    assert paragraphs(page(under=TEASERS[:4]).body) == PARAGRAPHS + TEASERS[:4]


def test_a_text_that_is_nothing_but_such_a_list_is_the_story() -> None:
    record = read_article("\n".join([*MENU, "The week in Velden", *TEASERS]).encode(), "week.txt", quotes=False)
    assert all(teaser in record.body for teaser in TEASERS if teaser.endswith("."))


@pytest.mark.parametrize("heading", ["Top rated comments", "12 Ergänzungen", "Comentarios", "Commentaires", "Reacties"])
def test_however_much_readers_say_it_is_not_in_the_story(heading: str) -> None:
    said = [line for number in range(9) for line in (f"Reader {number}", f"{number + 1}: {SAID}", SAID)]
    assert paragraphs(page(under=[heading, *said]).body) == PARAGRAPHS


def test_a_button_for_comments_within_the_story_does_not_end_it() -> None:
    body = [*PARAGRAPHS, "Comments", "Share", *LATER]
    assert paragraphs(page(body=body).body) == PARAGRAPHS + LATER


@pytest.mark.parametrize("heading", ["You may also like", "Auch interessant", "Te puede interesar:"])
def test_headlines_under_a_heading_of_other_stories_are_not_in_the_story(heading: str) -> None:
    body = [*PARAGRAPHS, heading, "Ducks return to the castle pond", "By Bruno Falk", *LATER]
    record = page(body=body)
    assert paragraphs(record.body) == PARAGRAPHS + LATER
    assert record.authors == []


def test_a_list_that_the_story_announces_is_in_it() -> None:
    dates = ["The measurements:", "June 9, the depot", "June 12, the old bridge", "July 2, the market"]
    record = page(under=dates)
    assert paragraphs(record.body) == PARAGRAPHS + dates


def test_a_list_of_days_under_a_heading_is_in_the_story_and_a_numbered_list_of_others_is_not() -> None:
    days = [f"June {day} – Velden, the depot" for day in range(9, 16)]
    assert paragraphs(page(under=["The days of the measurements", *days]).body)[-1] == days[-1]
    others = [f"{number}. A story about a duck" for number in range(1, 8)]
    assert paragraphs(page(under=["What others read", *others]).body) == PARAGRAPHS


def test_the_credit_of_a_caption_in_capitals_is_a_credit() -> None:
    record = page(body=[*PARAGRAPHS[:2], "A bell of line four (Image: GETTY )", *PARAGRAPHS[2:]])
    assert [photo.caption for photo in record.photos] == ["A bell of line four"]
    assert paragraphs(record.body) == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    ["Czytaj więcej", "REKLAM", "Les også", "Leggi anche", "Läs mer", "Реклама", "広告", "Chia sẻ", "Fehler melden"],
)
def test_furniture_in_other_languages_is_left_out(line: str) -> None:
    assert line not in page(body=[*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]]).body


def test_a_table_of_contents_names_no_author() -> None:
    contents = ["• House Plants", "• Growing Tips", "• Garden Pests", "• Old Tools"]
    assert page(head=contents).authors == []
    assert page(head=["• Alma Reiss", "• 14 June 2024"]).authors == ["Alma Reiss"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Alma Reiss@almareiss", ["Alma Reiss"]),
        ("By Bruno FalkensteinAlma Reiss", ["Bruno Falkenstein", "Alma Reiss"]),
        ("Alma Reiss Alma Reiss", ["Alma Reiss"]),
        ("Umbau des Rathauses", []),
        ("Jetzt Testen", []),
        ("Time Location", []),
    ],
)
def test_names_that_were_run_together_and_words_that_are_no_names(line: str, authors: list[str]) -> None:
    assert page(head=[line]).authors == authors


def test_authors_may_be_listed_with_their_handles_between_them() -> None:
    assert page(head=["By", "Alma Reiss", "@almareiss", "Bruno Falk"]).authors == ["Alma Reiss", "Bruno Falk"]


@pytest.mark.parametrize(
    "line",
    [
        "Alma Reiss (*1958) war Direktorin der Verkehrsbetriebe und lebt in Velden.",
        "Alma Reiss es periodista y vive en la capital.",
        "Alma Reiss est journaliste et vit dans la capitale.",
        "Alma Reiss é repórter e vive na capital.",
    ],
)
def test_an_author_is_introduced_in_other_languages_too(line: str) -> None:
    assert page(under=[line]).authors == ["Alma Reiss"]


@pytest.mark.parametrize("line", ["Town news • June 14, 2024", "Report 14 June 2024", "Thứ tư, 14/06/2024"])
def test_a_date_above_the_headline_may_stand_beside_the_name_of_a_section(line: str) -> None:
    record = page(above=[line])
    assert record.published is not None
    assert record.published.local.date().isoformat() == "2024-06-14"


def test_a_place_and_a_date_above_a_photographer_are_no_caption() -> None:
    record = page(body=[PARAGRAPHS[0], "Velden, June 14, 2024", "Observer/ Cem Arslan", *PARAGRAPHS[1:]])
    assert record.published is not None
    assert [photo.caption for photo in record.photos] == [""]


def test_a_longer_line_right_under_the_headline_is_the_standfirst() -> None:
    headline = "Loud quarrel around tram bells"
    standfirst = (
        "The drivers have refused to ring the brass bells of the council, saying that the sound drives them "
        "out of their minds"
    )
    record = read_article("\n".join([*MENU, headline, standfirst, *PARAGRAPHS]).encode(), "a.txt", quotes=False)
    assert (record.headline, record.standfirst) == (headline, standfirst)


def test_a_headline_as_long_as_a_paragraph_stands_above_a_byline() -> None:
    long = (
        "The tram drivers of Velden will not ring: “It drives us out of our minds.” Now the council: “The bells "
        "belong to the image of the town, as the town itself has told us”"
    )
    record = read_article("\n".join([long, "By Alma Reiss", *PARAGRAPHS]).encode(), "velden.txt", quotes=False)
    assert (record.headline, record.authors) == (long, ["Alma Reiss"])
    assert paragraphs(record.body) == PARAGRAPHS


def test_a_headline_that_stands_twice_in_its_line_is_kept_once() -> None:
    record = read_article("\n".join([f"{HEADLINE} {HEADLINE}", *PARAGRAPHS]).encode(), "velden.txt", quotes=False)
    assert record.headline == HEADLINE


def test_guillemets_in_a_headline_are_not_taken_for_the_way_to_a_page() -> None:
    quoted = "Tram drivers call «bells» on their cars a torture"
    record = read_article("\n".join([quoted, "Ring", *PARAGRAPHS]).encode(), "velden.txt", quotes=False)
    assert record.headline == quoted


def test_a_line_that_only_looks_like_initials_signs_nothing() -> None:
    assert page(under=["Tips / for"]).authors == []


def test_a_notice_and_a_long_menu_above_the_story_are_not_its_beginning() -> None:
    notice = f"{SAID} {SAID} {SAID}"
    sections = [f"Section {number} of the paper" for number in range(60)]
    record = page(above=[notice, *sections], head=["By Alma Reiss", "14 June 2024"])
    assert (record.headline, record.authors) == (HEADLINE, ["Alma Reiss"])
    assert paragraphs(record.body) == PARAGRAPHS


def test_a_byline_between_the_paragraphs_is_that_of_another_story_where_the_head_has_one() -> None:
    box = ["Ducks return to the castle pond", "By Bruno Falk 20 November 2023"]
    record = page(head=["By Alma Reiss", "14 June 2024"], body=[PARAGRAPHS[0], *box, *PARAGRAPHS[1:]])
    assert record.authors == ["Alma Reiss"]
    assert record.published is not None
    assert record.published.local.date().isoformat() == "2024-06-14"


def test_a_name_alone_may_stand_some_lines_under_the_first_paragraph_but_not_among_the_others() -> None:
    between = ["Trams", "Town news", "Velden", "Alma Reiss"]
    assert page(body=[PARAGRAPHS[0], *between, *PARAGRAPHS[1:]]).authors == ["Alma Reiss"]
    assert page(body=[*PARAGRAPHS[:4], "Alma Reiss", *PARAGRAPHS[4:]]).authors == []


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("05 Gennaio 2025 Aggiornato alle 16:01", "2025-01-05T00:00"),
        ("Aktualizacja: 19.04.2026 19:45 Publikacja: 19.04.2026 19:05", "2026-04-19T19:05"),
        ("Published: 22:00 GMT, 26 September 2020 | Updated: 08:39 GMT, 28 September 2020", "2020-09-26T22:00"),
        ("6 januari 2026 kl. 14:30", "2026-01-06T14:30"),
        ("15 maja 2026", "2026-05-15T00:00"),
        ("14 мая 2025, 20:28", "2025-05-14T20:28"),
        ("3 Temmuz 2024 11:20", "2024-07-03T11:20"),
    ],
)
def test_dates_in_other_languages_and_the_time_of_an_update(line: str, local: str) -> None:
    record = page(head=[line])
    assert record.published is not None
    assert record.published.local.isoformat(timespec="minutes") == local
