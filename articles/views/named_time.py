"""Words that are a date and nothing else: which day, month or year they name, and the ways to its articles."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from articles.forms import Period, period
from articles.importers.dates import Habits, beside, find_dates
from articles.importers.words import MONTHS, any_of
from articles.models import Article
from articles.search.engine import TimeUnit
from articles.search.query import DATE_FIELDS
from articles.views.facets import Links, time_in_words
from articles.views.strip import to_calendar

_MONTH = re.compile(rf"(?P<name>{any_of(MONTHS)})\.?,?\s+(?:del?\s+)?(?P<year>(?:1[6-9]|20)\d\d)", re.IGNORECASE)
_FIELD = re.compile(rf"\b(?:{any_of(DATE_FIELDS)}):", re.IGNORECASE)
_UNITS: dict[int, TimeUnit] = {4: "year", 7: "month", 10: "day"}
"""The unit by the length of its written form: 2025, 2025-02, 2025-02-20."""


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that has public articles: its name, its page, and the search for it that keeps the filters."""

    name: str
    url: str
    query: str
    search: str


def named_time(words: str, links: Links) -> NamedTime | None:
    """The day, month or year that the words name; None where they say anything else, or it has no articles."""
    asked = _period(words.strip())
    if asked is None:
        return None
    within = {"published_on__gte": asked.first, "published_on__lte": asked.last}
    if not Article.objects.public().filter(**within).exists():
        return None
    query = f"on:{asked.text}"
    page = to_calendar(_UNITS[len(asked.text)], asked.first)
    return NamedTime(time_in_words(asked, asked), page, query, links.with_values(q=[query]))


def _period(words: str) -> Period | None:
    """What the words name, if it is clear; a day in figures is not where it could also be a month (03/04/2025)."""
    if _FIELD.search(words):
        return None
    dates = find_dates(words, Habits())
    if len(dates) == 1 and not beside(words, dates):
        return period(dates[0].local.date().isoformat())
    month = _MONTH.fullmatch(words)
    try:
        return period(f"{month['year']}-{MONTHS[month['name'].lower()]:02}" if month else words)
    except ValidationError:
        return None
