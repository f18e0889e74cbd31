"""Which line of a page is its headline, and what a page runs into that line."""

import pytest

from articles.importers import ArticleRecord, read_article
from tests.importers.texts import CRANE_STORY


def read(*head: str, story: list[str] = CRANE_STORY) -> ArticleRecord:
    return read_article("\n".join([*head, *story]).encode(), "crane.txt", quotes=False)


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("Letter from the coastWho owns the tide?", "Letter from the coast: Who owns the tide?"),
        ("Politics : Harbour town keeps its old crane", "Harbour town keeps its old crane"),
        ("Startseite Politik Der alte Kran bleibt im Hafen stehen", "Der alte Kran bleibt im Hafen stehen"),
        ("Politics: it is all about the crane", "Politics: it is all about the crane"),
        ("McDonald and YouTube come to the harbour", "McDonald and YouTube come to the harbour"),
    ],
)
def test_what_is_run_into_a_headline_is_parted_from_it(printed: str, headline: str) -> None:
    assert read(printed, "By Ida Morrow").headline == headline


def test_a_name_with_a_capital_inside_is_no_kicker_where_the_text_has_it_too() -> None:
    story = [
        *CRANE_STORY,
        "HarbourLeaks, a group of four, had the papers of the crane for a year before it showed them.",
    ]
    assert read("HarbourLeaks papers show who sold the tide", story=story).headline.startswith("HarbourLeaks")


def test_breadcrumbs_before_a_headline_that_stands_alone_too_are_left_out() -> None:
    alone = "Harbour town votes to keep its old crane"
    assert read(f"Coast Town Life {alone}", alone, "By Ida Morrow").headline == alone


def test_a_longer_headline_is_not_cut_to_another_storys() -> None:
    headline = "After a long night, harbour town votes to keep its old crane"
    assert (
        read(headline, "By Ida Morrow", story=[*CRANE_STORY, "harbour town votes to keep its old crane"]).headline
        == headline
    )


def test_speech_with_a_dash_is_a_headline_and_an_entry_of_a_list_is_none() -> None:
    assert read("- The crane is ours", "By Ida Morrow").headline == "- The crane is ours"
    listed = read("- The crane is ours", "- Ferry office closes early", "Old crane stays in harbour town")
    assert listed.headline == "Old crane stays in harbour town"


def test_a_caption_above_its_credit_is_no_headline() -> None:
    record = read("Rust for all", "Ida Morrow|Published", "The council in the harbour town", "Image: Cem Arslan / Post")
    assert record.headline == "Rust for all"


def test_a_subheading_in_the_text_is_no_headline() -> None:
    first, second, *rest = CRANE_STORY
    assert read("Rust for all", story=[first, second, "Council in the harbour town", *rest]).headline == "Rust for all"


def test_a_line_under_the_byline_is_no_headline() -> None:
    record = read("Rust for ever and for all", "By Ida Morrow", "Council of the harbour town", "Debate until morning")
    assert record.headline == "Rust for ever and for all"


@pytest.mark.parametrize("line", ["3,304 views 13 mins 0 comments", "We own the harbour and the crane. Read more"])
def test_counts_and_lines_that_lead_elsewhere_are_no_headlines(line: str) -> None:
    assert read(line, "Old crane stays in harbour town").headline == "Old crane stays in harbour town"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("박서연 기자", "박서연"),
        ("부산, 울산 김도현 기자 dohyun@paper.example", "김도현"),
        ("이하늘 기자 외 1명", "이하늘"),
    ],
)
def test_a_korean_byline_names_its_reporter(byline: str, author: str) -> None:
    assert read("Old crane stays in harbour town", byline).authors == [author]


def test_a_subheading_is_no_headline_of_a_text_that_begins_above_it() -> None:
    lines = [" ".join(CRANE_STORY), "Council asks for help with the feet of the crane"]
    lines += [f"A year on: {line}" for line in CRANE_STORY]
    record = read(*lines, story=[])
    assert record.body.split("\n\n") == lines
    assert record.headline.startswith("The harbour town voted")
    assert "No headline was found; the first words of the text stand for it." in record.warnings


def test_a_headline_with_a_byline_may_stand_under_a_long_standfirst() -> None:
    record = read(" ".join(CRANE_STORY[:2]), "Harbour town votes to keep its old crane", "By Ida Morrow")
    assert record.headline == "Harbour town votes to keep its old crane"
