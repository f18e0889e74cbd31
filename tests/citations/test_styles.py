"""Citations in words, held against the examples and rules of the three guides."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from citeproc import CitationStylesStyle
from hypothesis import given

from articles.citations import styles
from articles.citations.names import Author
from articles.citations.styles import STYLES, formatted
from tests.citations.references import ANA, KING, ROSA, WIRE, headlines, make_reference

ADDRESS = "https://archive.example/2024/03/04/council-approves-plan/"
FOURTH = Author("Soto", "Luz")


def texts(**fields: object) -> dict[str, str]:
    """The citation by the name of its style."""
    return {one.name: one.text for one in formatted(make_reference(**fields))}


def test_one_author() -> None:
    """APA 10.1, Chicago 14.191 and 14.194, MLA 5.31 and the template of containers."""
    assert texts() == {
        "APA": "Perez, R. M. (2024, March 4). Council approves plan. The Valley Courier. News Archive. "
        f"Retrieved November 24, 2026, from {ADDRESS}",
        "Chicago": "Perez, Rosa María. “Council approves plan.” The Valley Courier, March 4, 2024. "
        f"Archived at News Archive. Accessed November 24, 2026. {ADDRESS}.",
        "MLA": "Perez, Rosa María. “Council approves plan.” The Valley Courier, 4 Mar. 2024. "
        f"News Archive, {ADDRESS}. Accessed 24 Nov. 2026.",
    }


@pytest.mark.parametrize(
    ("authors", "apa", "chicago", "mla"),
    [
        ((ROSA, ANA), "Perez, R. M., & Ruiz, A. J. (", "Perez, Rosa María, and Ana J. Ruiz. “", None),
        (
            (ROSA, ANA, FOURTH),
            "Perez, R. M., Ruiz, A. J., & Soto, L. (",
            "Perez, Rosa María, Ana J. Ruiz, and Luz Soto. “",
            "Perez, Rosa María, et al. “",
        ),
        ((WIRE,), "Wire and Press. (", "Wire and Press. “", None),
        ((KING,), "King, M. L., Jr. (", "King, Martin Luther, Jr. “", None),
        ((Author("de la Cruz", "Ana"),), "de la Cruz, A. (", "de la Cruz, Ana. “", None),
    ],
)
def test_authors(authors: tuple[Author, ...], apa: str, chicago: str, mla: str | None) -> None:
    """APA initials every given name; Chicago and MLA print them whole and turn the first author only."""
    found = texts(authors=authors)
    assert found["APA"].startswith(apa)
    assert found["Chicago"].startswith(chicago)
    assert found["MLA"].startswith(mla or chicago)


def test_many_authors() -> None:
    """APA lists up to twenty; Chicago lists up to ten, of more the first seven."""
    assert texts(authors=(ROSA,) * 20)["APA"].count("Perez") == 20
    assert "Perez, R. M., … Ruiz, A. J. (2024" in texts(authors=(ROSA,) * 20 + (ANA,))["APA"]
    assert texts(authors=(ROSA,) * 20 + (ANA,))["APA"].count("Perez") == 19
    assert texts(authors=(ROSA,) * 10)["Chicago"].count("Perez") == 10
    chicago = texts(authors=(ROSA,) * 11)["Chicago"]
    assert chicago.count("Perez") == 7
    assert "Rosa María Perez, et al. “" in chicago


def test_no_author() -> None:
    """APA 9.12: the title takes the place; Chicago 14.199: the newspaper; MLA: nothing. Nothing stands there twice."""
    found = texts(authors=())
    assert found["APA"].startswith("Council approves plan. (2024, March 4). The Valley Courier. News Archive.")
    assert found["Chicago"].startswith("The Valley Courier. “Council approves plan.” March 4, 2024. Archived")
    assert found["MLA"].startswith("“Council approves plan.” The Valley Courier, 4 Mar. 2024. News")


@pytest.mark.parametrize(
    ("title", "apa", "quoted"),
    [
        ("Who pays?", "Who pays? The Valley", "“Who pays?” The Valley"),
        ("It “rains”", "It “rains.” The Valley", "“It ‘rains.’” The Valley"),
        ("He said “no.”", "He said “no.” The Valley", "“He said ‘no.’” The Valley"),
        ("And then…", "And then… The Valley", "“And then…” The Valley"),
        ("The mayor’s plan", "The mayor’s plan. The Valley", "“The mayor’s plan.” The Valley"),
    ],
)
def test_headlines_end_once_and_marks_in_marks_are_single(title: str, apa: str, quoted: str) -> None:
    found = texts(title=title)
    assert apa in found["APA"]
    assert quoted in found["Chicago"]
    assert quoted in found["MLA"]


@pytest.mark.parametrize(
    ("month", "mla"),
    list(
        enumerate(["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."], 1)
    ),
)
def test_months_as_the_mla_shortens_them(month: int, mla: str) -> None:
    assert f", 4 {mla} 2024." in texts(published=date(2024, month, 4))["MLA"]


def test_newspaper_and_archive_are_in_italics_where_the_guides_want_them() -> None:
    html = {one.name: one.html for one in formatted(make_reference(title="A <b> & c"))}
    assert all("<i>The Valley Courier</i>" in text for text in html.values())
    assert [name for name, text in html.items() if "<i>News Archive</i>" in text] == ["MLA"]
    assert all("A &lt;b&gt; &amp; c." in text for text in html.values())


@given(headlines)
def test_no_headline_breaks_them(title: str) -> None:
    single = title.replace("“", "‘").replace("”", "’")
    for one in formatted(make_reference(title=title)):
        bare = single if one.name != "APA" else title
        assert bare.rstrip("”’\"'»)].") in one.text


def test_the_style_files_are_what_the_language_of_citation_styles_allows() -> None:
    for name in STYLES:
        CitationStylesStyle(str(Path(styles.__file__).parent / "styles" / f"{name}.csl"), validate=True)  # warns if not


def test_a_style_is_read_once() -> None:
    formatted(make_reference())
    before = styles._style.cache_info().misses  # noqa: SLF001
    formatted(replace(make_reference(), title="Another"))
    assert styles._style.cache_info().misses == before  # noqa: SLF001
