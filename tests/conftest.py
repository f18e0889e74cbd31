"""What every test stands on: a data folder of its own, an index in memory, plain static files."""

import os
import tempfile
from pathlib import Path

import pytest
from pytest_django import Settings

# Settings read the environment once, when pytest-django loads them: a test never touches the real archive.
for name in ("DEBUG", "HTTPS", "ALLOWED_HOSTS", "SITE_NAME", "TIME_ZONE", "DATABASE_URL"):
    os.environ.pop(name, None)
os.environ["ENV_FILE"] = os.devnull
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="newsarchive-tests-")
os.environ["SEARCH_URL"] = "memory:"
os.environ["SECRET_KEY"] = "a key for tests, of no use to anybody, 50 characters and more"
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]


@pytest.fixture(autouse=True)
def _own_places(settings: Settings, tmp_path: Path) -> None:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
