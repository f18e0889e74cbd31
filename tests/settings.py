"""The archive's own settings, in surroundings made for tests.

The variables are set before the settings are read, so that no test touches the real archive or obeys a `.env` file.
TEST_DATABASE_URL runs the tests on that server's database instead of on SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for name in ("DEBUG", "HTTPS", "ALLOWED_HOSTS", "SITE_NAME", "TIME_ZONE", "PROXIES"):
    os.environ.pop(name, None)
os.environ["ENV_FILE"] = os.devnull
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="newsarchive-tests-")
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
os.environ["SEARCH_URL"] = "memory:"
os.environ["INDEX_MEMORY_MB"] = "100000"  # the libraries of the tests are large, and an index in memory has no files
os.environ["LIMITS"] = "off"  # a test asks more often than a reader
os.environ["SECRET_KEY"] = "a key for tests, of no use to anybody, 50 characters and more"
Path(os.environ["DATA_DIR"], "static").mkdir()  # WhiteNoise warns where it is not there
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from newsarchive.settings import *  # noqa: E402, F403 — only now, and all of them: they are the settings

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # nothing collected
}
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in ("default", "counts")}
