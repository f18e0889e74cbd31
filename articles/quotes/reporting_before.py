"""Rules that find a reporting verb, a noun of speech or a label before the quote."""

from dataclasses import replace

from articles.quotes.case import Case
from articles.quotes.finding import Finding
from articles.quotes.languages import Language
from articles.quotes.names import has_person, is_name, name_start
from articles.quotes.phrases import phrase_ending, subject_before
from articles.quotes.subjects import main_subject, subject_after
from articles.quotes.verbs import is_verb, quoted_person
from articles.quotes.words import COMMAS, Phrase, Words

_LEAD_REACH = 60
_NEAR = 14
_DASHES = frozenset(["-", "–", "—", "--", "~"])
_LABEL = 8
_BESIDE = 3
_LONGEST_QUOTED = 40
_OWNER = 5
_IN_HEADINGS = frozenset([",", ".", "&", "-", "'", "’", "(", ")", "$", "%", "+"])


def name_in_capitals(case: Case) -> Finding | None:
    """NAME IN CAPITALS, OFFICE, FIRM “…” · NAME ON TOPIC “…”: how a round of comments is set."""
    words = case.scene.lead
    end = len(words) - (len(words) > 0 and words.words[-1] in (":", "-"))
    first = end
    while first > 0 and _is_in_heading(words, first - 1):
        first -= 1
    while first < end and not words.words[first][0].isalpha():
        first += 1
    stop = first
    while stop < end and words.words[stop] not in COMMAS and words.low[stop] not in case.language.about:
        stop += 1
    if not 1 <= stop - first <= _LABEL or stop == end:
        return None
    if words.words[stop] in COMMAS:
        named = stop - first > 1
    else:
        labels = first > 0 or words.words[-1] != ":" or len(words) > _LABEL
        named = labels and (case.is_person(words, (first, stop)) or _has_office(words, first, stop, case.language))
    return Finding("name_in_capitals", words, (first, stop)) if named else None


def _is_in_heading(words: Words, i: int) -> bool:
    """Whether word `i` is in capitals, or a mark or a short quote between such words."""
    word = words.words[i]
    quoted = words.is_quote(i) and i > 0 and words.words[i - 1].isupper() and len(word) < _LONGEST_QUOTED
    return quoted or word in _IN_HEADINGS or (word[0].isalnum() and word == word.upper())


def _has_office(words: Words, first: int, stop: int, language: Language) -> bool:
    """Whether a full name stands behind an office: CHANCELLOR ADA BRANDT."""
    return any(language.is_role(low) for low in words.low[first : stop - 1]) and has_person(
        words, first, stop, language
    )


def speech_noun(case: Case) -> Finding | None:
    """Her claim that “…”; NAME’s answer was: “…”."""
    words, language = case.scene.lead, case.language
    for i in range(len(words) - 1, max(0, len(words) - _LABEL), -1):
        low = words.low[i]
        if low in language.speech_nouns:
            linked = words.words[-1] in (":", ",") or any(
                w in language.that or w in language.passive for w in words.low[i + 1 :]
            )
            owner = _owner(words, i, language) if linked else None
            return Finding("speech_noun", words, owner, words.words[i], i) if owner else None
        if low in language.saying or is_verb(words, i, language):
            return None
    return None


def _owner(words: Words, noun: int, language: Language) -> Phrase | None:
    for k in range(noun - 1, max(-1, noun - _OWNER), -1):
        if words.low[k] in language.own:
            return k, k + 1
        if words.is_possessive(k) and words.is_capital(k):
            return name_start(words, k, language), k + 1
        if not words.words[k][0].isalnum() or words.low[k] in language.not_in_noun_phrase:
            return None
    return None


def verb_before(case: Case) -> Finding | None:
    """NAME said: “…”; NAME said the plan was “…”. A weaker verb right before the quote comes before a farther one."""
    words, language = case.scene.lead, case.language
    inside: Finding | None = None
    for i in range(len(words) - 1, max(-1, len(words) - _LEAD_REACH), -1):
        if not _is_strong(words, i, language) and not _is_beside_quote(words, i):
            continue
        found = _verb_at(words, i, language)
        if found is None or not (_is_strong(words, i, language) or case.is_finding_somebody(found)):
            continue
        if not _is_beside_quote(words, i) and _is_subordinate(words, found, language):
            inside = inside or found
            continue
        return found
    return inside


def _is_strong(words: Words, i: int, language: Language) -> bool:
    """Whether a form at word `i` reports speech without doubt: said, saying, went on to say, shot back."""
    low = words.low[i]
    if low in language.say or low in language.saying:
        return True
    if low in language.strong_infinitives and i and words.low[i - 1] in language.auxiliaries:
        return _is_beside_quote(words, i)
    return i + 1 < len(words) and f"{low} {words.low[i + 1]}" in language.phrasal


def _is_subordinate(words: Words, found: Finding, language: Language) -> bool:
    """Whether a verb stands in a clause that ends before the quote: …, if the pilots asked for it, …"""
    before = found.phrase[0] - 1 if found.phrase else -1
    if before < 1 or words.low[before] not in language.subordinating or found.cue_at is None:
        return False
    ends = words.words[-1] == "," and len(words) - found.cue_at > _BESIDE
    return ends or "," in words.words[found.cue_at + 1 : -1]


def _is_beside_quote(words: Words, i: int) -> bool:
    """Whether only a few words and a colon or comma stand between word `i` and the quote."""
    return words.words[-1] in (":", ",") and len(words) - i <= _BESIDE


def weak_verb_before(case: Case) -> Finding | None:
    """NAME felt that voters wanted “…”: a verb that only sometimes reports speech, farther from the quote."""
    words = case.scene.lead
    for i in range(len(words) - 1, max(-1, len(words) - _LEAD_REACH), -1):
        found = _verb_at(words, i, case.language)
        if found and found.phrase and case.is_somebody(words, found.phrase):
            return replace(found, rule="weak_verb_before")
    return None


def _verb_at(words: Words, i: int, language: Language) -> Finding | None:
    low = words.low[i]
    rule = "verb_before"
    if low in language.saying or low in language.stating:
        if low in language.nouns_too and i and words.words[i - 1] not in COMMAS:
            return None
        rule, subject = "participle", _subject_of_participle(words, i, language)
    elif i and low in language.infinitives and words.low[i - 1] == "to":
        subject = main_subject(words, language, i)
    elif is_verb(words, i, language):
        if i and words.low[i - 1] in language.passive:
            subject = _agent(words, i + 1, language)
        else:
            quoted = quoted_person(words, i, language) if words.words[-1] == ":" else None
            subject = quoted or _subject_of_verb(words, i, language)
    elif i and low in language.infinitives and words.words[i].islower():
        subject = _subject_of_infinitive(words, i, language)
    else:
        return None
    return Finding(rule, words, subject, words.words[i], i) if subject else None


def _subject_of_verb(words: Words, i: int, language: Language) -> Phrase | None:
    """The subject before the verb or, where word order allows, after it."""
    k = i + 1
    while k < len(words) and words.low[k] in language.adverbs:
        k += 1
    if k < len(words) and words.low[k] in language.inverted:
        return _source_of_impersonal(words, i, k, language) or (k, k + 1)
    subject = subject_before(words, i, language)
    if language.inverted and (subject is None or not _may_precede(words, subject, language)):
        after = subject_after(words, k, language)
        if after and _may_follow(words, after, language):
            return after
    if subject is None and words.words[-1] == ":":
        return subject_after(words, k, language)
    return subject


def _source_of_impersonal(words: Words, verb: int, it: int, language: Language) -> Phrase | None:
    """In dem Bericht heißt es: “…” · So heißt es in dem Bericht: “…” — the report, past its preposition."""
    if words.low[verb] not in language.impersonal or words.low[it] not in language.it:
        return None
    for i in (it + 1, 0):
        if i < len(words) and words.low[i] in language.governing:
            return subject_after(words, i + 1, language)
    return None


def _may_precede(words: Words, phrase: Phrase, language: Language) -> bool:
    """Whether a phrase right before the verb is a subject: no preposition before it, no comma after it, a person."""
    first, end = phrase
    if first and (words.low[first - 1] in language.governing or words.words[first - 1] in COMMAS):
        return False
    if end < len(words) and words.words[end] in COMMAS:
        return False
    return has_person(words, first, end, language) or any(
        low in language.pronouns or language.is_role(low) for low in words.low[first:end]
    )


def _may_follow(words: Words, phrase: Phrase, language: Language) -> bool:
    """Whether a phrase right after the verb is its subject: a name, or a noun for a person with “der” or “die”."""
    first, end = phrase
    if words.low[first] in language.articles and words.low[first] not in language.who | language.indefinite:
        return False
    return words.is_capital(first) or any(language.is_role(low) for low in words.low[first:end])


def _agent(words: Words, i: int, language: Language) -> Phrase | None:
    """NAME was asked by OTHER: “…”: it is the other who speaks."""
    return subject_after(words, i + 1, language) if i < len(words) and words.low[i] in language.by else None


def _subject_of_infinitive(words: Words, i: int, language: Language) -> Phrase | None:
    k = i - 1
    while k > 0 and words.low[k] in language.adverbs and words.low[k] not in language.auxiliaries:
        k -= 1
    before = words.low[k]
    if before in language.auxiliaries or before in language.they or before in language.plural_roles:
        return subject_before(words, i, language)
    return None


def _subject_of_participle(words: Words, i: int, language: Language) -> Phrase | None:
    """NAME left, saying “…”: the subject of the reporting verb before it, or of the sentence."""
    if i and words.low[i - 1] in language.auxiliaries:
        return subject_before(words, i, language)
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        quoted = quoted_person(words, k, language)
        if quoted and quoted[1] <= i:
            return quoted
    beside = phrase_ending(words, i - 1, language) if i else None
    if beside and beside[0] and words.low[beside[0] - 1] in language.with_:
        return beside
    for k in range(i - 1, -1, -1):
        if is_verb(words, k, language):
            subject = subject_before(words, k, language)
            if subject and _can_speak(words, subject, language):
                return subject
    return main_subject(words, language, i)


def _can_speak(words: Words, phrase: Phrase, language: Language) -> bool:
    """Whether a phrase is a name or holds a pronoun or a noun for somebody: not “a class” called “…”."""
    return is_name(words, phrase, language) or any(
        low in language.subjects or language.is_role(low) for low in words.low[slice(*phrase)]
    )


def named_with_colon(case: Case) -> Finding | None:
    """NAME: Nobody ‘owns the sea’. · NAME ON PRICES: “…”"""
    words, language = case.scene.lead, case.language
    for i in range(1, min(len(words), _LABEL)):
        if words.words[i] != ":":
            continue
        end = next((k for k in range(1, i) if words.low[k] in language.prepositions), i)
        phrase = phrase_ending(words, end - 1, language)
        if phrase and phrase[0] == 0 and is_name(words, phrase, language):
            return Finding("named_with_colon", words, phrase, ":")
        break
    return _label_after_dash(words, language)


def _label_after_dash(words: Words, language: Language) -> Finding | None:
    """TOPIC - NAME: “…”"""
    if len(words) < 3 or words.words[-1] != ":" or not words.is_capital(len(words) - 2):
        return None
    first = name_start(words, len(words) - 2, language)
    if not first or words.words[first - 1] not in _DASHES or words.low[first] in language.not_names:
        return None
    return Finding("named_with_colon", words, (first, len(words) - 1), ":")


def colon(case: Case) -> Finding | None:
    """NAME had a warning: “…”. · NAME issued a statement, “…”."""
    words = case.scene.lead
    introduces = len(words) > 1 and (
        words.words[-1] == ":" or (words.words[-1] == "," and words.low[-2] in case.language.told_by)
    )
    if not introduces or all(not word[0].islower() for word in words.words):
        return None
    subject = main_subject(words, case.language)
    if subject is None or not case.is_somebody(words, subject):
        ending = phrase_ending(words, len(words) - 2, case.language)
        subject = ending if ending and is_name(words, ending, case.language) else subject
    return Finding("colon", words, subject, ":") if subject else None
