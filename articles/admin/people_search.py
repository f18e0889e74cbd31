"""People by the beginnings of their names, those first who are most likely meant."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from articles.models import Person, PersonName
from articles.search.engine import Filters, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.type_ahead import speakers_request, typed_words
from articles.text import fold

_MOST_COUNTED = 60
_EXACT, _BEGINS, _WITHIN = 0, 1, 2


def people_of_name(people: QuerySet[Person], typed: str) -> QuerySet[Person]:
    """Those of whose name or alias every word typed begins a word, without regard to accents and capitals."""
    names = PersonName.objects.all()
    for word in fold(typed).split():
        names = names.filter(Q(key__startswith=word) | Q(key__contains=f" {word}"))
    return people.filter(pk__in=names.values("person"))


def likeliest_first(people: QuerySet[Person], typed: str) -> QuerySet[Person]:
    """First whose whole name this is, then those whose name or surname begins so; among these the most quoted.

    One question to the engine, which knows who is quoted most; without it, or for a single letter, by surname.
    """
    key = fold(typed)
    named = PersonName.objects.filter(person=OuterRef("pk"))
    begins = Q(sort_key__startswith=key) | Q(Exists(named.filter(key__startswith=key)))
    fit = Case(
        When(Exists(named.filter(key=key)), then=Value(_EXACT)),
        When(begins, then=Value(_BEGINS)),
        default=Value(_WITHIN),
        output_field=IntegerField(),
    )
    quoted = _quoted(typed)
    by_quotes = [quoted.desc()] if quoted else []
    return people.alias(fit=fit).order_by("fit", *by_quotes, "sort_key", "pk")


def _quoted(typed: str) -> Case | None:
    """How many quotes a person has, of the sixty with most; 0 for the others, whose quotes nobody counts.

    None where nobody's are known.
    """
    words = typed_words(typed)
    question = speakers_request(words, Filters(visible_at=None), _MOST_COUNTED)
    try:
        counts = get_engine().search_quotes(question).facets["speaker"] if words else ()
    except SearchUnavailable:  # nothing is missing from the list but its order
        counts = ()
    if not counts:
        return None
    each = Case(*(When(pk=int(one.value), then=Value(one.count)) for one in counts), output_field=IntegerField())
    among = [int(one.value) for one in counts]
    return Case(When(pk__in=among, then=each), default=Value(0), output_field=IntegerField())
