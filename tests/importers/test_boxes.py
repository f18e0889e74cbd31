"""Boxes, links and repetitions between the paragraphs of a story, and the lists and comments under it."""

import pytest

from articles.importers import ArticleRecord, read_article
from articles.importers.record import PhotoRecord
from tests.importers.texts import CRANE_STORY

HEADLINE = "Harbour town votes to keep its old crane"
FIRST, SECOND, THIRD = CRANE_STORY


def read(*between: str, after: tuple[str, ...] = ()) -> ArticleRecord:
    lines = [HEADLINE, "By Ida Morrow", FIRST, SECOND, *between, THIRD, *after]
    return read_article("\n".join(lines).encode(), "crane.txt", quotes=False)


def body(*paragraphs: str) -> str:
    return "\n\n".join([FIRST, SECOND, *paragraphs])


def test_a_heading_that_stands_twice_is_a_link_and_is_left_out() -> None:
    link = "Ferry office of the harbour closes early"
    other = FIRST.replace("Thursday", "Friday")
    assert read(link, other, link).body == body(other, THIRD)


def test_a_heading_that_stands_once_is_kept() -> None:
    assert read("What the council says of it now").body == body("What the council says of it now", THIRD)


@pytest.mark.parametrize("line", ["“No,” said Tell.", "What Tell said of it:", "Rust"])
def test_short_speech_may_stand_twice(line: str) -> None:
    assert read(line, FIRST.replace("Thursday", "Friday"), line).body.count(line) == 2


def test_a_caption_that_has_the_words_of_a_paragraph_is_left_out() -> None:
    assert read(FIRST.rstrip(".")).body == body(THIRD)


def test_the_title_of_another_story_goes_with_its_age() -> None:
    assert read("Ferry office closes early", "2 hours ago").body == body(THIRD)


def test_a_teaser_with_its_kicker_and_byline_is_left_out() -> None:
    teaser = (
        "Life on the coast",
        ":Why the ferry office closes early",
        "It has two clerks and one chair, and the chair has been lent to the fish market since last year.",
        "By Gustl Horn",
    )
    record = read(*teaser)
    assert record.body == body(THIRD)
    assert record.authors == ["Ida Morrow"]


def test_what_is_told_about_the_author_under_the_name_is_left_out() -> None:
    told = (
        "Ida Morrow",
        "Reporter",
        "Has lived above the fish market since 2019 and knows every gull of the town by name.",
    )
    assert read(after=told).body == body(THIRD)


def test_a_person_named_alone_in_the_text_ends_nothing() -> None:
    assert read(after=("Amos Tell", "He paints it with what is left over.")).body.endswith("left over.")


@pytest.mark.parametrize(
    "offer",
    [
        "Never miss the latest news by signing up to our newsletter today!",
        "Let us meet you in your inbox: our news is delivered every weekday morning.",
        "Unser Newsletter informiert Sie immer montags über das Wichtigste der Woche.",
        "Do you want to hear of our actions for the crane? Sign up here",
        "Give us feedback on the crane in our forum.",
        "This post may contain affiliate links, for which you pay nothing and we are paid.",
    ],
)
def test_offers_to_send_news_are_left_out(offer: str) -> None:
    assert read(offer).body == body(THIRD)


def test_a_sentence_about_a_newsletter_is_text() -> None:
    line = "The newsletter of the harbour, delivered by hand since 1951, has four readers, and they do not agree."
    assert line in read(line).body


def test_a_list_with_bullets_under_the_text_belongs_to_it_where_the_page_has_no_other() -> None:
    entries = ("• The crane: 1911", "• The market hall: 1934", "• The ferry office: 1951")
    assert read(after=("What stands in the harbour", *entries)).body.endswith(entries[-1])
    menu = ("• News", "• Sport", HEADLINE, "By Ida Morrow", *CRANE_STORY, "What stands in the harbour", *entries)
    assert entries[0] not in read_article("\n".join(menu).encode(), "crane.txt", quotes=False).body


def test_replies_end_even_a_short_story() -> None:
    said = (
        "Comments",
        "• Gustl on May 4, 2024 at 4:47 pm said:",
        *(f"{SECOND} It is the {number}th time that I say so." for number in range(12)),
    )
    lines = ["The crane and you", "By Ida Morrow", FIRST, *said]
    assert read_article("\n".join(lines).encode(), "crane.txt", quotes=False).body == FIRST


@pytest.mark.parametrize("credit", ["Bildrechte: Hafenblatt/Cem Arslan", "연합뉴스", "김도현 기자"])
def test_a_credit_after_a_caption_makes_it_a_photo(credit: str) -> None:
    caption = "The crane at low tide, as it is seen from the stairs of the fish market on a Thursday."
    record = read(f"{caption} {credit}")
    assert record.body == body(THIRD)
    assert [photo.caption for photo in record.photos] == [caption]


def test_a_sentence_right_above_the_first_paragraph_begins_the_text() -> None:
    lines = [HEADLINE, "A third of the town wants it gone", "By Ida Morrow", "Nobody was hurt by it.", *CRANE_STORY]
    record = read_article("\n".join(lines).encode(), "crane.txt", quotes=False)
    assert record.standfirst == lines[1]
    assert record.body.startswith("Nobody was hurt by it.")


def test_a_label_and_its_sentence_under_the_last_paragraph_belong_to_the_text() -> None:
    menu = ("Share", "Related posts", "Ferry office closes early")
    assert read(after=("Paid for by:", "The friends of the crane.", *menu)).body.endswith("friends of the crane.")
    assert "Paid for by" not in read(after=("Paid for by:", "Menu", *menu)).body


def test_a_text_without_a_headline_loses_none_of_its_sentences() -> None:
    first = "Weather took everybody by surprise this year."
    record = read_article("\n".join([first, *CRANE_STORY]).encode(), "crane.txt", quotes=False)
    assert [record.standfirst, *record.body.split("\n\n")] == [first, *CRANE_STORY]


def test_what_stands_between_the_heading_of_a_newsletter_and_its_form_is_left_out() -> None:
    offer = ("Sign up for the harbour newsletter", "Daily news about the tides, the boats, and the gulls of our coast.")
    assert read(*offer, "Please enter your e-mail").body == body(THIRD)
    assert read(after=offer).body == body(THIRD)
    assert read(*offer).body == body(offer[1], THIRD)


def test_a_name_with_the_library_of_its_picture_is_a_credit() -> None:
    record = read("Amos Tell Getty Images")
    assert record.body == body(THIRD)
    assert record.photos == [PhotoRecord("Amos Tell", "Getty Images")]


def test_a_text_of_short_lines_loses_its_long_furniture_and_no_words() -> None:
    lines = ["The crane", "It stands.", "Home", "It rusts.", "Give us feedback on the crane in our forum."]
    record = read_article("\n".join(lines).encode(), "crane.txt", quotes=False)
    assert record.body.split("\n\n")[-1] == "It rusts."
    assert "Home" in record.body
