"""What every test stands on; tests/settings.py holds the surroundings."""

from pathlib import Path

import pytest
from pytest_django import Settings

from articles.search.engines import reset_engine


@pytest.fixture(autouse=True)
def _own_places(settings: Settings, tmp_path: Path) -> None:
    reset_engine()
    settings.ORIGINALS_DIR = tmp_path / "archive" / "originals"
    settings.MEDIA_ROOT = tmp_path / "archive" / "media"
