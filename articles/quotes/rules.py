"""The rules in the order they are tried; docs/quotes.md has an example of each."""

from articles.quotes.case import Case, Rule
from articles.quotes.context import (
    continued,
    introduced,
    next_paragraph,
    paragraph_before,
    same_paragraph,
    same_sentence,
    sentence_before,
    sentence_subject,
    unknown,
)
from articles.quotes.finding import Finding
from articles.quotes.reporting_after import (
    according_to,
    attribution_line,
    name_after,
    speaker_then_verb,
    speaker_then_verb_later,
    subject_after_quote,
    transcript,
    verb_alone,
    verb_then_speaker,
    verb_then_speaker_later,
    verb_within,
)
from articles.quotes.reporting_before import (
    colon,
    name_in_capitals,
    named_with_colon,
    speech_noun,
    verb_before,
    weak_verb_before,
)
from articles.quotes.sentences import Scene

DIRECT: tuple[Rule, ...] = (
    transcript,
    attribution_line,
    verb_then_speaker,
    speaker_then_verb,
    verb_then_speaker_later,
    speaker_then_verb_later,
    according_to,
    verb_within,
    verb_alone,
    subject_after_quote,
    name_after,
    continued,
    introduced,
    sentence_before,
    next_paragraph,
    paragraph_before,
    unknown,
)
"""For a quote that opens its sentence."""

WOVEN: tuple[Rule, ...] = (
    name_in_capitals,
    verb_before,
    verb_then_speaker,
    speaker_then_verb,
    verb_then_speaker_later,
    speaker_then_verb_later,
    according_to,
    verb_within,
    verb_alone,
    speech_noun,
    weak_verb_before,
    named_with_colon,
    colon,
    continued,
    same_sentence,
    sentence_subject,
    same_paragraph,
    unknown,
)
"""For a quote inside the reporter's sentence."""


def goes_on(before: Finding, finding: Finding, scene: Scene) -> bool:
    """Whether a quote is the second part of the one before: “…,” NAME said, “…”."""
    if before.rule not in ("verb_then_speaker", "speaker_then_verb") or scene.opens_sentence:
        return False
    if not len(scene.lead) or scene.lead.words[-1] != ",":
        return False
    if finding.rule == "same_sentence":
        return True
    return finding.cue_position is not None and finding.cue_position == before.cue_position


def decide(case: Case) -> Finding:
    """What the first rule that applies found."""
    if case.is_in_heading():
        return unknown(case)
    for rule in DIRECT if case.scene.opens_sentence else WOVEN:
        finding = rule(case)
        if finding:
            return finding
    return unknown(case)


TIES = frozenset(
    rule.__name__
    for rule in DIRECT + WOVEN
    if rule
    not in (
        unknown,
        sentence_subject,
        same_paragraph,
        verb_then_speaker_later,
        speaker_then_verb_later,
    )
) | {"participle"}
"""Rules whose quotes are somebody's speech. `sentence_subject` finds a speaker, but no reporting."""

BY_SUBJECT = frozenset(["participle", "colon", "sentence_subject", "weak_verb_before"])
"""Rules that take the subject of the sentence, which must then be somebody who can speak."""
