"""What ends a process at the worst moment leaves nothing out of the index."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import models

from articles.models import Article, Correction, Photo, Quote, SearchChange
from articles.search.storage import FolderStorage
from tests.factories import make_article


class Ended(BaseException):
    """In place of the end of the process."""


NEW: list[Callable[[Article], models.Model]] = [
    lambda held: Article(headline="New", source=held.source, published_at=held.published_at, status="published"),
    lambda held: Quote(article=held, text="said aloud"),
    lambda held: Photo(article=held, caption="A flooded street"),
    lambda held: Correction(article=held, text="It was hail."),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("new", NEW, ids=["article", "quote", "photo", "correction"])
def test_nothing_is_saved_without_its_entry_in_the_outbox(
    new: Callable[[Article], models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = new(make_article())

    def end(*_: object) -> None:
        raise Ended

    monkeypatch.setattr(type(SearchChange.objects), "enqueue", end)
    with pytest.raises(Ended):
        record.save()
    monkeypatch.undo()
    assert not type(record)._default_manager.filter(pk=record.pk).exists()


def test_half_a_note_does_not_garble_the_next(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    storage.watch_changes()
    storage.note_changes([1361, 1362])
    notes = tmp_path / "rebuild.changes"
    notes.write_text(notes.read_text()[:-2])  # killed while it wrote 1362
    storage.note_changes([1400, 1401])
    assert {1361, 1400, 1401} <= storage.take_changes()
