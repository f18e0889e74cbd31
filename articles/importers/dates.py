"""Printed dates and times in English, Spanish, French, Portuguese and German, and those in figures.

A date counts only with its year. Where day and month cannot be told apart, no date is made up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from articles.importers.record import Precision, Published
from articles.importers.words import DATE_WORDS, DAY_FIRST, MONTHS, UPDATED, any_of
from articles.importers.zone_names import is_zone, named_zone

_MONTH = rf"(?P<name>{any_of(MONTHS)})\.?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d(?!\d?:\d\d))"
_GLUED_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d{7})"
"""A year with a count run into it, of readers or comments: “March 7, 20240”."""
_DAY = r"(?P<day>\d{1,2})"
_TIME = re.compile(
    r"(?:(?<![\d:.,/$€£])|(?<=(?:19|20)\d\d))(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?P<mark>[:.h]|\s?h\s?)(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?)?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?(?P<word>Uhr|hrs?|horas|heures|h)\b)?"
    r"(?![\d%:/-]|[.,]\d)"
    r"(?P<zone>\s*[(\[]?\s*(?:(?-i:[A-Z]{2,5}T?|Z)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d\b))?",
    re.IGNORECASE,
)
_PATTERNS = [
    re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<sep>[/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?![\d/]|\.\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日일]"),
    re.compile(
        r"(?<!\d)(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"
        r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>\s?(?:Z|[+-]\d\d:?\d\d)\b)?)?"
    ),
    re.compile(
        rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z]))){_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?:\s*,)?\s+{_GLUED_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\d.,]){_DAY}(?:st|nd|rd|th|er|º|o|\.)?[\s-]+(?:of\s+|de\s+|d[’'])?{_MONTH}"
        rf"(?:\s*,)?[\s-]+(?:de[l]?\s+)?{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d./])(?<!\d-)(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)"
        r"(?![\d/]|-(?!\d\d?:\d\d)|\.\d)"
    ),
]
_HAS_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d")
"""A year, maybe with the time right after it in pages whose parts were run together (“March 7, 20247:55 AM”)."""
_DATE_WORDS = re.compile(rf"\b(?:{DATE_WORDS}|h|min)\b\.?", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST_DATELINE = 150
_OTHER_TIME = re.compile(rf"上午|下午|晚上|午前|午後|오전|오후|\b(?:{UPDATED})\b", re.IGNORECASE)
"""What makes the time after it none of the date's: the half of the day in Chinese, Japanese and Korean, an update."""
_NEAR = 24
"""At most so many characters stand between a date and its time."""
_MONTH_FIRST_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "US/")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a line of text, the characters it stands on, and the zone printed with it."""

    local: datetime
    precision: Precision
    zone: str | None
    """As printed: “EDT”, “+02:00”."""
    start: int
    end: int

    def published(self, default_zone: str | None) -> Published:
        """As a record keeps it: the printed zone by its name, else the default one."""
        zone = named_zone(self.zone, self.local, default_zone) if self.zone else default_zone
        return Published(self.local, zone, self.precision)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known about a text that tells day and month apart in “03/04/2025”."""

    language: str | None = None
    time_zone: str | None = None

    def day_first(self) -> bool | None:
        """Whether the day comes first; None where that is not certain."""
        if self.language in DAY_FIRST:
            return True
        if self.time_zone is None:
            return None
        if self.time_zone.startswith(_MONTH_FIRST_ZONES):
            return False
        return True if self.time_zone.startswith(("Europe/", "Australia/")) else None


def find_dates(line: str, habits: Habits) -> list[PrintedDate]:
    """The dates with a year in a line, each with the time beside it; not the impossible and unclear ones."""
    if not _HAS_YEAR.search(line):
        return []
    matches = sorted(chain.from_iterable(pattern.finditer(line) for pattern in _PATTERNS), key=re.Match.start)
    days = [(match, day) for match in matches if (day := _day(match, habits))]
    return [_with_time(line, match, day) for match, day in days]


def is_dateline(line: str) -> bool:
    """Whether a line holds a date and nothing else but its labels, time and zone."""
    dates = find_dates(line, Habits()) if len(line) <= _LONGEST_DATELINE else []
    return bool(dates) and not beside(line, dates)


def beside(line: str, dates: list[PrintedDate]) -> str:
    """What a line says besides its dates and the words that go with a date."""
    for found in reversed(dates):
        line = line[: found.start] + " " + line[found.end :]
    return _NO_LETTERS.sub(" ", _DATE_WORDS.sub(" ", line)).strip()


def unclear_dates(line: str, habits: Habits) -> Iterator[str]:
    """The dates in a line that may be read in two ways, as printed."""
    for match in _PATTERNS[-1].finditer(line):
        if _day(match, habits) is None and max(int(match["one"]), int(match["two"])) <= 12:
            yield match[0]


def _day(match: re.Match[str], habits: Habits) -> datetime | None:
    parts = match.groupdict()
    if "one" in parts:
        numbers = _numeric(int(parts["one"]), int(parts["two"]), parts["sep"], habits)
        if numbers is None:
            return None
        day, month = numbers
    else:
        day = int(parts["day"])
        month = int(parts["month"]) if "month" in parts else MONTHS[parts["name"].lower()]
    try:
        return datetime.combine(date(int(parts["year"]), month, day), time())
    except ValueError:
        return None


def _numeric(one: int, two: int, separator: str, habits: Habits) -> tuple[int, int] | None:
    """Day and month of a date in figures, None where they could be either."""
    if separator == "." or one == two or one > 12:
        return one, two
    if two > 12:
        return two, one
    day_first = habits.day_first()
    if day_first is None:
        return None
    return (one, two) if day_first else (two, one)


def _with_time(line: str, match: re.Match[str], day: datetime) -> PrintedDate:
    parts = match.groupdict()
    if parts.get("hour"):
        local = day.replace(hour=int(parts["hour"]), minute=int(parts["minute"]))
        return PrintedDate(local, "minute", _zone(match), match.start(), match.end())
    clock = _nearest_time(line, match.start(), match.end())
    if clock is None:
        return PrintedDate(day, "day", None, match.start(), match.end())
    hour, minute = _clock(clock)
    zone = _zone(clock)
    start = min(match.start(), clock.start())
    end = max(match.end(), clock.end() if zone else clock.end() - len(clock["zone"] or ""))
    return PrintedDate(day.replace(hour=hour, minute=minute), "minute", zone, start, end)


def _zone(match: re.Match[str]) -> str | None:
    """The zone printed after a time, unless the letters there are no zone's."""
    printed = (match["zone"] or "").strip(" ([")
    return printed if printed and is_zone(printed) else None


def _nearest_time(line: str, start: int, end: int) -> re.Match[str] | None:
    """The time after a date, else the one before it, with little between them."""
    for found in _TIME.finditer(line, end, min(len(line), end + _NEAR * 2)):
        if _is_time(found) and found.start() - end <= _NEAR:
            if _OTHER_TIME.search(line, end, found.start()):
                break
            return found
    before = [found for found in _TIME.finditer(line, max(0, start - _NEAR), start) if _is_time(found)]
    return before[-1] if before else None


def _is_time(match: re.Match[str]) -> bool:
    """A figure is a time by its minutes, its half of the day or its word; “17.07” needs a word besides."""
    if match["half"] or match["word"]:
        return int(match["hour"]) <= (12 if match["half"] else 24)
    return match["minute"] is not None and match["mark"] != "." and int(match["hour"]) < 24


def _clock(match: re.Match[str]) -> tuple[int, int]:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return hour % 24, minute
