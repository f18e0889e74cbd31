"""Two hundred mixed questions, chosen by how many articles hold their words: the same for every engine."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from articles.models import Article
from articles.search.schema import WRITTEN

NUMBER = 200
_SAMPLE = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_FOUR_LETTERS = 4
_COMMONEST = 0.8  # a word in nearly every article is none that is searched for


@dataclass(frozen=True, slots=True)
class Question:
    """Words that must all be there; as one phrase; the last of them only begun; of one source; of some days."""

    kind: str
    words: tuple[str, ...]
    phrase: bool = False
    begun: bool = False
    source: int | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def text(self) -> str:
        """As a reader types it."""
        joined = " ".join(self.words)
        return f'"{joined}"' if self.phrase else joined + "*" * self.begun


class Deck:
    """Draws questions from a sample of the archive's articles."""

    def __init__(self) -> None:
        self.chance = random.Random(3)
        last = Article.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        keys = sorted(self.chance.sample(range(1, last + 1), min(_SAMPLE, last)))
        rows = Article.objects.public().filter(pk__in=keys).order_by("pk")
        self.rows = list(rows.values_list("source_id", "published_on", "body"))
        if not self.rows:
            raise SystemExit("There is no public article to draw questions from.")
        held = Counter(word for _, _, body in self.rows for word in set(self.written(body)))
        share = {word: count / len(self.rows) for word, count in sorted(held.items()) if len(word) >= _FOUR_LETTERS}
        self.broad = [word for word, part in share.items() if 0.05 < part < _COMMONEST]
        self.middle = [word for word, part in share.items() if 0.005 < part <= 0.05]
        if not self.broad or not self.middle:
            raise SystemExit("The articles share too few words to draw questions from.")

    def written(self, body: str) -> list[str]:
        """A text's words as the index has them where they are not stemmed."""
        return [word for word in WRITTEN.analyze(body) if _WORD.fullmatch(word)]

    def draw(self) -> list[Question]:
        """All of them, kind after kind."""
        kinds = self.kinds()
        return [kinds[kind]() for kind in (list(kinds) * (NUMBER // len(kinds) + 1))[:NUMBER]]

    def kinds(self) -> dict[str, Callable[[], Question]]:
        """The kinds of questions by name."""
        choose = self.chance.choice

        def words(kind: str, *ranks: list[str]) -> Question:
            return Question(kind, tuple(choose(rank) for rank in ranks))

        def filtered() -> Question:
            return replace(words("one source", self.broad), source=choose(self.rows)[0])

        def dated() -> Question:
            year = (choose(self.rows)[1] or date(2010, 1, 1)).year
            return replace(words("by date", self.broad), first_day=date(year, 1, 1), last_day=date(year, 12, 31))

        return {
            "one broad word": lambda: words("one broad word", self.broad),
            "two words": lambda: words("two words", self.broad, self.middle),
            "three words": lambda: words("three words", self.broad, self.broad, self.middle),
            "phrase": lambda: Question("phrase", self._pair(), phrase=True),
            "prefix": lambda: Question("prefix", (choose(self.middle)[:_FOUR_LETTERS],), begun=True),
            "one source": filtered,
            "by date": dated,
        }

    def _pair(self) -> tuple[str, str]:
        """Two words that stand together somewhere, both of them in many articles."""
        known = {*self.broad, *self.middle}
        while True:
            text = self.written(self.chance.choice(self.rows)[2])
            pairs = [(one, two) for one, two in pairwise(text) if {one, two} <= known]
            if pairs:
                return self.chance.choice(pairs)
