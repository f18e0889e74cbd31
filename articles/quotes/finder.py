"""Find the quotes of a text and who said them."""

from collections.abc import Mapping
from dataclasses import replace

from articles.quotes.case import Case
from articles.quotes.confidence import confidence
from articles.quotes.finding import Finding
from articles.quotes.languages import Language, language_for
from articles.quotes.marked_names import is_marked_name
from articles.quotes.marks import Passage, Span, find_passages, paragraphs
from articles.quotes.people import People
from articles.quotes.record import Kind, Quote
from articles.quotes.rules import BY_SUBJECT, TIES, decide, goes_on
from articles.quotes.sentences import Scene, Text
from articles.quotes.speakers import Speaker, Speakers
from articles.quotes.unmarked import find_unmarked
from articles.quotes.words import FILLER, Words

_TERM_WORDS = 3
_TERM_GAP = 6
_BETWEEN_FIELDS = "\n\n"


def find_quotes(text: str, language: str | None = "en") -> list[Quote]:
    """The quotes of a plain text in order; nested ones belong to the outer one.

    Paragraphs are apart by a blank line. `language` is a code such as “en” or “pt-BR”; with None or a language that
    has no file, the words of all languages are used together. Takes any text, in time in proportion to its length.
    """
    return find_quotes_in_fields({"text": text}, language)["text"]


def find_quotes_in_fields(fields: Mapping[str, str], language: str | None = "en") -> dict[str, list[Quote]]:
    """The quotes of each field of an article; a person named in one field is known in all.

    Offsets count from the start of the quote's own field.
    """
    words = language_for(language)
    texts = {name: _read(text, words) for name, text in fields.items()}
    if not any(text.passages for text in texts.values()):
        return {name: [] for name in fields}
    people = _people(texts, words)
    found: dict[str, list[Quote]] = {}
    offset = 0
    for name, text in texts.items():
        found[name] = _quotes(text, people, offset)
        offset += len(text.text) + len(_BETWEEN_FIELDS)
    return found


def _people(texts: Mapping[str, Text], language: Language) -> People:
    quoted: list[tuple[int, int]] = []
    offset = 0
    for text in texts.values():
        quoted += [(offset + start, offset + end) for passage in text.passages for start, end in passage.outer]
        offset += len(text.text) + len(_BETWEEN_FIELDS)
    return People(_BETWEEN_FIELDS.join(text.text for text in texts.values()), quoted, language)


def _read(text: str, language: Language) -> Text:
    text = text.replace(FILLER, " ")
    spans = paragraphs(text)
    marked = find_passages(text, spans)
    quoted: list[Passage] = []
    names: list[Passage] = []
    for passage in marked:
        is_name = is_marked_name(text, passage, spans[passage.paragraph][0], language)
        (names if is_name else quoted).append(passage)
    return Text(text, spans, _passages(text, spans, quoted, language), language, names)


def _passages(text: str, spans: list[Span], marked: list[Passage], language: Language) -> list[Passage]:
    """Passages between marks and without them; a mark inside a passage without marks belongs to that one."""
    unmarked = find_unmarked(text, spans, language)
    if not unmarked:
        return marked
    taken = {passage.paragraph for passage in unmarked}
    kept = [passage for passage in marked if passage.paragraph not in taken]
    return sorted(kept + unmarked, key=lambda passage: passage.outer[0])


def _quotes(text: Text, people: People, offset: int) -> list[Quote]:
    scenes = text.scenes()
    speakers = Speakers(people, text.language, offset)
    findings: list[Finding] = []
    who: list[Speaker | None] = []
    quotes: list[Quote] = []
    for number, scene in enumerate(scenes):
        finding = decide(Case(number, scene, text, text.language, scenes, findings, speakers))
        if number and goes_on(findings[-1], finding, scene):
            quotes[-1] = _joined(quotes[-1], scene, text)
            findings.append(replace(finding, rule=findings[-1].rule, same_as=number - 1))
            who.append(who[-1])
            continue
        findings.append(finding)
        speaker = who[finding.same_as] if finding.same_as is not None else speakers.resolve(finding)
        quote = _record(text, scene, finding, speaker)
        who.append(speaker)
        if quote.kind == "utterance":
            speakers.spoke(speaker, scene.passage.outer[0][0])
        quotes.append(quote)
    return quotes


def _joined(quote: Quote, scene: Scene, text: Text) -> Quote:
    """A split quote with its next part: “…,” NAME said, “…”."""
    spans = (*quote.spans, *scene.passage.spans)
    return replace(quote, spans=spans, text=" ".join(text.text[start:end] for start, end in spans), kind="utterance")


def _record(text: Text, scene: Scene, finding: Finding, speaker: Speaker | None) -> Quote:
    spans = tuple(scene.passage.spans)
    words = " ".join(text.text[start:end] for start, end in spans)
    if speaker and not speaker.is_somebody and (finding.rule in BY_SUBJECT or text.language.noun_capitals):
        speaker = None
    kind = _kind(words, scene, finding, text.language)
    if kind == "fragment" and not _is_attributed(words, scene, finding, speaker, text.language):
        speaker = None
    rule = finding.rule if speaker else "unknown"
    if kind == "fragment" and speaker is None and _is_title(words.split(), text.language):
        rule = "title"
    return Quote(
        text=words,
        spans=spans,
        kind=kind,
        speaker=speaker.name if speaker else None,
        speaker_as_printed=speaker.printed if speaker else None,
        speaker_span=speaker.span if speaker else None,
        cue=finding.cue if speaker else None,
        rule=rule,
        confidence=confidence(rule, speaker.choice if speaker else "named"),
        role=speaker.role if speaker else None,
    )


def _kind(words: str, scene: Scene, finding: Finding, language: Language) -> Kind:
    """Speech is an utterance; a term, a title, or words that no reporting verb ties to a speaker are a fragment."""
    if scene.opens_sentence:
        spoken = finding.rule in TIES or len(words.split()) > _TERM_WORDS
    else:
        spoken = finding.rule in TIES and not _is_term(words, language)
    return "utterance" if spoken else "fragment"


def _is_term(words: str, language: Language) -> bool:
    """A few words, or a title or name."""
    parts = words.split()
    return len(parts) <= _TERM_WORDS or _is_title(parts, language)


def _is_title(parts: list[str], language: Language) -> bool:
    """Every word with a capital but for short linking words: the name of a work, a body, an event."""
    capitals = sum(part[0].isupper() for part in parts)
    linking = language.linking
    return (
        capitals > 1
        and not parts[0][0].islower()
        and all(not part[0].islower() or part.lower() in linking for part in parts)
    )


def _is_attributed(words: str, scene: Scene, finding: Finding, speaker: Speaker | None, language: Language) -> bool:
    """Whether the sentence plainly says whose words a fragment are: a verb close by, or a person as its subject."""
    if speaker is None:
        return False
    if finding.rule not in TIES:
        return speaker.is_somebody and not _is_term(words, language)
    return finding.words is None or _gap(finding, scene.lead) <= _TERM_GAP


def _gap(finding: Finding, lead: Words) -> int:
    return len(lead) - 1 - finding.cue_at if finding.words is lead and finding.cue_at is not None else 0
