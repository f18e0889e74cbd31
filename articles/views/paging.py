"""Which part of a list a page shows, and the ways to its neighbours: by cursor, so that they last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from articles.search.cursor import Cursor
from articles.search.engine import (
    FacetCount,
    FacetName,
    QuoteResponse,
    SearchRequest,
    SearchResponse,
    Sort,
)
from articles.views.strip import Timeline

Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a page of a list says about the whole. Without the engine `total`, facets and timeline are missing and
    `unavailable` says why."""

    total: int | None = None
    start: int = 0
    """How many entries stand before the page's."""
    shown: int = 0
    """How many entries the engine gave for the page; a few of them may have been withheld since."""
    next: Cursor | None = None
    previous: Cursor | None = None
    past: bool = False
    """Without the engine, whether nothing stands beyond the cursor; with it, `total` tells."""
    facets: dict[FacetName, Sequence[FacetCount]] = field(default_factory=dict)
    timeline: Timeline = Timeline()  # noqa: RUF009 — frozen, so shared safely
    unavailable: str = ""

    @property
    def first(self) -> int:
        """The place of the page's first entry in the whole list, from 1."""
        return self.start + 1

    @property
    def last(self) -> int:
        """The place of its last entry."""
        return self.start + self.shown


def turned(question: SearchRequest, parameters: Mapping[str, Any]) -> SearchRequest:
    """The question for the page that a form of the kind `Paged` asks for."""
    limit = parameters.get("per_page") or question.limit
    offset = (parameters["page"] - 1) * limit
    return replace(question, limit=limit, offset=offset, after=parameters["after"], before=parameters["before"])


def place(answer: SearchResponse | QuoteResponse, question: SearchRequest) -> dict[str, Any]:
    """What `Numbers` says of an answer's place. Raises Http404 for the number of a page past the last one."""
    if question.offset and not answer.hits:
        pages = max(-(-answer.total // question.limit), 1)
        page = question.offset // question.limit + 1
        raise Http404(f"This list ends with page {pages}; there is no page {page}.")
    return {
        "total": answer.total,
        "start": answer.start,
        "shown": len(answer.hits),
        "next": answer.next,
        "previous": answer.previous,
    }


@dataclass(frozen=True, slots=True)
class Part(Generic[Record]):
    """The records of one page, from the database, and the cursors of the pages beside it; `past` as in `Numbers`."""

    records: list[Record]
    next: Cursor | None
    previous: Cursor | None
    past: bool


def part(
    records: "QuerySet[Record]", question: SearchRequest, time: str, moment: Callable[[Record], datetime | None]
) -> Part[Record]:
    """The page that is asked for, of records in order of a time: the field's name, and how a record tells it.

    Raises Http404 for the number of a page past the last one.
    """
    backwards, sign = question.before is not None, "-" if descending(question) else ""
    rest = records.filter(beyond(question, time)).order_by(f"{sign}{time}", f"{sign}pk")
    found = list(rest[question.offset : question.offset + question.limit + 1])
    if question.offset and not found:
        raise Http404(f"This list ends before page {question.offset // question.limit + 1}.")
    more, found = len(found) > question.limit, found[: question.limit]
    if backwards:
        found.reverse()
    ends = [Cursor(record.pk, moment(record)) for record in (found[:1] + found[-1:])]
    is_first = not more if backwards else not (question.after or question.offset)
    is_last = not backwards and not more
    return Part(
        found,
        next=ends[-1] if ends and not is_last else None,
        previous=ends[0] if ends and not is_first else None,
        past=not found and (question.after or question.before) is not None,
    )


def descending(question: SearchRequest) -> bool:
    """Whether the page is read from the latest to the earliest; one before a cursor is read backwards."""
    return (question.sort is not Sort.OLDEST) != (question.before is not None)


def beyond(question: SearchRequest, time: str) -> Q:
    """What lies after the cursor, or before it; everything where there is none.

    The bound on the time alone lets an index begin there.
    """
    cursor = question.after or question.before
    if cursor is None:
        return Q()
    side = "lt" if descending(question) else "gt"
    same, other = Q(**{f"pk__{side}": cursor.id}), Q(**{f"{time}__{side}": cursor.published_at})
    return Q(**{f"{time}__{side}e": cursor.published_at}) & (other | same)
