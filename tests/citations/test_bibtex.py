"""BibTeX, read back by bibtexparser."""

from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from articles.citations.bibtex import bibtex_entry
from articles.citations.forms import FORMS
from articles.citations.reference import Reference
from tests.citations.references import KING, ROSA, WIRE, headlines, make_reference, odd_lines


def entries(text: str) -> list[Any]:
    """The entries a parser finds; it must find nothing wrong."""
    library = parse_string(text)
    assert not library.failed_blocks
    return list(library.entries)


def latex() -> LatexDecodingMiddleware:
    """What LaTeX prints, as pylatexenc knows it; with signs that it does not know or gives in another shape."""
    known = get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~"}
    macros = [MacroTextSpec(name, sign) for name, sign in signs.items()]
    known.add_context_category("signs", prepend=True, macros=macros)
    return LatexDecodingMiddleware(decoder=LatexNodes2Text(latex_context=known, keep_braced_groups=False))


def test_a_newspaper_article() -> None:
    cited = make_reference(authors=(ROSA, KING, WIRE), agency="Wire and Press", url="https://valley.example/a_b%20c")
    (entry,) = entries(bibtex_entry(cited))
    assert (entry.entry_type, entry.key) == ("article", "council-approves-plan-2024-03-04")
    assert {name: field.value for name, field in entry.fields_dict.items()} == {
        "title": "{Council approves plan}",
        "author": "Perez, Rosa María and King, Jr., Martin Luther and {Wire and Press}",
        "journal": "The Valley Courier",
        "entrysubtype": "newspaper",
        "date": "2024-03-04",
        "year": "2024",
        "month": "mar",
        "language": "en",
        "note": r"Archived at News Archive. Agency: Wire and Press. Published at: https://valley.example/a\_b\%20c",
        "url": "https://archive.example/2024/03/04/council-approves-plan/",
        "urldate": "2026-11-24",
    }


def test_what_is_not_known_is_left_out() -> None:
    (entry,) = entries(bibtex_entry(make_reference(authors=(), language="")))
    assert {"author", "language", "abstract", "keywords"}.isdisjoint(entry.fields_dict)


def test_topics_and_standfirst_are_there() -> None:
    (entry,) = entries(bibtex_entry(make_reference(topics=("Water", "R&D"), abstract="50% more")))
    assert entry["keywords"] == r"Water, R\&D"
    assert entry["abstract"] == r"50\% more"


def test_an_address_stays_as_it_is_but_for_what_would_end_the_field() -> None:
    (entry,) = entries(bibtex_entry(make_reference(address="https://a.example/50%25_{x}&y=#z")))
    assert entry["url"] == "https://a.example/50%25_%7Bx%7D&y=#z"


@given(headlines, odd_lines)
@example("}", "{")
@example("''", "--")
@example("``Stop'' --- and << go >>?`", "!`")
@example("100% {of} $5 \\end{it}", "\\")
def test_no_headline_breaks_it_and_latex_prints_it_as_it_is(title: str, abstract: str) -> None:
    text = bibtex_entry(make_reference(title=title, abstract=abstract))
    (entry,) = parse_string(text, append_middleware=[latex()]).entries
    assert entry["title"].replace(" ", "") == title.replace(" ", "")


@given(st.lists(headlines, max_size=4))
def test_a_list_holds_every_entry(titles: list[str]) -> None:
    references = [make_reference(key=f"story-{number}", title=title) for number, title in enumerate(titles)]
    assert len(entries(written(references))) == len(titles)


def written(references: list[Reference]) -> str:
    """The file."""
    return "".join(FORMS["bibtex"].written(references))


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_the_abbreviations_that_styles_know(number: int) -> None:
    published = make_reference().published
    assert published
    (entry,) = entries(bibtex_entry(make_reference(published=published.replace(month=number))))
    assert (
        parse_string(
            bibtex_entry(make_reference(published=published.replace(month=number))),
            append_middleware=[MonthIntMiddleware()],
        ).entries[0]["month"]
        == number
    )
    assert entry["date"] == f"2024-{number:02}-04"
