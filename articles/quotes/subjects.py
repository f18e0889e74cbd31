"""Find subjects reading forwards: the one after a reporting verb, the one a sentence is about."""

from articles.quotes.languages import Language
from articles.quotes.names import after_name, has_person, in_name, is_abbreviation, joins_offices
from articles.quotes.words import CLOSERS, COMMAS, Phrase, Words

_REACH = 12
_LONG_REACH = 40
_FIRST = 3
_LOCATING = frozenset(["in", "on", "to", "with"])


def subject_after(words: Words, first: int, language: Language) -> Phrase | None:
    """The subject that follows the verb: said NAME; said the chief executive, NAME."""
    if first >= len(words):
        return None
    if words.low[first] in language.pronouns:
        return (first, first + 1) if words.low[first] not in language.it else None
    end = _phrase_end(words, first, language)
    if (
        end == first
        or words.low[first] in language.times
        or (end == first + 1 and words.low[first] in language.articles)
    ):
        return None
    named = _name_apposed_after(words, first, end, language)
    if named:
        return named
    starts = words.low[first]
    if words.is_capital(first) or starts in language.articles or starts in language.own:
        return first, end
    known = any(language.is_role(words.low[i]) or words.low[i] in language.nouns for i in range(first, end))
    return (first, end) if known or any(map(words.is_capital, range(first, end))) else None


def _name_apposed_after(words: Words, first: int, end: int, language: Language) -> Phrase | None:
    """Of “the chief executive, NAME,” the name."""
    may_be_role = words.is_possessive(first) or not has_person(words, first, end, language)
    if not may_be_role or end + 1 >= len(words) or words.words[end] != ",":
        return None
    name_end = end + 1
    while name_end < len(words) and in_name(words, name_end, language):
        name_end += 1
    closes = name_end >= len(words) or words.words[name_end] in COMMAS or words.words[name_end] in CLOSERS
    return (end + 1, name_end) if name_end > end + 2 and closes and words.is_capital(end + 1) else None


def _phrase_end(words: Words, first: int, language: Language) -> int:
    i = first
    while i < len(words) and i < first + _REACH:
        word, printed = words.low[i], words.words[i]
        if i > first and (printed in "'’" or (printed == "&" and i + 1 < len(words) and words.is_capital(i + 1))):
            i += 1
            continue
        if not printed[0].isalnum():
            if not (printed == "." and i > first and is_abbreviation(words, i, language)) or words.is_quote(i):
                break
        elif word in language.coordinations and joins_offices(words, first, i, language):
            pass
        elif word in language.of and (i > first or word not in language.articles):
            named = words.is_capital(i - 1) and word not in language.genitives
            if i == first or word in _LOCATING or named or has_person(words, first, i, language):
                break
        elif i > first and _ends_phrase(words, first, i, language):
            break
        i += 1
    while i > first + 1 and (words.low[i - 1] in language.of or words.low[i - 1] in language.articles):
        i -= 1
    return i


def _ends_phrase(words: Words, first: int, i: int, language: Language) -> bool:
    """Whether word `i` is no part of the noun phrase that begins before it."""
    word = words.low[i]
    if words.is_capital(i):
        ends = word in language.not_names
    else:
        follows = language.noun_capitals and _follows_noun(words, i, language)
        ends = bool(follows) or word in language.auxiliaries or after_name(words, first, i, language)
    return ends or (word in language.adverbs and i > first + 1) or word in language.not_in_phrase


def _follows_noun(words: Words, i: int, language: Language) -> bool:
    """Whether a word in small letters stands behind a noun, which has a capital: “Okafor empört”, “der Chef seine”."""
    low = words.low[i]
    if not words.words[i].islower() or not words.is_capital(i - 1) or low in language.joining:
        return False
    return low not in language.nouns and not language.is_role(low)


def main_subject(words: Words, language: Language, stop: int | None = None) -> Phrase | None:
    """The subject of a sentence: its first noun phrase that no preposition governs. Looks before word `stop`."""
    i = 0
    limit = min(len(words) if stop is None else stop, _LONG_REACH)
    while i < limit:
        word = words.low[i]
        if _opens_adverbial(words, i, language):
            i = _past_phrase(words, i + 1, limit)
            continue
        if word in language.pronouns or word.removesuffix("'s") in language.persons:
            return i, i + 1
        starts = words.is_capital(i) and word.removesuffix("'s") not in language.not_names
        if starts or word in language.articles or word in language.own or word in language.plural_roles:
            end = _phrase_end(words, i, language)
            end = _before_verb(words, i, end, language)
            if starts and _is_place(words, i, end, language):
                i = _past_phrase(words, end + 1, limit) if words.low[end + 1] in language.prepositions else end + 1
                continue
            bare = end == i + 1 and not starts and word not in language.plural_roles
            if end > i and not bare and not any(low in language.times for low in words.low[i:end]):
                return _name_apposed_after(words, i, end, language) or (i, end)
            i = max(end, i)
        i += 1
    return None


def _before_verb(words: Words, first: int, end: int, language: Language) -> int:
    """Where a name ends whose phrase holds small words that are no nouns for persons: “Okafor lobbies”."""
    stop = first + (words.low[first] in language.articles)
    name = stop
    while stop < end and (in_name(words, stop, language) or words.low[stop] in language.coordinations):
        stop += 1
    small = stop
    while small < end and words.words[small].islower() and words.low[small] not in language.not_small:
        small += 1
    for k in range(first + 1, end - 1):
        acts = words.low[k].endswith(language.past_endings) and words.words[k].islower()
        if acts and words.low[k - 1] in language.nouns and words.low[k + 1] in language.objects:
            return k
    nouns = any(low in language.nouns or language.is_role(low) for low in words.low[stop:small])
    timed = stop < small and words.low[stop] in language.times and words.low[stop] not in language.adverbs
    described = nouns or timed or small == stop or (small < end and words.is_capital(small))
    return end if stop == name or described else stop


def _is_place(words: Words, first: int, end: int, language: Language) -> bool:
    """Whether one capital between commas follows a capital that ends the part before the subject: in Elby, Ohio, …"""
    if first < 2 or end + 1 >= len(words) or words.words[first - 1] != "," or words.words[end] != ",":
        return False
    town = words.is_capital(first - 2) and words.low[first - 2] not in language.times
    return town and words.low[end + 1] not in language.articles | language.who


def _opens_adverbial(words: Words, i: int, language: Language) -> bool:
    """Whether word `i` begins a part that is set off before the subject: In May, … · When asked, … · Speaking …"""
    word = words.low[i]
    if word in language.prepositions or word in language.saying or word.endswith("ing"):
        return True
    if opens_with_participle(words, i, language) or (i == 0 and word.endswith("ly") and "," in words.words[1:2]):
        return True
    subordinates = word in language.conjunctions and word not in language.coordinations and word not in language.that
    return subordinates and i < _FIRST and "," in words.words[i:_LONG_REACH]


def opens_with_participle(words: Words, i: int, language: Language) -> bool:
    """Whether word `i` is a participle that opens the sentence: Asked about prices, …"""
    low = words.low[i]
    return (
        i == 0
        and len(words) > 1
        and words.low[1] in language.governing
        and low.endswith(language.participle_endings)
        and low not in language.names_he
    )


def _past_phrase(words: Words, i: int, limit: int) -> int:
    while i < limit and words.words[i] not in COMMAS:
        i += 1
    return i + 1
