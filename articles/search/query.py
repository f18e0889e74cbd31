"""Query text to our small syntax tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the syntax tree."""
