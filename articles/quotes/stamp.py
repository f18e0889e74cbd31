"""Which rules are these? A digest that changes with any rule or word list, to tell what was read with older ones."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def rules_digest() -> str:
    """SHA-256 over the sources and word lists of this package, in hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
