"""The coverage strip's drawing."""

from datetime import date

import pytest
from django.http import QueryDict

from articles.search.engine import Bar
from articles.views.strip import Timeline, strip, timeline, to_calendar, to_explorer, unit_for


def test_times_without_articles_have_a_place_and_no_bar() -> None:
    drawn = strip(Timeline([Bar(date(2020, 1, 1), 4), Bar(date(2023, 1, 1), 1)], "year"), to_calendar)
    assert drawn
    assert [(bar.label, bar.count, bar.url) for bar in drawn.bars] == [
        ("2020", 4, "/2020/"),
        ("2021", 0, ""),
        ("2022", 0, ""),
        ("2023", 1, "/2023/"),
    ]
    assert [bar.label for bar in drawn.filled] == ["2020", "2023"]
    assert drawn.tallest.label == "2020"


def test_heights_follow_the_counts_and_the_least_can_be_seen() -> None:
    drawn = strip(Timeline([Bar(date(2020, 1, 1), 1000), Bar(date(2021, 1, 1), 1)], "year"), to_calendar)
    assert drawn
    assert [bar.height for bar in drawn.bars] == [56, 3]
    assert [bar.y + bar.height for bar in drawn.bars] == [56, 56]


def test_a_range_that_was_asked_for_is_drawn_whole() -> None:
    asked = Timeline([Bar(date(2021, 11, 1), 2)], "month", date(2021, 1, 1), date(2021, 12, 31))
    drawn = strip(asked, to_calendar)
    assert drawn
    assert [bar.label for bar in drawn.bars][::11] == ["January 2021", "December 2021"]
    assert [bar.tick for bar in drawn.bars if bar.tick] == ["Jan", "Apr", "Jul", "Oct"]


def test_one_bar_alone_is_not_drawn() -> None:
    assert strip(Timeline([Bar(date(2020, 1, 1), 4)], "year"), to_calendar) is None
    assert strip(Timeline([], "year"), to_calendar) is None


def test_days_are_asked_for_within_two_months_and_months_else() -> None:
    assert unit_for(date(2020, 1, 1), date(2020, 2, 29)) == "day"
    assert unit_for(date(2020, 1, 1), date(2020, 12, 31)) == "month"
    assert unit_for(date(2020, 1, 1), None) == "month"


def test_many_months_are_added_up_to_years() -> None:
    bars = [Bar(date(2010, 5, 1), 1), Bar(date(2010, 7, 1), 2), Bar(date(2019, 1, 1), 3)]
    added = timeline(bars, "month", None, None)
    assert (added.unit, added.bars) == ("year", [Bar(date(2010, 1, 1), 3), Bar(date(2019, 1, 1), 3)])
    assert timeline(bars[:2], "month", None, None).unit == "month"


def test_several_years_of_months_are_named_by_their_years() -> None:
    drawn = strip(Timeline([Bar(date(2019, 11, 1), 1), Bar(date(2022, 2, 1), 1)], "month"), to_calendar)
    assert drawn
    assert [bar.tick for bar in drawn.bars if bar.tick] == ["2020", "2021", "2022"]


@pytest.mark.parametrize(("unit", "narrowed"), [("year", "2023"), ("month", "2023-04"), ("day", "2023-04-09")])
def test_bars_narrow_the_explorer_and_keep_its_other_filters(unit: str, narrowed: str) -> None:
    link = to_explorer(QueryDict("q=rain&source=a&source=b&page=3&since=2020"))
    address = link(unit, date(2023, 4, 9))  # type: ignore[arg-type]  # one of the three units
    assert address == f"/search/?q=rain&source=a&source=b&since={narrowed}&until={narrowed}"


@pytest.mark.parametrize(("unit", "address"), [("year", "/2023/"), ("month", "/2023/04/"), ("day", "/2023/04/09/")])
def test_bars_lead_into_the_calendar(unit: str, address: str) -> None:
    assert to_calendar(unit, date(2023, 4, 9)) == address  # type: ignore[arg-type]  # one of the three units
