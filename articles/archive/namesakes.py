"""Several people of one name: which of them an article means, by what the archive holds of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from articles.importers.record import FieldQuote
from articles.models import Article, Person, Quote
from articles.models.authorities import NAME_LENGTH
from articles.text import fold

Candidates = Mapping[str, Sequence[Person]]
"""The people who answer to a folded name; the one to be taken where nothing else tells comes first."""

_BY_EDITORS = Q(method=Quote.Method.EDITOR) | Q(confirmed=True)


def name_key(speaker: str) -> str:
    """The key by which a speaker's name is looked up."""
    return fold(speaker)[:NAME_LENGTH]


@dataclass(slots=True)
class _Signs:
    """In how many articles each person is quoted, by what may tell namesakes apart."""

    here: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By article: quotes that an editor gave them there."""
    roles_by_editors: Counter[tuple[int, str]] = field(default_factory=Counter)
    roles: Counter[tuple[int, str]] = field(default_factory=Counter)
    company: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By a person quoted beside them."""
    sources: Counter[tuple[int, int]] = field(default_factory=Counter)


def people_in(
    articles: Sequence[tuple[Article, Iterable[FieldQuote]]], candidates: Candidates
) -> list[dict[str, Person]]:
    """For each article, the person behind each folded name of a speaker.

    Of several with one name the first of these signs that differs decides: an editor has given them quotes in this
    article; they are quoted most often with the role printed here, by editors' decisions, then by all; most often
    beside the people quoted here; most often by this source. Else the first of the candidates is taken. What an
    article says now counts for itself too, so that reading it again changes nothing without a reason.

    No query where no two share a name, four where some do.
    """
    found = [(article, list(quotes)) for article, quotes in articles]
    keys = [{name_key(one.quote.speaker) for one in quotes if one.quote.speaker} for _, quotes in found]
    shared = {key for names in keys for key in names if len(candidates.get(key, ())) > 1}
    alone = [{key: candidates[key][0] for key in names if key in candidates} for names in keys]
    if not shared:
        return alone
    signs = _read_signs(found, [candidates[key] for key in shared], alone)
    for (article, quotes), people in zip(found, alone, strict=True):
        certain = [person.pk for key, person in people.items() if key not in shared]
        for key in shared & people.keys():
            roles = {fold(one.quote.role) for one in quotes if one.quote.role and _is(one, key)}
            people[key] = max(candidates[key], key=lambda one: _weight(one.pk, article, roles, certain, signs))
    return alone


def _is(one: FieldQuote, key: str) -> bool:
    return bool(one.quote.speaker) and name_key(one.quote.speaker or "") == key


def _weight(
    person: int, article: Article, roles: Iterable[str], others: Iterable[int], signs: _Signs
) -> tuple[int, ...]:
    return (
        signs.here[person, article.pk],
        sum(signs.roles_by_editors[person, role] for role in roles),
        sum(signs.roles[person, role] for role in roles),
        sum(signs.company[person, other] for other in others),
        signs.sources[person, article.source_id],
    )


def _read_signs(
    found: Sequence[tuple[Article, object]], namesakes: Iterable[Sequence[Person]], alone: Iterable[dict[str, Person]]
) -> _Signs:
    ids = {person.pk for people in namesakes for person in people}
    others = {person.pk for people in alone for person in people.values()} - ids
    articles = [article.pk for article, _ in found]
    quotes = Quote.objects.filter(speaker__in=ids).order_by()
    number = Count("article", distinct=True)
    signs = _Signs()
    here = quotes.filter(_BY_EDITORS, article__in=articles)
    signs.here.update(here.values_list("speaker", "article"))
    roles = quotes.exclude(role="").values("speaker", "role")
    for row in roles.annotate(number=number, by_editors=Count("article", distinct=True, filter=_BY_EDITORS)):
        key = (row["speaker"], fold(row["role"]))
        signs.roles[key] += row["number"]
        signs.roles_by_editors[key] += row["by_editors"]
    beside = quotes.filter(article__quotes__speaker__in=others).values_list("speaker", "article__quotes__speaker")
    signs.company = Counter({(one, other): count for one, other, count in beside.annotate(number=number)})
    sources = {article.source_id for article, _ in found}
    by = quotes.filter(article__source__in=sources).values_list("speaker", "article__source")
    signs.sources = Counter({(one, source): count for one, source, count in by.annotate(number=number)})
    return signs
