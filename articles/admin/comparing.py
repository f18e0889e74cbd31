"""What an editor sees of people side by side, to tell whether they are one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Min, Window
from django.db.models.functions import RowNumber

from articles.models import Person, Quote
from articles.text import by_fold

_EXAMPLES = 3
_ROLES = 5


@dataclass(slots=True)
class Side:
    """One person: how often and when quoted, the roles printed most, the last quotes."""

    person: Person
    quotes: int = 0
    first: date | None = None
    last: date | None = None
    roles: list[str] = field(default_factory=list)
    examples: list[Quote] = field(default_factory=list)


def sides(people: Sequence[Person]) -> list[Side]:
    """Each person with what the archive quotes of them; three queries for any number."""
    quotes = Quote.objects.filter(speaker__in=people).order_by()
    roles: dict[int, list[str]] = defaultdict(list)
    printed = quotes.exclude(role="").values_list("speaker", "role").annotate(number=Count("pk"))
    for person, role, _ in printed.order_by("speaker", "-number", "role"):
        roles[person].append(role)
    examples: dict[int | None, list[Quote]] = defaultdict(list)
    number = Window(RowNumber(), partition_by=F("speaker"), order_by=F("pk").desc())
    last = quotes.annotate(number=number).filter(number__lte=_EXAMPLES).select_related("article", "article__source")
    for quote in last.order_by("-pk"):
        examples[quote.speaker_id].append(quote)
    days = {"first": Min("article__published_on"), "last": Max("article__published_on")}
    counted = {row["speaker"]: row for row in quotes.values("speaker").annotate(quotes=Count("pk"), **days)}
    return [_side(person, counted.get(person.pk), roles[person.pk], examples[person.pk]) for person in people]


def quote_counts(people: Sequence[int]) -> dict[int, int]:
    """How many quotes each has; who has none is not in it. One query."""
    quotes = Quote.objects.filter(speaker__in=people).order_by()
    return dict(quotes.values_list("speaker").annotate(Count("pk")))


def _side(person: Person, counted: dict[str, object] | None, roles: list[str], examples: list[Quote]) -> Side:
    side = Side(person, roles=list(by_fold(roles).values())[:_ROLES], examples=examples)
    for name in ("quotes", "first", "last"):
        if counted:
            setattr(side, name, counted[name])
    return side
