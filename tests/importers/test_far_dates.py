"""Dates that do not stand in a story's head: under the text, beside the headline in a list, beside comments."""

from datetime import datetime

import pytest

from articles.importers import ArticleRecord, read_article
from tests.importers.texts import CRANE_STORY

HEADLINE = "Harbour town votes to keep its old crane"


def read(*lines: str, head: tuple[str, ...] = ()) -> ArticleRecord:
    text = "\n".join([HEADLINE, *head, *CRANE_STORY, *lines])
    return read_article(text.encode(), "crane.txt", quotes=False)


def day(record: ArticleRecord) -> str | None:
    return record.published.local.date().isoformat() if record.published else None


@pytest.mark.parametrize(
    "line",
    [
        "Posted on May 3, 2024 by ida in Harbours, Cranes",
        "TownPages/Crane (last edited 2024-05-03 13:28:18 by IdaMorrow)",
        "Created in the small hours of Friday, May 3rd, 2024.",
        "Veröffentlicht 03.05.2024 um 08:52",
    ],
)
def test_a_labelled_date_under_the_text_is_that_of_the_story(line: str) -> None:
    record = read(line)
    assert day(record) == "2024-05-03"
    assert line not in record.body


def test_the_date_may_follow_what_is_told_about_the_author() -> None:
    told = ("About the author", "Ida Morrow lives above the fish market and owns two boats.")
    assert day(read(*told, "3 May 2024")) == "2024-05-03"


@pytest.mark.parametrize("heading", ["Related stories", "3 comments", "Most read"])
def test_the_dates_of_other_stories_and_comments_are_not_that_of_the_story(heading: str) -> None:
    assert day(read(heading, "Ferry office closes early", "Posted on 13 March 2024")) is None


def test_a_list_of_the_latest_stories_gives_the_date_under_the_headline() -> None:
    others = ("Ferry office closes early", "2 May 2024", f"• {HEADLINE}", "3 May 2024", "Bakery to let", "1 May 2024")
    assert day(read("Latest news", *others)) == "2024-05-03"


@pytest.mark.parametrize("age", ["Published 5 hours ago", "Vandaag om 20:07", "Publié il y a 3 heures"])
@pytest.mark.parametrize(
    "under", [("2 comments", "Gustl", "3 May 2024 at 09:47", "I like it."), ("Weather", "Today", "03 May 2024")]
)
def test_a_page_of_the_same_day_gives_the_day_and_says_so(age: str, under: tuple[str, ...]) -> None:
    record = read(*(f"Quay of the harbour {number}" for number in range(20)), *under, head=(age,))
    assert record.published is not None
    assert (record.published.local, record.published.precision) == (datetime.fromisoformat("2024-05-03"), "day")
    assert any(warning.startswith("The date is that of the page") for warning in record.warnings)


@pytest.mark.parametrize("age", ["Published 5 days ago", "Ida Morrow"])
def test_comments_tell_no_date_where_the_story_may_be_older(age: str) -> None:
    assert day(read("2 comments", "Gustl", "3 May 2024 at 09:47", "I like it.", head=(age,))) is None


def test_comments_of_several_days_tell_no_date() -> None:
    said = ("2 comments", "Gustl", "3 May 2024", "I like it.", "Berta", "4 May 2024", "So do I.")
    assert day(read(*said, head=("Published 5 hours ago",))) is None


def test_another_story_on_a_page_of_the_same_day_tells_no_date() -> None:
    assert day(read("Related", "Ferry office closes early", "13 March 2024", head=("10 mins ago",))) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Last updated 4 May 2024, originally created 3 May 2023", "2024-05-04"),
        ("Created: 3 May 2023 | Last edited: 4 May 2024", "2024-05-04"),
        ("Created: 3 May 2023", "2023-05-03"),
        ("Last updated 4 May 2024, originally published 3 May 2023", "2023-05-03"),
    ],
)
def test_a_document_that_tells_when_it_was_created_and_updated_has_the_date_of_the_version_at_hand(
    line: str, date: str
) -> None:
    assert day(read(head=(line,))) == date


def test_a_line_that_tells_the_last_change_is_no_text_though_its_date_is_unclear() -> None:
    line = "crane.html - Created 03-10-2004 2:20pm - Last modified: 03-10-2004 2:20pm"
    assert line not in read(line).body
