"""The contract of a search engine: what it is asked and what it answers. No engine, no database, no HTML here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Literal, Protocol

from articles.search.document import SearchDocument
from articles.search.query import Node

Ranges = tuple[tuple[int, int], ...]
"""Character offsets [start, end) to be marked in the text that stands beside them."""

TimeUnit = Literal["year", "month", "day"]
FacetName = Literal["source", "agency", "topic", "speaker", "language", "status", "year", "month", "day"]


class SearchUnavailable(Exception):
    """The engine cannot answer now. The message says why and what to do, fit to be shown."""


class Sort(Enum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions apart from words. Several values of one facet: any of them; several facets: all of them.

    Sources, agencies, topics and speakers are given by the id of their record. `first_day` and `last_day`
    are included and go by the day of the article's address. `visible_at` keeps what readers may see at that
    moment (None: everything, drafts and withheld articles too, for editors).
    """

    visible_at: datetime | None
    sources: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    exclude: tuple[int, ...] = ()
    """Ids of articles that shall not be in the answer."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to the engine. `query` None means: everything (browsing)."""

    filters: Filters
    query: Node | None = None
    sort: Sort = Sort.NEWEST
    offset: int = 0
    limit: int = 20
    facets: tuple[FacetName, ...] = ()
    """For which facets to count; each is counted with the other facets' filters, not its own."""
    timeline: TimeUnit | None = None
    """Count the matching articles in each year, month or day."""
    highlight: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a field's text, with the ranges that match in it."""

    text: str
    ranges: Ranges = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching article: its id, the headline and the best passage with what matched."""

    article_id: int
    score: float | None = None
    headline: Passage | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching articles have this value (a record's id, a language or status code, a year …) ."""

    value: int | str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Matching articles in one year, month or day; `start` is its first day. Only bars with articles are given."""

    start: date
    count: int


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The engine's answer. `facets` are sorted by count, largest first; `timeline` by time."""

    total: int
    hits: Sequence[Hit]
    facets: dict[FacetName, Sequence[FacetCount]] = field(default_factory=dict)
    timeline: Sequence[Bar] = ()


class Engine(Protocol):
    """What every engine does. tests/search/contract.py holds the one test class all of them pass."""

    def search(self, request: SearchRequest) -> SearchResponse:
        """Answer one question. Raises SearchUnavailable."""
        ...

    def apply(self, documents: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Write these documents over any with the same id, remove those ids, and make both visible at once."""
        ...
