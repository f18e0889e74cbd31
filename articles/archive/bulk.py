"""Bulk actions: noting what several records were before and after, and undoing it for all that nobody changed since."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from reversion.models import Version

from articles.archive.links import resolve_links
from articles.archive.states import enter
from articles.archive.versions import State, present_state, state_of_version
from articles.models import Article, BulkAction, BulkItem, ImportItem, RelatedLink, Twins

_ROWS: Mapping[str, type[models.Model]] = {
    BulkAction.Kind.IMPORT_ITEM: ImportItem,
    BulkAction.Kind.TWINS: Twins,
    BulkAction.Kind.RELATED_LINK: RelatedLink,
}
_NAME_LENGTH = 200


class CannotUndo(ValueError):
    """This record stays as it is. The message says why, fit for an editor to read."""


Around = Callable[[Article, str], AbstractContextManager[None]]
"""What goes on around the undoing of one article, told it and the status it would get: a revision, for example. Raises
CannotUndo where whoever asks may not do that."""


def note_articles(what: str, articles: Sequence[Article], by: User | None) -> BulkAction:
    """Note what was just done to articles: each has a version of before and, the last one, of after. Two queries."""
    ids = [str(article.pk) for article in articles]
    versions: dict[str, list[int]] = defaultdict(list)
    kept = Version.objects.get_for_model(Article).filter(object_id__in=ids).order_by("-pk")
    for object_id, pk in kept.values_list("object_id", "pk"):
        versions[object_id].append(pk)
    items = []
    for article in articles:
        newer, older = [*versions[str(article.pk)][:2], None, None][:2]
        name = article.headline[:_NAME_LENGTH]
        items.append(BulkItem(record_id=article.pk, name=name, older_id=older, newer_id=newer))
    return _note(BulkAction.Kind.ARTICLE, what, items, by)


def fields_of(rows: Iterable[models.Model], names: Sequence[str]) -> dict[int, dict[str, Any]]:
    """These fields of rows as they stand, for `note_rows`, by id."""
    return {row.pk: _as_json({name: getattr(row, name) for name in names}) for row in rows}


def note_rows(
    kind: BulkAction.Kind, what: str, before: Mapping[int, dict[str, Any]], by: User | None
) -> BulkAction | None:
    """Note what was just done to rows that have no versions; `before` has their fields as they were.

    None where nothing was done to any.
    """
    items = []
    for row in _ROWS[kind]._default_manager.filter(pk__in=before).order_by("pk"):
        after = _as_json({name: getattr(row, name) for name in before[row.pk]})
        if after != before[row.pk]:
            values = {"before": before[row.pk], "after": after}
            items.append(BulkItem(record_id=row.pk, name=str(row)[:_NAME_LENGTH], **values))
    return _note(kind, what, items, by) if items else None


def undo(pk: int, by: User | None, around: Around) -> tuple[BulkAction, int, list[str]]:
    """Undo a bulk action, except for what was changed since: the action, for how many, and why each other one stays.

    All in one transaction. The search index follows by itself. Raises BulkAction.DoesNotExist.
    """
    problems: list[str] = []
    done: list[int] = []
    with transaction.atomic():
        action = BulkAction.objects.select_for_update().get(pk=pk)
        for item in action.items.filter(undone=False).select_related("older__revision", "newer__revision"):
            try:
                with transaction.atomic():
                    _undo_one(action, item, by, around)
            except (CannotUndo, IntegrityError) as error:
                why = str(error) if isinstance(error, CannotUndo) else "Something else has its place now."
                problems.append(f"“{item.name}”: {why}")
            else:
                item.undone = True
                item.save(update_fields=["undone"])
                done.append(item.record_id)
        if done and action.kind == BulkAction.Kind.ARTICLE:
            resolve_links(list(Article.objects.filter(pk__in=done)))
        if done:
            action.left -= len(done)
            action.undone_at, action.undone_by = timezone.now(), by
            action.save(update_fields=["left", "undone_at", "undone_by"])
    return action, len(done), problems


def _note(kind: BulkAction.Kind, what: str, items: Sequence[BulkItem], by: User | None) -> BulkAction:
    with transaction.atomic():
        action = BulkAction.objects.create(kind=kind, what=what, number=len(items), left=len(items), by=by)
        for item in items:
            item.action = action
        BulkItem.objects.bulk_create(items)
    return action


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _undo_one(action: BulkAction, item: BulkItem, by: User | None, around: Around) -> None:
    if action.kind == BulkAction.Kind.ARTICLE:
        _undo_article(action, item, by, around)
        return
    rows = _ROWS[action.kind]._default_manager.select_for_update().filter(pk=item.record_id)
    row = rows.first()
    if row is None:
        raise CannotUndo("It is no longer there.")
    if _as_json({name: getattr(row, name) for name in item.after}) != item.after:
        raise CannotUndo("It was changed since.")
    rows.update(**item.before)


def _undo_article(action: BulkAction, item: BulkItem, by: User | None, around: Around) -> None:
    article = Article.objects.select_for_update(of=("self",)).filter(pk=item.record_id).first()
    if article is None:
        raise CannotUndo("It is no longer there.")
    if item.older is None or item.newer is None:
        raise CannotUndo("Its history does not go back that far.")
    before = state_of_version(item.older)
    if _settled(present_state(article)) != _settled(state_of_version(item.newer)):
        raise CannotUndo("It was changed since; its history tells by whom.")
    with around(article, before[(Article, str(article.pk))]["status"]):
        _check_all_is_there(before)
        _bring_back(article, item.older, before)
        _save(action, article, by)


def _save(action: BulkAction, article: Article, by: User | None) -> None:
    now = Article.objects.get(pk=article.pk)
    if article.public_since and article.public_since <= timezone.now():
        now.public_since = article.public_since  # readers have seen it meanwhile
    if article.state == now.state:
        now.save()
    else:
        enter(article, now, by, f"Undid: {action.what}")


def _settled(state: State) -> dict[Any, dict[str, Any]]:
    """Without what changes by itself: links find their articles when these come in."""
    return {
        key: {name: value for name, value in fields.items() if key[0] is not RelatedLink or name != "target_id"}
        for key, fields in state.items()
    }


def _check_all_is_there(state: State) -> None:
    """Refuse a state that names records which are gone: the database might notice too late."""
    named: dict[type[models.Model], set[Any]] = defaultdict(set)
    for (model, _), fields in state.items():
        for column in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            value = fields.get(column.attname)
            if column.is_relation and value and isinstance(column.related_model, type):
                named[column.related_model] |= set(value) if isinstance(value, list) else {value}
    for model, ids in named.items():
        if model._default_manager.filter(pk__in=ids).count() < len(ids):
            raise CannotUndo(f"It named a {model._meta.verbose_name} that is no longer there.")


def _bring_back(article: Article, version: Version, state: State) -> None:
    """The article and its parts as the version has them; parts that it does not have go."""
    for model, pk in present_state(article).keys() - state.keys():
        model._default_manager.filter(pk=pk).delete()
    kept = {
        (one.content_type.model_class(), one.object_id): one
        for one in version.revision.version_set.select_related("content_type")
    }
    for key in sorted(state, key=lambda key: key[0] is not Article):
        kept[key].revert()
