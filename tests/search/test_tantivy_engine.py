"""Tantivy, in memory and on disk, keeps the engines' contract."""

from pathlib import Path

import pytest

from articles.search import paging
from articles.search.storage import FolderStorage, MemoryStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.search.contract import EngineContract
from tests.search.contract_paging import PagingContract


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
