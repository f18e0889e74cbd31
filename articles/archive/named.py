"""Whom an article names: the people who may have said what it quotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.archive.authorities import is_full_name
from articles.archive.namesakes import name_key
from articles.models import Article, Person, PersonName, Quote
from articles.quotes.languages import language_for
from articles.quotes.people import People

Distance = tuple[int, int]
"""Paragraphs and characters between two places."""

_ELSEWHERE: Distance = (10**6, 0)
"""How far the other fields of the article are."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody the article names: their record where there is one, and the office printed."""

    name: str
    person: Person | None
    role: str
    distance: Distance
    """From the quote to the nearest place where the name stands."""


def candidates(quote: Quote, most: int) -> list[Candidate]:
    """Who may have said it, nearest first, the speaker whom the quote has already left out. Two queries.

    Those whom the article quotes elsewhere, and those it names in full in the quote's field.
    """
    named = {name_key(one.name): one for one in _named(quote.article, quote) if is_full_name(one.name)}
    quoted = Quote.objects.filter(article=quote.article_id, speaker__isnull=False).exclude(pk=quote.pk)
    people: dict[int, Candidate] = {}
    for other in quoted.select_related("speaker"):
        if other.speaker:
            people[other.speaker.pk] = _nearer(people.get(other.speaker.pk), _from_quote(other, other.speaker, quote))
    for row in PersonName.objects.filter(key__in=list(named)).select_related("person").order_by("person"):
        one = named[row.key]
        found = Candidate(row.person.name, row.person, one.role, one.distance)
        people[row.person.pk] = _nearer(people.get(row.person.pk), found)
    known = {key for one in people.values() if one.person for key in one.person.name_keys}
    people.pop(quote.speaker_id or 0, None)
    own = quote.speaker.name_keys if quote.speaker else {name_key(quote.speaker_as_printed)}
    strangers = [one for key, one in named.items() if key not in known | own]
    return sorted([*people.values(), *strangers], key=lambda one: one.distance)[:most]


def role_in(article: Article, person: Person) -> str:
    """The office that the article prints with a person's name, or nothing."""
    for field in (Quote.Field.BODY, Quote.Field.STANDFIRST, Quote.Field.HEADLINE):
        for one in _registry(article, field).people.values():
            if one.role and name_key(one.name) in person.name_keys:
                return one.role[:200]
    return ""


def _registry(article: Article, field: str) -> People:
    return People(getattr(article, field), [], language_for(article.language or None))


def _named(article: Article, quote: Quote) -> Iterator[Candidate]:
    """The people of the quote's field, each at the nearest place where they are named."""
    registry = _registry(article, quote.field)
    nearest: dict[str, Distance] = {}
    for mention in registry.mentions:
        away = _distance(registry.text, quote.spans, [[mention.start, mention.end]])
        nearest[mention.person.name] = min(away, nearest.get(mention.person.name, away))
    for one in registry.people.values():
        if one.name in nearest:
            yield Candidate(one.name, None, one.role or "", nearest[one.name])


def _from_quote(other: Quote, speaker: Person, quote: Quote) -> Candidate:
    text: str = getattr(quote.article, quote.field)
    away = _distance(text, quote.spans, other.spans) if other.field == quote.field else _ELSEWHERE
    return Candidate(speaker.name, speaker, other.role, away)


def _nearer(one: Candidate | None, other: Candidate) -> Candidate:
    if one is None:
        return other
    near, far = sorted((one, other), key=lambda each: each.distance)
    return Candidate(near.name, near.person, near.role or far.role, near.distance)


def _distance(text: str, spans: Iterable[list[int]], others: Iterable[list[int]]) -> Distance:
    """Between the two nearest of the spans; a quote without a place is near everything."""
    gaps = [(min(a[1], b[1]), max(a[0], b[0])) for a in spans for b in others]
    return min(((text.count("\n\n", *gap), max(gap[1] - gap[0], 0)) for gap in gaps), default=(0, 0))
