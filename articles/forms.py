"""What the pages' addresses may hold after the question mark. Everything else is refused by name."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from articles.languages import NAMES
from articles.models import Quote
from articles.public import public_people, public_sources, public_topics
from articles.search.cursor import Cursor
from articles.search.engine import Sort
from articles.search.query import parse
from articles.search.syntax import ranks
from articles.text import normalise, squeeze

MOST_COMPARED = 5
PER_PAGE = (20, 50, 100)
"""How many entries a page may have; the first is what it has where nothing is said."""
THINGS = ("quotes", "photos", "corrections")
"""What an article may have beside its text."""
PLACES = ("page", "after", "before")
"""The parameters that say where in a list a page begins: links to another list leave them out."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST = 10**9
_WHOLE = dict.fromkeys(("invalid", "min_value", "max_value"), f"Allowed are whole numbers from 1 to {_MOST:,}.")
_OTHER_ORDER = "This place is one of a list in another order. Begin with the list's first page."
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """One parameter that was refused: its name, what was given, and what is allowed."""

    parameter: str
    value: str
    message: str


class RefusedParameters(BadRequest):
    """The address holds parameters or values this page does not know; `problems` says which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.parameter}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day, as written, with its first and its last day."""

    text: str
    first: date
    last: date


class PeriodField(forms.CharField):
    """A year (2025), a month (2025-02) or a day (2025-02-20)."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return period(text) if text else None


def period(text: str) -> Period:
    """The year, month or day that `text` names. Raises ValidationError, saying what is allowed."""
    match = _PERIOD.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError as error:
        raise ValidationError(
            "Allowed are a year such as 2025, a month such as 2025-02 and a day such as 2025-02-20."
        ) from error
    return Period(text, first, last)


class MomentField(forms.CharField):
    """A moment that has passed, in UTC: 2025-02-20T12:00:00Z, or a day that is over, of which its end is meant."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return past_moment(text) if text else None


def past_moment(text: str) -> datetime:
    """The moment that `text` names, in UTC. Raises ValidationError, saying what is allowed.

    What it answers never changes: a day that is not over has no end yet, and the moment to give instead is offered.
    """
    try:
        match = _MOMENT.fullmatch(text)
        if match is None:
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(
            "Allowed are a day such as 2025-02-20 and a moment such as 2025-02-20T12:00:00Z."
        ) from error
    now = timezone.now()
    if match[1] is None:
        if moment.date() == now.date():
            raise ValidationError(f"This day is not over yet. Give the moment instead, now {now:%Y-%m-%dT%H:%M:%SZ}.")
        moment = datetime.combine(moment, time.max, UTC)
    if moment > now:
        raise ValidationError("It has not come yet. Give a day or a moment that has passed.")
    return moment


class CursorField(forms.CharField):
    """One end of a page, as the links to the next and the previous page give it."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return Cursor.from_text(text) if text else None
        except ValueError as error:
            raise ValidationError(
                "Allowed is what the links to the next and the previous page give, such as 20250220143000-81."
            ) from error


class Named(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Records given by the last part of their address; only those that readers may see."""

    def __init__(self, records: Callable[[], models.QuerySet[Any]], kind: str, listed_at: str) -> None:
        self.records = records
        allowed = f"“%(value)s” is no {kind} of this archive. {listed_at} lists them all."
        super().__init__(
            queryset=records().none(), required=False, to_field_name="slug", error_messages={"invalid_choice": allowed}
        )

    def clean(self, value: Any) -> Any:
        if not value:
            return []
        self.queryset = self.records()
        return list(super().clean(value))


class OneOf(forms.ChoiceField):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        allowed = f"Allowed are {', '.join(words)}."
        choices = [(word, word) for word in words]
        super().__init__(choices=choices, required=False, error_messages={"invalid_choice": allowed})


class Words(forms.MultipleChoiceField):
    """Several of some words, each once."""

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().clean(value)))


class Texts(forms.MultipleChoiceField):
    """Several texts, each on one line and without control characters; empty ones do not count."""

    def __init__(self, most: int) -> None:
        super().__init__(required=False)
        self.most = most

    def to_python(self, value: Any) -> list[str]:
        texts = (squeeze(normalise(text)) for text in super().to_python(value))
        return [text for text in texts if text]

    def validate(self, value: list[str]) -> None:
        if len(value) > self.most:
            raise ValidationError(f"It is given {len(value)} times; at most {self.most} are compared.")


class Parameters(forms.Form):
    """The parameters of a page; a page without any uses this form as it is."""

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self._query = query

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the address, in words a reader understands."""
        known = sorted(self.fields)
        allowed = f"Allowed here: {', '.join(known)}." if known else "This page takes no parameters."
        found = [
            Problem(name, self.data.get(name, ""), f"There is no such parameter. {allowed}")
            for name in self.data
            if name not in self.fields
        ]
        found += [
            Problem(name, ", ".join(values), "It is given more than once; this one may be given once.")
            for name, values in self._given().items()
            if len(values) > 1
            and name in self.fields
            and not isinstance(self.fields[name], (Named, forms.MultipleChoiceField))
        ]
        for name, messages in self.errors.items():
            found += [Problem(name, self.data.get(name, ""), str(message)) for message in messages]
        return found

    def _given(self) -> Mapping[str, list[str]]:
        return {name: self._query.getlist(name) for name in self._query}


class Numbered(Parameters):
    """A list in pages, by their numbers."""

    page = forms.IntegerField(required=False, min_value=1, max_value=_MOST, error_messages=_WHOLE)

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1


class Paged(Numbered):
    """A list by time whose pages go on from one end of the page beside them; by their numbers, too."""

    after = CursorField(required=False)
    before = CursorField(required=False)

    def clean(self) -> dict[str, Any]:
        given = [name for name in ("after", "before") if self.cleaned_data.get(name)]
        for name in given:
            if self.cleaned_data[name].by_relevance != self.by_relevance:
                self.add_error(name, _OTHER_ORDER)
        if len([*given, *(["page"] if "page" in self.data else [])]) > 1:
            self.add_error(given[-1], "Of after, before and page only one can be given. Leave the others out.")
        return self.cleaned_data

    @property
    def by_relevance(self) -> bool:
        """Whether the list is one by relevance."""
        return False


class Narrowing(Parameters):
    """Filters of articles and quotes, and the range of days."""

    source = Named(public_sources, "source", "/sources/")
    agency = Named(public_sources, "agency", "/sources/")
    topic = Named(public_topics, "topic", "/topics/")
    speaker = Named(public_people, "person", "/people/")
    language = Words(
        required=False,
        choices=list(NAMES.items()),
        error_messages={"invalid_choice": "“%(value)s” is no language code known here; en and es are such."},
    )
    has = Words(
        required=False,
        choices=[(thing, thing) for thing in THINGS],
        error_messages={"invalid_choice": f"Allowed are {', '.join(THINGS)}."},
    )
    since = PeriodField(required=False)
    until = PeriodField(required=False)
    as_of = MomentField(required=False)
    exact = OneOf("no", "yes")

    def clean_exact(self) -> bool:
        """Whether words are looked for as they are written, without their inflections."""
        return bool(self.cleaned_data["exact"] == "yes")

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since.first > until.last:
            self.add_error("until", f"It ends before {since.text}, where it begins. Give a later end.")
        return super().clean() or self.cleaned_data


class Asking(Narrowing):
    """A question that has a list for an answer: words, filters, order."""

    q = forms.CharField(required=False, max_length=1000, label="Words")
    sort = OneOf(*(sort.value for sort in sorted(Sort, key=lambda sort: sort.value)))
    per_page = OneOf(*map(str, PER_PAGE))

    def clean_sort(self) -> Sort:
        """By relevance where words make some matches more relevant than others, else the newest first."""
        sort = Sort(self.cleaned_data["sort"] or Sort.RELEVANCE.value)
        if sort is Sort.RELEVANCE and not ranks(parse(self.cleaned_data.get("q") or "").node):
            return Sort.NEWEST
        return sort

    def clean_per_page(self) -> int:
        return int(self.cleaned_data["per_page"] or PER_PAGE[0])

    @property
    def by_relevance(self) -> bool:
        """Whether the list is one by relevance."""
        return self.cleaned_data.get("sort") is Sort.RELEVANCE


class Exploring(Asking, Paged):
    """The explorer's question; and whether its strip shows shares."""

    share = OneOf("no", "yes")


class Reading(Asking):
    """The question that led to an article, and the article's place in its answer."""

    at = forms.IntegerField(required=False, min_value=1, max_value=_MOST, error_messages=_WHOLE)


class Comparing(Narrowing):
    """Several questions beside each other over time: their words, filters for all of them, and how they are drawn."""

    q = Texts(MOST_COMPARED)
    by = OneOf("year", "month", "day")
    share = OneOf("no", "yes")


class QuoteSearch(Exploring):
    """The explorer's question, of quotes."""

    kind = OneOf(*Quote.Kind.values, "all")


class Suggesting(Parameters):
    """What has been typed into a search box so far."""

    q = forms.CharField(required=False, max_length=1000)


class PhotoParameters(Parameters):
    """What opens the photos of an article that is not public."""

    preview = forms.CharField(required=False, max_length=200)


class PeopleList(Numbered):
    """The list of people: of which name, under which letter, in which order."""

    q = forms.CharField(required=False, max_length=200, label="Name")
    letter = OneOf(*LETTERS, "other")
    sort = OneOf("name", "quotes")


def read(request: HttpRequest, form_class: type[Parameters] = Parameters) -> dict[str, Any]:
    """The page's parameters, checked. Raises RefusedParameters, which becomes a page that names them."""
    return _checked(form_class(request.GET)) if request.GET else deepcopy(_unasked(form_class))


@cache
def _unasked(form_class: type[Parameters]) -> dict[str, Any]:
    """What an address without parameters gives: most have none, and a form takes a tenth of a short answer."""
    return _checked(form_class(QueryDict()))


def _checked(form: Parameters) -> dict[str, Any]:
    if problems := form.problems():
        raise RefusedParameters(problems)
    return form.cleaned_data
