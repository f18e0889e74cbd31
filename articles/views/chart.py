"""The drawing of lines over time: places on the paper. Knows no HTML and no question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from django.contrib.humanize.templatetags.humanize import intcomma

from articles.views.comparing import Comparison, Line, Point
from articles.views.times import ticks

WIDTH = 1000
HEIGHT = 280
"""Of the paper between its axes. Pages stretch the width to that of the window, not the height."""

_STEPS = 5
_APART = 17
"""The least distance between the letters at the ends of two lines."""
_EDGE = 30
_FEW = 40


@dataclass(frozen=True, slots=True)
class Style:
    """How one line differs from the others: by colour, and for who does not see colours by its dashes."""

    colour: str
    """On white paper; style sheets have their own, for dark paper too."""
    dashes: str


STYLES = {
    "A": Style("#8a1f17", "none"),
    "B": Style("#1f5a8a", "9 4"),
    "C": Style("#3d661b", "2 3"),
    "D": Style("#6b3a8c", "12 4 2 4"),
    "E": Style("#855400", "5 3 1 3 1 3"),
}


@dataclass(frozen=True, slots=True)
class Dot:
    """One point with articles, `x` in units of WIDTH and in per cent of it."""

    x: str
    percent: str
    y: str
    point: Point


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line: its strokes, broken where nothing is held, its dots, and the height of the letter at its end."""

    line: Line
    letter: str
    style: Style
    strokes: Sequence[str]
    dots: Sequence[Dot]
    letter_y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A name at an axis, and where it stands."""

    place: str
    percent: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing; `rises` are the marks of the upright axis, from the lowest up."""

    lines: Sequence[DrawnLine]
    rises: Sequence[Mark]
    times: Sequence[Mark]
    dot: float
    """The size of a dot: smaller ones where they stand close."""


def chart(comparison: Comparison, shares: bool) -> Chart:
    """The drawing of a comparison that has times, in numbers or in shares."""
    starts, lines = comparison.starts, comparison.lines
    values = [[_value(point, shares) for point in line.points] for line in lines]
    top, step = _scale(max((value for each in values for value in each if value is not None), default=0), shares)
    places = [WIDTH * number / (len(starts) - 1) for number in range(len(starts))] if len(starts) > 1 else [WIDTH / 2]
    heights = [[None if value is None else HEIGHT * (1 - value / top) for value in each] for each in values]
    letters = _letters([next((y for y in reversed(each) if y is not None), HEIGHT) for each in heights])
    drawn = [
        DrawnLine(
            line=line,
            letter=line.asked.letter,
            style=STYLES[line.asked.letter],
            strokes=list(_strokes(places, each)) if len(starts) > 1 else _levels(own, each),
            dots=list(_dots(places if len(starts) > 1 else [own], each, line.points)),
            letter_y=f"{letter:.1f}",
        )
        for line, each, letter, own in zip(lines, heights, letters, _own_places(len(lines)), strict=True)
    ]
    dot = 3 if len(starts) <= _FEW else 1.75
    return Chart(drawn, _rises(top, step, shares), _times(places, starts, comparison), dot)


def _value(point: Point, shares: bool) -> float | None:
    """None where it would be a share of nothing."""
    if not shares:
        return point.count
    return 100 * point.count / point.held if point.held else None


def _own_places(lines: int) -> list[float]:
    """Where there is but one time to draw: a place for the dot of each line, so that none covers another one."""
    return [WIDTH * (number + 1) / (lines + 1) for number in range(lines)]


def _levels(place: float, heights: Sequence[float | None]) -> list[str]:
    """The one time's height, from the dot to the letter at the edge."""
    return [f"{place:.1f},{y:.1f} {WIDTH:.1f},{y:.1f}" for y in heights if y is not None]


def _scale(most: float, shares: bool) -> tuple[float, float]:
    """The value at the top and that of one step: round ones, and at most five steps."""
    if not most:
        return 1, 1
    size = 10.0 ** floor(log10(most / _STEPS))
    step = next(size * times for times in (1, 2, 5, 10) if most <= size * times * _STEPS)
    if not shares:
        step = max(1, round(step))
    return step * ceil(round(most / step, 6)), step


def _strokes(places: Sequence[float], heights: Sequence[float | None]) -> Iterator[str]:
    """The points of each unbroken part."""
    part: list[str] = []
    for x, y in [*zip(places, heights, strict=True), (0, None)]:
        if y is not None:
            part.append(f"{x:.1f},{y:.1f}")
        elif part:
            yield " ".join(part)
            part = []


def _dots(places: Sequence[float], heights: Sequence[float | None], points: Sequence[Point]) -> Iterator[Dot]:
    for x, y, point in zip(places, heights, points, strict=True):
        if y is not None and point.count:
            yield Dot(f"{x:.1f}", f"{100 * x / WIDTH:.2f}%", f"{y:.1f}", point)


def _letters(heights: Sequence[float]) -> list[float]:
    """The heights moved apart so that each letter can be read: from the top down, then up from the ground."""
    order = sorted(range(len(heights)), key=lambda number: heights[number])
    placed = list(heights)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + _APART)
    floor_y: float = HEIGHT
    for number in reversed(order):
        placed[number] = min(placed[number], floor_y)
        floor_y = placed[number] - _APART
    return placed


def _rises(top: float, step: float, shares: bool) -> list[Mark]:
    decimals = max(0, -floor(log10(step)))
    marks = []
    for number in range(round(top / step) + 1):
        value = number * step
        text = f"{value:.{decimals if value else 0}f}%" if shares else intcomma(round(value))
        marks.append(Mark(f"{HEIGHT * (1 - value / top):.1f}", "", text))
    return marks


def _times(places: Sequence[float], starts: Sequence[date], comparison: Comparison) -> list[Mark]:
    named = ticks(starts, comparison.unit)
    return [
        Mark(f"{x:.1f}", f"{100 * x / WIDTH:.2f}%", named[start], _anchor(x))
        for x, start in zip(places, starts, strict=True)
        if start in named
    ]


def _anchor(x: float) -> str:
    """At the edges a name stands inside."""
    return "start" if x < _EDGE else "end" if x > WIDTH - _EDGE else "middle"
