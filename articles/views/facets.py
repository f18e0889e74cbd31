"""The explorer's filters: what can be chosen, with counts, and what has been chosen, each with its way back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import MONTHS

from articles.forms import PLACES, Period
from articles.languages import language_name
from articles.models import Person, Source, Topic
from articles.search.engine import FacetCount, FacetName
from articles.templatetags.archive import in_words

SHOWN = 8
MOST_SHOWN = 40
FACET_LIMIT = MOST_SHOWN + 2
"""What to ask the engine for: one value more than is shown tells that there are others."""
COUNTED: tuple[FacetName, ...] = ("source", "agency", "speaker", "topic", "language", "has", "year")
TITLES: dict[str, str] = {
    "source": "Source",
    "agency": "Agency",
    "speaker": "Person quoted",
    "topic": "Topic",
    "language": "Language",
    "has": "With",
}
_UNITS: tuple[FacetName, ...] = ("year", "month", "day")
_THINGS = {"quotes": "Quotes", "photos": "Photos", "corrections": "Corrections"}
_LISTS = {
    "source": ("sources", "all sources"),
    "agency": ("sources", "all sources"),
    "speaker": ("people", "all people"),
    "topic": ("topics", "all topics"),
}
"""Where all values of a filter are listed, by the name of the address, and how the link reads."""
_ONE_FOR_EACH = "source"
"""The filter of which everything counted has one value, so that its counts add up to the total."""
_RECORDS: dict[str, type[models.Model]] = {"source": Source, "agency": Source, "topic": Topic, "speaker": Person}

Facets = Mapping[FacetName, Sequence[FacetCount]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen, or taken back where it is `chosen`; under a month its `days`."""

    label: str
    count: int
    url: str
    chosen: bool = False
    inner: bool = False
    open: bool = False
    """Whether what is chosen lies within it."""
    days: Sequence["Choice"] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter: the first few with all that is chosen, and the rest."""

    title: str
    choices: Sequence[Choice]
    others: "Others | None" = None
    """Where there are more values than are listed here."""

    @property
    def first(self) -> Sequence[Choice]:
        """The values shown at once."""
        return [one for place, one in enumerate(self.choices) if place < SHOWN or _always_shown(one)]

    @property
    def more(self) -> Sequence[Choice]:
        """The values shown on request."""
        return [one for one in self.choices[SHOWN:] if not _always_shown(one)]


@dataclass(frozen=True, slots=True)
class Others:
    """That only the `listed` values with the highest counts are there, and where all are found."""

    listed: int
    url: str
    label: str
    held: int | None = None
    """How many have none of the listed values, where that can be told."""


def _always_shown(choice: Choice) -> bool:
    return choice.chosen or choice.inner or choice.open


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force: its name, and the address without it."""

    label: str
    url: str


_DAYS = ("since", "until")


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a page asked with other parameters than it was."""

    address: str
    query: QueryDict

    def given(self, name: str) -> list[str]:
        """The values it was asked with."""
        return self.query.getlist(name)

    def with_values(self, **values: list[str]) -> str:
        """The address with these values instead; from the list's first page, and without empty ones."""
        parameters = dict(self.query.lists()) | values
        if any(map(self.given, _DAYS)) and not any(parameters.get(name) for name in _DAYS):
            parameters["by"] = []  # what was drawn by the day may be too long for that as a whole
        pairs = ((name, value) for name, given in parameters.items() if name not in PLACES for value in given if value)
        query = urlencode(list(pairs))
        return f"{self.address}?{query}" if query else self.address

    def without(self, name: str, value: str) -> str:
        """The address without one value."""
        return self.with_values(**{name: [one for one in self.given(name) if one != value]})


def kept(query: QueryDict) -> list[tuple[str, str]]:
    """The filters that a new question from a page's own form keeps."""
    typed = {"q", "exact", "since", "until", *PLACES}
    return [(name, value) for name in query if name not in typed for value in query.getlist(name) if value]


def facets(counts: Facets, links: Links, parameters: Mapping[str, Any], total: int | None) -> list[Facet]:
    """The filters with something to choose, time first, then as counted; `total` is how many match, if known."""
    found = [Facet("Time", _times(counts, links, parameters))]
    found += [_facet(name, values, links, total) for name, values in counts.items() if name in TITLES]
    return [facet for facet in found if facet.choices]


def _facet(name: str, counts: Sequence[FacetCount], links: Links, total: int | None) -> Facet:
    """The values with the highest counts and those chosen; where that is not all, it says so."""
    choices = [_choice(links, name, *value) for value in named(name, counts)]
    listed = [one for place, one in enumerate(choices) if place < MOST_SHOWN or one.chosen]
    if name not in _LISTS or sum(one.count > 0 for one in counts) <= max(MOST_SHOWN, len(listed)):
        return Facet(TITLES[name], listed)
    address, label = _LISTS[name]
    adds_up = name == _ONE_FOR_EACH and not links.given(name)  # a filter is counted without itself
    held = total - sum(one.count for one in listed) if total is not None and adds_up else None
    return Facet(TITLES[name], listed, Others(MOST_SHOWN, reverse(address), label, held))


def chosen(links: Links, parameters: Mapping[str, Any]) -> list[Chosen]:
    """The filters in force."""
    found = [
        Chosen(f"{TITLES[name]}: {one.name}", links.without(name, one.slug))
        for name in _RECORDS
        for one in parameters[name]
    ]
    found += [
        Chosen(f"Language: {language_name(code)}", links.without("language", code)) for code in parameters["language"]
    ]
    found += [Chosen(f"With {thing}", links.without("has", thing)) for thing in parameters["has"]]
    if parameters["since"] or parameters["until"]:
        found.append(
            Chosen(time_in_words(parameters["since"], parameters["until"]), links.with_values(since=[], until=[]))
        )
    if parameters.get("exact"):
        found.append(Chosen("Exactly these words", links.with_values(exact=[])))
    if as_of := parameters["as_of"]:
        found.append(Chosen(f"As of {in_words(as_of)}", links.with_values(as_of=[])))
    return found


def time_in_words(since: Period | None, until: Period | None) -> str:
    """A range of days as a reader says it."""
    if since and until:
        return _say(since) if since == until else f"{_say(since)} to {_say(until)}"
    return f"From {_say(since)} on" if since else f"Up to {_say(until)}" if until else ""


def narrower(parameters: Mapping[str, Any]) -> tuple[FacetName, ...]:
    """What to count within the chosen time: the months of its year, the days of its month."""
    inside = _inside(parameters)
    return _UNITS[1 : 1 + max((len(inside) - 1) // 3, 0)]


def _inside(parameters: Mapping[str, Any]) -> str:
    """The year ("2025"), or the month ("2025-02"), that the chosen time lies in, if it lies in one."""
    since, until = parameters["since"], parameters["until"]
    if not (since and until):
        return ""
    first, last = since.first.isoformat(), until.last.isoformat()
    return first[:7] if first[:7] == last[:7] else first[:4] if first[:4] == last[:4] else ""


def _say(period: Period) -> str:
    if period.first == period.last:
        return in_words(period.first)
    month = f"{MONTHS[period.first.month]} " if period.first.month == period.last.month else ""
    return f"{month}{period.first.year:04}"


def _times(counts: Facets, links: Links, parameters: Mapping[str, Any]) -> list[Choice]:
    """Years, latest first; under the chosen one its months, and under the chosen month its days."""
    inside = _inside(parameters)
    held = {str(one.value): one.count for unit in _UNITS for one in counts.get(unit, ())}
    whole = parameters["since"].text if parameters["since"] == parameters["until"] and parameters["since"] else ""
    if counts and whole:
        held = dict.fromkeys((whole[:4], whole[:7], whole), 0) | held
    choices = []
    for year in sorted((text for text in held if len(text) == 4), reverse=True):
        choices.append(_time(links, year, held[year], whole, open=year == inside[:4]))
        if year == inside[:4]:
            for month in sorted(text for text in held if len(text) == 7 and text.startswith(year)):
                days = sorted(text for text in held if len(text) == 10 and text.startswith(month))
                inner = [_time(links, day, held[day], whole) for day in days] if month == inside else []
                choices.append(_time(links, month, held[month], whole, inner=True, days=inner))
    return choices


def _time(links: Links, text: str, count: int, whole: str, **about: Any) -> Choice:
    """A year, a month or a day; chosen, it leads to the time around it."""
    label = {4: text, 7: MONTHS[int(text[5:7] or 1)], 10: text[8:].lstrip("0")}[len(text)]
    to = [text.rpartition("-")[0] if text == whole else text]
    return Choice(label, count, links.with_values(since=to, until=to), text == whole, **about)


def named(name: str, counts: Iterable[FacetCount]) -> list[tuple[str, str, int]]:
    """Parameter value, label and count of each value; records that are gone from the database are left out."""
    counts = list(counts)
    if name == "has":
        return [(str(one.value), _THINGS[str(one.value)], one.count) for one in counts]
    if name not in _RECORDS:
        return [(str(one.value), language_name(str(one.value)), one.count) for one in counts if one.value]
    records: Mapping[Any, Any] = _RECORDS[name]._default_manager.in_bulk([one.value for one in counts])
    return [(records[one.value].slug, records[one.value].name, one.count) for one in counts if one.value in records]


def _choice(links: Links, name: str, value: str, label: str, count: int) -> Choice:
    if value in links.given(name):
        return Choice(label, count, links.without(name, value), chosen=True)
    return Choice(label, count, links.with_values(**{name: [*links.given(name), value]}))
