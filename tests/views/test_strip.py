"""The coverage strip's drawing."""

from datetime import date

import pytest
from django.http import QueryDict

from articles.search.engine import Bar
from articles.views.shares import per_cent
from articles.views.strip import HEIGHT, LEAST, Timeline, strip, timeline, to_calendar, to_explorer, unit_for


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


def test_months_of_two_years_are_named_with_them() -> None:
    drawn = strip(Timeline([Bar(date(2020, 11, 1), 1), Bar(date(2021, 10, 1), 1)], "month"), to_calendar)
    assert drawn
    assert [bar.tick for bar in drawn.bars if bar.tick] == ["Nov 2020", "Mar 2021", "Jul 2021"]


def test_a_long_name_at_the_edge_of_a_narrow_page_stands_inside() -> None:
    drawn = strip(Timeline([Bar(date(2011, 4, 1), 1), Bar(date(2013, 11, 1), 1)], "month"), to_calendar)
    assert drawn
    assert [(bar.tick, bar.anchor) for bar in drawn.bars if bar.tick] == [
        ("Apr 2011", "start"),
        ("Mar 2012", "middle"),
        ("Feb 2013", "middle"),
    ]
    days = strip(Timeline([Bar(date(2011, 10, 13), 1), Bar(date(2011, 11, 30), 1)], "day"), to_calendar)
    assert days
    assert {bar.anchor for bar in days.bars} == {"middle"}
    two = strip(Timeline([Bar(date(2011, 12, 1), 1), Bar(date(2012, 1, 1), 1)], "month"), to_calendar)
    assert two
    assert {bar.anchor for bar in two.bars} == {"middle"}


@pytest.mark.parametrize(("unit", "narrowed"), [("year", "2023"), ("month", "2023-04"), ("day", "2023-04-09")])
def test_bars_narrow_the_explorer_and_keep_its_other_filters(unit: str, narrowed: str) -> None:
    link = to_explorer(QueryDict("q=rain&source=a&source=b&page=3&after=9-9&since=2020"))
    address = link(unit, date(2023, 4, 9))  # type: ignore[arg-type]  # one of the three units
    assert address == f"/search/?q=rain&source=a&source=b&since={narrowed}&until={narrowed}"


@pytest.mark.parametrize(("unit", "address"), [("year", "/2023/"), ("month", "/2023/04/"), ("day", "/2023/04/09/")])
def test_bars_lead_into_the_calendar(unit: str, address: str) -> None:
    assert to_calendar(unit, date(2023, 4, 9)) == address  # type: ignore[arg-type]  # one of the three units


def test_bars_as_shares_are_as_tall_as_their_part_of_what_is_held() -> None:
    bars = [Bar(date(2020, 1, 1), 10), Bar(date(2022, 1, 1), 6)]
    held = [Bar(date(2020, 1, 1), 1000), Bar(date(2021, 1, 1), 5), Bar(date(2022, 1, 1), 12)]
    drawn = strip(Timeline(bars, "year", held=held), to_calendar)
    assert drawn
    assert drawn.shares
    assert [(bar.count, bar.held, bar.share, bar.height) for bar in drawn.bars] == [
        (10, 1000, "1.00%", LEAST),
        (0, 5, "0%", 0),
        (6, 12, "50.00%", HEIGHT),
    ]
    assert (drawn.tallest.label, drawn.tallest.figure, drawn.tallest.of_held) == ("2022", "50.00%", ", 50.00% of 12")


def test_bars_as_numbers_say_no_share() -> None:
    drawn = strip(Timeline([Bar(date(2020, 1, 1), 1234), Bar(date(2021, 1, 1), 1)], "year"), to_calendar)
    assert drawn
    assert not drawn.shares
    assert (drawn.tallest.figure, drawn.tallest.of_held) == ("1,234", "")


def test_a_bar_at_the_edge_of_what_was_asked_for_leads_to_the_part_that_was_counted() -> None:
    link = to_explorer(QueryDict("since=2023-04-10&until=2023-06-10"))
    assert link("month", date(2023, 4, 1)) == "/search/?since=2023-04-10&until=2023-04"
    assert link("month", date(2023, 5, 1)) == "/search/?since=2023-05&until=2023-05"
    assert link("month", date(2023, 6, 1)) == "/search/?since=2023-06&until=2023-06-10"
    assert link("year", date(2023, 1, 1)) == "/search/?since=2023-04-10&until=2023-06-10"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 9, "0%"),
        (0, 0, "0%"),
        (9, 9, "100%"),
        (1, 3, "33.33%"),
        (1, 1_000_000, "under 0.01%"),
        (999_999, 1_000_000, "over 99.99%"),
    ],
)
def test_a_share_is_all_or_nothing_only_where_it_is_so(part: int, whole: int, said: str) -> None:
    assert per_cent(part, whole) == said
