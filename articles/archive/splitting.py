"""Quotes that stand under one person and are somebody else's: they go to another record, and come back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.archive.deciding import new_person
from articles.archive.merging import Parted
from articles.models import Article, Person, Quote, SearchChange, Split
from articles.text import fold

_CHUNK = 500
_DECIDED = ("method", "confirmed", "decided_by_id", "decided_at")


class CannotSplit(ValueError):
    """Nothing was done. The message says why and what to do, fit for an editor to read."""


def leaving_aliases(person: Person, quotes: Sequence[int]) -> list[str]:
    """The other spellings of a person that these of their quotes print, and none of the others does."""
    printed = Quote.objects.filter(speaker=person).exclude(speaker_as_printed="").order_by()
    chosen = set(quotes)
    staying: set[str] = set()
    leaving: set[str] = set()
    for pk, name in printed.values_list("pk", "speaker_as_printed"):
        (leaving if pk in chosen else staying).add(fold(name))
    own = fold(person.name)
    return [alias for alias in person.aliases if fold(alias) in leaving - staying and fold(alias) != own]


def split(person: Person, quotes: Sequence[int], to: Person | str, aliases: Sequence[str], by: User | None) -> Split:
    """Give quotes of a person to another one, or to a new record of this name, with the spellings that are theirs.

    An editor has decided whose these quotes are: they count as decided, so that no rule and no import takes them back.
    The person keeps name and address. All or nothing; the caller drains the search outbox. Raises CannotSplit where
    none of the quotes is the person's any more, or a record is gone, or both are one.
    """
    with transaction.atomic():
        kept = _locked(person.pk, "This record")
        other = new_person(to) if isinstance(to, str) else _locked(to.pk, "The other record")
        if kept.pk == other.pk:
            raise CannotSplit("The quotes are this person's already. Choose somebody else.")
        rows = list(_rows(kept, quotes))
        if not rows:
            raise CannotSplit("None of these quotes is this person's any more.")
        now = timezone.now()
        given = [alias for alias in kept.aliases if alias in aliases]
        done = Split.objects.create(
            from_id=kept.pk,
            to_id=other.pk,
            from_name=kept.name,
            to_name=other.name,
            made_new=isinstance(to, str),
            quotes=[[*decision, at.isoformat() if at else None] for *decision, at in rows],
            aliases=given,
            taken_aliases=[alias for alias in given if fold(alias) not in other.folded_names],
            split_at=now,
            split_by=by,
        )
        decided = {"method": Quote.Method.EDITOR, "confirmed": True, "decided_by": by, "decided_at": now}
        for ids in _chunks([row[0] for row in rows]):
            _follow(ids, now)
            Quote.objects.filter(pk__in=ids).update(speaker=other, **decided)
        _move_aliases(kept, given, other, done.taken_aliases)
    return done


def undo(done: Split, by: User | None) -> Parted:
    """Give the quotes and spellings back, as far as they are where the split put them.

    A record that was made for it and has nothing else goes again; its address then leads to the person. All or
    nothing; the caller drains the search outbox. Raises CannotSplit where it is undone already, or a record is gone.
    """
    with transaction.atomic():
        done = Split.objects.select_for_update().get(pk=done.pk)
        if done.undone_at:
            raise CannotSplit("This split has been undone already.")
        kept = _locked(done.from_id, done.from_name)
        other = _locked(done.to_id, done.to_name)
        moved = _give_back(done, kept, other)
        _move_aliases(other, done.taken_aliases, kept, done.aliases)
        problems = []
        if missing := len(done.quotes) - moved:
            held = f"{missing} of its {len(done.quotes)} quotes"
            problems.append(f"{held} did not come back: they are gone, or somebody has decided on them since.")
        if done.made_new and not other.quotes.exists():
            _remove(other, kept)
        done.undone_at, done.undone_by = timezone.now(), by
        done.save(update_fields=["undone_at", "undone_by"])
    return Parted(kept, moved, tuple(problems))


def _locked(pk: int, what: str) -> Person:
    person = Person.objects.select_for_update().filter(pk=pk).first()
    if person is None:
        raise CannotSplit(f"{what} has been merged or deleted meanwhile. Bring it back first, or choose another.")
    return person


def _rows(person: Person, quotes: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Id and decision of those of the quotes that are the person's."""
    for ids in _chunks(sorted(set(quotes))):
        yield from Quote.objects.filter(pk__in=ids, speaker=person).order_by("pk").values_list("pk", *_DECIDED)


def _follow(quotes: Sequence[int], now: Any) -> None:
    """The index follows, and whoever has one of the articles open is told that it has changed."""
    articles = Article.objects.filter(quotes__in=quotes)
    SearchChange.objects.enqueue_selected(articles)
    Article.objects.filter(pk__in=articles.values("pk")).update(updated_at=now)


def _give_back(done: Split, kept: Person, other: Person) -> int:
    """The quotes that nobody has decided on since, each counting as before."""
    moved, now = 0, timezone.now()
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for pk, *was in done.quotes:
        alike[tuple(was)].append(pk)
    for was, quotes in alike.items():
        before = dict(zip(_DECIDED, was, strict=True))
        before["decided_at"] = parse_datetime(before["decided_at"]) if before["decided_at"] else None
        if not User.objects.filter(pk=before["decided_by_id"]).exists():
            before["decided_by_id"] = None
        for ids in _chunks(quotes):
            still = Quote.objects.filter(pk__in=ids, speaker=other, decided_at=done.split_at)
            _follow(list(still.values_list("pk", flat=True)), now)
            moved += still.update(speaker=kept, **before)
    return moved


def _move_aliases(giver: Person, leaving: Sequence[str], taker: Person, coming: Sequence[str]) -> None:
    giver.aliases = [alias for alias in giver.aliases if alias not in leaving]
    giver.save()
    taker.aliases = [*taker.aliases, *(alias for alias in coming if fold(alias) not in taker.folded_names)]
    taker.save()


def _remove(made: Person, kept: Person) -> None:
    """The record goes; its addresses lead to the one that stays."""
    slug = made.slug
    made.former_addresses.all().update(record=kept)
    made.delete()
    Person.addresses().update_or_create(slug=slug, defaults={"record": kept})


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
