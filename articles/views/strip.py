"""The coverage strip: how many articles in each year, month or day, as bars that lead there. Knows no HTML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from articles.search.engine import Bar, TimeUnit

HEIGHT = 56
"""Of the tallest bar, in pixels."""
LEAST = 3
"""Of the smallest: one article beside thousands is still seen."""

_MOST_MONTHS = 60
_MOST_DAYS = 62
_TICKS = 5
_LABELS: dict[TimeUnit, str] = {"year": "Y", "month": "F Y", "day": "j F Y"}
_WRITTEN: dict[TimeUnit, str] = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}

Link = Callable[[TimeUnit, date], str]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles in each year, month or day, and the range of days that was asked for, if one was."""

    bars: Sequence[Bar] = ()
    unit: TimeUnit = "year"
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class StripBar:
    """One bar, as the drawing needs it: places and widths in per cent, heights in pixels."""

    label: str
    count: int
    url: str
    x: str
    width: str
    bar_x: str
    bar_width: str
    middle: str
    y: int
    height: int
    tick: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole drawing. Times without articles have a place and no bar."""

    unit: TimeUnit
    bars: Sequence[StripBar]

    @property
    def filled(self) -> list[StripBar]:
        """The bars that have articles."""
        return [bar for bar in self.bars if bar.count]

    @property
    def tallest(self) -> StripBar:
        """The bar with most articles."""
        return max(self.bars, key=lambda bar: bar.count)

    @property
    def first(self) -> StripBar:
        """The earliest bar."""
        return self.bars[0]

    @property
    def last(self) -> StripBar:
        """The latest bar."""
        return self.bars[-1]


def unit_for(first: date | None, last: date | None) -> TimeUnit:
    """In which units to ask for the timeline of these days."""
    return "day" if first and last and (last - first).days < _MOST_DAYS else "month"


def timeline(bars: Sequence[Bar], unit: TimeUnit, first: date | None, last: date | None) -> Timeline:
    """The engine's bars for these days; months are added up to years where there are too many to be drawn."""
    if unit != "month" or not bars or _months(first or bars[0].start, last or bars[-1].start) <= _MOST_MONTHS:
        return Timeline(bars, unit, first, last)
    years = groupby(bars, key=lambda bar: bar.start.year)
    totals = [Bar(date(year, 1, 1), sum(bar.count for bar in of_year)) for year, of_year in years]
    return Timeline(totals, "year", first, last)


def strip(timeline: Timeline, link: Link) -> Strip | None:
    """The drawing of a timeline; None where there is but one bar to draw, which would show nothing."""
    counts = {bar.start: bar.count for bar in timeline.bars}
    if not counts:
        return None
    starts = _all_starts(timeline.first or min(counts), timeline.last or max(counts), timeline.unit)
    if len(starts) < 2:
        return None
    unit = timeline.unit
    most = max(counts.values())
    width = 100 / len(starts)
    bar_width = width * min(0.84, 0.12 + 0.03 * len(starts))
    ticks = _ticks(starts, unit)
    bars = []
    for number, start in enumerate(starts):
        count = counts.get(start, 0)
        height = max(LEAST, round(HEIGHT * count / most)) if count else 0
        bars.append(
            StripBar(
                label=date_format(start, _LABELS[unit]),
                count=count,
                url=link(unit, start) if count else "",
                x=f"{number * width:.3f}%",
                width=f"{width:.3f}%",
                bar_x=f"{(number + 0.5) * width - bar_width / 2:.3f}%",
                bar_width=f"{bar_width:.3f}%",
                middle=f"{(number + 0.5) * width:.3f}%",
                y=HEIGHT - height,
                height=height,
                tick=ticks.get(start, ""),
            )
        )
    return Strip(unit, bars)


def to_calendar(unit: TimeUnit, start: date) -> str:
    """The page of that year, month or day."""
    parts = {"year": 1, "month": 2, "day": 3}[unit]
    return reverse(unit, args=[start.year, start.month, start.day][:parts])


def to_explorer(parameters: QueryDict) -> Link:
    """Links to the explorer with these parameters, narrowed to the bar's time."""
    return to_page(reverse("explorer"), parameters)


def to_page(address: str, parameters: QueryDict) -> Link:
    """Links to any page that takes `since` and `until`, narrowed to the bar's time."""

    def link(unit: TimeUnit, start: date) -> str:
        query = parameters.copy()
        query.pop("page", None)
        query["since"] = query["until"] = start.strftime(_WRITTEN[unit])
        return f"{address}?{query.urlencode()}"

    return link


def _ticks(starts: Sequence[date], unit: TimeUnit) -> dict[date, str]:
    """The few bars that are named below the line: enough to find one's way, few enough for a narrow screen."""
    several_years = starts[0].year != starts[-1].year
    named, text = starts, {"year": "Y", "month": "M", "day": "j M"}[unit]
    if unit == "month" and several_years:
        named, text = [start for start in starts if start.month == 1], "Y"
    every = -(-len(named) // _TICKS)
    return {start: date_format(start, text) for start in named[::every]}


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _all_starts(first: date, last: date, unit: TimeUnit) -> list[date]:
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    if unit == "day":
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in months]
