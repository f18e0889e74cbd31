"""Tell reporting verbs from nouns that look like them."""

from articles.quotes.languages import Language
from articles.quotes.subjects import subject_after
from articles.quotes.words import COMMAS, Phrase, Words

_LONGER = 4


def is_verb(words: Words, i: int, language: Language) -> bool:
    """Whether word `i` is a reporting verb, and no noun that looks like one (the report, her claims)."""
    low = words.low[i]
    if low not in language.say and low not in language.state:
        if i + 1 < len(words) and f"{low} {words.low[i + 1]}" in language.phrasal:
            return True
        return low in language.infinitives and i > 0 and words.low[i - 1] in language.plurals
    if not words.words[i].islower() and not (i and is_headline(words)):
        return False
    if low in language.nouns_too and not _has_subject_beside(words, i, language):
        return False
    return not i or not _begins_noun_phrase(words, i - 1, language)


def is_headline(words: Words) -> bool:
    """Whether All Longer Words Begin With Capitals, as in American headlines: a verb does too."""
    longer = [word for word in words.words if len(word) >= _LONGER and word[0].isalpha()]
    return len(longer) > 1 and all(word[0].isupper() and not word.isupper() for word in longer)


def _begins_noun_phrase(words: Words, i: int, language: Language) -> bool:
    """Whether word `i` makes the next one a noun: the report, her claims, the mayor’s answer. Not French “a dit”."""
    low = words.low[i]
    article = low in language.articles and low not in language.auxiliaries
    possessive = words.is_possessive(i) and words.low[i + 1] in language.nouns_too
    return article or low in language.own or possessive


def _has_subject_beside(words: Words, i: int, language: Language) -> bool:
    """Whether a form that may be a noun has a name, a pronoun or a person's noun right before it, or a comma."""
    k = i - 1
    while k >= 0 and (words.low[k] in language.adverbs or words.low[k] in language.auxiliaries):
        k -= 1
    if k < 0:
        return i == 0
    return words.is_capital(k) or words.words[k] in COMMAS or words.low[k] in language.subjects


def quoted_person(words: Words, i: int, language: Language) -> Phrase | None:
    """The paper quoted NAME as saying: NAME, if word `i` is such a verb in the active."""
    if words.low[i] not in language.quoting or (i and words.low[i - 1] in language.passive):
        return None
    first = i + 1
    while first < len(words) and words.low[first] in language.adverbs:
        first += 1
    return subject_after(words, first, language)
