"""How the tests harm an index that is in use."""

from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Another file in place of this one.

    The file itself is not cut short: a process that has it mapped would be ended by the system, and Tantivy reads a new
    index once more in a thread of its own, just after it was opened.
    """
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
