"""What every test stands on; tests/settings.py holds the surroundings."""

from pathlib import Path

import hypothesis
import pytest
from django.core.cache import caches
from pytest_django import Settings

from articles.search.engines import reset_engine

# The same examples each time: `make test` is red for a change, not for bad luck, and not for a slow machine.
# To go looking for new ones: pytest --hypothesis-profile=default
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that may ask the database; what the others find is the same on every database."""
    for item in items:
        if item.get_closest_marker("django_db") or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _own_places(settings: Settings, tmp_path: Path) -> None:
    reset_engine()
    for cache in caches.all():
        cache.clear()
    settings.ORIGINALS_DIR = tmp_path / "archive" / "originals"
    settings.MEDIA_ROOT = tmp_path / "archive" / "media"
