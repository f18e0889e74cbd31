"""The drawing of lines over time."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from articles.search.query import ParsedQuery
from articles.views.chart import HEIGHT, STYLES, Chart, chart
from articles.views.comparing import Asked, Comparison, Line, Point
from articles.views.times import starts_between

STATIC = Path(__file__).resolve().parents[2] / "static"


def draw(*lines: Sequence[int], held: Sequence[int] = (), shares: bool = False) -> Chart:
    """Lines over the years from 2020 on."""
    starts = starts_between(date(2020, 1, 1), date(2019 + len(lines[0]), 1, 1), "year")
    whole = dict(zip(starts, held or [1000] * len(starts), strict=True))
    drawn = [
        Line(
            Asked(letter, letter, ParsedQuery(None)),
            [
                Point(start, f"{start.year}", count, whole[start], "/")
                for start, count in zip(starts, counts, strict=True)
            ],
            sum(counts),
            0,
            sum(whole.values()),
            None,
        )
        for letter, counts in zip(STYLES, lines, strict=False)
    ]
    return chart(Comparison("year", starts, drawn, whole, {}, ["year"]), shares)


def test_lines_run_from_edge_to_edge_and_as_high_as_their_numbers() -> None:
    drawn = draw([10, 0, 5], [0, 0, 0])
    assert drawn.lines[0].strokes == ["0.0,0.0 500.0,280.0 1000.0,140.0"]
    assert [(dot.percent, dot.y) for dot in drawn.lines[0].dots] == [("0.00%", "0.0"), ("100.00%", "140.0")]
    assert drawn.lines[1].strokes == ["0.0,280.0 500.0,280.0 1000.0,280.0"]
    assert drawn.lines[1].dots == []


def test_shares_are_drawn_in_per_cent_and_broken_where_nothing_is_held() -> None:
    drawn = draw([1, 0, 0, 1], held=[10, 10, 0, 20], shares=True)
    assert drawn.lines[0].strokes == ["0.0,0.0 333.3,280.0", "1000.0,140.0"]
    assert [mark.text for mark in drawn.rises] == ["0%", "2%", "4%", "6%", "8%", "10%"]


@pytest.mark.parametrize(
    ("most", "marks"),
    [
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (7, ["0", "2", "4", "6", "8"]),
        (208, ["0", "50", "100", "150", "200", "250"]),
        (4_321, ["0", "1,000", "2,000", "3,000", "4,000", "5,000"]),
    ],
)
def test_the_upright_axis_has_few_and_round_marks(most: int, marks: list[str]) -> None:
    drawn = draw([most, 1])
    assert [mark.text for mark in drawn.rises] == marks
    assert float(drawn.rises[-1].place) == 0
    assert float(drawn.lines[0].dots[0].y) >= 0


def test_tiny_shares_have_marks_of_their_own() -> None:
    drawn = draw([1, 2], held=[1_000_000, 1_000_000], shares=True)
    assert [mark.text for mark in drawn.rises] == ["0%", "0.00005%", "0.00010%", "0.00015%", "0.00020%"]


def test_of_one_time_alone_each_line_has_its_own_dot_and_a_level_stroke() -> None:
    drawn = draw([3], [3], [0])
    assert [[dot.percent for dot in line.dots] for line in drawn.lines] == [["25.00%"], ["50.00%"], []]
    assert [line.strokes for line in drawn.lines][1:] == [["500.0,0.0 1000.0,0.0"], ["750.0,280.0 1000.0,280.0"]]
    assert [(mark.percent, mark.text) for mark in drawn.times] == [("50.00%", "2020")]


def test_letters_at_the_ends_of_lines_never_cover_each_other_nor_leave_the_paper() -> None:
    for ends in ([0, 0, 0, 0, 0], [9, 9, 9, 9, 9], [0, 1, 0, 9, 9]):
        drawn = draw(*[[9, end] for end in ends])
        places = sorted(float(line.letter_y) for line in drawn.lines)
        assert all(below - above >= 17 for above, below in pairwise(places))
        assert places[0] >= 0
        assert places[-1] <= HEIGHT


def test_no_two_lines_have_the_same_dashes() -> None:
    assert len({style.dashes for style in STYLES.values()}) == len(STYLES)


def brightness(colour: str) -> float:
    """Relative luminance, after WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, after WCAG 2.2."""
    dark, bright = sorted((brightness(one), brightness(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_lines_and_their_letters_can_be_read_on_light_and_on_dark_paper() -> None:
    found = re.search(r"--paper: light-dark\((#\w+), (#\w+)\)", (STATIC / "site.css").read_text())
    colours = re.findall(r"\.line-(\w) \{ --line: light-dark\((#\w+), (#\w+)\)", (STATIC / "trends.css").read_text())
    assert found
    assert {letter: light for letter, light, _ in colours} == {letter: one.colour for letter, one in STYLES.items()}
    for _, light, dark in colours:
        assert contrast(light, found[1]) >= 4.5
        assert contrast(dark, found[2]) >= 4.5
