"""Finding the Chromium that drives the browser tests."""

import os
import shutil
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_chromium() -> Path | None:
    """The program named by CHROMIUM, else the first Chromium or Chrome installed, else None."""
    for name in (os.environ.get("CHROMIUM"),) if os.environ.get("CHROMIUM") else _NAMES:
        if name and (found := shutil.which(name)):
            return Path(found)
    return _MAC if _MAC.exists() else None
