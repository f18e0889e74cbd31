"""A stretch of text cut into words and punctuation, with their places."""

import re

FILLER = "\ue000"
"""Stands for every character of a quoted passage in the text the rules look at."""

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(c for c in map(chr, range(0x100, 0x590)) if c.isupper())

_WORD = re.compile(rf"{FILLER}+|[^\W_]+(?:[-'’.&][^\W_]+)*|--|[^\w\s]")
_PREFIXED = re.compile(rf"(?:al|el|as|ash|an|ar|ibn|bin|d|l|de)[-'’][{UPPER}]")
_SHORTEST = 4
_ENDINGS = ("'s", "’s")
CLOSERS = frozenset(".;:!?…")
COMMAS = frozenset([",", "(", ")", "—", "–", "--"])


Phrase = tuple[int, int]
"""First word and last word (excluded) of a phrase within a stretch of words."""


class Words:
    """The words of text[start:end] as printed, their places, and in lower case with straight apostrophes."""

    __slots__ = ("low", "starts", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        found = [(match.group(), match.start()) for match in _WORD.finditer(text, start, end)]
        self.words = [word for word, _ in found]
        self.starts = [at for _, at in found]
        self.low = [word.lower().replace("’", "'") for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def is_capital(self, i: int) -> bool:
        """Whether word `i` begins with a capital letter."""
        word = self.words[i]
        return word[0].isupper() or (len(word) > _SHORTEST and not word.isalpha() and _PREFIXED.match(word) is not None)

    def is_quote(self, i: int) -> bool:
        """Whether word `i` is a quoted passage."""
        return self.words[i][0] == FILLER

    def is_possessive(self, i: int) -> bool:
        """Whether word `i` ends in ’s, or in an apostrophe of its own."""
        return self.words[i].endswith(_ENDINGS) or (i + 1 < len(self.words) and self.words[i + 1] in "’'")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where words start to end (excluded) stand in the text."""
        return self.starts[start], self.starts[end - 1] + len(self.words[end - 1])

    def print(self, start: int, end: int) -> str:
        """Words start to end (excluded) as printed."""
        first, last = self.span(start, end)
        return self.text[first:last]
