"""Readers of article files: from a file's bytes to an ArticleRecord. Needs no settings and no database."""

from dataclasses import replace
from itertools import islice

from articles.importers.encoding import decode
from articles.importers.formats import choose
from articles.importers.json_form import to_json
from articles.importers.language import detect
from articles.importers.lines import Line, split_lines
from articles.importers.record import NO_DEFAULTS, QUOTE_FIELDS, ArticleRecord, Defaults, FieldQuote, UnreadableFile
from articles.quotes import find_quotes_in_fields
from articles.text import fold

__all__ = ["ArticleRecord", "Defaults", "UnreadableFile", "read_article", "to_json"]


def read_article(data: bytes, path: str, defaults: Defaults = NO_DEFAULTS, quotes: bool = True) -> ArticleRecord:
    """The article in a file's bytes; `path` only names it in the record.

    Where the text does not say otherwise the defaults give source, time zone and language. `quotes=False`
    leaves the quotes out, which take most of the time. Raises UnreadableFile, with the reason, when there
    is no article.
    """
    text, warnings = decode(data)
    lines = split_lines(text)
    language = defaults.language or detect(_sample(lines))
    record = choose(lines).read(lines, path, replace(defaults, language=language))
    record.warnings[:0] = warnings
    record.language = record.language or language
    _complete(record, defaults)
    if quotes:
        record.quotes = _quotes(record)
    return record


def _sample(lines: list[Line]) -> str:
    """The running text at the beginning, enough to tell its language by."""
    long = (line.text for line in lines if len(line.text) >= 60)
    return " ".join(islice(long, 8)) or " ".join(line.text for line in lines)


def _complete(record: ArticleRecord, defaults: Defaults) -> None:
    """Fill in what the text does not say, and warn about what nobody knows."""
    record.source = _source(record.source, defaults.source)
    if record.language is None:
        record.warnings.append("The language could not be told from the text.")
    if record.published is None:
        record.warnings.append("No date was found.")


def _source(printed: str | None, default: str | None) -> str | None:
    """The printed source, in the full form of the default where it is short for that (“Courier”)."""
    if printed and default and f" {fold(printed)} " in f" {fold(default)} ":
        return default
    return printed or default


def _quotes(record: ArticleRecord) -> list[FieldQuote]:
    found = find_quotes_in_fields({name: getattr(record, name) for name in QUOTE_FIELDS}, record.language)
    return [FieldQuote(name, quote) for name in QUOTE_FIELDS for quote in found[name]]
