"""The rules that tie a quote to its speaker, each a function tried in turn; docs/quotes.md has examples."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.quotes.languages import Language
from articles.quotes.phrases import Phrase, is_name, main_subject, subject_after, subject_before
from articles.quotes.sentences import Scene, Text
from articles.quotes.words import COMMAS, Words

_LEAD_REACH = 60
_TAIL_REACH = 45


@dataclass(slots=True)
class Finding:
    """What a rule found: the words that name the speaker, the cue, and the rule's name."""

    rule: str
    words: Words | None = None
    phrase: Phrase | None = None
    cue: str | None = None
    cue_at: int | None = None
    same_as: int | None = None
    """Number of the earlier quote whose speaker this quote shares."""


@dataclass(slots=True)
class Case:
    """A quote to decide, with what was decided before it."""

    number: int
    scene: Scene
    text: Text
    language: Language
    scenes: list[Scene]
    findings: list[Finding]


Rule = Callable[[Case], Finding | None]


def verb_then_speaker(case: Case) -> Finding | None:
    """“…,” said NAME."""
    words, language = case.scene.tail, case.language
    i = _skip(words, 0, language)
    if i >= len(words) or words.low[i] not in language.say:
        return None
    subject = subject_after(words, i + 1, language)
    if subject is None:
        return None
    return Finding("verb_then_speaker", words, subject, words.words[i])


def _skip(words: Words, i: int, language: Language) -> int:
    while i < len(words) and (words.words[i] in COMMAS or words.low[i] in language.adverbs or words.low[i] in "-\"'"):
        i += 1
    return i


def speaker_then_verb(case: Case) -> Finding | None:
    """“…,” NAME said."""
    return _speaker_then_verb(case.scene.tail, case.language)


def _speaker_then_verb(words: Words, language: Language) -> Finding | None:
    for i in range(1, min(len(words), _TAIL_REACH)):
        if words.is_quote(i):
            return None
        if not _is_verb(words, i, language):
            continue
        subject = subject_before(words, i, language)
        if subject is None or not _near_start(words, subject[0], language):
            continue
        if words.low[i] in language.state and not (is_name(words, subject) or _is_pronoun(words, subject, language)):
            continue
        return Finding("speaker_then_verb", words, subject, words.words[i])
    return None


def _is_verb(words: Words, i: int, language: Language) -> bool:
    if words.low[i] not in language.say and words.low[i] not in language.state:
        return False
    return words.words[i].islower() and not (i and words.low[i - 1] in language.articles)


def _is_pronoun(words: Words, phrase: Phrase, language: Language) -> bool:
    return words.low[phrase[0]] in language.pronouns


def _near_start(words: Words, first: int, language: Language) -> bool:
    lead = [w for w in words.low[:first] if w[0].isalnum() and w not in language.adverbs]
    return len(lead) <= 2 and all(
        w in language.conjunctions or w in language.who or w in language.not_names for w in lead
    )


def verb_before(case: Case) -> Finding | None:
    """NAME said: “…”; NAME said the plan was “…”."""
    words, language = case.scene.lead, case.language
    stop = max(-1, len(words) - _LEAD_REACH)
    for i in range(len(words) - 1, stop, -1):
        low = words.low[i]
        if low in language.saying or low in language.stating:
            found = _participle(words, i, language)
            if found:
                return found
        elif _is_verb(words, i, language) or low == "say":
            if i and words.low[i - 1] in language.passive:
                continue
            subject = subject_before(words, i, language)
            if subject:
                return Finding("verb_before", words, subject, words.words[i], i)
    return None


def _participle(words: Words, i: int, language: Language) -> Finding | None:
    """NAME left, saying “…”: the subject of the sentence, or of the reporting verb before."""
    for k in range(i - 1, -1, -1):
        if _is_verb(words, k, language):
            subject = subject_before(words, k, language)
            if subject:
                return Finding("participle", words, subject, words.words[i], i)
    subject = main_subject(words, language)
    if subject and subject[1] <= i:
        return Finding("participle", words, subject, words.words[i], i)
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
    if not len(words) or words.words[-1] != ":":
        return None
    subject = main_subject(words, case.language)
    return Finding("colon", words, subject, ":") if subject else None


def continued(case: Case) -> Finding | None:
    """“…,” NAME said. “…”: with no speaker of its own, a quote goes on with the one before it."""
    number = case.number
    if number == 0 or not case.scene.opens_sentence:
        return None
    before = case.scenes[number - 1]
    if before.passage.paragraph != case.scene.passage.paragraph or not _speaker_known(case.findings[number - 1]):
        return None
    between = case.text.masked[before.sentence_end : case.scene.sentence_start]
    if len(between.split()) > 25:
        return None
    return Finding("continued", same_as=number - 1)


def _speaker_known(finding: Finding) -> bool:
    return finding.phrase is not None or finding.same_as is not None


def sentence_before(case: Case) -> Finding | None:
    """NAME shook her head. “…”"""
    scene = case.scene
    if not scene.opens_sentence:
        return None
    words = case.text.sentence_before(scene.sentence_start, scene.passage.paragraph)
    return _from_sentence(words, case.language, "sentence_before") if words else None


def _from_sentence(words: Words, language: Language, rule: str) -> Finding | None:
    for i in range(len(words) - 1, 0, -1):
        if _is_verb(words, i, language):
            subject = subject_before(words, i, language)
            if subject:
                return Finding(rule, words, subject, words.words[i])
    subject = main_subject(words, language)
    return Finding(rule, words, subject) if subject else None


def introduced(case: Case) -> Finding | None:
    """A paragraph that ends in a colon, and the quote in the next."""
    words = _paragraph_before(case)
    if words is None or not len(words) or words.words[-1] != ":":
        return None
    return _from_sentence(words, case.language, "introduced")


def _paragraph_before(case: Case) -> Words | None:
    scene = case.scene
    paragraph = scene.passage.paragraph
    if not paragraph or not scene.opens_sentence or scene.sentence_start > case.text.paragraphs[paragraph][0]:
        return None
    return case.text.sentence_before(case.text.paragraphs[paragraph - 1][1], paragraph - 1)


def next_paragraph(case: Case) -> Finding | None:
    """A paragraph that is a quote and no more, after a paragraph that quotes: the same speaker."""
    if _paragraph_before(case) is None or not case.number:
        return None
    before = case.scenes[case.number - 1].passage
    distance = case.scene.passage.paragraph - before.paragraph
    if distance != 1 or not _speaker_known(case.findings[case.number - 1]):
        return None
    return Finding("next_paragraph", same_as=case.number - 1)


def paragraph_before(case: Case) -> Finding | None:
    """A paragraph that is a quote and no more, after one about a person."""
    words = _paragraph_before(case)
    return _from_sentence(words, case.language, "paragraph_before") if words else None


def sentence_subject(case: Case) -> Finding | None:
    """NAME promised voters a “…” tomorrow: no reporting verb, but the sentence has a subject."""
    scene = case.scene
    if scene.opens_sentence:
        return None
    subject = main_subject(scene.lead, case.language)
    return Finding("sentence_subject", scene.lead, subject) if subject else None


def same_sentence(case: Case) -> Finding | None:
    """NAME said it was “…” and “…”: the second shares the first one's speaker."""
    number = case.number
    if number == 0 or case.scenes[number - 1].sentence_start != case.scene.sentence_start:
        return None
    before = case.findings[number - 1]
    tied = _speaker_known(before) and before.rule != "sentence_subject"
    return Finding("same_sentence", same_as=number - 1) if tied else None


def unknown(_case: Case) -> Finding:
    """Nothing in the text ties the quote to a speaker."""
    return Finding("unknown")


DIRECT: tuple[Rule, ...] = (
    verb_then_speaker,
    speaker_then_verb,
    according_to,
    continued,
    introduced,
    sentence_before,
    next_paragraph,
    paragraph_before,
    unknown,
)
"""For a quote that opens its sentence."""

WOVEN: tuple[Rule, ...] = (
    verb_before,
    verb_then_speaker,
    speaker_then_verb,
    according_to,
    colon,
    same_sentence,
    sentence_subject,
    unknown,
)
"""For a quote inside the reporter's sentence."""


def decide(case: Case) -> Finding:
    """What the first rule that applies found."""
    for rule in DIRECT if case.scene.opens_sentence else WOVEN:
        finding = rule(case)
        if finding:
            return finding
    return unknown(case)


TIES = frozenset(rule.__name__ for rule in DIRECT + WOVEN if rule not in (unknown, sentence_subject)) | {"participle"}
"""Rules whose quotes are somebody's speech. `sentence_subject` finds a speaker, but no reporting."""
