"""Signs of a query text that are punctuation, or a second way to write a join: set right before Tantivy reads the text.

A headline pasted as it stands has colons and dashes that mean nothing to a search. Signs are only blanked or respelt
here; which words, phrases and groups there are, the grammar says.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

_PHRASE = r'"(?:\\.|[^"\\])*"?'
_QUOTED = rf"(?P<quoted>{_PHRASE})"
_BEFORE, _AFTER = r"(?<![^\s(])", r"(?![^\s)])"
_JOIN = r"(?:AND|OR|&&|\|\|)"

_SINGLE = r"(?P<before>(?<![^\s(])(?:[-+=]|\w+:)*)[‘‚](?P<words>[^\s\"\\‘’‚](?:[^\"\\‘‚]*?[^\s\"\\‘‚])??)[’‘](?!\w)"
_FIELD = rf"(?P<before>{_BEFORE}[-+=]*)(?P<name>\w+):(?=[^\s)])"
_EXACT = rf"(?<![^\s(:+-])=(?P<phrase>{_PHRASE})"
_LONE = rf"{_BEFORE}(?!{_JOIN}{_AFTER})(?P<signs>[^\w\s\"'()\[\]{{}}*<>]+){_AFTER}"
_LONG_DASH = rf"{_BEFORE}[\u2010-\u2015\u2212](?=(?P<word>[^\W\d_]\w*))"
_CLOSING = r"(?<=[\")])(?P<signs>[,.;:!?…]+)(?![^\s)])"
_SLOP = r'(?<=")~(?!\d)(?:[-+]\d+)?'
_CLOCK = rf"(?P<hours>{_BEFORE}\d{{1,2}}):(?=\d\d)|{_BEFORE}:(?=[^\s:])"
_DASHES = re.compile(r"[-\u2010-\u2015]+")
_COLON = rf"(?P<name>[^\s:\"()]+):{_AFTER}(?=(?P<digit>\s+\d)?)"
_PLUS = rf"{_BEFORE}\++(?=[^\s+])"
_JOINS = rf"{_BEFORE}(?P<first>{_JOIN})(?P<rest>(?:\s+{_JOIN})+){_AFTER}"
_SPELLINGS = rf"{_BEFORE}(?P<join>&&|\|\|){_AFTER}"
_OR = rf"{_BEFORE}(?:OR|\|\|){_AFTER}"

_DASH_NOTE = "A dash with a space on both sides is punctuation and was left out. To leave out a word, write -word."


@dataclass(slots=True)
class Punctuation:
    """Sets a text right; `notes` says what was left out and at which character of the text as it was written.

    A name before a colon that has no word right after it is a field only if it is one of `fields`, and one of `dates`
    only where a figure follows. An = before a phrase is moved into it: the grammar takes it for a part of its text.
    """

    text: str
    fields: Container[str]
    dates: Container[str]
    notes: list[tuple[str, int]] = field(default_factory=list)
    _grown: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._change(_SINGLE, lambda match: f'{match["before"]}"{match["words"]}"')
        self._change(_FIELD, self._field)
        self._change(_EXACT, lambda match: f'"={match["phrase"][1:]}')
        self._change(_CLOSING, lambda match: " " * len(match["signs"]))
        self._change(_SLOP, self._slop)
        self._change(_LONE, self._lone)
        self._change(_LONG_DASH, self._long_dash)
        self._change(_CLOCK, lambda match: f"{match['hours'] or ''} ")
        self._change(_COLON, self._colon)
        self._change(_PLUS, self._plus)
        self._change(_JOINS, self._joins)
        self._change(_SPELLINGS, self._spelling)

    def written_at(self, position: int) -> int:
        """Where a character of `text` stands in the text as it was written."""
        return position - sum(place < position for place in self._grown)

    def _change(self, pattern: str, change: Callable[[re.Match[str]], str]) -> None:
        """Every match outside quotation marks becomes what `change` makes of it."""
        either = re.compile(f"{_QUOTED}|{pattern}")
        self.text = either.sub(lambda match: change(match) if match["quoted"] is None else match[0], self.text)

    def _field(self, match: re.Match[str]) -> str:
        """A field in capitals, as a device writes the first word. With no word right after it a headline has it so."""
        name = match["name"].lower()
        return f"{match['before']}{name}:" if name in self.fields or name in self.dates else match[0]

    def _slop(self, match: re.Match[str]) -> str:
        self.notes.append(("A ~ without a number after it was left out. Write “two words”~3.", match.start()))
        return " " * len(match[0])

    def _lone(self, match: re.Match[str]) -> str:
        signs = match["signs"]
        note = _DASH_NOTE if _DASHES.fullmatch(signs) else f"“{signs}” has no letter or digit in it and was left out."
        self.notes.append((note, match.start()))
        return " " * len(signs)

    def _long_dash(self, match: re.Match[str]) -> str:
        word = match["word"]
        note = f"“{match[0]}” is punctuation and was left out. To leave out what has “{word}”, write -{word}."
        self.notes.append((note, match.start()))
        return " "

    def _colon(self, match: re.Match[str]) -> str:
        name = match["name"].lstrip("-+=!")
        if name in self.fields or (name in self.dates and match["digit"]):
            return match[0]
        if name in self.dates:
            note = f"No date follows “{name}:”, so “{name}” was read as a word."
        elif name.lower() in self.fields:
            note = f"No word stands right after “{name}:”, so “{name}” was read as a word."
        else:
            note = f"There is no field “{name}”. No word stands right after its colon, so “{name}” was read as a word."
        self.notes.append((note, match.start("name") + len(match["name"]) - len(name)))
        return f"{match['name']} "

    def _plus(self, match: re.Match[str]) -> str:
        """All words must match anyhow, except beside OR."""
        if any(found["quoted"] is None for found in re.finditer(f"{_QUOTED}|{_OR}", self.text)):
            self.notes.append(("Beside OR a + means nothing; it was left out.", match.start()))
        return " " * len(match[0])

    def _joins(self, match: re.Match[str]) -> str:
        note = f"{match['rest'].strip()} stands right after {match['first']} and was left out."
        self.notes.append((note, match.end("first") + 1))
        return match["first"] + " " * len(match["rest"])

    def _spelling(self, match: re.Match[str]) -> str:
        if match["join"] == "||":
            return "OR"
        self._grown.append(match.start() + len(self._grown) + 2)
        return "AND"
