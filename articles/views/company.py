"""What the archive tells of a person beside the words: roles, company, sources, articles that name them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min
from django.urls import reverse

from articles.models import Article, Person, Quote, Source
from articles.public import public_people
from articles.search.engine import FacetCount, RoleCount, SearchRequest, SearchResponse, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.mentions import articles_mentioning, query_text
from articles.text import fold
from articles.views.listing import as_lines, public_by_id, visible

MOST_BESIDE = 12
MOST_ROLES = 8
MENTIONS = 5


@dataclass(frozen=True, slots=True)
class Role:
    """An office as printed, how many articles print it, and the days of the first and the last of them."""

    name: str
    first: date
    last: date
    articles: int


@dataclass(frozen=True, slots=True)
class Company:
    """How many articles quote the person, and whom else they quote, each with in how many of them."""

    articles: int | None = None
    beside: Sequence[tuple[Person, int]] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """How many articles name a person, the latest of them, and what finds them all in the explorer."""

    total: int
    latest: Sequence[Article]
    query: str


def ask_roles(person: Person) -> Sequence[RoleCount] | None:
    """The offices printed with what the person said, each spelling for itself; None without the engine."""
    try:
        return get_engine().roles(replace(visible(), speakers=(person.pk,)))
    except SearchUnavailable:  # the page's list says so
        return None


def ask_quoting(person: Person) -> SearchResponse | None:
    """The articles that quote a person and whom else they quote; None without the engine. No query, so that a thread
    may ask."""
    of_person = replace(visible(), speakers=(person.pk,))
    quoting = SearchRequest(
        of_person, limit=0, facets=("speaker",), facets_within=True, facet_limit=MOST_BESIDE + 1, highlight=False
    )
    try:
        return get_engine().search(quoting)
    except SearchUnavailable:  # the page's list says so
        return None


def ask_mentions(person: Person) -> SearchResponse | None:
    """The articles that name a person; None without the engine. No query, so that a thread may ask."""
    naming = SearchRequest(visible(), query=articles_mentioning(person), limit=MENTIONS, highlight=False)
    try:
        return get_engine().search(naming)
    except SearchUnavailable:  # the page's list says so
        return None


def roles(person: Person, printed: Sequence[RoleCount] | None) -> tuple[list[Role], list[Role]]:
    """The person's offices: those that most articles print, and the others, each in the order they first occur.

    Capitals make no other office; the spelling printed most stands for it. No query; one without the engine.
    """
    if printed is None:
        spellings = _from_database(person)
    else:
        spellings = [Role(one.role, one.first, one.last, one.articles) for one in printed]
    found: dict[str, Role] = {}
    for one in sorted(spellings, key=lambda role: (-role.articles, role.name)):
        key = fold(one.name)
        held = found.get(key)
        found[key] = _together(held, one) if held else one
    by_articles = sorted(found.values(), key=lambda role: -role.articles)
    often, others = by_articles[:MOST_ROLES], by_articles[MOST_ROLES:]
    return sorted(often, key=_since), sorted(others, key=_since)


def _from_database(person: Person) -> list[Role]:
    printed = Quote.objects.public().filter(speaker=person, article__published_on__isnull=False).exclude(role="")
    told = {
        "first": Min("article__published_on"),
        "last": Max("article__published_on"),
        "articles": Count("article", distinct=True),
    }
    return [Role(row.pop("role"), **row) for row in printed.order_by().values("role").annotate(**told)]


def _together(one: Role, other: Role) -> Role:
    first, last = min(one.first, other.first), max(one.last, other.last)
    return replace(one, first=first, last=last, articles=one.articles + other.articles)


def _since(role: Role) -> tuple[date, str]:
    return role.first, role.name


def company(person: Person, quoting: SearchResponse | None) -> Company:
    """Who is quoted in the same articles. One query."""
    if not quoting:
        return Company()
    others = [one for one in quoting.facets["speaker"] if one.value != person.pk][:MOST_BESIDE]
    people = public_people().only("name", "slug").in_bulk([int(one.value) for one in others])
    together = [(people[int(one.value)], one.count) for one in others if int(one.value) in people]
    return Company(quoting.total, together)


def mentions(person: Person, naming: SearchResponse | None, held: Iterable[Article]) -> Mentions | None:
    """The articles that name the person, quoted or not; None without the engine.

    One query; none where all are among `held`, articles with what a line shows.
    """
    if not naming:
        return None
    ids = [hit.article_id for hit in naming.hits]
    articles = {article.pk: article for article in held}
    articles |= public_by_id(as_lines(Article.objects.all()), [pk for pk in ids if pk not in articles])
    latest = [articles[pk] for pk in ids if pk in articles]
    return Mentions(naming.total, latest, urlencode({"q": query_text(person)}))


def sources_quoting(person: Person, counts: Sequence[FacetCount]) -> list[tuple[Source, int, str]]:
    """The sources with most quotes of the person, how many, and where they are listed. One query."""
    sources: Mapping[Any, Source] = Source.objects.only("name", "slug").in_bulk([one.value for one in counts])
    said = said_address(person)
    return [
        (sources[one.value], one.count, f"{said}&source={sources[one.value].slug}")
        for one in counts
        if one.value in sources
    ]


def said_address(person: Person) -> str:
    """Where everything they said can be searched."""
    return f"{reverse('quotes')}?speaker={person.slug}&kind=all"
