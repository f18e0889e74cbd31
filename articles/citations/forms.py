"""The forms in which citations leave, one article or many: by the names that stand in addresses."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from articles.citations.bibtex import bibtex_entry
from articles.citations.csl import csl_item
from articles.citations.reference import Reference
from articles.citations.ris import ris_entry


@dataclass(frozen=True, slots=True)
class Form:
    """A form of citations: its name on pages, its media type, the ending of its files, and how one is written.

    `around` is what stands before all entries, between two and after the last.
    """

    label: str
    media_type: str
    ending: str
    entry: Callable[[Reference], str]
    around: tuple[str, str, str] = ("", "", "")

    def written(self, references: Iterable[Reference]) -> Iterator[str]:
        """The file, piece by piece."""
        first, between, last = self.around
        yield first
        for number, cited in enumerate(references):
            yield (between if number else "") + self.entry(cited)
        yield last


def _json(cited: Reference) -> str:
    return json.dumps(csl_item(cited), ensure_ascii=False)


FORMS = {
    "bibtex": Form("BibTeX", "application/x-bibtex", "bib", bibtex_entry),
    "ris": Form("RIS", "application/x-research-info-systems", "ris", ris_entry),
    "csl-json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", _json, ("[\n", ",\n", "\n]\n")),
}
