"""Two records of one person, source or topic become one, and are parted again: what they have, spellings and addresses
go along."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.archive.authorities import host_of
from articles.archive.holdings import HOLDINGS
from articles.models import Article, Merge, Person, Quote, Source, Topic
from articles.models.authorities import Authority
from articles.text import by_fold, fold

Record = TypeVar("Record", bound=Authority)


class CannotMerge(ValueError):
    """Nothing was done. The message says why and what to do, fit for an editor to read."""


@dataclass(frozen=True, slots=True)
class Parted:
    """What undoing a merge brought back."""

    record: Authority
    moved: int
    """How many quotes or articles the record has got back."""
    problems: tuple[str, ...]
    """What could not be brought back, and why, in sentences."""


def merge(kept: Authority, merged: Authority, by: User | None) -> Merge:
    """Move all that `merged` has to `kept` and delete it: quotes or articles, names as aliases, addresses as former
    ones.

    All other fields of `kept` stay. All or nothing; the caller drains the search outbox. Raises CannotMerge where both
    are one record, or one of them is gone.
    """
    model, kind = type(kept), kept._meta.model_name or ""
    with transaction.atomic():
        rows = model._default_manager.select_for_update().in_bulk([kept.pk, merged.pk])
        if len(rows) < 2:
            raise CannotMerge(
                "These records are one, or somebody has deleted one meanwhile. Choose two that are there."
            )
        kept, merged = rows[kept.pk], rows[merged.pk]
        addresses = merged.former_addresses.all()
        done = Merge(
            kind=kind,
            kept_id=kept.pk,
            merged_id=merged.pk,
            name=merged.name,
            record=_fields(merged),
            former_slugs=list(addresses.values_list("slug", flat=True)),
            taken_aliases=_new_names(kept, merged),
            merged_by=by,
        )
        done.moved = dict(HOLDINGS[kind].move(kept, merged))
        done.save()
        addresses.update(record=kept)
        merged.delete()
        model.addresses().update_or_create(slug=done.record["slug"], defaults={"record": kept})
        kept.aliases = [*kept.aliases, *done.taken_aliases]
        kept.save()
    return done


def undo(done: Merge, by: User | None) -> Parted:
    """Bring the merged record back with its own quotes or articles, names and addresses, as far as they are where the
    merge put them; what an editor has done with them since stays, and is told.

    All or nothing; the caller drains the search outbox. Raises CannotMerge where the merge is undone already, or
    the record that stayed is gone.
    """
    with transaction.atomic():
        done = Merge.objects.select_for_update().get(pk=done.pk)
        kept = done.model._default_manager.select_for_update().filter(pk=done.kept_id).first()
        if done.undone_at:
            raise CannotMerge("This merge has been undone already.")
        if kept is None:
            raise CannotMerge("The record it was merged into is itself merged or deleted. Bring that one back first.")
        problems: list[str] = []
        _give_names_back(done, kept)
        record = _bring_back(done, kept, problems)
        moved = _give_back(done, kept, record, problems)
        done.undone_at, done.undone_by = timezone.now(), by
        done.save()
    return Parted(record, moved, tuple(problems))


def now_standing_for(model: type[Record], pk: int) -> Record | None:
    """The record of this id or, where it has been merged, the one that stands for it now; None where there is none."""
    while (record := model._default_manager.filter(pk=pk).first()) is None:
        done = Merge.objects.standing().filter(kind=model._meta.model_name, merged_id=pk).first()
        if done is None:
            return None
        pk = done.kept_id
    return record


def follow_merges(pk: int, source: int | None) -> None:
    """Let an article that was put back as it once was name what stands now for the sources, topics and speakers that
    have been merged since. Of what is gone for good nothing is named; for its own source, `source` is.
    """
    article = Article.objects.filter(pk=pk)
    for named, agency in article.values_list("source_id", "agency_id"):
        present = _present(Source, [named, agency])
        article.update(source=present.get(named) or source or named, agency=present.get(agency))
    _follow(Quote.objects.filter(article=pk), "speaker", Person)
    _follow(Article.topics.through.objects.filter(article=pk), "topic", Topic, alone=True)


def _follow(rows: QuerySet[Any], name: str, model: type[Authority], alone: bool = False) -> None:
    """Let rows name what stands now for a record; `alone`: a row that names none, or the same as another one, goes."""
    held = set(rows.values_list(name, flat=True))
    for old, now in _present(model, held).items():
        if now == old:
            continue
        naming = rows.filter(**{name: old})
        if alone and (now is None or now in held):
            naming.delete()
        else:
            naming.update(**{name: now})
            held.add(now)


def _present(model: type[Authority], ids: Iterable[int | None]) -> dict[int | None, int | None]:
    """What stands now for each of these records."""
    records = {pk: now_standing_for(model, pk) for pk in ids if pk}
    return {pk: record.pk if record else None for pk, record in records.items()}


def _fields(record: Authority) -> dict[str, object]:
    """All that the record holds, its id apart."""
    columns = (field.attname for field in record._meta.concrete_fields if not field.primary_key)
    return {name: getattr(record, name) for name in columns}


def _new_names(kept: Authority, merged: Authority) -> list[str]:
    """The names of one record that the other does not answer to yet; a source answers to its host name, too."""
    names = [merged.name, *merged.aliases]
    if isinstance(merged, Source) and isinstance(kept, Source):
        host = host_of(merged.homepage)
        names += [host] if host and host != host_of(kept.homepage) else []
    held = by_fold([kept.name, *kept.aliases])
    return [name for key, name in by_fold(names).items() if key not in held]


def _give_names_back(done: Merge, kept: Authority) -> None:
    """Take the merge's spellings from the record that stayed; one that another merge brought too passes to that."""
    others = list(Merge.objects.standing().into(kept).exclude(pk=done.pk))
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


def _keys(done: Merge) -> set[str]:
    return {fold(name) for name in [done.name, *done.record.get("aliases", [])]}


def _bring_back(done: Merge, kept: Authority, problems: list[str]) -> Authority:
    """The merged record under its old id, and at its old address where that still leads to the one that stayed."""
    slug, model = done.record["slug"], done.model
    own = model.addresses().filter(record=kept, slug__in=[slug, *done.former_slugs])
    free = set(own.values_list("slug", flat=True))
    record = model._default_manager.filter(pk=done.merged_id).first()
    if record is None:  # the rule; an editor may have brought it back from the list of deleted records
        own.filter(slug=slug).delete()
        record = model(**(done.record | {"id": done.merged_id, "slug": slug if slug in free else ""}))
        if _name_is_taken(record):
            raise CannotMerge(f"Another record is named {record.name} now. Give that one another name first.")
        record.save(force_insert=True)
        if record.slug != slug:
            was = f"Its address /{_folder(record)}/{slug}/"
            problems.append(f"{was} is another's now; it stands at {record.get_absolute_url()}.")
    own.update(record=record)
    lost = [former for former in done.former_slugs if former not in free]
    problems += [f"Its former address /{_folder(record)}/{former}/ leads somewhere else now." for former in lost]
    return record


def _name_is_taken(record: Authority) -> bool:
    """Whether the database would refuse the name: sources and topics have theirs alone."""
    alone = any(getattr(rule, "fields", None) == ("name",) for rule in record._meta.constraints)
    return alone and type(record)._default_manager.filter(name=record.name).exists()


def _folder(record: Authority) -> str:
    return str(record.get_absolute_url().split("/")[1])


def _give_back(done: Merge, kept: Authority, record: Authority, problems: list[str]) -> int:
    holdings = HOLDINGS[done.kind]
    moved = holdings.give_back(done.moved, kept, record)
    held = sum(len(done.moved[key]) for key in holdings.counted)
    if missing := held - moved:
        told = f"{missing} of its {held} {holdings.noun}s did not come back"
        problems.append(f"{told}: they have been deleted, or given to somebody else, since the merge.")
    return moved
