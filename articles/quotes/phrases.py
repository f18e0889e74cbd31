"""Find the noun phrase that is the subject of a reporting verb after it, without a grammar of the whole sentence."""

from articles.quotes.languages import Language
from articles.quotes.names import has_person, is_abbreviation, is_name, name_start
from articles.quotes.subjects import main_subject, opens_with_participle
from articles.quotes.words import CLOSERS, COMMAS, FILLER, Phrase, Words

_TIME_WORDS = frozenset(["this", "last", "late", "early", "next"])
_REACH = 12
_LONG_REACH = 40
_FIRST = 3
_ODD = 2


def subject_before(words: Words, verb: int, language: Language) -> Phrase | None:
    """The subject that stands before the verb, past auxiliaries, adverbs, times and an apposition between commas."""
    i = _past_times(words, verb - 1, language)
    while i >= 0 and not words.is_capital(i) and _may_stand_between(words.low[i], language):
        i -= 1
    i = _past_times(words, i, language)
    if i < 0:
        return None
    word = words.low[i]
    if word in language.who and not (word in language.that and i and words.low[i - 1] in language.reporting):
        return i, i + 1
    if word in language.coordinations:
        return main_subject(words, language, i)
    if words.words[i] in COMMAS:
        return _before_apposition(words, i, language)
    phrase = _ungoverned(words, i, language) or _before_relative_clause(words, i, language)
    return _name_before(words, phrase, language) or phrase if phrase else None


def _name_before(words: Words, phrase: Phrase, language: Language) -> Phrase | None:
    """Of “NAME, chairman of the firm said”, where the second comma was left out, the name."""
    if words.low[phrase[0]] in language.definite and words.low[phrase[0]] not in language.indefinite:
        return None
    before = name_apposed(words, phrase, language)
    if before is None or not has_person(words, *before, language):
        return None
    return None if before[0] and _is_governed(words, before[0] - 1, language) else before


def name_apposed(words: Words, phrase: Phrase, language: Language) -> Phrase | None:
    """The name that a description between commas belongs to: “NAME, the harbour master,”."""
    comma = phrase[0] - 1
    if comma < 1 or words.words[comma] != "," or is_name(words, phrase, language):
        return None
    before = phrase_ending(words, comma - 1, language)
    return before if before and is_name(words, before, language) else None


def _ungoverned(words: Words, last: int, language: Language) -> Phrase | None:
    """The phrase that ends at `last` or, when a preposition governs it, the one before: NAME of the FIRM in TOWN."""
    phrase = phrase_ending(words, last, language)
    if phrase and phrase[0] > 0 and _is_governed(words, phrase[0] - 1, language):
        of_article = words.low[phrase[0] - 1] in language.articles
        return subject_before(words, phrase[0] - 1 - of_article, language)
    return phrase


def _before_relative_clause(words: Words, last: int, language: Language) -> Phrase | None:
    """Of “a banker who declined to be named said” the banker."""
    for i in range(last, max(0, last - _REACH), -1):
        if not words.words[i][0].isalnum():
            return None
        if words.low[i] in language.who and words.low[i] not in language.that:
            return phrase_ending(words, i - 1, language)
    return None


def _is_governed(words: Words, before: int, language: Language) -> bool:
    if before and words.low[before] in language.articles:
        before -= 1
    word = words.low[before]
    return word in language.prepositions and word not in language.conjunctions


def _past_times(words: Words, i: int, language: Language) -> int:
    if i < 1 or words.low[i] not in language.times:
        return i
    i -= 1
    while i >= 0 and (words.low[i] in language.prepositions or words.low[i] in _TIME_WORDS):
        i -= 1
    return i


def _may_stand_between(word: str, language: Language) -> bool:
    return word in language.auxiliaries or word in language.adverbs or (word.endswith("ly") and len(word) > 4)


def _before_apposition(words: Words, comma: int, language: Language) -> Phrase | None:
    """Of “NAME, the chief, said” the name; of “the chief, NAME, said” the name too."""
    stop = comma
    i = _bracket_start(words, comma) if words.words[comma] == ")" else comma
    if i != comma and i:
        return _ungoverned(words, i - 1, language)
    while i > max(0, comma - _LONG_REACH):
        i -= 1
        if words.words[i] == ")":
            i = _bracket_start(words, i)
        if words.words[i] in CLOSERS and not is_abbreviation(words, i, language):
            return None
        if words.words[i] not in COMMAS or not i:
            continue
        phrase = phrase_ending(words, i - 1, language)
        if phrase and not (phrase[0] and _is_governed(words, phrase[0] - 1, language)):
            if _ends_place(words, phrase, language):
                continue
            return _better_named(words, phrase, (i + 1, stop), language)
        stop = i
    return _ungoverned(words, comma - 1, language) if comma else None


def _bracket_start(words: Words, closing: int) -> int:
    i = closing - 1
    while i > 0 and words.words[i] != "(":
        i -= 1
    return i


def _better_named(words: Words, phrase: Phrase, apposition: Phrase, language: Language) -> Phrase:
    """Of a description and a name beside it, the name."""
    if is_name(words, phrase, language) and not language.is_role(words.low[phrase[1] - 1]):
        return phrase
    after = phrase_ending(words, apposition[1] - 1, language)
    if after and after[0] == apposition[0] and is_name(words, after, language):
        return after
    if phrase[0] > 1 and words.words[phrase[0] - 1] in COMMAS:
        before = phrase_ending(words, phrase[0] - 2, language)
        if before and is_name(words, before, language):
            return before
    return phrase


def phrase_ending(words: Words, last: int, language: Language) -> Phrase | None:
    """The noun phrase whose last word is `last`, or None."""
    if last >= 1 and words.words[last] == "." and is_abbreviation(words, last, language):
        last -= 1
    word = words.low[last]
    if not words.words[last][0].isalnum() or words.words[last].isdigit():
        return None
    if word in language.pronouns:
        return last, last + 1
    if opens_with_participle(words, last, language):
        return None
    if words.is_capital(last) and (word not in language.not_names or _is_odd_name(words, last, language)):
        return _name_ending(words, last, language)
    return _noun_ending(words, last, language)


def _is_odd_name(words: Words, i: int, language: Language) -> bool:
    """Whether a word such as “May” or “Read” stands between a quote and its verb, where no sentence begins."""
    if (
        i
        or len(words) < _ODD
        or not words.text[max(0, words.starts[0] - 2) : words.starts[0]].rstrip().endswith(FILLER)
    ):
        return False
    odd = language.prepositions | language.auxiliaries | language.reporting
    return words.low[0] in odd and words.low[1] in language.say


def _name_ending(words: Words, last: int, language: Language) -> Phrase | None:
    first = name_start(words, last, language)
    of = first - 1 - (first > 1 and words.low[first - 1] in language.articles)
    if language.noun_capitals and of >= 0 and words.is_capital(of) and words.low[first - 1] in language.genitives:
        of = first - 1
    if of >= 1 and words.low[of] in language.of:
        head = phrase_ending(words, of - 1, language)
        if head:
            return head[0], last + 1
    if first >= 2 and words.low[first - 1] in language.coordinations and words.is_capital(first - 2):
        body = phrase_ending(words, first - 2, language)
        if (
            body
            and not language.organisations.isdisjoint(words.low[slice(*body)])
            and any(low in language.of for low in words.low[slice(*body)])
        ):
            return body[0], last + 1
        other = name_start(words, first - 2, language)
        if words.low[first - 2] not in language.not_names and (
            other == 0 or words.low[other - 1] in language.that or words.words[other - 1] in COMMAS
        ):
            return other, last + 1
    if first and words.low[first - 1] in language.articles and language.is_role(words.low[last]):
        return first - 1, last + 1
    return _with_role(words, first, language), last + 1


def _with_role(words: Words, first: int, language: Language) -> int:
    """Where a phrase begins whose name has words before it: “the Bank of Elby spokeswoman NAME”."""
    begins = first
    i = first - 1
    if i < 0 or not language.is_role(words.low[i]):
        return begins
    while i >= 0 and first - i <= _REACH and not _ends_noun_phrase(words, i, language):
        low = words.low[i]
        if low in language.genitives:
            i -= 1
            continue
        if low in language.not_names and low not in language.articles:
            break
        begins = i
        if low in language.articles or low in language.own:
            break
        i -= 1
    return begins


def _noun_ending(words: Words, last: int, language: Language) -> Phrase | None:
    """A phrase with a common noun at its end: the deputy mayor, Clinton’s spokesman, officials in Ohio."""
    if last < 0:
        return None
    if words.low[last] in language.articles:
        return (last, last + 1) if words.low[last] in language.plural_roles else None
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
        plural_possessive = printed in "'’" and i > 0 and words.low[i - 1].endswith("s")
        return not (plural_possessive or is_abbreviation(words, i, language))
    if word in language.of:
        return i == 0 or not words.words[i - 1][0].isalnum() or words.low[i - 1] in language.say
    return word in language.not_in_noun_phrase


def _bare_noun(words: Words, first: int, last: int, language: Language) -> Phrase | None:
    """Nouns of persons without an article: officials, senior officials, campaign manager NAME."""
    for i in range(last, first - 1, -1):
        if words.low[i] in language.nouns:
            while first < i and (words.low[first] in language.not_names or words.low[first] in language.adverbs):
                first += 1
            return first, last + 1
    return None


def _ends_place(words: Words, phrase: Phrase, language: Language) -> bool:
    """Whether a capital alone is the second part of a place: in Elby, Ohio."""
    if phrase[1] - phrase[0] > 1 or phrase[0] < _FIRST or words.words[phrase[0] - 1] != ",":
        return False
    town = phrase_ending(words, phrase[0] - 2, language)
    return bool(town and town[0] and words.is_capital(town[0]) and words.low[town[0] - 1] in language.governing)
