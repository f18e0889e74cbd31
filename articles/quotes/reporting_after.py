"""Rules that find a reporting verb, a label or a name after the quote or in it."""

from articles.quotes.case import Case
from articles.quotes.finding import Finding
from articles.quotes.languages import Language
from articles.quotes.names import has_person, is_name
from articles.quotes.phrases import subject_before
from articles.quotes.subjects import main_subject, subject_after
from articles.quotes.verbs import is_verb, quoted_person
from articles.quotes.words import CLOSERS, COMMAS, Phrase, Words

_TAIL_REACH = 45
_NEAR = 14
_SHORT = 30
_ENDS = CLOSERS - {"."}
_DASHES = frozenset(["-", "–", "—", "--", "~"])
_LABEL = 8
_FULL_NAME = 2
_ALONE = 2
_OWNER = 5


def transcript(case: Case) -> Finding | None:
    """NAME: words without marks, in a paragraph of their own."""
    passage = case.scene.passage
    if passage.form not in ("transcript", "question", "answer") or passage.label is None:
        return None
    words = Words(case.text.text, *passage.label)
    return Finding(passage.form, words, (0, len(words)), ":")


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
        subject = subject_after(words, i + 1, language) or _name_past_place(words, i + 1, language)
        if subject:
            return Finding("verb_then_speaker", words, subject, words.words[i], i)
    return None


def _name_past_place(words: Words, first: int, language: Language) -> Phrase | None:
    """«…», repitió en la puerta NAME: a full name after a preposition and a noun in small letters."""
    if first >= len(words) or words.low[first] not in language.governing:
        return None
    i = first + 1
    while i < min(len(words), first + _OWNER) and words.words[i].islower():
        i += 1
    if i < first + 2 or words.low[i - 1] in language.articles or i >= len(words) or not words.is_capital(i):
        return None
    return subject_after(words, i, language) if has_person(words, i, i + _FULL_NAME, language) else None


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
        subject = quoted_person(words, i, language) or subject
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
        reports = low in language.say and low not in language.takes_person
        inverts = (reports or low in language.after_quote) and words.words[i].islower()
        if inverts and words.words[i - 1] in COMMAS:
            subject = subject_after(words, i + 1, language)
            if subject and _is_definite(words, subject, language):
                return Finding("verb_then_speaker", words, subject, words.words[i], i)
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


def verb_within(case: Case) -> Finding | None:
    """«La marea —contó NAME— cambia». — the reporting verb stands between dashes inside the marks."""
    language = case.language
    for insertion in case.text.insertions(case.scene.passage):
        words = Words(case.text.text, *insertion)
        i = _skip(words, language) if len(words) else 0
        if i >= len(words) or not is_verb(words, i, language):
            continue
        subject = subject_after(words, i + 1, language)
        if subject or words.low[i] in language.drops_subject:
            return Finding("verb_within", words, subject, words.words[i], i)
    return None


def verb_alone(case: Case) -> Finding | None:
    """«…», contestó. · Y contestó: «…» — a language that leaves the subject out."""
    language = case.language
    words = case.scene.lead
    for i in range(max(0, len(words) - _ALONE), len(words)):
        if words.low[i] in language.drops_subject and case.scene.lead.words[-1] in (",", ":"):
            return Finding("verb_alone", words, None, words.words[i], i)
    words = case.scene.tail
    i = _skip(words, language)
    if i >= len(words) or words.low[i] not in language.drops_subject:
        return None
    ends = i + 1 == len(words) or not words.words[i + 1][0].isalnum() or words.low[i + 1] in language.prepositions
    return Finding("verb_alone", words, None, words.words[i], i) if ends else None


def subject_after_quote(case: Case) -> Finding | None:
    """“…,” NAME crowed. · “…,” crowed NAME. — a verb that no list has, after a quote that ends in a comma."""
    words, language = case.scene.tail, case.language
    first = _skip(words, language)
    if first >= len(words) or not case.text.ends_in_comma(case.scene.passage):
        return None
    subject = main_subject(Words(words.text, words.starts[first], words.starts[-1] + len(words.words[-1])), language)
    if subject and subject[0] == 0:
        subject = first + subject[0], first + subject[1]
        verb = subject[1]
        while verb < len(words) and (words.low[verb] in language.adverbs or words.low[verb] in language.auxiliaries):
            verb += 1
    elif _may_be_verb(words, first, language) and words.low[first].endswith(language.finite_endings):
        verb, subject = first, subject_after(words, first + 1, language)
    else:
        return None
    if subject is None or not _may_be_verb(words, verb, language) or not case.is_person(words, subject):
        return None
    return Finding("subject_after_quote", words, subject, words.words[verb], verb)


def _may_be_verb(words: Words, i: int, language: Language) -> bool:
    """Whether word `i` is in small letters and of no kind that a verb is not."""
    if i >= len(words) or not words.words[i].islower():
        return False
    low = words.low[i]
    return low not in language.not_verbs


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
