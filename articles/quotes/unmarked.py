"""Find speech that stands without quotation marks: transcripts, questions and answers, block quotes."""

import re
from collections import Counter
from collections.abc import Iterator

from articles.quotes.languages import Language
from articles.quotes.marks import Form, Passage, Span
from articles.quotes.words import UPPER

_LABEL = re.compile(
    rf"[ \t]*(?P<label>[{UPPER}](?:[^\W_]|[ .’'&-]){{0,40}}?)(?:\s\([^)\n]{{1,40}}\))?\s?[:.](?:[ \t]+|\n)(?=\S)"
)
_FEW_SPEAKERS = 2
_FEW_TURNS = 3
_LONGEST_NAME = 4
_MARKED_LINE = re.compile(r"[ \t]*>[ \t]?(?=\S)")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*(?=\S)")
_LINES = re.compile(r"[^\n]+")


def find_unmarked(text: str, paragraphs: list[Span], language: Language) -> list[Passage]:
    """Turns of a transcript, questions and answers, and block quotes, in order.

    A transcript is believed when at least two speakers, or one speaker three times, have their name in capitals and
    a colon at the start of a paragraph; a question and answer form when both labels occur.
    """
    labels = [_label(text, span) for span in paragraphs]
    speakers = Counter(text[label[0] : label[1]] for label in labels if label and _is_name(text, label, language))
    if len(speakers) < _FEW_SPEAKERS and not any(turns >= _FEW_TURNS for turns in speakers.values()):
        speakers.clear()
    letters = {text[label[0] : label[1]].lower() for label in labels if label and label[2] != label[1]}
    interview = bool(letters & language.question) and bool(letters & language.answer)
    indented = _are_blocks(text, paragraphs)
    found: list[Passage] = []
    for number, (start, end) in enumerate(paragraphs):
        label = labels[number]
        name = text[label[0] : label[1]] if label else ""
        if label and (name in speakers or (interview and name.lower() in language.question | language.answer)):
            form = "transcript" if name in speakers else _turn(name, language)
            found.append(Passage([(label[2], end)], [(start, end)], number, False, form, (label[0], label[1])))
        elif _is_block(text, start, end, indented):
            found.append(Passage(list(_block_lines(text, start, end)), [(start, end)], number, False, "block"))
    return found


def _turn(name: str, language: Language) -> Form:
    return "question" if name.lower() in language.question else "answer"


def _label(text: str, span: Span) -> tuple[int, int, int] | None:
    """Start and end of the label a paragraph begins with, and where its words begin."""
    match = _LABEL.match(text, *span)
    return (*match.span("label"), match.end()) if match else None


def _is_name(text: str, label: tuple[int, int, int], language: Language) -> bool:
    name = text[label[0] : label[1]]
    known = language.question | language.answer
    return (
        name.isupper()
        and len(name) > 1
        and len(name.split()) <= _LONGEST_NAME
        and name.lower() not in known
        and text[label[1] : label[2]].rstrip()[-1:] == ":"
    )


def _are_blocks(text: str, paragraphs: list[Span]) -> bool:
    """Whether indentation means anything here: only when some paragraphs have it and most have not."""
    indented = sum(_INDENTED.match(text, _line_start(text, start), end) is not None for start, end in paragraphs)
    return 0 < indented < len(paragraphs) / 2


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _is_block(text: str, start: int, end: int, indented: bool) -> bool:
    lines = [match.span() for match in _LINES.finditer(text, start, end)]
    if all(_MARKED_LINE.match(text, *line) for line in lines):
        return True
    return indented and all(_INDENTED.match(text, *line) for line in lines)


def _block_lines(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _LINES.finditer(text, start, end):
        mark = _MARKED_LINE.match(text, *match.span()) or _INDENTED.match(text, *match.span())
        yield (mark.end() if mark else match.start()), match.end()
