"""The explorer's filters: what can be chosen, with counts, and what has been chosen, each with its way back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import MONTHS

from articles.forms import Period
from articles.languages import language_name
from articles.models import Person, Source, Topic
from articles.search.engine import FacetCount, FacetName
from articles.templatetags.archive import in_words

SHOWN = 8
FACET_LIMIT = 40
COUNTED: tuple[FacetName, ...] = ("source", "agency", "topic", "speaker", "language", "year")
TITLES: dict[str, str] = {
    "source": "Source",
    "agency": "Agency",
    "speaker": "Person quoted",
    "topic": "Topic",
    "language": "Language",
}
_RECORDS: dict[str, type[models.Model]] = {"source": Source, "agency": Source, "topic": Topic, "speaker": Person}

Facets = Mapping[FacetName, Sequence[FacetCount]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen, or taken back where it is `chosen`."""

    label: str
    count: int
    url: str
    chosen: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter: the first few, and the rest."""

    title: str
    choices: Sequence[Choice]

    @property
    def first(self) -> Sequence[Choice]:
        """The values shown at once."""
        return self.choices[:SHOWN]

    @property
    def more(self) -> Sequence[Choice]:
        """The values shown on request."""
        return self.choices[SHOWN:]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force: its name, and the address without it."""

    label: str
    url: str


def explorer_url(parameters: Mapping[str, Sequence[str]]) -> str:
    """The explorer's address with these parameters; from the first page, and without empty ones."""
    pairs = ((name, value) for name, values in parameters.items() if name != "page" for value in values if value)
    query = urlencode(list(pairs))
    return f"{reverse('explorer')}?{query}" if query else reverse("explorer")


def facets(counts: Facets, query: QueryDict, parameters: Mapping[str, Any]) -> list[Facet]:
    """The filters with something to choose, time first."""
    found = [Facet("Time", _times(counts, query, parameters))]
    for name, title in TITLES.items():
        values = _named(name, counts.get(name, ()))  # type: ignore[call-overload]  # TITLES names facets only
        found.append(Facet(title, [_choice(query, name, *value) for value in values]))
    return [facet for facet in found if facet.choices]


def chosen(query: QueryDict, parameters: Mapping[str, Any]) -> list[Chosen]:
    """The filters in force."""
    found = [
        Chosen(f"{TITLES[name]}: {one.name}", _without(query, name, one.slug))
        for name in _RECORDS
        for one in parameters[name]
    ]
    found += [
        Chosen(f"Language: {language_name(code)}", _without(query, "language", code)) for code in parameters["language"]
    ]
    if parameters["since"] or parameters["until"]:
        found.append(Chosen(time_in_words(parameters["since"], parameters["until"]), _with(query, since=[], until=[])))
    return found


def time_in_words(since: Period | None, until: Period | None) -> str:
    """A range of days as a reader says it."""
    if since and until:
        return _say(since) if since == until else f"{_say(since)} to {_say(until)}"
    return f"From {_say(since)} on" if since else f"Up to {_say(until)}" if until else ""


def one_year(parameters: Mapping[str, Any]) -> int | None:
    """The year that the chosen time lies in, if it lies in one."""
    since, until = parameters["since"], parameters["until"]
    return since.first.year if since and until and since.first.year == until.last.year else None


def _say(period: Period) -> str:
    if period.first == period.last:
        return in_words(period.first)
    month = f"{MONTHS[period.first.month]} " if period.first.month == period.last.month else ""
    return f"{month}{period.first.year}"


def _times(counts: Facets, query: QueryDict, parameters: Mapping[str, Any]) -> list[Choice]:
    """Years, latest first, and under the chosen one its months."""
    inside = one_year(parameters)
    whole = parameters["since"].text if parameters["since"] == parameters["until"] and parameters["since"] else ""
    months = sorted((one for one in counts.get("month", ()) if str(one.value).startswith(f"{inside}-")), key=_value)
    choices = []
    for year in sorted(counts.get("year", ()), key=_value, reverse=True):
        text = str(year.value)
        choices.append(_time(query, text, text, year.count, whole, back=""))
        if year.value == inside:
            choices += [
                _time(query, str(one.value), MONTHS[int(str(one.value)[5:])], one.count, whole, back=text)
                for one in months
            ]
    return choices


def _time(query: QueryDict, text: str, label: str, count: int, whole: str, back: str) -> Choice:
    """A year or a month; chosen, it leads to the time around it."""
    to = [back if text == whole else text]
    return Choice(label, count, _with(query, since=to, until=to), text == whole, inner=bool(back))


def _value(one: FacetCount) -> str:
    return str(one.value)


def _named(name: str, counts: Iterable[FacetCount]) -> list[tuple[str, str, int]]:
    """Parameter value, label and count of each; records that are gone from the database are left out."""
    counts = list(counts)
    if name not in _RECORDS:
        return [(str(one.value), language_name(str(one.value)), one.count) for one in counts if one.value]
    records: Mapping[Any, Any] = _RECORDS[name]._default_manager.in_bulk([one.value for one in counts])
    return [(records[one.value].slug, records[one.value].name, one.count) for one in counts if one.value in records]


def _choice(query: QueryDict, name: str, value: str, label: str, count: int) -> Choice:
    if value in query.getlist(name):
        return Choice(label, count, _without(query, name, value), chosen=True)
    return Choice(label, count, _with(query, **{name: [*query.getlist(name), value]}))


def _without(query: QueryDict, name: str, value: str) -> str:
    return _with(query, **{name: [one for one in query.getlist(name) if one != value]})


def _with(query: QueryDict, **values: list[str]) -> str:
    return explorer_url(dict(query.lists()) | values)
