"""The states that a record had, with what belongs to it, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.timezone import localtime
from reversion.models import Version

from articles.models import Article
from articles.wording import Segment, compare

_UNSEEN = frozenset({"id", "article_id", "spans", "position"})
"""Fields that say nothing to an editor beside the others."""

_PARTS: dict[type[models.Model], tuple[str, ...]] = {Article: ("photos", "quotes", "related_links", "corrections")}
"""What the versions of a record keep along with it."""

Key = tuple[type[models.Model], str]
State = Mapping[Key, Mapping[str, Any]]
"""A record and what belongs to it: for each its kind and id, and its fields by attribute name."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with what was removed from it and added to it."""

    label: str
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A photo, quote, link or correction that came, went, or has other fields."""

    what: str
    """added, removed or changed"""
    kind: str
    title: str
    fields: list[FieldChange]


@dataclass(slots=True)
class Comparison:
    """What differs between two states of one record."""

    fields: list[FieldChange] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    """The names of its fields that are alike."""
    parts: list[PartChange] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether there is any difference that an editor sees."""
        return bool(self.fields or self.parts)


def state_of_version(version: Version) -> State:
    """The state that a version keeps, with what belonged to the record then.

    Raises reversion's RevertError where the program cannot read what an older one wrote.
    """
    own = (version.content_type_id, version.object_id)
    state: dict[Key, Mapping[str, Any]] = {}
    for one in version.revision.version_set.all():
        values, model = dict(one.field_dict), ContentType.objects.get_for_id(one.content_type_id).model_class()
        is_of_it = (one.content_type_id, one.object_id) == own or str(values.get("article_id")) == version.object_id
        if model and is_of_it:
            several = [column.attname for column in model._meta.many_to_many]
            state[(model, one.object_id)] = values | {name: sorted(values.get(name, [])) for name in several}
    return state


def present_state(record: models.Model) -> State:
    """The state of a record as it stands in the database, with the same parts and fields as its versions have."""
    parts = [part for name in _PARTS.get(type(record), ()) for part in getattr(record, name).all()]
    return {(type(one), str(one.pk)): _values(one) for one in [record, *parts]}


def compare_states(record: models.Model, old: State, new: State) -> Comparison:
    """What differs between two states of a record, in the order of its fields, and then of its parts."""
    own = (type(record), str(record.pk))
    found = Comparison()
    names = _Names()
    for column in _columns(type(record)):
        before, after = names.shown(column, old.get(own)), names.shown(column, new.get(own))
        if before == after:
            found.same.append(_label(column))
        else:
            found.fields.append(FieldChange(_label(column), _segments(column, before, after)))
    for key in sorted((old.keys() | new.keys()) - {own}, key=_part_order):
        found.parts += _part_changes(names, key[0], old.get(key), new.get(key))
    return found


def _values(record: models.Model) -> dict[str, Any]:
    values = {column.attname: _as_kept(getattr(record, column.attname)) for column in record._meta.concrete_fields}
    for column in record._meta.many_to_many:
        values[column.attname] = sorted(getattr(record, column.name).values_list("pk", flat=True))
    return values


def _as_kept(value: Any) -> Any:
    """Versions keep a moment to the millisecond."""
    return value.replace(microsecond=value.microsecond // 1000 * 1000) if isinstance(value, datetime) else value


def _part_order(key: Key) -> tuple[str, int]:
    return str(key[0]._meta.verbose_name), int(key[1])


def _part_changes(
    names: "_Names", model: type[models.Model], old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[PartChange]:
    changes = []
    for column in _columns(model):
        before, after = names.shown(column, old), names.shown(column, new)
        if before != after:
            changes.append(FieldChange(_label(column), _segments(column, before, after)))
    if not changes:
        return
    what = "added" if old is None else "removed" if new is None else "changed"
    known = model(**{name: value for name, value in (new or old or {}).items() if not isinstance(value, list)})
    yield PartChange(what, capfirst(str(model._meta.verbose_name)), str(known), changes)


def _columns(model: type[models.Model]) -> list[Any]:
    """The fields that editors know of: those that they can change."""
    columns = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [column for column in columns if column.editable and column.attname not in _UNSEEN]


def _label(column: Any) -> str:
    return capfirst(str(column.verbose_name))


def _segments(column: Any, before: str, after: str) -> list[Segment]:
    """Word by word where the field is text; else what it was and what it is."""
    if isinstance(column, models.CharField | models.TextField | models.JSONField) and not column.choices:
        return compare(before, after)
    whole = (Segment("removed", before), Segment("added", after))
    return [segment for segment in whole if segment.text]


class _Names:
    """Values as an editor reads them; the names of records that several states point to are asked for once."""

    def __init__(self) -> None:
        self._known: dict[Key, str] = {}

    def shown(self, column: Any, values: Mapping[str, Any] | None) -> str:
        """A value in words; nothing where there is none."""
        value = None if values is None else values.get(column.attname)
        if value is None or value == "":
            return ""
        if column.many_to_many:
            return "; ".join(sorted(self._name(column.related_model, pk) for pk in value))
        if column.is_relation:
            return self._name(column.related_model, value)
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return _in_words(value)

    def _name(self, model: type[models.Model], pk: Any) -> str:
        key = (model, str(pk))
        if key not in self._known:
            record = model._default_manager.filter(pk=pk).first()
            self._known[key] = str(record) if record else f"number {pk}, which is no longer there"
        return self._known[key]


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{localtime(value):%Y-%m-%d %H:%M:%S %Z}"
        case date():
            return value.isoformat()
        case list():
            return "\n".join(str(each) for each in value)
    return str(value)
