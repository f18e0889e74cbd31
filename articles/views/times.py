"""Years, months and days along an axis: which there are, how they are named and written in an address."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.formats import date_format

from articles.search.engine import TimeUnit

_TICKS = 5
_LONG_TICKS = 3
_ENOUGH_YEARS = 3
_WRITTEN: dict[TimeUnit, int] = {"year": 4, "month": 7, "day": 10}  # characters of 2025-02-20


def label(unit: TimeUnit, start: date) -> str:
    """The year, month or day as a reader says it: 2025, February 2025, 20 February 2025."""
    if unit == "year":
        return str(start.year)
    return f"{start:%B %Y}" if unit == "month" else f"{start.day} {start:%B %Y}"


def written(unit: TimeUnit, start: date) -> str:
    """As an address has it: 2025, 2025-02, 2025-02-20."""
    return start.isoformat()[: _WRITTEN[unit]]


def beginning(unit: TimeUnit, day: date) -> date:
    """The first day of the year, month or day that `day` lies in."""
    if unit == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if unit == "month" else day


def months_between(first: date, last: date) -> int:
    """How many months lie between the one of `first` and the one of `last`, both counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def starts_between(first: date, last: date, unit: TimeUnit) -> list[date]:
    """The first days of all years, months or days from the one of `first` to the one of `last`."""
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    if unit == "day":
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in months]


def ticks(starts: Sequence[date], unit: TimeUnit) -> dict[date, str]:
    """The few times that are named below the line: enough to find one's way, few enough for a narrow screen."""
    named, text, most = starts, {"year": "Y", "month": "M", "day": "j M"}[unit], _TICKS
    if unit == "month" and starts[0].year != starts[-1].year:
        years = [start for start in starts if start.month == 1]
        if len(years) >= _ENOUGH_YEARS:
            named, text = years, "Y"
        else:
            text, most = "M Y", _LONG_TICKS
    every = -(-len(named) // most)
    return {start: date_format(start, text) for start in named[::every]}
