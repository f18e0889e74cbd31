"""The sample archive is read as it was meant. sample_archive.toml says what a person finds in its files."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from articles.importers import ArticleRecord, Defaults, read_article
from articles.importers.walk import FoundFile, walk

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("sample_archive.toml").read_text())
SHARE_OF_SPEAKERS = 0.65
"""So many of the speakers the quote finder finds at least. Raise it when the finder has learned."""


def read_all() -> dict[str, ArticleRecord]:
    """Every file of the sample archive, by its path there."""
    found = list(walk([FIXTURES], Defaults()))
    files = [file for file in found if isinstance(file, FoundFile)]
    assert files == found
    return {
        Path(file.path).relative_to(FIXTURES).as_posix(): read_article(file.data, file.name, file.defaults)
        for file in files
    }


RECORDS = read_all()


def as_expected(record: ArticleRecord) -> dict[str, Any]:
    """A record in the words of sample_archive.toml, its quotes left out."""
    published = record.published
    form = "%Y-%m-%d" if published and published.precision == "day" else "%Y-%m-%dT%H:%M"
    found = {
        "headline": record.headline,
        "standfirst": record.standfirst,
        "source": record.source,
        "agency": record.agency,
        "place": record.place,
        "authors": record.authors,
        "language": record.language,
        "published": published and published.local.strftime(form),
        "url": record.url,
        "topics": record.topics,
        "photos": [[photo.caption, photo.credit] for photo in record.photos],
        "related_links": [[link.after_paragraph, link.title] for link in record.related_links],
        "corrections": [correction.text for correction in record.corrections],
        "paragraphs": record.body.count("\n\n") + 1,
        "warnings": record.warnings,
    }
    return {name: value for name, value in found.items() if value}


def test_every_file_is_described_and_every_described_file_is_there() -> None:
    assert sorted(RECORDS) == sorted(EXPECTED)


@pytest.mark.parametrize("path", sorted(EXPECTED))
def test_a_file_is_read_as_a_person_reads_it(path: str) -> None:
    expected = {name: value for name, value in EXPECTED[path].items() if name != "speakers"}
    assert as_expected(RECORDS[path]) == expected


def test_the_sample_holds_what_it_is_there_to_show() -> None:
    records = RECORDS.values()
    assert len(records) >= 26
    assert {record.format for record in records} == {"news-page", "wire", "headers", "plain"}
    assert {record.language for record in records} == {"en", "es", "fr", "pt", "de"}
    assert len({record.source for record in records}) == 5
    assert {record.published.time_zone for record in records if record.published} == {"Europe/London", "America/Bogota"}
    assert {record.published.local.year for record in records if record.published} == set(range(2019, 2026))
    addresses = [record.url for record in records if record.url]
    assert len(addresses) - len(set(addresses)) == 1, "one pair of files is two versions of one story"


def test_related_titles_name_stories_of_the_sample_all_but_two() -> None:
    headlines = {record.headline for record in RECORDS.values()}
    titles = {link.title for record in RECORDS.values() for link in record.related_links}
    assert titles - headlines == {
        "La criée de Saint-Aubert fête ses cent ans",
        "Six Ships Turned Away as Strike Enters Second Week",
    }


def test_quotes_have_their_speakers() -> None:
    wrong = []
    total = 0
    for path, expected in EXPECTED.items():
        for words, speaker in expected["speakers"].items():
            total += 1
            quotes = [found.quote for found in RECORDS[path].quotes if found.quote.text.startswith(words)]
            speakers = {quote.speaker for quote in quotes}
            if speaker not in speakers:
                wrong.append(f"{path}: “{words}…” is said by {speaker}, not {speakers or 'found'}")
    share = 1 - len(wrong) / total
    assert share >= SHARE_OF_SPEAKERS, f"{share:.2f} of {total}\n" + "\n".join(wrong)
