"""RIS, the form that reference managers share (RIS specification of 2011; type NEWS)."""

from collections.abc import Iterator

from articles.citations.reference import Reference, notes


def ris_entry(cited: Reference) -> str:
    """The article as one RIS record with its empty line; lines end as the specification asks."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _lines(cited) if value or tag == "ER") + "\r\n"


def _lines(cited: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", cited.key
    yield "TI", cited.title
    for author in cited.authors:
        yield "AU", author.listed
    yield "T2", cited.source
    if cited.published:
        yield "PY", f"{cited.published:%Y}"
        yield "DA", f"{cited.published:%Y/%m/%d}"
    yield "LA", cited.language
    yield "AB", cited.abstract
    for topic in cited.topics:
        yield "KW", topic
    for note in notes(cited):
        yield "N1", note
    yield "DB", cited.archive
    yield "UR", cited.address
    yield "Y2", f"{cited.read_on:%Y/%m/%d}"
    yield "ER", ""
