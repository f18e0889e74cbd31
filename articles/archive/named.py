"""Whom an article names: the people who may have said what it quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.archive.authorities import is_full_name
from articles.archive.namesakes import name_key
from articles.models import Article, Person, PersonName, Quote
from articles.quotes.languages import language_for
from articles.quotes.people import People

Distance = tuple[int, int]
"""Paragraphs and characters between two places."""


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

    Those whom the article quotes elsewhere, and those it names in full.
    """
    whole = _Whole(quote.article)
    spans = whole.spans(quote)
    named = {name_key(one.name): one for one in _named(whole, spans) if is_full_name(one.name)}
    quoted = Quote.objects.filter(article=quote.article_id, speaker__isnull=False).exclude(pk=quote.pk)
    people: dict[int, Candidate] = {}
    for other in quoted.select_related("speaker"):
        if other.speaker:
            away = _distance(whole.text, spans, whole.spans(other))
            found = Candidate(other.speaker.name, other.speaker, other.role, away)
            people[other.speaker.pk] = _nearer(people.get(other.speaker.pk), found)
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
    named = _Whole(article).people.people.values()
    return next((one.role[:200] for one in named if one.role and name_key(one.name) in person.name_keys), "")


class _Whole:
    """An article's fields as one text, and the people it names; a quote's spans count from its own field's start."""

    def __init__(self, article: Article) -> None:
        self._starts: dict[str, int] = {}
        self.text = ""
        for field in (Quote.Field.HEADLINE, Quote.Field.STANDFIRST, Quote.Field.BODY):
            self._starts[field] = len(self.text)
            self.text += getattr(article, field) + "\n\n"
        self.people = People(self.text, [], language_for(article.language or None))

    def spans(self, quote: Quote) -> list[tuple[int, int]]:
        """Where a quote stands in the whole text."""
        offset = self._starts[quote.field]
        return [(start + offset, end + offset) for start, end in quote.spans]


def _named(whole: _Whole, spans: list[tuple[int, int]]) -> Iterator[Candidate]:
    """The people of an article, each at the nearest place where they are named."""
    nearest: dict[str, Distance] = {}
    for mention in whole.people.mentions:
        away = _distance(whole.text, spans, [(mention.start, mention.end)])
        nearest[mention.person.name] = min(away, nearest.get(mention.person.name, away))
    for one in whole.people.people.values():
        if one.name in nearest:
            yield Candidate(one.name, None, one.role or "", nearest[one.name])


def _nearer(one: Candidate | None, other: Candidate) -> Candidate:
    if one is None:
        return other
    near, far = sorted((one, other), key=lambda each: each.distance)
    return Candidate(near.name, near.person, near.role or far.role, near.distance)


def _distance(text: str, spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> Distance:
    """Between the two nearest of the spans; a quote without a place is near everything."""
    gaps = [(min(a[1], b[1]), max(a[0], b[0])) for a in spans for b in others]
    return min(((text.count("\n\n", *gap), max(gap[1] - gap[0], 0)) for gap in gaps), default=(0, 0))
