"""The coverage strip: how many articles in each year, month or day, as bars that lead there. Knows no HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.urls import reverse

from articles.forms import PLACES, period
from articles.search.engine import Bar, TimeUnit
from articles.views.shares import per_cent
from articles.views.times import label, months_between, starts_between, ticks, written

HEIGHT = 56
"""Of the tallest bar, in pixels."""
LEAST = 3
"""Of the smallest: one article beside thousands is still seen."""

MOST_MONTHS = 60
_MOST_DAYS = 62
_ENDS = ("since", "until")

_EDGE = 10
_LONG = len("30 Nov") + 1
"""Letters of a name that a narrow page would cut off within so many per cent of its edge."""

Link = Callable[[TimeUnit, date], str]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles in each year, month or day, and the range of days that was asked for, if one was.

    With `held`, all that the archive holds in each, the bars are drawn as shares of it.
    """

    bars: Sequence[Bar] = ()
    unit: TimeUnit = "year"
    first: date | None = None
    last: date | None = None
    held: Sequence[Bar] | None = None


@dataclass(frozen=True, slots=True)
class StripBar:
    """One bar, as the drawing needs it: places and widths in per cent, heights in pixels."""

    label: str
    count: int
    held: int | None
    url: str
    x: str
    width: str
    bar_x: str
    bar_width: str
    middle: str
    y: int
    height: int
    tick: str
    anchor: str
    """What of the tick stands at the bar's middle: its own, or of a long one at the page's edge its start."""

    @property
    def share(self) -> str:
        """In per cent of what is held; empty where that was not asked for."""
        return "" if self.held is None else per_cent(self.count, self.held)

    @property
    def figure(self) -> str:
        """What the height stands for."""
        return self.share or intcomma(self.count)

    @property
    def of_held(self) -> str:
        """The share in words."""
        return "" if self.held is None else f", {self.share} of {intcomma(self.held)}"


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole drawing. Times without articles have a place and no bar."""

    unit: TimeUnit
    bars: Sequence[StripBar]
    shares: bool = False

    @property
    def filled(self) -> list[StripBar]:
        """The bars that have articles."""
        return [bar for bar in self.bars if bar.count]

    @property
    def tallest(self) -> StripBar:
        """The bar with most articles, or with the largest share."""
        return max(self.bars, key=lambda bar: _value(bar.count, bar.held))

    @property
    def first(self) -> StripBar:
        """The earliest bar."""
        return self.bars[0]

    @property
    def last(self) -> StripBar:
        """The latest bar."""
        return self.bars[-1]


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses of the page with the strip in numbers, in shares, and of the comparison with other words."""

    numbers: str
    shares: str
    compare: str = ""


def unit_for(first: date | None, last: date | None) -> TimeUnit:
    """In which units to ask for the timeline of these days."""
    return "day" if first and last and (last - first).days < _MOST_DAYS else "month"


def timeline(bars: Sequence[Bar], unit: TimeUnit, first: date | None, last: date | None) -> Timeline:
    """The engine's bars for these days; months are added up to years where there are too many to be drawn."""
    if unit != "month" or not bars or months_between(first or bars[0].start, last or bars[-1].start) <= MOST_MONTHS:
        return Timeline(bars, unit, first, last)
    years = groupby(bars, key=lambda bar: bar.start.year)
    totals = [Bar(date(year, 1, 1), sum(bar.count for bar in of_year)) for year, of_year in years]
    return Timeline(totals, "year", first, last)


def strip(timeline: Timeline, link: Link) -> Strip | None:
    """The drawing of a timeline; None where there is but one bar to draw, which would show nothing."""
    counts = {bar.start: bar.count for bar in timeline.bars}
    if not counts:
        return None
    starts = starts_between(timeline.first or min(counts), timeline.last or max(counts), timeline.unit)
    if len(starts) < 2:
        return None
    held = None if timeline.held is None else {bar.start: bar.count for bar in timeline.held}
    heights = _heights(starts, counts, held)
    unit, named = timeline.unit, ticks(starts, timeline.unit)
    width = 100 / len(starts)
    bar_width = width * min(0.84, 0.12 + 0.03 * len(starts))
    bars = []
    for number, start in enumerate(starts):
        count, height = counts.get(start, 0), heights[start]
        bars.append(
            StripBar(
                label=label(unit, start),
                count=count,
                held=None if held is None else held.get(start, 0),
                url=link(unit, start) if count else "",
                x=f"{number * width:.3f}%",
                width=f"{width:.3f}%",
                bar_x=f"{(number + 0.5) * width - bar_width / 2:.3f}%",
                bar_width=f"{bar_width:.3f}%",
                middle=f"{(number + 0.5) * width:.3f}%",
                y=HEIGHT - height,
                height=height,
                tick=named.get(start, ""),
                anchor="start" if (number + 0.5) * width < _EDGE and len(named.get(start, "")) >= _LONG else "middle",
            )
        )
    return Strip(unit, bars, shares=held is not None)


def _heights(starts: Sequence[date], counts: Mapping[date, int], held: Mapping[date, int] | None) -> dict[date, int]:
    values = {start: _value(counts.get(start, 0), None if held is None else held.get(start, 0)) for start in starts}
    most = max(values.values())
    return {start: max(LEAST, round(HEIGHT * value / most)) if value else 0 for start, value in values.items()}


def _value(count: int, held: int | None) -> float:
    """What a bar's height stands for: a number, or a share of what is held."""
    return count if held is None else count / max(held, count, 1)


def to_calendar(unit: TimeUnit, start: date) -> str:
    """The page of that year, month or day."""
    parts = {"year": 1, "month": 2, "day": 3}[unit]
    return reverse(unit, args=[start.year, start.month, start.day][:parts])


def to_explorer(parameters: QueryDict) -> Link:
    """Links to the explorer with these parameters, narrowed to the bar's time."""
    return to_page(reverse("explorer"), parameters)


def to_page(address: str, parameters: QueryDict) -> Link:
    """Links to any page that takes `since` and `until`, narrowed to the bar's time.

    Where the range asked for begins or ends within that time, so does the link's: it leads to what was counted.
    The parameters have been read by their form.
    """

    query = parameters.copy()
    for name in (*PLACES, *_ENDS):
        query.pop(name, None)
    others = f"{query.urlencode()}&" if query else ""
    since, until = (period(text) if (text := "".join(parameters.getlist(name))) else None for name in _ENDS)

    def link(unit: TimeUnit, start: date) -> str:
        own = period(written(unit, start))
        first = since if since and since.first > own.first else own
        last = until if until and until.last < own.last else own
        return f"{address}?{others}since={first.text}&until={last.text}"

    return link
