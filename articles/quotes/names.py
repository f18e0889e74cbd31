"""Where names of persons begin and end among the words of a sentence."""

from articles.quotes.languages import Language
from articles.quotes.words import Phrase, Words

_FULL_NAME = 2
_OFFICE = 3


def is_name(words: Words, phrase: Phrase, language: Language) -> bool:
    """Whether a phrase is a name, or a role with a name: it ends in a capital that no “of” ties to a noun before."""
    first, end = phrase
    if not words.is_capital(end - 1):
        return False
    opens = words.is_capital(first) and words.low[first] not in language.articles
    return opens or not any(words.low[i] in language.of for i in range(first + 1, end))


def is_abbreviation(words: Words, dot: int, language: Language) -> bool:
    """Whether a full stop belongs to the word before it: Mr., J., R-Ky., U.N."""
    if words.words[dot] != "." or dot == 0:
        return False
    before = words.low[dot - 1]
    if before in language.abbreviations or (len(before) == 1 and words.is_capital(dot - 1)) or "." in before:
        return True
    return dot + 1 < len(words) and words.words[dot + 1] == ","


def name_start(words: Words, last: int, language: Language) -> int:
    """Where the run of capitals (with “de”, “van”, “Mr.”, initials) begins that ends at `last`."""
    first = last
    i = last - 1
    if _begins_with_particle(words, last, language):
        return 0
    while i >= 0:
        if words.is_capital(i) and not words.is_quote(i):
            if words.low[i] in language.not_names and not (i and words.low[i - 1] in language.articles):
                break
            first = i
        elif not (
            words.low[i] in language.particles
            or (words.words[i] == "&" and i > 0 and words.is_capital(i - 1))
            or (words.words[i] == "." and is_abbreviation(words, i, language))
            or _ties_owners(words, i, language)
        ):
            break
        i -= 1
    return first


def _ties_owners(words: Words, i: int, language: Language) -> bool:
    """Whether word `i` is the apostrophe of a plural owner or the “and” behind one: Pilots’ and Dockers’ Union."""
    if words.low[i] in language.coordinations:
        i -= 1
    return i > 0 and words.words[i] in "'’" and words.is_capital(i - 1) and words.low[i - 1].endswith("s")


def _begins_with_particle(words: Words, last: int, language: Language) -> bool:
    """Whether the sentence begins with a particle that is a preposition elsewhere: Von der Heide said."""
    particle = words.low[0] in language.particles and words.low[0] not in language.articles
    between = words.low[1:last]
    return particle and words.is_capital(0) and len(between) < _FULL_NAME and set(between) <= language.particles


def in_name(words: Words, i: int, language: Language) -> bool:
    return (
        (words.is_capital(i) and not words.is_quote(i))
        or words.low[i] in language.particles
        or is_abbreviation(words, i, language)
    )


def after_name(words: Words, first: int, i: int, language: Language) -> bool:
    """Whether a lower-case word follows a name of two words, or is a past tense after one: the phrase has ended."""
    low = words.low[i]
    if not words.is_capital(i - 1) or low in language.particles:
        return False
    if any(noun in language.nouns or language.is_role(noun) for noun in _small_words(words, i, language)):
        return False
    return words.low[i].endswith(language.past_endings) or has_person(words, max(first, i - 3), i, language)


def _determines(words: Words, i: int, language: Language) -> bool:
    return words.low[i] in language.articles or words.low[i] in language.own


def _small_words(words: Words, i: int, language: Language) -> list[str]:
    """Up to three words in small letters from word `i` on: “retail analyst” in “NAME Group retail analyst NAME”."""
    end = i
    while end < min(len(words), i + _OFFICE) and words.words[end].islower() and not _determines(words, end, language):
        end += 1
    return words.low[i:end]


def joins_offices(words: Words, first: int, i: int, language: Language) -> bool:
    """Whether “and” stands between two offices of one person: said Chairman and Chief Executive NAME."""
    if has_person(words, first, i, language):
        return False
    if not language.is_role(words.low[i - 1]):
        field = words.is_capital(i - 1) and i + 2 < len(words) and words.is_capital(i + 1)
        return field and not language.is_role(words.low[i + 1]) and language.is_role(words.low[i + 2])
    return any(language.is_role(low) for low in words.low[i + 1 : i + 4])


def has_person(words: Words, first: int, end: int, language: Language) -> bool:
    """Whether the stretch holds what looks like a person's name: two capitals in a row that are no office or body."""
    run = 0
    for i in range(first, end):
        if words.words[i] == ".":
            continue
        low = words.low[i]
        named = words.is_capital(i) and low not in language.organisations and not words.is_possessive(i)
        run = run + 1 if named and not language.is_role(low) else 0
        if run == _FULL_NAME:
            return True
    return False
