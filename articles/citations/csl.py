"""CSL-JSON, the form of citation processors (https://docs.citationstyles.org/)."""

from datetime import date
from typing import Any

from articles.citations.names import Author
from articles.citations.reference import Reference, notes


def csl_item(cited: Reference) -> dict[str, Any]:
    """The article as an item of CSL-JSON, ready for `json.dumps`; what is not known is left out."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [_name(one) for one in cited.authors],
        "container-title": cited.source,
        "issued": _date(cited.published),
        "accessed": _date(cited.read_on),
        "archive": cited.archive,
        "URL": cited.address,
        "language": cited.language,
        "abstract": cited.abstract,
        "keyword": ", ".join(cited.topics),
        "note": "\n".join(notes(cited)),
    }
    return {name: value for name, value in item.items() if value}


def _name(one: Author) -> dict[str, str]:
    if not one.given:
        return {"literal": one.family}
    parts = {"family": one.family, "given": one.given, "suffix": one.suffix}
    return {name: part for name, part in parts.items() if part}


def _date(day: date | None) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}
