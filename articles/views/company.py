"""What a person's quotes tell beside the words: roles through time, who is quoted beside them, who quotes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.urls import reverse

from articles.models import Person, Quote, Source
from articles.public import public_people
from articles.search.engine import FacetCount, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine
from articles.text import fold
from articles.views.listing import visible

MOST_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Role:
    """An office as printed, and the days of the first and the last article that prints it."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Company:
    """How many articles quote the person, and whom else they quote, each with in how many of them."""

    articles: int | None = None
    beside: Sequence[tuple[Person, int]] = ()


def roles(person: Person) -> list[Role]:
    """The person's offices as printed, in the order they first occur; capitals make no other office. One query."""
    printed = Quote.objects.public().filter(speaker=person, article__published_on__isnull=False).exclude(role="")
    days = {"first": Min("article__published_on"), "last": Max("article__published_on")}
    found: dict[str, Role] = {}
    for row in printed.order_by().values("role").annotate(**days).order_by("first", "role"):
        key, role = fold(row["role"]), Role(row["role"], row["first"], row["last"])
        held = found.get(key)
        found[key] = replace(held, last=max(held.last, role.last)) if held else role
    return list(found.values())


def company(person: Person) -> Company:
    """Who is quoted in the same articles. One query."""
    filters = replace(visible(), speakers=(person.pk,))
    question = SearchRequest(
        filters, limit=0, facets=("speaker",), facets_within=True, facet_limit=MOST_BESIDE + 1, highlight=False
    )
    try:
        answer = get_engine().search(question)
    except SearchUnavailable:  # the page's list says so
        return Company()
    others = [one for one in answer.facets["speaker"] if one.value != person.pk][:MOST_BESIDE]
    people = public_people().in_bulk([int(one.value) for one in others])
    beside = [(people[int(one.value)], one.count) for one in others if int(one.value) in people]
    return Company(answer.total, beside)


def sources_quoting(person: Person, counts: Sequence[FacetCount]) -> list[tuple[Source, int, str]]:
    """The sources with most quotes of the person, how many, and where they are listed. One query."""
    sources: Mapping[Any, Source] = Source.objects.in_bulk([one.value for one in counts])
    return [
        (sources[one.value], one.count, said_address(person, source=sources[one.value].slug))
        for one in counts
        if one.value in sources
    ]


def said_address(person: Person, **more: str) -> str:
    """Where everything they said can be searched."""
    query = urlencode({"speaker": person.slug, "kind": "all"} | more)
    return f"{reverse('quotes')}?{query}"
