"""Query text to our small syntax tree (syntax.py), by Tantivy's lenient grammar.

Grammar for users: docs/search.md. A mistake that can be mended is mended and told; one that cannot is refused, and then
the tree matches nothing. No text turns into “everything” by accident.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise
from typing import Any
from unicodedata import category

import tantivy

from articles.languages import NAMES
from articles.search.punctuation import Punctuation
from articles.search.syntax import (
    ELSEWHERE,
    FIELDS,
    And,
    DateRange,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Word,
    leaves,
)
from articles.text import normalise

MAX_LENGTH = 1000
MAX_TERMS = 64
MIN_PREFIX = 2
MOST_STEPS = 100
MIN_PHRASE_PREFIX = 3

DATE_FIELDS = ("on", "before", "after", "date", "published")
"""`date:` and `published:` mean what `on:` does."""
_LANGUAGE_CODES = {name.lower(): code for code, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a query text, in plain words, and at which character (None: the text as a whole).

    `refused` problems make the query unanswerable; the others were mended as the message says. `field` is the name of
    the field that is unknown, where that is the problem.
    """

    message: str
    position: int | None = None
    refused: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """`node` is None for a text without any words (browsing), Nothing() where a problem was refused."""

    node: Node | None
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems that keep the query from being answered."""
        return tuple(problem for problem in self.problems if problem.refused)

    def refuse(self, message: str) -> "ParsedQuery":
        """The same, refused after all for this reason."""
        return ParsedQuery(Nothing(), (*self.problems, Problem(message, refused=True)))


_SPACES = "\t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAINER = str.maketrans(dict.fromkeys("“”„‟«»‹›＂", '"') | dict.fromkeys(_SPACES, " "))
"""Sign by sign, so that positions stay: quotation marks, and spaces as pages and word processors set them."""
_OPERATORS = ("AND", "OR", "NOT")
_OR = re.compile(r"\bOR\b")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PLAIN = re.compile(r"[^\s:^`{}\"\[\]()<>*~!?\\]+")
"""A word as it can be written alone; one with other signs in it is a phrase of its parts."""
_UNWRITABLE = re.compile(r"[\"\\]")
_NEAR = re.compile(r"(?:near|adj|pre|within|w|n|p)/\d{1,3}", re.IGNORECASE)
"""How other searches ask for words near each other."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_JOINS = re.compile(r"\b(?:AND|OR)\b")
_LEADING = "Found unexpected boolean operator before term"
_MENDED = {
    "expected ')'": "A closing parenthesis is missing; the group runs to the end.",
    'missing delimiter \\"': "A quotation mark is not closed; the phrase runs to the end.",
    "missing delimiter \\'": "A quotation mark is not closed; the phrase runs to the end.",
    _LEADING: "AND or OR stands before the first word and was left out.",
    "missing space": "A space is missing here; the text was read as if there were one.",
    "expected word": "A word is missing here; the sign before it was left out.",
    "parsed possible invalid field as term": "The second colon was read as part of the word.",
}
_SILENT = {"parsed keyword NOT as term. It should be quoted"}  # told by the tree, in better words
_UNSUPPORTED = {
    "range": "Ranges such as [a TO b] or >5 are not part of this search. For dates use on:, before: and after:.",
    "set": "Lists such as IN [a b] are not part of this search. Use a OR b.",
    "regex": "Patterns between slashes are not part of this search. Put the text in quotation marks.",
    "exists": "A field needs a word after its colon.",
    "all": "A * alone is no word. Leave the search box empty to browse everything.",
}


def parse(text: str, exact: bool = False) -> ParsedQuery:
    """Read a query text. `exact`: no inflections, every word as it is written (accents and case still do not count)."""
    text = normalise(text.encode("utf-8", "replace").decode()).translate(_PLAINER)
    if not text.strip():
        return ParsedQuery(None)
    if len(text) > MAX_LENGTH:
        message = f"The query has {len(text):,} characters; at most {MAX_LENGTH:,} are read. Shorten it."
        return ParsedQuery(Nothing(), (Problem(message, MAX_LENGTH, refused=True),))
    plain = Punctuation(text, FIELDS, DATE_FIELDS)
    tree, errors = tantivy.parse_query_lenient(plain.text)
    reader = _Reader(plain.text, exact)
    node = reader.read(tree)
    found = [*_syntax_problems(plain.text, errors), *reader.problems, *reader.ambiguity(tree)]
    problems = [Problem(message, position) for message, position in plain.notes]
    problems += [replace(problem, position=plain.written_at(problem.position or 0)) for problem in found]
    if node and sum(1 for _ in leaves(node)) > MAX_TERMS:
        problems.append(Problem(f"The query has more than {MAX_TERMS} words. Shorten it.", refused=True))
    if node is None and not problems:
        problems.append(Problem("There is no word in the query.", 0))
    if node is None or any(problem.refused for problem in problems):
        node = Nothing()
    unique = tuple(dict.fromkeys(problems))
    return ParsedQuery(node, tuple(sorted(unique, key=lambda problem: problem.position or 0)))


def _character(text: str, byte: int) -> int:
    """Tantivy counts bytes, people characters."""
    return min(len(text.encode()[:byte].decode(errors="ignore")), len(text))


def _syntax_problems(text: str, errors: Sequence[dict[str, Any]]) -> Iterator[Problem]:
    for error in errors:
        position, message = _character(text, error["pos"]), error["message"]
        if message in _SILENT:
            continue
        if message == _LEADING:
            before = [match.start() for match in _JOINS.finditer(text, 0, position)]
            yield Problem(_MENDED[message], before[-1] if before else position)
        elif message in _MENDED:
            yield Problem(_MENDED[message], position)
        elif text[position : position + 1] == ")":
            yield Problem("This closing parenthesis closes nothing. Take it out.", position, refused=True)
        else:
            rest = text[position : position + 20]
            yield Problem(f"“{rest}” cannot be read here. Put it in quotation marks.", position, refused=True)


class _Reader:
    """Turns Tantivy's tree into ours and notes what is wrong with it."""

    def __init__(self, text: str, exact: bool) -> None:
        self.text = text
        self.exact = exact
        self.problems: list[Problem] = []

    def read(self, tree: dict[str, Any]) -> Node | None:
        """Our node for one of Tantivy's; None where nothing of it can be used."""
        match tree["type"]:
            case "bool":
                return self._group(tree["clauses"])
            case "literal":
                return self._literal(tree)
            case "boost":
                self._note(f"^{tree['boost']:g}", "Weights such as ^2 are not part of this search and were left out.")
                return self.read(tree["underlying"])
            case kind:
                field = tree.get("field")
                if field and field not in FIELDS and field not in DATE_FIELDS:
                    return self._unknown_field(field)
                where = {"regex": "/", "range": "[", "set": "IN", "exists": f"{field}:", "all": "*"}.get(kind, "")
                message = _UNSUPPORTED.get(kind, "This sign is not part of this search. Put it in quotation marks.")
                return self._refuse(where, message)

    def ambiguity(self, tree: dict[str, Any]) -> list[Problem]:
        """`a OR b c OR d` reaches us as four alternatives: fewer ORs were written than joins were read."""
        joins, quoted = _count_ors(tree)
        if joins > len(_OR.findall(self.text)) - quoted:
            message = "It is not clear which words OR joins. Put parentheses around them: (a OR b) (c OR d)."
            return [Problem(message, self.text.find("OR"), refused=True)]
        return []

    def _group(self, clauses: Sequence[tuple[str | None, dict[str, Any]]]) -> Node | None:
        """All must match; neighbours joined by OR are one alternative."""
        parts: list[Node] = []
        either: list[Node] = []
        for occur, tree in [*clauses, (None, None)]:
            if occur != "should" and (joined := _of(Or, either)):
                parts.append(joined)
                either = []
            node = self.read(tree) if tree else None
            if node is None:
                continue
            if occur == "should":
                either.append(node)
            else:
                parts.append(Not(node) if occur == "must_not" else node)
        return _of(And, parts)

    def _literal(self, tree: dict[str, Any]) -> Node | None:
        field, text, quoted = tree["field_name"], tree["phrase"].strip(), tree["delimiter"] != "none"
        if field in DATE_FIELDS:
            return self._date(field, text)
        if field and field not in FIELDS:
            return self._unknown_field(field)
        if not quoted and text in _OPERATORS:
            message = f"{text} joins nothing here and was left out. As a word, write it in small letters."
            self.problems.append(Problem(message, max(self.text.rfind(text), 0)))
            return None
        exact = self.exact or text.startswith("=")
        if not any(character.isalnum() for character in text):
            self._note(text, f"“{text}” has no letter or digit in it and was left out.")
            return None
        if field == "language":
            return self._language(text.removeprefix("="))
        if quoted:
            if tree["prefix"] and len(text.split()[-1]) < MIN_PHRASE_PREFIX:
                return self._refuse(
                    text, f"Give at least {MIN_PHRASE_PREFIX} letters of the last word in “{text}” before the *."
                )
            if tree["slop"] > MOST_STEPS:
                self._note(
                    f"~{tree['slop']}",
                    f"~{tree['slop']} was read as ~{MOST_STEPS}: words may stand so many steps out of place.",
                )
            words = " ".join(_UNWRITABLE.sub(" ", text.removeprefix("=")).split())
            return Phrase(words, field, min(tree["slop"], MOST_STEPS), prefix=tree["prefix"], exact=exact)
        return self._word(text, field, exact)

    def _word(self, text: str, field: str | None, exact: bool) -> Node | None:
        if mistake := _mistake(text, field):
            return self._refuse(text, mistake)
        if text.endswith("*"):
            return Prefix(text.rstrip("*"), field)
        word = _without_edges(text)
        if "?" in word:
            self._note(word, f"The ? in “{word}” stands for no letter. For any ending write a *, for others (a OR b).")
        if word in _OPERATORS or not _PLAIN.fullmatch(word):
            return Phrase(" ".join(_UNWRITABLE.sub(" ", word).split()), field, exact=exact)
        return Word(word, field, exact)

    def _date(self, field: str, text: str) -> Node | None:
        day = timedelta(days=1)
        try:
            first, last = _days(text)
            if field == "before":
                return DateRange(None, first - day)
            return DateRange(last + day, None) if field == "after" else DateRange(first, last)
        except (ValueError, OverflowError):
            advice = "Write 2025, 2025-02 or 2025-02-20."
            return self._refuse(f"{field}:", f"“{text}” after {field}: is no date that can be used. {advice}")

    def _language(self, text: str) -> Node | None:
        code = _LANGUAGE_CODES.get(text.lower(), text.lower())
        if not _LANGUAGE.fullmatch(code) or code.partition("-")[0] not in NAMES:
            advice = "Give a code such as en or es."
            return self._refuse("language:", f"“{text}” after language: is no language. {advice}")
        return Word(code, "language", exact=True)

    def _unknown_field(self, field: str) -> Node:
        fields = [*FIELDS, *DATE_FIELDS]
        like = [ELSEWHERE[field.lower()]] if field.lower() in ELSEWHERE else get_close_matches(field.lower(), fields, 1)
        meant = f" Did you mean {like[0]}:?" if like else ""
        message = (
            f"There is no field “{field}”.{meant} Fields are {', '.join(fields)}. "
            "A colon that belongs to the text needs quotation marks."
        )
        self.problems.append(Problem(message, max(self.text.find(f"{field}:"), 0), refused=True, field=field))
        return Nothing()

    def _refuse(self, where: str, message: str) -> Node:
        self.problems.append(Problem(message, max(self.text.find(where), 0), refused=True))
        return Nothing()

    def _note(self, where: str, message: str) -> None:
        self.problems.append(Problem(message, max(self.text.find(where), 0)))


def _of(kind: type[And | Or], nodes: Sequence[Node]) -> Node | None:
    """These nodes together, each once; one alone stands for itself."""
    once = tuple(dict.fromkeys(nodes))
    return kind(once) if len(once) > 1 else next(iter(once), None)


def _mistake(text: str, field: str | None) -> str:
    """Why a word with signs in it cannot be searched, and what to write; empty where it can."""
    bare = text.lstrip("-!=")
    if text.startswith("!") or (field and text.startswith("-")):
        return f"To leave out what has “{bare}”, write -{f'{field}:' if field else ''}{bare}."
    if '"' in text:
        return f"A quotation mark stands inside “{text}”. Put a space before it."
    if "~" in text:
        return "A ~ and a number stand after a phrase in quotation marks: “two words”~3."
    if _NEAR.fullmatch(_without_edges(text)):
        return f"“{text}” joins nothing here. For words near each other write “two words”~5."
    beginning = text.rstrip("*")
    if "*" in beginning:
        return f"In “{text}” the * does not stand at the end. It can stand only there."
    if beginning == text:
        return ""
    if beginning.startswith("=") and beginning[1:].isalnum():
        advice = f"Write {beginning} or {beginning[1:]}*."
        return f"= and * do not go together: = finds one form alone, * any ending. {advice}"
    if not beginning.isalnum():
        return f"Before the * in “{text}” may stand only letters and digits."
    return f"Give at least {MIN_PREFIX} letters before the * in “{text}”." if len(beginning) < MIN_PREFIX else ""


def _without_edges(text: str) -> str:
    """A word without the signs around it. What is written as a mark on a letter belongs to it (हिन्दी)."""
    held = [place for place, sign in enumerate(text) if category(sign)[0] in "LN"]
    end = held[-1] + 1
    while end < len(text) and category(text[end])[0] == "M":
        end += 1
    return text[held[0] : end]


def _count_ors(tree: dict[str, Any]) -> tuple[int, int]:
    """How many joins by OR the tree holds, and how often OR stands inside its words and phrases."""
    match tree["type"]:
        case "bool":
            below = [_count_ors(child) for _, child in tree["clauses"]]
            occurs = [occur for occur, _ in tree["clauses"]]
            own = sum(one == other == "should" for one, other in pairwise(occurs))
            return own + sum(joins for joins, _ in below), sum(quoted for _, quoted in below)
        case "boost":
            return _count_ors(tree["underlying"])
        case "literal":
            return 0, len(_OR.findall(tree["phrase"])) if tree["phrase"] != "OR" else 0
        case _:
            return 0, 0


def _days(text: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day. ValueError for anything else."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        only = date(year, month, day)
        return only, only
    first = date(year, month or 1, 1)
    last_month = month or 12
    return first, _month_end(date(year, last_month, 1))


def _month_end(first: date) -> date:
    """The last day of the month that begins with `first`."""
    return first.replace(day=monthrange(first.year, first.month)[1])
