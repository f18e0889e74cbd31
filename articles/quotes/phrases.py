"""Find the noun phrase that is the subject of a reporting verb, without a grammar of the whole sentence."""

from articles.quotes.languages import Language
from articles.quotes.words import CLOSERS, COMMAS, Words

Phrase = tuple[int, int]
"""First word and last word (excluded) of a noun phrase."""

_PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "du",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
        "e",
        "st",
    ]
)
_REACH = 12
_LONG_REACH = 40


def subject_before(words: Words, verb: int, language: Language) -> Phrase | None:
    """The subject that stands before the verb, past auxiliaries, adverbs and an apposition between commas."""
    i = verb - 1
    while i >= 0 and _may_stand_between(words.low[i], language):
        i -= 1
    if i < 0:
        return None
    word = words.low[i]
    if word in language.who and word != "that":
        i -= 1 + (i > 0 and words.words[i - 1] in COMMAS)
        return phrase_ending(words, i, language) if i >= 0 else None
    if words.words[i] in COMMAS:
        return _before_apposition(words, i, language)
    return phrase_ending(words, i, language)


def _may_stand_between(word: str, language: Language) -> bool:
    return word in language.auxiliaries or word in language.adverbs or (word.endswith("ly") and len(word) > 4)


def _before_apposition(words: Words, comma: int, language: Language) -> Phrase | None:
    """Of “NAME, the chief, said” the name; of “the chief, NAME, said” the name too."""
    stop = comma
    for i in range(comma - 1, max(-1, comma - _LONG_REACH), -1):
        if words.words[i] in CLOSERS and not _is_abbreviation(words, i, language):
            return None
        if words.words[i] not in COMMAS:
            continue
        phrase = phrase_ending(words, i - 1, language) if i else None
        if phrase:
            inner = phrase_ending(words, stop - 1, language)
            if inner and inner[0] == i + 1 and is_name(words, inner) and not is_name(words, phrase):
                return inner
            return phrase
        stop = i
    return None


def is_name(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase ends in a capital that is not the first word after an article."""
    return words.is_capital(phrase[1] - 1)


def _is_abbreviation(words: Words, dot: int, language: Language) -> bool:
    if words.words[dot] != "." or dot == 0:
        return False
    before = words.low[dot - 1]
    return before in language.abbreviations or (len(before) == 1 and words.is_capital(dot - 1)) or "." in before


def phrase_ending(words: Words, last: int, language: Language) -> Phrase | None:
    """The noun phrase whose last word is `last`, or None."""
    if last >= 1 and words.words[last] == "." and _is_abbreviation(words, last, language):
        last -= 1
    word = words.low[last]
    if not words.words[last][0].isalpha():
        return None
    if word in language.pronouns:
        return last, last + 1
    if words.is_capital(last) and word not in language.not_names:
        return _name_ending(words, last, language)
    return _noun_ending(words, last, language)


def _name_ending(words: Words, last: int, language: Language) -> Phrase | None:
    first = name_start(words, last, language)
    if first >= 2 and words.low[first - 1] in language.of:
        head = _noun_ending(words, first - 2, language)
        if head:
            return head[0], last + 1
    if first >= 2 and words.low[first - 1] in ("and", "&", "und", "y", "et", "e") and words.is_capital(first - 2):
        other = name_start(words, first - 2, language)
        if words.low[first - 2] not in language.not_names and (other == 0 or words.low[other - 1] in ("that", ",")):
            return other, last + 1
    return first, last + 1


def name_start(words: Words, last: int, language: Language) -> int:
    """Where the run of capitals (with “de”, “van”, “Mr.”, initials) begins that ends at `last`."""
    first = last
    i = last - 1
    while i >= 0:
        if words.is_capital(i) and not words.is_quote(i):
            if words.low[i] in language.not_names:
                break
            first = i
        elif not (words.low[i] in _PARTICLES or (words.words[i] == "." and _is_abbreviation(words, i, language))):
            break
        i -= 1
    return first


def _noun_ending(words: Words, last: int, language: Language) -> Phrase | None:
    """A phrase with a common noun at its end: the deputy mayor, Clinton’s spokesman, officials in Ohio."""
    if last < 0 or words.low[last] in language.articles:
        return None
    begins: int | None = None
    i = last
    while i >= 0 and i > last - _REACH and not _ends_noun_phrase(words, i, language):
        possessive = words.is_possessive(i)
        if words.low[i] in language.articles or words.low[i] in language.own or possessive:
            named = possessive and words.is_capital(i)
            begins = name_start(words, i, language) if named else i
            if named or not possessive:
                if begins < 2 or words.low[begins - 1] not in language.of:
                    break
                i = begins - 1
        i -= 1
    if begins is not None:
        return begins, last + 1
    return _bare_noun(words, i + 1, last, language)


def _ends_noun_phrase(words: Words, i: int, language: Language) -> bool:
    """Whether word `i`, read backwards, is no part of the noun phrase."""
    word, printed = words.low[i], words.words[i]
    if not printed[0].isalnum():
        return not (printed == "." and _is_abbreviation(words, i, language))
    if word in language.of:
        return i == 0 or not words.words[i - 1][0].isalnum() or words.low[i - 1] in language.say
    return any(
        word in stop
        for stop in (
            language.say,
            language.auxiliaries,
            language.conjunctions,
            language.prepositions,
            language.pronouns,
            language.saying,
        )
    )


def _bare_noun(words: Words, first: int, last: int, language: Language) -> Phrase | None:
    """Nouns of persons without an article: officials, senior officials, campaign manager NAME."""
    for i in range(last, first - 1, -1):
        if words.low[i] in language.plural_roles or words.low[i] in language.roles:
            while first < i and (words.low[first] in language.not_names or words.low[first] in language.adverbs):
                first += 1
            return first, last + 1
    return None


def subject_after(words: Words, first: int, language: Language) -> Phrase | None:
    """The subject that follows the verb: said NAME; said the chief executive, NAME."""
    if first >= len(words):
        return None
    if words.low[first] in language.pronouns:
        return first, first + 1
    end = _phrase_end(words, first, language)
    if end == first:
        return None
    if not _has_person(words, first, end, language) and end + 1 < len(words) and words.words[end] == ",":
        name_end = end + 1
        while name_end < len(words) and _in_name(words, name_end, language):
            name_end += 1
        closes = name_end >= len(words) or words.words[name_end] in COMMAS or words.words[name_end] in CLOSERS
        if name_end > end + 2 and closes and words.is_capital(end + 1):
            return end + 1, name_end
    starts = words.low[first]
    if words.is_capital(first) or starts in language.articles or starts in language.own:
        return first, end
    roles = language.roles | language.plural_roles | language.titles | language.organisations
    if any(words.low[i] in roles or words.is_capital(i) for i in range(first, end)):
        return first, end
    return None


def _in_name(words: Words, i: int, language: Language) -> bool:
    return (
        (words.is_capital(i) and not words.is_quote(i))
        or words.low[i] in _PARTICLES
        or (words.words[i] == "." and _is_abbreviation(words, i, language))
    )


def _phrase_end(words: Words, first: int, language: Language) -> int:
    i = first
    while i < len(words) and i < first + _REACH:
        word, printed = words.low[i], words.words[i]
        if printed in "'’" and i > first:
            i += 1
            continue
        if not printed[0].isalnum():
            if not (printed == "." and i > first and _is_abbreviation(words, i, language)) or words.is_quote(i):
                break
        elif word in language.of:
            if i == first or word in ("in", "on", "to", "with") or _has_person(words, first, i, language):
                break
        elif i > first and (
            word in language.prepositions
            or word in language.conjunctions
            or word in language.who
            or (word in language.auxiliaries and not words.is_capital(i))
            or word in language.say
            or word in language.saying
            or word in language.adverbs
            or (word in language.not_names and words.is_capital(i))
        ):
            break
        i += 1
    return i


def _has_person(words: Words, first: int, end: int, language: Language) -> bool:
    """Whether the stretch holds what looks like a person's name: two capitals in a row, or a title and one."""
    run = 0
    for i in range(first, end):
        if words.words[i] == ".":
            continue
        if words.is_capital(i) and words.low[i] not in language.organisations and not words.is_possessive(i):
            run += 1
            if run == 2:
                return True
        else:
            run = 0
    return False


def main_subject(words: Words, language: Language) -> Phrase | None:
    """The subject of a sentence: its first noun phrase that no preposition governs."""
    i = 0
    limit = min(len(words), _LONG_REACH)
    while i < limit:
        word = words.low[i]
        if word in language.prepositions or words.low[i].endswith("ing") or word in language.saying:
            i = _past_phrase(words, i + 1, limit)
            continue
        if word in language.pronouns and word not in ("him", "them", "us"):
            return i, i + 1
        starts = words.is_capital(i) and word not in language.not_names
        if starts or word in language.articles or word in language.own or word in language.plural_roles:
            end = _phrase_end(words, i, language)
            if end > i:
                return i, end
        i += 1
    return None


def _past_phrase(words: Words, i: int, limit: int) -> int:
    while i < limit and words.words[i] not in COMMAS:
        i += 1
    return i + 1
