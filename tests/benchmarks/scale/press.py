"""Made-up stories, the same ones every time: words by Zipf's law from invented vocabularies one could pronounce.

Each language has its own vocabulary; as between real languages, some words are in several by chance.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

WORDS = 60_000
"""Words of each language."""
SOURCES, AGENCIES, SPEAKERS, TOPICS = 193, 7, 5_000, 200
LANGUAGES = {"en": 60, "es": 20, "fr": 10, "pt": 5, "de": 5}
"""How many of a hundred articles are in each."""
SHORTEST, LONGEST = 100, 400
"""Words of a body; all lengths between are equally frequent."""
FIRST_DAY, DAYS = datetime(1995, 1, 1, tzinfo=UTC), 30 * 365 + 7

_SYLLABLES = [f"{begin}{vowel}{end}" for begin in "bcdfghklmnprstvz" for vowel in "aeiou" for end in ("", *"lnrs")]
_SENTENCE, _PARAGRAPH = 15, 4
_VERBS = ("said", "added", "warned")


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, where its words stand in the body, and the number of who said it."""

    text: str
    start: int
    speaker: int
    utterance: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What is printed; sources, agencies, topics and speakers by number, from 0 on."""

    number: int
    headline: str
    standfirst: str
    body: str
    caption: str
    language: str
    source: int
    agency: int | None
    topics: tuple[int, ...]
    said: tuple[Said, ...]
    moment: datetime


@cache
def vocabulary(language: str) -> list[str]:
    """All words of a language, the most frequent first."""
    chance = random.Random(language)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(words)


@cache
def _weights(number: int) -> list[float]:
    """Zipf's law as Mandelbrot put it: the word of rank r is as frequent as 1 / (r + 2.7)."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, number + 1)))


@cache
def speaker_names() -> list[str]:
    """Names of people, each once."""
    chance, words = random.Random(2), vocabulary("en")
    names: dict[str, None] = {}
    while len(names) < SPEAKERS:
        names[f"{chance.choice(words).title()} {chance.choice(words).title()}"] = None
    return list(names)


def stories(first: int, number: int) -> list[Story]:
    """So many stories from the one numbered `first` on; whoever asks for the same gets the same."""
    press = _Press(first)
    return [press.story(each) for each in range(first, first + number)]


class _Press:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.language = ""

    def words(self, number: int) -> list[str]:
        return self.chance.choices(vocabulary(self.language), cum_weights=_weights(WORDS), k=number)

    def rank(self, number: int) -> int:
        """A few have most: sources, speakers and topics come by Zipf's law too."""
        return self.chance.choices(range(number), cum_weights=_weights(number))[0]

    def line(self, number: int) -> str:
        return " ".join(self.words(number)).capitalize()

    def body(self, length: int, speakers: list[int]) -> tuple[str, tuple[Said, ...]]:
        """Paragraphs of sentences, and among them one paragraph for each who speaks."""
        words = self.words(length)
        sentences = [" ".join(words[at : at + _SENTENCE]).capitalize() + "." for at in range(0, length, _SENTENCE)]
        pieces = [" ".join(sentences[at : at + _PARAGRAPH]) for at in range(0, len(sentences), _PARAGRAPH)]
        said, text = [], pieces[0]
        for number, piece in enumerate(pieces[1:] or [""]):
            if number < len(speakers):
                utterance = self.chance.random() < 0.85
                words_said = self.line(20) if utterance else " ".join(self.words(3))
                said.append(Said(words_said, len(text) + 3, speakers[number], utterance))
                verb, name = self.chance.choice(_VERBS), speaker_names()[speakers[number]]
                text += f"\n\n“{words_said}”, {verb} {name}."
            text += f"\n\n{piece}" if piece else ""
        return text, tuple(said)

    def story(self, number: int) -> Story:
        draw = self.chance.randrange
        self.language = self.chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        speakers = list({self.rank(SPEAKERS) for _ in range(draw(4))})
        body, said = self.body(self.chance.randint(SHORTEST, LONGEST), speakers)
        return Story(
            number=number,
            headline=self.line(8),
            standfirst=f"{self.line(15)}.",
            body=body,
            caption=f"{self.line(10)}." if draw(3) == 0 else "",
            language=self.language,
            source=self.rank(SOURCES),
            agency=draw(AGENCIES) if draw(3) == 0 else None,
            topics=tuple({self.rank(TOPICS) for _ in range(1 + draw(2))}),
            said=said,
            moment=FIRST_DAY + timedelta(days=draw(DAYS), minutes=draw(1440)),
        )
