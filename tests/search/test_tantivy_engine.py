"""Tantivy, in memory and on disk, keeps the engines' contract."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from articles.search import paging, tantivy_engine
from articles.search.aggregations import count_values
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.paging import Pages
from articles.search.schema import to_index
from articles.search.storage import FolderStorage, MemoryStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.search.contract import EngineContract
from tests.search.contract_paging import PagingContract
from tests.search.documents import make_document


class TestInMemory(EngineContract):
    """The engine that most tests use."""

    @pytest.fixture(autouse=True)
    def _engine(self) -> None:
        self.engine = TantivyEngine(MemoryStorage())


class TestInSmallBatches(PagingContract):
    """Walks of many steps, as large archives have them."""

    @pytest.fixture(autouse=True)
    def _engine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(paging, "BATCH", 2)
        monkeypatch.setattr(paging, "_AT_ONCE", 5)
        self.engine = TantivyEngine(MemoryStorage())


class TestOnDisk(EngineContract):
    """The engine that serves."""

    @pytest.fixture(autouse=True)
    def _engine(self, tmp_path: Path) -> None:
        self.engine = TantivyEngine(FolderStorage(tmp_path / "index"))
        self.engine.begin()


def test_hits_are_found_while_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = TantivyEngine(MemoryStorage())
    engine.apply([make_document(1)], [])
    begun, found = Event(), Event()
    find = Pages.slice

    def counting(*args: Any) -> Any:
        begun.set()
        assert found.wait(10)
        return count_values(*args)

    def finding(*args: Any) -> Any:
        assert begun.wait(10)
        page = find(*args)
        found.set()
        return page

    monkeypatch.setattr(tantivy_engine, "count_values", counting)
    monkeypatch.setattr(Pages, "slice", finding)
    assert engine.search(SearchRequest(Filters(None), facets=("source",))).facets["source"]


def test_what_goes_wrong_in_counting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_args: Any) -> Any:
        raise ValueError("damaged bytes")

    monkeypatch.setattr(tantivy_engine, "count_values", damaged)
    with pytest.raises(SearchUnavailable, match="damaged bytes"):
        TantivyEngine(MemoryStorage()).search(SearchRequest(Filters(None), facets=("source",)))


def test_words_of_english_and_german_lie_apart_from_those_of_other_languages() -> None:
    searched = {language: to_index(make_document(1, language=language))[0].to_dict() for language in ("de", "es", "")}
    held = {language: {name for name in fields if name.startswith("body")} for language, fields in searched.items()}
    assert held == {"de": {"body_plain", "body_de"}, "es": {"body", "body_es"}, "": {"body"}}
