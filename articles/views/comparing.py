"""Several questions beside each other over time: how many articles match each, and of how many. Knows no HTML."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from articles.forms import period
from articles.search.engine import Bar, FacetCount, FacetName, Filters, SearchRequest, SearchResponse, TimeUnit
from articles.search.engines import get_engine
from articles.search.query import ParsedQuery, Problem, parse
from articles.search.syntax import Node, describe
from articles.views.facets import FACET_LIMIT
from articles.views.listing import days_of
from articles.views.shares import per_cent
from articles.views.strip import MOST_MONTHS, Link, unit_for
from articles.views.times import beginning, label, months_between, starts_between, written

LETTERS = "ABCDE"
MOST_TIMES = 366
UNITS: tuple[TimeUnit, ...] = ("year", "month", "day")
COUNTED: tuple[FacetName, ...] = ("source", "agency", "speaker", "topic", "language", "year")


Days = tuple[date | None, date | None]


class TooManyTimes(Exception):
    """More years, months or days than can be drawn. The message is fit to be shown; `units` are those that can."""

    def __init__(self, number: int, unit: TimeUnit, units: Sequence[TimeUnit]) -> None:
        super().__init__(
            f"{number:,} {unit}s are too many to draw; at most {MOST_TIMES} are. "
            "Give a shorter time above, or have it drawn otherwise:"
        )
        self.units = units


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, by its letter and as it was understood."""

    letter: str
    words: str
    parsed: ParsedQuery

    @property
    def understood(self) -> str:
        """The question in plain words."""
        return describe(self.parsed.node) if self.parsed.node else ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it, and was mended or refused."""
        return self.parsed.problems


@dataclass(frozen=True, slots=True)
class Point:
    """The articles of one line in one time, and all that are held of that time."""

    start: date
    label: str
    count: int
    held: int
    url: str

    @property
    def share(self) -> str:
        """In per cent; a dash where nothing is held that it could be a share of."""
        return per_cent(self.count, self.held) if self.held else "–"

    @property
    def said(self) -> str:
        """All of it in words."""
        return f"{self.label}: {self.count:,} article{'' if self.count == 1 else 's'}, {self.share} of {self.held:,}"


@dataclass(frozen=True, slots=True)
class Line:
    """One question's articles over time. `total` counts those in the points; undated ones have no place there."""

    asked: Asked
    points: Sequence[Point]
    total: int
    undated: int
    held: int
    suggestion: Node | None

    @property
    def share(self) -> str:
        """Of all that is held, in per cent."""
        return per_cent(self.total, self.held) if self.held else "–"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines, all over the same times; `held` are all articles that pass the filters."""

    unit: TimeUnit
    starts: Sequence[date]
    lines: Sequence[Line]
    held: Mapping[date, int]
    facets: Mapping[FacetName, Sequence[FacetCount]]
    units: Sequence[TimeUnit]
    """In which units the same times can be drawn."""
    total: int = 0
    """All articles that pass the filters, with those that have no date."""
    days: Days = (None, None)
    """The first and the last day that were counted; None: open on that side."""

    @property
    def first(self) -> str:
        """The first time, in words."""
        return label(self.unit, self.starts[0])

    @property
    def last(self) -> str:
        """The last time, in words."""
        return label(self.unit, self.starts[-1])

    @property
    def all_held(self) -> int:
        """How many articles a share of the whole is of."""
        return sum(self.held.values())

    @property
    def matched(self) -> bool:
        """Whether any line has an article to draw."""
        return any(line.total for line in self.lines)


def read_questions(texts: Sequence[str], exact: bool) -> list[Asked]:
    """The questions, lettered in their order, with or without inflections. None of them is empty."""
    return [Asked(letter, text, parse(text, exact)) for letter, text in zip(LETTERS, texts, strict=False)]


def compare(
    asked: Sequence[Asked],
    filters: Filters,
    by: TimeUnit | None,
    links: Mapping[str, Link],
    narrower: tuple[FacetName, ...] = (),
) -> Comparison:
    """Ask for all lines. None of the questions is refused; `links` lead to a line's articles, by its letter; `narrower`
    is counted beside the filters of every comparison.

    Where dates among the words bound all lines, the time within them is compared, as if the filters said so. `by` None:
    years, months or days as the coverage strip would have them. Raises SearchUnavailable and TooManyTimes.
    """
    first, last = _days(asked, filters)
    filters = replace(filters, first_day=first, last_day=last)
    unit = by or unit_for(filters.first_day, filters.last_day)
    answers = [_ask(filters, unit, one.parsed.node) for one in asked]
    frame = _ask(filters, unit, facets=COUNTED + narrower)
    ends = _ends(filters, unit, frame)
    if by is None and unit == "month" and ends and months_between(*ends) > MOST_MONTHS:
        unit = "year"
    starts = starts_between(*ends, unit) if ends else []
    if len(starts) > MOST_TIMES:
        raise TooManyTimes(len(starts), unit, _units(unit, starts))
    times = {start: label(unit, start) for start in starts}
    held = _counts(frame.timeline, unit)
    lines = [
        _line(one, answer, unit, times, held, links[one.letter]) for one, answer in zip(asked, answers, strict=True)
    ]
    return Comparison(unit, starts, lines, held, frame.facets, _units(unit, starts), frame.total, (first, last))


def _days(asked: Sequence[Asked], filters: Filters) -> Days:
    """The first and the last day that a hit of any line can have; lines whose dates exclude each other have none."""
    firsts, lasts = [], []
    for one in asked:
        first, last = days_of(SearchRequest(filters, query=one.parsed.node))
        if not (first and last and first > last):
            firsts.append(first)
            lasts.append(last)
    if not firsts:
        return filters.first_day, filters.last_day
    return (
        None if None in firsts else min(filter(None, firsts)),
        None if None in lasts else max(filter(None, lasts)),
    )


def _units(unit: TimeUnit, starts: Sequence[date]) -> list[TimeUnit]:
    if not starts:
        return []
    last = period(written(unit, starts[-1])).last
    return [one for one in UNITS if len(starts_between(starts[0], last, one)) <= MOST_TIMES]


def _ask(
    filters: Filters, unit: TimeUnit, query: Node | None = None, facets: tuple[FacetName, ...] = ()
) -> SearchResponse:
    question = SearchRequest(
        filters, query=query, limit=0, facets=facets, facet_limit=FACET_LIMIT, timeline=unit, highlight=False
    )
    return get_engine().search(question)


def _ends(filters: Filters, unit: TimeUnit, frame: SearchResponse) -> tuple[date, date] | None:
    """First and last time to draw: what was asked for, but nothing before the archive begins or after it ends."""
    if filters.first_day or filters.last_day:
        frame = _ask(replace(filters, first_day=None, last_day=None), unit)
    if not frame.timeline:
        return None
    begins, ends = frame.timeline[0].start, frame.timeline[-1].start
    first, last = max(filters.first_day or begins, begins), min(filters.last_day or ends, ends)
    return (first, last) if beginning(unit, first) <= last else None


def _counts(bars: Iterable[Bar], unit: TimeUnit) -> Counter[date]:
    counts: Counter[date] = Counter()
    for bar in bars:
        counts[beginning(unit, bar.start)] += bar.count
    return counts


def _line(
    asked: Asked,
    answer: SearchResponse,
    unit: TimeUnit,
    times: Mapping[date, str],
    held: Mapping[date, int],
    link: Link,
) -> Line:
    counts = _counts(answer.timeline, unit)
    points = [
        Point(start, name, counts[start], held.get(start, 0), link(unit, start) if counts[start] else "")
        for start, name in times.items()
    ]
    total = counts.total()
    return Line(asked, points, total, answer.total - total, sum(held.values()), answer.suggestion)
