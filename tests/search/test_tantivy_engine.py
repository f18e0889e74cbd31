"""Tantivy, in memory and on disk, keeps the engines' contract."""

from pathlib import Path

import pytest

from articles.search.storage import FolderStorage, MemoryStorage
from articles.search.tantivy_engine import TantivyEngine
from tests.search.contract import EngineContract


class TestInMemory(EngineContract):
    """The engine that most tests use."""

    @pytest.fixture(autouse=True)
    def _engine(self) -> None:
        self.engine = TantivyEngine(MemoryStorage())


class TestOnDisk(EngineContract):
    """The engine that serves."""

    @pytest.fixture(autouse=True)
    def _engine(self, tmp_path: Path) -> None:
        self.engine = TantivyEngine(FolderStorage(tmp_path / "index"))
        self.engine.begin()
