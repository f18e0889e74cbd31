"""The contract of a search engine: what it is asked and what it answers. No engine, no database, no HTML here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Literal, Protocol

from articles.search.cursor import Cursor
from articles.search.document import SearchDocument
from articles.search.syntax import Node

Ranges = tuple[tuple[int, int], ...]
"""Character offsets [start, end) to be marked in the text that stands beside them."""

TimeUnit = Literal["year", "month", "day"]
FacetName = Literal["source", "agency", "topic", "speaker", "language", "status", "kind", "has", "year", "month", "day"]


class SearchUnavailable(Exception):
    """The engine cannot answer now. The message says why and what to do, fit to be shown."""


class TooBroad(SearchUnavailable):
    """The engine is there, and this question asks too much of it. The message tells every reader what to change."""


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
    """Ids of articles that shall not be in the answer, nor their quotes."""
    kinds: tuple[str, ...] = ()
    """Kinds of quotes; no article is of any kind."""
    has: tuple[str, ...] = ()
    """What an article has beside its text: "quotes", "photos", "corrections". Unlike other values, all of them."""
    as_of: datetime | None = None
    """Only what readers could see by this moment: the archive as it stood then, as far as it is public still."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to the engine. `query` None means: everything (browsing)."""

    filters: Filters
    query: Node | None = None
    sort: Sort = Sort.NEWEST
    offset: int = 0
    """Hits to leave out, from the list's beginning or from the cursor."""
    limit: int = 20
    after: Cursor | None = None
    """Only hits after this one. By time, a page costs the same however deep it lies."""
    before: Cursor | None = None
    """Only the last hits before this one, in the list's order; not together with `after`."""
    facets: tuple[FacetName, ...] = ()
    """For which facets to count; each is counted with the other facets' filters, not its own. Only what an article has
    is counted with all filters: each value beside those chosen.

    A range of days counts as the filter of year, month and day: years are counted without it, months in the whole
    years it touches, days in the whole months.
    """
    facets_within: bool = False
    """Count each facet with its own filter too: of the articles that quote one person, whom else they quote."""
    facet_limit: int = 1000
    """At most so many values of a facet, those with most articles; their counts are exact all the same. The values that
    the filters name are there as well, even if no article has them."""
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
class QuoteHit:
    """One matching quote: its id, its article's, and its words with what matched."""

    quote_id: int
    article_id: int
    score: float | None = None
    words: Passage | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching articles have this value: a record's id, a language or status code, the year 2025, the month
    "2025-02", the day "2025-02-20". An article without a value is in no count of that facet."""

    value: int | str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Matching articles in one year, month or day; `start` is its first day. Only bars with articles are given."""

    start: date
    count: int


@dataclass(frozen=True, slots=True)
class RoleCount:
    """An office as printed, how many articles print it with the speaker's name, and the days of the first and last."""

    role: str
    articles: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The engine's answer. `facets` are sorted by count, largest first; `timeline` by time."""

    total: int
    hits: Sequence[Hit]
    facets: dict[FacetName, Sequence[FacetCount]] = field(default_factory=dict)
    timeline: Sequence[Bar] = field(default_factory=list)
    suggestion: Node | None = None
    """Where nothing matches: the query with words that one other letter makes known or far more frequent, if that finds
    something."""
    start: int = 0
    """How many hits stand before these in the whole list."""
    next: Cursor | None = None
    """Where to go on `after`; None where these are the last."""
    previous: Cursor | None = None
    """What to ask for `before`; None where these are the first."""


@dataclass(frozen=True, slots=True)
class QuoteResponse:
    """As SearchResponse; everything in it counts quotes."""

    total: int
    hits: Sequence[QuoteHit]
    facets: dict[FacetName, Sequence[FacetCount]] = field(default_factory=dict)
    timeline: Sequence[Bar] = field(default_factory=list)
    suggestion: Node | None = None
    start: int = 0
    next: Cursor | None = None
    previous: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """All hits of a question in their order, as the index was when it was asked.

    `batches` are lists of their ids, of some thousands each, to be gone through once; they hold `total` ids in all,
    each once, whatever is added or removed meanwhile. Going on may raise SearchUnavailable.
    """

    total: int
    batches: Iterator[Sequence[int]]


class Rebuild(Protocol):
    """A new index, built beside the one in use, that lacks only the last changes."""

    def changed(self) -> set[int]:
        """Ids of the articles that were applied to the index in use since the rebuild began; ask once, at its end."""
        ...

    def swap(self, documents: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Apply the last changes and put the new index into use."""
        ...


class Marker(Protocol):
    """Finds one query's words in texts, in the inflections that a search finds too."""

    def mark(self, text: str, field: str, language: str) -> Passage:
        """The text of a field (headline, standfirst, body, caption, quote, or a name's: speaker …) with what matches.

        Its text is NFC; the ranges count in that.
        """
        ...

    def best_passage(self, text: str, field: str, language: str) -> Passage | None:
        """The stretch of such a text, of some 260 characters, with most of the query's words; None if none is in it."""
        ...


class Engine(Protocol):
    """What every engine does. tests/search/contract.py holds the one test class all of them pass.

    Only articles/search/sync.py writes: it holds `writing` while it applies changes.
    """

    def search(self, request: SearchRequest) -> SearchResponse:
        """Answer one question. Raises SearchUnavailable."""
        ...

    def search_quotes(self, request: SearchRequest) -> QuoteResponse:
        """Answer a question about quotes: the same request, but words without a field are looked for in the quote,
        `speakers` are those of the quote itself, and everything else is that of its article. Of one time, quotes stand
        in the order of their ids. Raises SearchUnavailable.
        """
        ...

    def roles(self, filters: Filters) -> Sequence[RoleCount]:
        """The offices printed with quotes in dated articles, as spelled, in no order. The filters name one speaker: of
        several, an office that an article prints with each would count for each. Raises SearchUnavailable."""
        ...

    def alike(self, article_id: int, filters: Filters, limit: int) -> Sequence[Hit]:
        """Articles that share this one's rarest words, most alike first, without itself; none where the index does not
        hold it. `score` is the share of what the article itself would score: 1 for its copies.

        The cost does not grow with the article: only so many words are looked for, and none that are in very many
        articles. Raises SearchUnavailable.
        """
        ...

    def marker(self, query: Node) -> Marker:
        """What marks a query's words in any text. Needs no index."""
        ...

    def walk(self, request: SearchRequest) -> Walk:
        """Ids of all articles that match, for exports: the request's words, filters and order, nothing else of it.

        Memory stays flat by time; by relevance the engine keeps some bytes of each hit. Raises SearchUnavailable.
        """
        ...

    def walk_quotes(self, request: SearchRequest) -> Walk:
        """As `walk`, with the ids of quotes, found as `search_quotes` finds them. Raises SearchUnavailable."""
        ...

    def apply(self, documents: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Write these documents over any with the same id, remove those ids, and make both visible at once."""
        ...

    def writing(self, wait: bool) -> AbstractContextManager[bool]:
        """Hold the one right to apply changes; yields False where another process or thread has it."""
        ...

    def rebuild(self, documents: Iterable[SearchDocument]) -> AbstractContextManager[Rebuild]:
        """Build a new index of these documents. Left without `swap`, it is discarded and the one in use serves on.

        Raises SearchUnavailable where another rebuild is running.
        """
        ...

    def release(self) -> None:
        """Give back the memory that holds what was read of the index's files; questions go on to be answered."""
        ...

    def exists(self) -> bool:
        """Whether an index was ever built, readable or not."""
        ...

    def begin(self) -> None:
        """Put an empty index into use where there has never been one; call it while holding `writing`."""
        ...

    def digests(self, first: int, last: int | None) -> dict[int, int]:
        """SearchDocument.digest() by id, of all documents from id `first` to `last` (None: to the end), by id.

        Raises SearchUnavailable.
        """
        ...
