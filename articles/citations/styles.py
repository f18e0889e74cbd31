"""Citations in words, formatted by citeproc-py with our own style files (styles/*.csl).

The official files say much more, for every kind of work, and citeproc-py 0.11 reads them wrongly where newspapers are
concerned: without an author it prints the title twice, and it cuts given names that Chicago and MLA print whole. Ours
say what newspaper articles need, in words that it reads rightly; tests hold them against the guides' rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.citations.csl import csl_item
from articles.citations.reference import Reference

STYLES = {"apa": "APA", "chicago": "Chicago", "mla": "MLA"}
QUOTING = frozenset({"chicago", "mla"})
"""Styles that set the headline in quotation marks; marks in it become single ones."""

_FOLDER = Path(__file__).parent / "styles"
_CITED = ("id", "type", "title", "author", "container-title", "issued", "accessed", "archive", "URL")
_ITALIC, _UPRIGHT = "\ue000", "\ue001"
_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟")
_CLOSING = "”’\"'»)]"
_SINGLE = str.maketrans("“”", "‘’")
_MARKS = SimpleNamespace(preformat=str, Italic=lambda text: f"{_ITALIC}{text}{_UPRIGHT}")
"""What citeproc-py writes: plain text, with marks where italics begin and end."""
_formatting = Lock()
"""citeproc-py keeps what it is at in the style, which is shared."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A citation in one style."""

    name: str
    parts: tuple[tuple[str, bool], ...]
    """Pieces of text; True: in italics."""

    @property
    def text(self) -> str:
        """The citation without its italics."""
        return "".join(text for text, _ in self.parts)

    @property
    def html(self) -> SafeString:
        """The citation for a page."""
        return format_html_join("", "{}{}{}", (self._tagged(*part) for part in self.parts))

    @staticmethod
    def _tagged(text: str, italic: bool) -> tuple[SafeString, str, SafeString]:
        return (SafeString("<i>"), text, SafeString("</i>")) if italic else (SafeString(""), text, SafeString(""))


@lru_cache(maxsize=1000)
def formatted(cited: Reference) -> tuple[Formatted, ...]:
    """The citation in APA, Chicago and MLA. Those asked for last are kept: citeproc-py takes milliseconds for each."""
    return tuple(_format(name, cited) for name in STYLES)


def _format(name: str, cited: Reference) -> Formatted:
    item = {key: value for key, value in csl_item(cited).items() if key in _CITED}
    item["title"] = _sentence(cited.title.translate(_SINGLE) if name in QUOTING else cited.title)
    with _formatting:
        bibliography = CitationStylesBibliography(_style(name), CiteProcJSON([item]), _MARKS)
        bibliography.register(Citation([CitationItem(item["id"])]))
        text = str(bibliography.bibliography()[0])
    return Formatted(STYLES[name], tuple(_parts(text)))


@cache
def _style(name: str) -> Any:
    return CitationStylesStyle(str(_FOLDER / f"{name}.csl"), locale="en-US", validate=False)


def _sentence(title: str) -> str:
    """The title with its full stop, which stands before a closing mark, as American usage has it."""
    bare = title.rstrip(_CLOSING)
    return title if bare.endswith(_ENDS) else f"{bare}.{title[len(bare) :]}"


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    for piece in text.split(_ITALIC):
        italic, mark, upright = piece.rpartition(_UPRIGHT)
        if mark:
            yield italic, True
        if upright:
            yield upright, False
