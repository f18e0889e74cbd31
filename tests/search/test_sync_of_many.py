"""Where one change reaches many articles, nobody waits until the index has them all."""

from threading import Thread, current_thread
from threading import enumerate as enumerate_threads

import pytest

from articles.models import SearchChange
from articles.search import sync
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.query import parse
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db(transaction=True)


def _indexing() -> list[Thread]:
    return [thread for thread in enumerate_threads() if thread.name == "index"]


def test_many_changes_are_applied_beside_the_request_that_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    drain, by = sync.drain, []

    def noted() -> int:
        by.append(current_thread().name)
        return drain()

    monkeypatch.setattr(sync, "AT_ONCE", 2)
    monkeypatch.setattr(sync, "drain", noted)
    source = make_source(name="Daily Mirror")
    for _ in range(3):
        make_article(source=source)
    assert set(by) == {"MainThread"}
    by.clear()
    source.name = "Daily Window"
    source.save()
    for thread in _indexing():
        thread.join(20)
    assert set(by) == {"index"}
    request = SearchRequest(Filters(None), parse("source:window").node)
    assert get_engine().search(request).total == 3
    assert not SearchChange.objects.exists()


def test_what_cannot_be_applied_then_is_told_in_the_log_and_waits(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> int:
        raise SearchUnavailable("The disk is full.")

    article = make_article()
    monkeypatch.setattr(sync, "AT_ONCE", 0)
    monkeypatch.setattr(sync, "drain", broken)
    SearchChange.objects.enqueue([article.pk])
    assert sync.drain_soon() == 1
    for thread in _indexing():
        thread.join(20)
    assert "The disk is full." in caplog.text
    assert set(SearchChange.objects.values_list("article_id", flat=True)) == {article.pk}
