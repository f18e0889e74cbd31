"""Find the headlines of a text: the first lines, where All Words Begin With Capitals."""

import re
from itertools import islice

SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+|\n\s*\n")
"""Where a sentence ends, or a paragraph."""

_FIRST_LINES = 3
_HEADLINE = 220
_LINE = re.compile(r"[^\n]+")


def headlines(text: str) -> list[tuple[int, int]]:
    """Lines whose Words All Begin With Capitals among the first of a text: they hide where a name ends."""
    found = []
    for match in islice(_LINE.finditer(text), _FIRST_LINES):
        if match.end() - match.start() > _HEADLINE:
            continue
        words = [word for word in match.group().split() if len(word) > 3]
        capitals = sum(word.lstrip("‘'“\"").istitle() or word.isupper() for word in words)
        if len(words) > 3 and capitals > 0.7 * len(words) and not SENTENCE.search(match.group()):
            found.append(match.span())
    return found
