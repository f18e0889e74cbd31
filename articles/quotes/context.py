"""Rules for quotes without a reporting verb of their own: the text around them says who speaks."""

from articles.quotes.case import Case
from articles.quotes.finding import Finding
from articles.quotes.phrases import subject_before
from articles.quotes.subjects import main_subject
from articles.quotes.verbs import is_verb
from articles.quotes.words import Words

_LONG_QUOTE = 30
_TOPIC = 6
_TERM = 3


def continued(case: Case) -> Finding | None:
    """“…,” NAME said. “…”: with no speaker of its own, a quote goes on with the one before it."""
    number = case.number
    if number == 0 or not (case.scene.opens_sentence or _has_topic(case.scene.lead)):
        return None
    if _is_term_explained(case):
        return None
    before = case.scenes[number - 1]
    if before.passage.paragraph != case.scene.passage.paragraph or not case.findings[number - 1].has_speaker:
        return None
    between = case.text.masked[before.sentence_end : case.scene.sentence_start]
    if len(between.split()) > 25:
        return None
    return Finding("continued", same_as=number - 1)


def _is_term_explained(case: Case) -> bool:
    """“Slack water” is the pilots’ word for …: a few words that the reporter's own verb follows."""
    start, end = case.scene.passage.spans[-1]
    tail = case.scene.tail.low
    return bool(tail) and tail[0] in case.language.auxiliaries and len(case.text.text[start:end].split()) <= _TERM


def _has_topic(lead: Words) -> bool:
    """On prices: “…”: a label that says what the next words are about."""
    if not len(lead) or lead.words[-1] != ":":
        return False
    return 1 < len(lead) <= _TOPIC or all(word.isupper() or not word[0].isalpha() for word in lead.words)


def sentence_before(case: Case) -> Finding | None:
    """NAME shook her head. “…”"""
    scene = case.scene
    if not scene.opens_sentence:
        return None
    words = case.text.sentence_before(scene.sentence_start, scene.passage.paragraph)
    return _from_sentence(case, words, "sentence_before") if words else None


def _from_sentence(case: Case, words: Words, rule: str) -> Finding | None:
    language = case.language
    for i in range(len(words) - 1, 0, -1):
        if is_verb(words, i, language):
            subject = subject_before(words, i, language)
            if subject and case.is_person(words, subject):
                return Finding(rule, words, subject, words.words[i])
    subject = main_subject(words, language)
    if subject is None:
        return None
    told = not language.told_by.isdisjoint(words.low) and case.is_somebody(words, subject)
    return Finding(rule, words, subject) if rule == "introduced" or told or case.is_person(words, subject) else None


def introduced(case: Case) -> Finding | None:
    """A paragraph that ends in a colon, and the quote in the next."""
    words = _paragraph_before(case)
    if words is None or not len(words) or words.words[-1] != ":":
        return None
    return _from_sentence(case, words, "introduced")


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
    if distance != 1 or not case.findings[case.number - 1].has_speaker:
        return None
    return Finding("next_paragraph", same_as=case.number - 1)


def paragraph_before(case: Case) -> Finding | None:
    """A paragraph that is a quote and no more, after one about a person."""
    words = _paragraph_before(case)
    return _from_sentence(case, words, "paragraph_before") if words else None


def sentence_subject(case: Case) -> Finding | None:
    """NAME promised voters a “…” tomorrow: no reporting verb, but the sentence has a subject."""
    scene = case.scene
    if scene.opens_sentence or not any(word.islower() for word in scene.lead.words):
        return None
    subject = main_subject(scene.lead, case.language)
    return Finding("sentence_subject", scene.lead, subject) if subject else None


def same_sentence(case: Case) -> Finding | None:
    """NAME said it was “…” and “…”: the second shares the first one's speaker."""
    number = case.number
    if number == 0 or case.scenes[number - 1].sentence_start != case.scene.sentence_start:
        return None
    before = case.findings[number - 1]
    tied = before.has_speaker and before.rule != "sentence_subject"
    return Finding("same_sentence", same_as=number - 1) if tied else None


def same_paragraph(case: Case) -> Finding | None:
    """“…,” NAME said. If it rains, “…”: a long quote in a sentence of its own, after one by NAME."""
    number = case.number
    start, end = case.scene.passage.spans[0]
    if number == 0 or end - start < _LONG_QUOTE:
        return None
    before = case.findings[number - 1]
    together = case.scenes[number - 1].passage.paragraph == case.scene.passage.paragraph
    return Finding("same_paragraph", same_as=number - 1) if together and before.has_speaker else None


def unknown(_case: Case) -> Finding:
    """Nothing in the text ties the quote to a speaker."""
    return Finding("unknown")
