"""Rules that find a reporting verb, a label or a line with a name beside the quote."""

from dataclasses import replace

from articles.quotes.case import Case
from articles.quotes.finding import Finding
from articles.quotes.languages import Language
from articles.quotes.names import is_name, name_start
from articles.quotes.phrases import main_subject, phrase_ending, subject_after, subject_before
from articles.quotes.verbs import is_verb
from articles.quotes.words import CLOSERS, COMMAS, Phrase, Words

_LEAD_REACH = 60
_TAIL_REACH = 45
_NEAR = 14
_SHORT = 30
_ENDS = CLOSERS - {"."}
_DASHES = frozenset(["-", "–", "—", "--", "~"])
_LABEL = 8
_FULL_NAME = 2
_OWNER = 5
_IN_HEADINGS = frozenset([",", ".", "&", "-", "'", "’", "(", ")"])


def transcript(case: Case) -> Finding | None:
    """NAME: words without marks, in a paragraph of their own."""
    passage = case.scene.passage
    if passage.form not in ("transcript", "question", "answer") or passage.label is None:
        return None
    words = Words(case.text.text, *passage.label)
    return Finding(passage.form, words, (0, len(words)), ":")


def verb_then_speaker(case: Case) -> Finding | None:
    """“…,” said NAME."""
    words, language = case.scene.tail, case.language
    i = _skip(words, language)
    if language.inverted and i + 1 < len(words) and words.low[i] in language.auxiliaries:
        subject = subject_after(words, i + 1, language)
        if subject:
            return Finding("verb_then_speaker", words, subject, words.words[i], i)
    if i < len(words) and language.has_clitic(words.low[i]):
        return Finding("verb_then_speaker", words, (i, i + 1), words.words[i], i)
    if i < len(words) and (is_verb(words, i, language) or words.low[i] in language.after_quote):
        subject = subject_after(words, i + 1, language)
        if subject:
            return Finding("verb_then_speaker", words, subject, words.words[i], i)
    return None


def _skip(words: Words, language: Language) -> int:
    i = 0
    while i < len(words) and (words.words[i] in COMMAS or words.low[i] in language.adverbs or words.low[i] in "-\"'"):
        i += 1
    if i + 1 < len(words) and words.low[i] in language.auxiliaries and words.low[i + 1] in language.say:
        return i + 1
    return i


def speaker_then_verb(case: Case) -> Finding | None:
    """“…,” NAME said."""
    words, language = case.scene.tail, case.language
    for i in range(1, min(len(words), _TAIL_REACH)):
        if words.is_quote(i) and len(words.words[i]) > _SHORT:
            return None
        if not is_verb(words, i, language):
            continue
        subject = subject_before(words, i, language)
        if subject is None or not _near_start(words, subject[0], language):
            continue
        subject = _quoted_person(words, i, language) or subject
        if words.low[i] in language.state and not _is_definite(words, subject, language):
            continue
        return Finding("speaker_then_verb", words, subject, words.words[i], i)
    return None


def _is_definite(words: Words, phrase: Phrase, language: Language) -> bool:
    return is_name(words, phrase, language) or words.low[phrase[0]] in language.definite


def _near_start(words: Words, first: int, language: Language) -> bool:
    """Whether only nouns, names and linking words stand before the subject: the sentence goes on with it."""
    return first <= _NEAR and not any(
        words.words[i] in _ENDS or words.low[i] in language.not_in_subject for i in range(first)
    )


def speaker_then_verb_later(case: Case) -> Finding | None:
    """“…” by the end of the year, NAME said."""
    words, language = case.scene.tail, case.language
    for i in range(2, min(len(words), _TAIL_REACH)):
        if words.low[i] not in language.say or not words.words[i].islower():
            continue
        subject = subject_before(words, i, language)
        if subject is None or not subject[0] or not _is_definite(words, subject, language):
            continue
        if words.words[subject[0] - 1] in COMMAS or words.is_quote(subject[0] - 1):
            return Finding("speaker_then_verb", words, subject, words.words[i], i)
    return None


def verb_then_speaker_later(case: Case) -> Finding | None:
    """“…” is no way to build a bridge, said NAME."""
    words, language = case.scene.tail, case.language
    for i in range(2, min(len(words), _TAIL_REACH)):
        low = words.low[i]
        inverts = low in language.say and low not in language.takes_person and words.words[i].islower()
        if inverts and words.words[i - 1] in COMMAS:
            subject = subject_after(words, i + 1, language)
            if subject and _is_definite(words, subject, language):
                return Finding("verb_then_speaker", words, subject, words.words[i], i)
    return None


def name_in_capitals(case: Case) -> Finding | None:
    """NAME IN CAPITALS, OFFICE, FIRM “…”: how a round of comments is set."""
    words = case.scene.lead
    end = len(words) - (len(words) > 0 and words.words[-1] in (":", "-"))
    first = end
    while first > 0 and (words.words[first - 1].isupper() or words.words[first - 1] in _IN_HEADINGS):
        first -= 1
    while first < end and not words.words[first][0].isalpha():
        first += 1
    stop = first
    while stop < end and words.words[stop] not in COMMAS:
        stop += 1
    if not 2 <= stop - first <= _LABEL or stop == end:
        return None
    return Finding("name_in_capitals", words, (first, stop))


def verb_alone(case: Case) -> Finding | None:
    """«…», contestó. — a language that leaves the subject out."""
    words, language = case.scene.tail, case.language
    i = _skip(words, language)
    if i >= len(words) or words.low[i] not in language.drops_subject:
        return None
    ends = i + 1 == len(words) or not words.words[i + 1][0].isalnum() or words.low[i + 1] in language.prepositions
    return Finding("verb_alone", words, None, words.words[i], i) if ends else None


def name_after(case: Case) -> Finding | None:
    """“…,” NAME, partner at FIRM. — the verb was left out."""
    words, language = case.scene.tail, case.language
    first = _skip(words, language)
    end = first
    while end < len(words) and words.is_capital(end) and words.low[end] not in language.not_names:
        end += 1
    if end - first < _FULL_NAME or (end < len(words) and words.words[end] not in {",", "."}):
        return None
    if not case.is_person(words, (first, end)):
        return None
    return Finding("name_after", words, (first, end))


def speech_noun(case: Case) -> Finding | None:
    """Her claim that “…”; NAME’s answer was: “…”."""
    words, language = case.scene.lead, case.language
    for i in range(len(words) - 1, max(0, len(words) - _LABEL), -1):
        low = words.low[i]
        if low in language.speech_nouns:
            linked = words.words[-1] == ":" or any(
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
    """NAME said: “…”; NAME said the plan was “…”."""
    words, language = case.scene.lead, case.language
    stop = max(-1, len(words) - _LEAD_REACH)
    for i in range(len(words) - 1, stop, -1):
        strong = words.low[i] in language.say or words.low[i] in language.saying
        found = _verb_at(words, i, language) if strong else None
        if found:
            return found
    return None


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
    elif is_verb(words, i, language):
        if i and words.low[i - 1] in language.passive:
            subject = _agent(words, i + 1, language)
        else:
            subject = _subject_of_verb(words, i, language)
    elif i and low in language.infinitives and words.words[i].islower():
        subject = _subject_of_infinitive(words, i, language)
    else:
        return None
    return Finding(rule, words, subject, words.words[i], i) if subject else None


def _quoted_person(words: Words, i: int, language: Language) -> Phrase | None:
    """The paper quoted NAME as saying: NAME, if word `i` is such a verb in the active."""
    if words.low[i] not in language.quoting or (i and words.low[i - 1] in language.passive):
        return None
    return subject_after(words, i + 1, language)


def _subject_of_verb(words: Words, i: int, language: Language) -> Phrase | None:
    """The subject before the verb or, where word order allows, after it."""
    k = i + 1
    while k < len(words) and words.low[k] in language.adverbs:
        k += 1
    if k < len(words) and words.low[k] in language.inverted:
        return k, k + 1
    subject = subject_before(words, i, language)
    if subject is None and words.words[-1] == ":":
        return subject_after(words, k, language)
    return subject


def _agent(words: Words, i: int, language: Language) -> Phrase | None:
    """NAME was asked by OTHER: “…”: it is the other who speaks."""
    return subject_after(words, i + 1, language) if i < len(words) and words.low[i] in language.by else None


def _subject_of_infinitive(words: Words, i: int, language: Language) -> Phrase | None:
    before = words.low[i - 1]
    if before == "to":
        return main_subject(words, language, i)
    if before in language.auxiliaries or before in language.they or before in language.plural_roles:
        return subject_before(words, i, language)
    return None


def _subject_of_participle(words: Words, i: int, language: Language) -> Phrase | None:
    """NAME left, saying “…”: the subject of the reporting verb before it, or of the sentence."""
    if i and words.low[i - 1] in language.auxiliaries:
        return subject_before(words, i, language)
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        quoted = _quoted_person(words, k, language)
        if quoted and quoted[1] <= i:
            return quoted
    beside = phrase_ending(words, i - 1, language) if i else None
    if beside and beside[0] and words.low[beside[0] - 1] in language.with_:
        return beside
    for k in range(i - 1, -1, -1):
        if is_verb(words, k, language):
            subject = subject_before(words, k, language)
            if subject:
                return subject
    return main_subject(words, language, i)


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
        return None
    return None


def according_to(case: Case) -> Finding | None:
    """According to NAME, “…”."""
    language = case.language
    for words in (case.scene.lead, case.scene.tail):
        for i, low in enumerate(words.low):
            if low in language.according:
                first = i + 1
                while first < len(words) and words.low[first] in ("to", "a", "con", "à") and first < i + 2:
                    first += 1
                subject = subject_after(words, first, language)
                if subject:
                    return Finding("according_to", words, subject, words.print(i, first))
    return None


def colon(case: Case) -> Finding | None:
    """NAME had a warning: “…”."""
    words = case.scene.lead
    if not len(words) or words.words[-1] != ":" or all(not word[0].islower() for word in words.words):
        return None
    subject = main_subject(words, case.language) or phrase_ending(words, len(words) - 2, case.language)
    return Finding("colon", words, subject, ":") if subject else None


def attribution_line(case: Case) -> Finding | None:
    """“…” and then, on a line of its own or after a dash: — NAME"""
    words = case.scene.tail
    if not any(word[0].isalnum() for word in words.words):
        paragraph = case.text.paragraph_after(case.scene.passage)
        if paragraph is None:
            return None
        words = paragraph
    if not 1 < len(words) <= _LABEL or words.words[0] not in _DASHES or not words.is_capital(1):
        return None
    return Finding("attribution_line", words, (1, len(words) - (words.words[-1] in CLOSERS)), words.words[0])
