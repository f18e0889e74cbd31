"""What an editor sees of records side by side, to tell whether they are one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from articles.models import Article, Quote
from articles.models.authorities import Authority
from articles.text import by_fold

_EXAMPLES = 3
_ROLES = 5
_FACTS = {"description": "Description", "wikidata_id": "Wikidata id", "kind": "Kind", "homepage": "Homepage"} | {
    "language": "Language",
    "time_zone": "Time zone",
}


@dataclass(slots=True)
class Side:
    """One record: how many quotes or articles it has and from when, what else tells it apart, last quotes."""

    record: Authority
    number: int = 0
    first: date | None = None
    last: date | None = None
    noun: str = "articles"
    facts: list[tuple[str, str]] = field(default_factory=list)
    examples: list[Quote] = field(default_factory=list)


def sides(records: Sequence[Authority]) -> list[Side]:
    """Each record with what the archive has of it; at most three queries for any number."""
    match records[0]._meta.model_name:
        case "person":
            return _people(records)
        case "source":
            return _sources(records)
    counted = _counted(Article.topics.through.objects.filter(topic__in=records), "topic", "article__")
    return [_side(record, counted.get(record.pk)) for record in records]


def quote_counts(people: Sequence[int]) -> dict[int, int]:
    """How many quotes each has; who has none is not in it. One query."""
    quotes = Quote.objects.filter(speaker__in=people).order_by()
    return dict(quotes.values_list("speaker").annotate(Count("pk")))


def _people(people: Sequence[Authority]) -> list[Side]:
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
    counted = _counted(quotes, "speaker", "article__")
    found = [_side(person, counted.get(person.pk)) for person in people]
    for side in found:
        side.noun, side.examples = "quotes", examples[side.record.pk]
        if roles[side.record.pk]:
            side.facts.append(("Printed as", "; ".join(list(by_fold(roles[side.record.pk]).values())[:_ROLES])))
    return found


def _sources(sources: Sequence[Authority]) -> list[Side]:
    zoned = Count("pk", filter=Q(published_zone="", published_at__isnull=False))
    counted = _counted(Article.objects.filter(source__in=sources), "source", "", zoned=zoned)
    carried = Article.objects.filter(agency__in=sources).order_by().values_list("agency").annotate(Count("pk"))
    as_agency = dict(carried)
    found = [_side(source, counted.get(source.pk)) for source in sources]
    for side in found:
        side.noun = "articles published"
        row = counted.get(side.record.pk, {})
        side.facts.append(("Articles carried of it", str(as_agency.get(side.record.pk, "none"))))
        side.facts.append(("Times on its clock", f"{row.get('zoned', 0)} articles, without a zone of their own"))
    return found


def _counted(rows: QuerySet[Any], of: str, article: str, **more: Any) -> dict[int, dict[str, Any]]:
    """How many rows each record has, and the first and last day of their articles."""
    days = {"first": Min(f"{article}published_on"), "last": Max(f"{article}published_on")}
    counted = rows.order_by().values(of).annotate(number=Count("pk"), **days, **more)
    return {row[of]: row for row in counted}


def _side(record: Authority, counted: dict[str, Any] | None) -> Side:
    facts = [(label, str(getattr(record, name, "") or "")) for name, label in _FACTS.items()]
    side = Side(record, facts=[(label, value) for label, value in facts if value])
    if counted:
        side.number, side.first, side.last = counted["number"], counted["first"], counted["last"]
    return side
