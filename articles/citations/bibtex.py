"""BibTeX, for LaTeX: an @article with biblatex's date and `newspaper` beside the year and month of old styles."""

import re
from collections.abc import Iterator

from articles.citations.names import Author
from articles.citations.reference import Reference, notes

_SPECIAL = str.maketrans(
    {sign: rf"\{sign}" for sign in "$&%#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}  # \{ would count as a brace that is never closed
)
_LIGATURE = re.compile(r"(?<=(['`,<>-]))(?=\1)|(?<=[?!])(?=`)")
"""Between two signs that TeX would print as another one, as it does '' as ”."""
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex_entry(cited: Reference) -> str:
    """The article as one BibTeX entry in UTF-8, with an empty line after it."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(cited))
    return f"@article{{{cited.key},\n{fields}}}\n\n"


def _fields(cited: Reference) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_escaped(cited.title)}}}}}"
    if cited.authors:
        yield "author", f"{{{' and '.join(_name(one) for one in cited.authors)}}}"
    yield "journal", f"{{{_escaped(cited.source)}}}"
    yield "entrysubtype", "{newspaper}"
    if cited.published:
        yield "date", f"{{{cited.published}}}"
        yield "year", f"{{{cited.published:%Y}}}"
        yield "month", _MONTHS[cited.published.month - 1]
    if cited.language:
        yield "language", f"{{{_escaped(cited.language)}}}"
    if cited.abstract:
        yield "abstract", f"{{{_escaped(cited.abstract)}}}"
    if cited.topics:
        yield "keywords", f"{{{_escaped(', '.join(cited.topics))}}}"
    yield "note", f"{{{_escaped('. '.join([f'Archived at {cited.archive}', *notes(cited)]))}}}"
    yield "url", f"{{{cited.address.translate(_IN_ADDRESS)}}}"
    yield "urldate", f"{{{cited.read_on}}}"


def _name(one: Author) -> str:
    if not one.given:
        return f"{{{_escaped(one.family)}}}"  # braces keep it whole: no first and last name, no “and” in it
    return ", ".join(_escaped(part) for part in (one.family, one.suffix, one.given) if part)


def _escaped(text: str) -> str:
    return _LIGATURE.sub("{}", text.translate(_SPECIAL))
