"""Pages as they come out of a browser: the story among menus, notices and lists of other stories."""

from datetime import datetime

import pytest

from articles.importers import ArticleRecord, read_article
from articles.importers.record import CorrectionRecord, PhotoRecord
from articles.text import paragraphs

HEADLINE = "Tram drivers of Velden refuse to ring the old bells"
STANDFIRST = "The bells were taken off in the spring and came back by order of the council"
PARAGRAPHS = [
    (
        "The tram drivers of Velden have refused since Monday to ring the brass bells that the council had put back "
        "on the cars of line four, saying that the sound drives them out of their minds."
    ),
    (
        "A bell weighs nine kilos and is struck with the left foot, about eleven hundred times in a shift, according "
        "to a count that the drivers made in June and handed to the council."
    ),
    (
        "“We were told that the town had missed them,” said Ottilie Brandauer, who has driven line four for twenty "
        "years. “The town does not sit a metre away from them.”"
    ),
    (
        "The council says the bells belong to the image of the town, and that visitors photograph them. It has offered "
        "the drivers ear plugs, which they returned in a parcel."
    ),
    (
        "Until an expert has measured the noise, the cars run silently. There has been no accident so far, and two "
        "cyclists have written to the newspaper to say thank you."
    ),
]
MENU = ["Skip to main content", "• News", "• Sport", "• Culture", "• Weather", "Sign in", "Subscribe now", "Search"]
FOOTER = [
    "Most read",
    "1. Baker sells the last loaf of the old century for charity and buys it back the next morning for more.",
    "2. Ducks return to the castle pond",
    "Sign up to our newsletter",
    "• About us",
    "• Terms of use",
    "© 2024 The Velden Observer. All rights reserved.",
]


def page(
    *,
    above: list[str] | None = None,
    head: list[str] | None = None,
    body: list[str] | None = None,
    under: list[str] | None = None,
) -> ArticleRecord:
    """A page with menus and a footer; `head` stands under the headline, `under` between story and footer."""
    lines = [*MENU, *(above or []), HEADLINE, *(head or []), *(body or PARAGRAPHS), *(under or []), *FOOTER]
    return read_article("\n".join(lines).encode(), "velden.txt", quotes=False)


def test_the_story_is_found_among_menus_and_other_stories() -> None:
    record = page(head=[STANDFIRST, "By Alma Reiss", "14 June 2024"])
    assert record.headline == HEADLINE
    assert record.standfirst == STANDFIRST
    assert record.authors == ["Alma Reiss"]
    assert record.published is not None
    assert record.published.local.date().isoformat() == "2024-06-14"
    assert paragraphs(record.body) == PARAGRAPHS
    assert record.spans["headline"] == (9, 9)
    assert record.spans["body"] == (13, 17)


def test_what_was_left_out_is_counted() -> None:
    assert page().warnings == ["15 lines around the story were left out (menus, notices, links).", "No date was found."]


@pytest.mark.parametrize(
    "above",
    [
        ["3h ago Ducks return to the castle pond after four years of silence", "Latest"],
        ["Home » News » Velden", "Local"],
        [f"Home » News » {HEADLINE}"],
        ["3h ago Tram drivers of Velden want their brass bells and pedals measured by the council"],
        ["Town news | Published: 5 hours ago | Ducks return to the castle pond"],
        ["Ducks return to the castle pond", "20 m ago", "Baker sells the last loaf of the century", "1 h ago"],
        ["Culture Notes"],
    ],
)
def test_other_lines_above_the_story_are_not_its_headline(above: list[str]) -> None:
    assert page(above=above, head=["By Alma Reiss"]).headline == HEADLINE


def test_a_headline_stands_above_its_standfirst_however_well_that_fits_the_text() -> None:
    standfirst = "Drivers of line four say that the brass bells the council put back drive them out of their minds"
    record = page(head=[standfirst])
    assert (record.headline, record.standfirst) == (HEADLINE, standfirst)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["By Alma Reiss and Bruno Falk"], ["Alma Reiss", "Bruno Falk"]),
        (["By ALMA REISS, BRUNO FALK and CEM ARSLAN-WOLF"], ["ALMA REISS", "BRUNO FALK", "CEM ARSLAN-WOLF"]),
        (["Alma Reiss"], ["Alma Reiss"]),
        (["Alma Reiss · Velden Observer ·"], ["Alma Reiss"]),
        (["Alma Reiss / The Velden Observer / Jun 14, 2024, 17:07 CEST"], ["Alma Reiss"]),
        (["Alma Reiss | Published 4 months ago"], ["Alma Reiss"]),
        (["Alma ReissPublished Jun 14, 2024, 11:21am"], ["Alma Reiss"]),
        (["by Alma Reiss Jun. 14, 2024 9:45 am"], ["Alma Reiss"]),
        (["Alma Reiss Transport Correspondent"], ["Alma Reiss"]),
        (["By Alma Reiss For The Observer"], ["Alma Reiss"]),
        (["Alma Reiss 2 minutes read"], ["Alma Reiss"]),
        (["Town, News | | Written by Alma Reiss"], ["Alma Reiss"]),
        (["14. Juni 2024 Alma Reiss Kultur"], ["Alma Reiss"]),
        (["---- by Alma Reiss"], ["Alma Reiss"]),
        (["By Alma ReissStaff Writer"], ["Alma Reiss"]),
        (["By", "• Alma Reiss0,", "• Bruno Falk1"], ["Alma Reiss", "Bruno Falk"]),
        (["Author of the article:", "Alma Reiss"], ["Alma Reiss"]),
        (["Von Alma Reiß"], ["Alma Reiß"]),
        (["Ein Kommentar von Alma Reiss"], ["Alma Reiss"]),
        (["Por Alma Reyes y Bruno Falcó"], ["Alma Reyes", "Bruno Falcó"]),
        (["Par Alma Resse et Bruno d’Arcy"], ["Alma Resse", "Bruno d’Arcy"]),
        (["Alma Reiss and AP"], ["Alma Reiss", "AP"]),
        (["Velden"], []),
        (["Local News"], []),
        (["Ottilie Brandauer"], []),
        (["By the canal and under the bridge"], []),
    ],
)
def test_bylines(lines: list[str], authors: list[str]) -> None:
    assert page(head=lines).authors == authors


def test_an_agency_in_the_byline_is_the_agency_too() -> None:
    record = page(head=["By Associated Press"])
    assert (record.authors, record.agency) == (["Associated Press"], "Associated Press")


def test_reporters_named_under_the_story_are_its_authors_when_no_byline_is() -> None:
    record = page(under=["Reporting by Alma Reiss and Bruno Falk, writing by Cem Arslan; Editing by Nell Akers"])
    assert record.authors == ["Alma Reiss", "Bruno Falk"]
    assert record.credits.endswith("Editing by Nell Akers")
    assert page(head=["By Ida Morrow"], under=["Reporting by Alma Reiss"]).authors == ["Ida Morrow"]


def test_reporters_in_several_places_are_all_its_authors() -> None:
    record = page(
        under=["Reporting by Alma Reiss in Velden, Bruno Falk in The Hague and Cem Arslan in Port Ellery; Editing"]
    )
    assert record.authors == ["Alma Reiss", "Bruno Falk", "Cem Arslan"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Alma Reiss is a reporter in Velden who writes about trams.", ["Alma Reiss"]),
        ("Alma C. Reiss writes features and covers the town of Velden.", ["Alma C. Reiss"]),
        ("About the author - Alma Reiss", ["Alma Reiss"]),
        ("Alma Reiss is a bell.", []),
        ("Alma Reiss", []),
    ],
)
def test_an_author_introduced_under_the_story_is_its_author_when_no_byline_is(line: str, authors: list[str]) -> None:
    assert page(under=[line]).authors == authors
    assert page(head=["By Ida Morrow"], under=[line]).authors == ["Ida Morrow"]


@pytest.mark.parametrize(
    ("lines", "local"),
    [
        (["Published June 14, 2024 9:26pm Updated June 15, 2024 4:23pm"], "2024-06-14T21:26"),
        (["Updated June 15, 2024 4:23pm", "Published June 14, 2024 9:26pm"], "2024-06-14T21:26"),
        (["Last updated: June 15, 2024 4:23pm"], "2024-06-15T16:23"),
        (["June 14, 20247:55 AM UTCUpdated ago"], "2024-06-14T07:55"),
        (["2 minute readJune 14, 2024 7:55 AM"], "2024-06-14T07:55"),
        (["14.06.2024, 17:07 Uhr"], "2024-06-14T17:07"),
        (["• 14 June 2024"], "2024-06-14T00:00"),
        (["June 14, 2024 - 4.34pm"], "2024-06-14T16:34"),
    ],
)
def test_the_date_is_that_of_publication(lines: list[str], local: str) -> None:
    record = page(head=lines)
    assert record.published is not None
    assert record.published.local.isoformat(timespec="minutes") == local


def test_a_date_in_the_story_or_of_another_story_is_not_its_date() -> None:
    body = [
        PARAGRAPHS[0],
        "The first bells were cast on 3 May 1921 and have not been tuned since then.",
        *PARAGRAPHS[1:],
    ]
    assert page(body=body, under=["Related articles", "Ducks return", "12 June 2024"]).published is None


def test_day_and_month_in_figures_are_told_apart_by_the_language_of_the_text() -> None:
    german = [
        (
            "Die Fahrer der Linie vier weigern sich seit Montag, die Glocken aus Messing zu läuten, die "
            "der Rat der Stadt wieder hat anbringen lassen."
        ),
        (
            "Eine Glocke wiegt neun Kilo und wird mit dem linken Fuß geschlagen, elfhundertmal in jeder Schicht, wie "
            "eine Zählung vom Juni ergeben hat."
        ),
    ]
    record = read_article("\n".join(["Die Glocken schweigen", "03/04/2024", *german]).encode(), "a.txt", quotes=False)
    assert record.published is not None
    assert record.published.local.date().isoformat() == "2024-04-03"


@pytest.mark.parametrize(
    ("lines", "photo"),
    [
        (["The cars of line four wait at the depot. Observer/ Cem Arslan"], "Observer/ Cem Arslan"),
        (["The cars of line four wait at the depot. (AP Photo/Cem Arslan)"], "AP Photo/Cem Arslan"),
        (["The cars of line four wait at the depot. Photo: Cem Arslan"], "Cem Arslan"),
        (["The cars of line four wait at the depot. © Cem Arslan"], "© Cem Arslan"),
        (["The cars of line four wait at the depot. @cemarslan"], "@cemarslan"),
        (["The cars of line four wait at the depot.", "Image: Cem Arslan"], "Cem Arslan"),
    ],
)
def test_captions_with_their_credit(lines: list[str], photo: str) -> None:
    expected = [PhotoRecord("The cars of line four wait at the depot.", photo)]
    assert page(head=lines).photos == expected
    within = page(body=[*PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]])
    assert within.photos == expected
    assert paragraphs(within.body) == PARAGRAPHS


def test_a_sentence_that_ends_on_an_agency_is_no_caption() -> None:
    body = [
        *PARAGRAPHS,
        "A spokesman for the council, reached by telephone at home, would not speak. AFP could not ask.",
    ]
    record = page(body=body)
    assert record.photos == []
    assert paragraphs(record.body) == body


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share this article",
        "Facebook X LinkedIn Print",
        "• Copy link",
        "Article content",
        "1 of 12 |",
        "Sign up to our weekly letter about trams",
        "We and our partners use cookies to keep your preferences; you may withdraw your consent.",
        "Anzeige",
        "Compartir",
    ],
)
def test_furniture_between_paragraphs_is_left_out(line: str) -> None:
    assert paragraphs(page(body=[*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]]).body) == PARAGRAPHS


def test_a_story_about_privacy_is_not_taken_for_a_notice() -> None:
    body = [
        *PARAGRAPHS[:3],
        "The drivers fear for their privacy, since the council asks for consent to a device that records the bells.",
        *PARAGRAPHS[3:],
    ]
    assert paragraphs(page(body=body).body) == body


def test_a_list_and_subheads_within_the_story_stay() -> None:
    body = [*PARAGRAPHS[:3], "What the drivers ask for", "• Felt on the clapper", "• A rubber pedal", *PARAGRAPHS[3:]]
    assert paragraphs(page(body=body).body) == body


def test_a_long_list_does_not_end_the_story() -> None:
    listed = [f"• Stop number {number} of line four" for number in range(1, 15)]
    body = [*PARAGRAPHS[:3], *listed, *PARAGRAPHS[3:]]
    assert paragraphs(page(body=body).body) == body


def test_what_stands_under_the_end_of_the_story_is_not_in_it() -> None:
    under = [
        "Related stories",
        "The ducks of the castle pond are back after four years, and nobody in the town can say where they have been.",
        "A baker has sold the last loaf of the old century for charity, and the buyer has promised not to eat it.",
    ]
    assert paragraphs(page(under=under).body) == PARAGRAPHS


@pytest.mark.parametrize(
    "lines", [["Related topics", "• Trams", "• Velden"], ["Tags: Trams, Velden"], ["Schlagwörter: Trams; Velden"]]
)
def test_topics_under_the_story_become_topics(lines: list[str]) -> None:
    record = page(under=lines)
    assert record.topics == ["Trams", "Velden"]
    assert paragraphs(record.body) == PARAGRAPHS


def test_a_correction_under_the_story_becomes_a_correction() -> None:
    text = "This article was amended on 16 June 2024. An earlier version gave the weight of a bell as nineteen kilos."
    assert page(under=[text]).corrections == [CorrectionRecord(text, datetime.fromisoformat("2024-06-16"))]


def test_without_a_headline_the_first_words_stand_for_it() -> None:
    record = read_article("\n".join(PARAGRAPHS).encode(), "velden.txt", quotes=False)
    assert record.headline == "The tram drivers of Velden have refused since Monday to ring the brass bells…"
    assert paragraphs(record.body) == PARAGRAPHS
    assert "No headline was found; the first words of the text stand for it." in record.warnings


def test_an_offer_to_subscribe_between_the_first_paragraph_and_the_others_is_left_out() -> None:
    box = [
        "Share this story",
        "This content is reserved for subscribers",
        "• Read every story about trams",
        "• Do the crossword of the Observer",
        "• Carry the paper in your pocket",
        "• Share your thoughts with other readers",
        "Create an account or sign in",
        "Advertisement",
        "Already have an account? Sign in",
        "View more offers",
    ]
    record = page(head=["By Alma Reiss", "14 June 2024"], body=[PARAGRAPHS[0], *box, *PARAGRAPHS[1:]])
    assert record.headline == HEADLINE
    assert paragraphs(record.body) == PARAGRAPHS


def test_a_headline_repeated_in_the_text_is_left_out() -> None:
    assert paragraphs(page(body=[PARAGRAPHS[0], HEADLINE, *PARAGRAPHS[1:]]).body) == PARAGRAPHS


@pytest.mark.parametrize("heading", ["3 comments", "Leave a reply", "2 Kommentare", "12 comentarios", "Top comments"])
def test_what_readers_say_is_not_in_the_story(heading: str) -> None:
    said = (
        "I have lived above the depot for thirty years and I never once heard the bells, which may say something of me."
    )
    assert paragraphs(page(under=[heading, "Gustl", said, "Resi", said]).body) == PARAGRAPHS


def test_other_stories_with_their_dates_are_not_in_the_story() -> None:
    under = [
        "Ducks return to the castle pond",
        "27.03.2024, 12:29 Uhr",
        "The ducks of the castle pond are back after four years, and nobody can say where they have been.",
        "Vor 3 Stunden",
        "A baker has sold the last loaf of the old century for charity, and the buyer will not eat it.",
    ]
    assert paragraphs(page(under=under).body) == PARAGRAPHS
