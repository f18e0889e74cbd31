"""Tell names that stand between marks from quotes: the group “Friends of the Harbour”, “elby-port.example”.

A name of a body, a prize, an event, a product or a place, and an address, say nothing and are no records. A title of a
work (“The Lighthouse of Elby”) is one; so is whatever these signs leave in doubt.
"""

import re
from itertools import pairwise

from articles.quotes.languages import Language, language_for
from articles.quotes.marks import Passage
from articles.quotes.words import Words

_LONGEST = 120
_BEFORE = 160
_AFTER = 24
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[^\s@]+@[\w-]+(?:\.[\w-]+)+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?"
)
_INITIALS = re.compile(r"\s*\(([^\W\d_]{2,8})\)")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_ELIDED = re.compile(r"^[dlDL]['’](?=\w)")
_SENTENCE_END = frozenset(".!?…;")
_FIRMS = frozenset(["ag", "gmbh", "inc", "ltd", "llc", "plc", "corp", "co", "s.a", "sa", "se", "kg"])
_NAMING_REACH = 5


def is_marked_name(text: str, passage: Passage, start: int, language: Language) -> bool:
    """Whether what stands between a passage's marks is a name; `start` is where its paragraph begins."""
    (first, last), *more = passage.spans
    if more or last - first > _LONGEST:
        return False
    printed = text[first:last].strip()
    if _ADDRESS.fullmatch(printed):
        return True
    words = [_ELIDED.sub("", word) for word in _WORD.findall(printed)]
    if not words or not printed[0].isalnum() or printed[-1] in ",.!?…:" or not _is_name_like(words, language):
        return False
    outer_start, outer_end = passage.outer[0]
    lead = Words(text, max(start, outer_start - _BEFORE), outer_start)
    if not len(lead):
        return False
    tail = Words(text, outer_end, outer_end + _AFTER)
    if _is_of_work(lead, tail, language):
        return False
    initials = _INITIALS.match(text, outer_end)
    if initials and _has_initials(words, initials[1]):
        return True
    kind = _after_kind(lead, language) or (not language.noun_capitals and _before_kind(lead, tail, language))
    inside = _holds_kind(words, language)
    if kind and not _is_given_name_to(lead, language):
        return inside or not language.noun_capitals or _has_two_capitals(words)
    determined = lead.low[-1] in language.articles or lead.low[-1] in language.contracted
    return inside and determined and not _reports(lead, language)


def _is_name_like(words: list[str], language: Language) -> bool:
    """Whether a capital begins every word but linking ones, and an adjective behind one: Prize for good Harbours."""
    capitals = sum(word[0].isupper() for word in words)
    if capitals == 0 or words[0][0].islower() or (capitals == 1 and "-" not in words[0]):
        return False
    for i, word in enumerate(words):
        if word[0].islower() and word.lower() not in language.linking:
            links = words[i - 1].lower() in language.linking and i + 1 < len(words) and words[i + 1][0].isupper()
            if not links:
                return False
    return True


def _has_initials(words: list[str], short: str) -> bool:
    """Whether short letters are the first letters of the words, of which some may be passed over: (PAD), (Inca)."""
    left = iter(word[0].lower() for word in words)
    return all(letter in left for letter in short.lower())


def _after_kind(lead: Words, language: Language) -> bool:
    """The group “…”."""
    return language.is_body(_ELIDED.sub("", lead.low[-1])) and not lead.is_possessive(len(lead) - 1)


def _before_kind(lead: Words, tail: Words, language: Language) -> bool:
    """The “…” group."""
    return len(tail) > 0 and lead.low[-1] in language.articles and language.is_body(tail.low[0])


def _holds_kind(words: list[str], language: Language) -> bool:
    """Whether a word of the name says what it is, in any language: Department of …, …-Preis für …, …, Ltd."""
    everywhere = language_for(None).bodies
    capitals = [word.lower() for word in words if word[0].isupper()]
    return words[-1].lower().rstrip(".") in _FIRMS or any(
        low in everywhere or language.is_body(low) for low in capitals
    )


def _has_two_capitals(words: list[str]) -> bool:
    """Two capitals side by side: where nouns have capitals, only a name has them."""
    return any(a[0].isupper() and b[0].isupper() for a, b in pairwise(words))


def _is_of_work(lead: Words, tail: Words, language: Language) -> bool:
    """Whether a noun for a work stands right before or after: the film “…”, the “…” album."""
    beside = [lead.low[-1], *(tail.low[:1])]
    return any(map(language.is_work, beside))


def _is_given_name_to(lead: Words, language: Language) -> bool:
    """Called the group “…”: a verb that gives names, which says what somebody thinks."""
    verbs = language.state | language.stating | language.infinitives
    return any(low in verbs for low in lead.low[-_NAMING_REACH:])


def _reports(lead: Words, language: Language) -> bool:
    """Whether a reporting verb stands before in the sentence."""
    for low in reversed(lead.low):
        if low in _SENTENCE_END:
            return False
        if low in language.reporting:
            return True
    return False
