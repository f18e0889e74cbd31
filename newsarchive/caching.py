"""The cache of all processes together."""

from typing import Any

from diskcache import DjangoCache


class KeptCache(DjangoCache):  # type: ignore[misc]  # diskcache has no types
    """diskcache whose files stay open: Django closes caches after every request, and to open them costs far more than
    to count one."""

    def close(self, **_: Any) -> None:
        """Nothing: the files are closed with the process."""
