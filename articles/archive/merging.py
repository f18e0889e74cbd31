"""Two records of one person become one, and are parted again: quotes, spellings and addresses go along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Person, PersonAddress, PersonMerge, Quote, SearchChange
from articles.text import by_fold, fold

_CHUNK = 5000
"""Ids in one query: fewer than any database's limit."""


class CannotMerge(ValueError):
    """Nothing was done. The message says why and what to do, fit for an editor to read."""


@dataclass(frozen=True, slots=True)
class Parted:
    """What undoing a merge brought back."""

    person: Person
    quotes: int
    """How many quotes the record has got back."""
    problems: tuple[str, ...]
    """What could not be brought back, and why, in sentences."""


def merge(kept: Person, merged: Person, by: User | None) -> PersonMerge:
    """Move all that `merged` has to `kept` and delete it: quotes, names as aliases, addresses as former ones.

    Description and Wikidata id of `kept` stay. All or nothing; the caller drains the search outbox. Raises
    CannotMerge where both are one record, or one of them is gone.
    """
    with transaction.atomic():
        rows = Person.objects.select_for_update().in_bulk([kept.pk, merged.pk])
        if len(rows) < 2:
            raise CannotMerge(
                "These records are one, or somebody has deleted one meanwhile. Choose two that are there."
            )
        kept, merged = rows[kept.pk], rows[merged.pk]
        quotes = Quote.objects.filter(speaker=merged)
        addresses = PersonAddress.objects.filter(person=merged)
        done = PersonMerge.objects.create(
            kept_id=kept.pk,
            merged_id=merged.pk,
            name=merged.name,
            record=_fields(merged),
            former_slugs=list(addresses.values_list("slug", flat=True)),
            quote_ids=list(quotes.order_by("pk").values_list("pk", flat=True)),
            taken_aliases=_new_names(kept, merged),
            merged_by=by,
        )
        SearchChange.objects.enqueue_selected(Article.objects.filter(quotes__speaker=merged))
        quotes.update(speaker=kept)
        addresses.update(person=kept)
        merged.delete()
        PersonAddress.objects.update_or_create(slug=done.record["slug"], defaults={"person": kept})
        kept.aliases = [*kept.aliases, *done.taken_aliases]
        kept.save()
    return done


def undo(done: PersonMerge, by: User | None) -> Parted:
    """Bring the merged record back with its own quotes, names and addresses, as far as they are where the merge
    put them; what an editor has done with them since stays, and is told.

    All or nothing; the caller drains the search outbox. Raises CannotMerge where the merge is undone already, or
    the record that stayed is gone.
    """
    with transaction.atomic():
        done = PersonMerge.objects.select_for_update().get(pk=done.pk)
        kept = Person.objects.select_for_update().filter(pk=done.kept_id).first()
        if done.undone_at:
            raise CannotMerge("This merge has been undone already.")
        if kept is None:
            raise CannotMerge("The record it was merged into is itself merged or deleted. Bring that one back first.")
        problems: list[str] = []
        _give_names_back(done, kept)
        person = _bring_back(done, kept, problems)
        moved = _give_quotes_back(done, kept, person, problems)
        done.undone_at, done.undone_by = timezone.now(), by
        done.save()
    return Parted(person, moved, tuple(problems))


def now_standing_for(person_id: int) -> Person | None:
    """The record of this id or, where it has been merged, the one that stands for it now; None where there is none."""
    while (person := Person.objects.filter(pk=person_id).first()) is None:
        done = PersonMerge.objects.standing().filter(merged_id=person_id).first()
        if done is None:
            return None
        person_id = done.kept_id
    return person


def _fields(person: Person) -> dict[str, object]:
    """All that the record holds, its id apart."""
    columns = (field.attname for field in person._meta.concrete_fields if not field.primary_key)
    return {name: getattr(person, name) for name in columns}


def _new_names(kept: Person, merged: Person) -> list[str]:
    """The names of one record that the other does not answer to yet."""
    held = by_fold([kept.name, *kept.aliases])
    return [name for key, name in by_fold([merged.name, *merged.aliases]).items() if key not in held]


def _give_names_back(done: PersonMerge, kept: Person) -> None:
    """Take the merge's spellings from the record that stayed; one that another merge brought too passes to that."""
    others = list(PersonMerge.objects.standing().filter(kept_id=kept.pk).exclude(pk=done.pk))
    leaving: set[str] = set()
    for name in done.taken_aliases:
        heir = next((other for other in others if fold(name) in _keys(other)), None)
        if heir is None:
            leaving.add(fold(name))
        else:
            heir.taken_aliases = [*heir.taken_aliases, name]
            heir.save(update_fields=["taken_aliases"])
    kept.aliases = [name for name in kept.aliases if fold(name) not in leaving]
    kept.save()


def _keys(done: PersonMerge) -> set[str]:
    return {fold(name) for name in [done.name, *done.record["aliases"]]}


def _bring_back(done: PersonMerge, kept: Person, problems: list[str]) -> Person:
    """The merged record under its old id, and at its old address where that still leads to the one that stayed."""
    slug = done.record["slug"]
    own = PersonAddress.objects.filter(person=kept, slug__in=[slug, *done.former_slugs])
    free = set(own.values_list("slug", flat=True))
    person = Person.objects.filter(pk=done.merged_id).first()
    if person is None:  # the rule; an editor may have brought it back from the list of deleted records
        own.filter(slug=slug).delete()
        person = Person(pk=done.merged_id, **(done.record | {"slug": slug if slug in free else ""}))
        person.save(force_insert=True)
        if person.slug != slug:
            problems.append(f"Its address /people/{slug}/ is another's now; it stands at {person.get_absolute_url()}.")
    own.update(person=person)
    lost = [former for former in done.former_slugs if former not in free]
    problems += [f"Its former address /people/{former}/ leads somewhere else now." for former in lost]
    return person


def _give_quotes_back(done: PersonMerge, kept: Person, person: Person, problems: list[str]) -> int:
    moved = 0
    for ids in _chunks(done.quote_ids):
        quotes = Quote.objects.filter(pk__in=ids, speaker=kept)
        SearchChange.objects.enqueue_selected(Article.objects.filter(quotes__in=quotes))
        moved += quotes.update(speaker=person)
    if missing := len(done.quote_ids) - moved:
        told = f"{missing} of its {len(done.quote_ids)} quotes did not come back"
        problems.append(f"{told}: they have been deleted, or given to somebody else, since the merge.")
    return moved


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
