"""The sample archive is read as it was meant, and comes and goes without a trace.

sample_archive.toml says what a person finds in its files.
"""

import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from articles.importers import ArticleRecord, Defaults, read_article
from articles.importers.walk import FoundFile, walk
from articles.models import Article, Import, ImportItem, Person, RelatedLink, Source
from tests.factories import make_article, make_person, make_quote

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("sample_archive.toml").read_text())
SHARE_OF_SPEAKERS = 0.97
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


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def contents() -> dict[str, list[dict[str, Any]]]:
    """Every row of the archive's own tables, the import reports left out."""
    tables = [model for model in apps.get_app_config("articles").get_models() if model not in (Import, ImportItem)]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in tables}


def originals() -> set[str]:
    """The names of the files that hold originals."""
    return {path.name for path in Path(settings.ORIGINALS_DIR).rglob("*") if path.is_file()}


@pytest.mark.django_db(transaction=True)
class TestInTheArchive:
    """The sample archive imported as `make run` imports it."""

    def test_all_of_it_is_imported_and_marked_as_sample(self) -> None:
        assert "36 created, 0 unchanged, 1 updated, 0 rejected" in run("import_articles", str(FIXTURES))
        assert Article.objects.sample().count() == Article.objects.count() == 36
        assert {source.name for source in Source.objects.all()} == {record.source for record in RECORDS.values()}
        assert len(originals()) == len(RECORDS)

    def test_importing_it_twice_changes_nothing(self) -> None:
        run("import_articles", str(FIXTURES))
        before = contents()
        assert "0 created, 37 unchanged, 0 updated, 0 rejected" in run("import_articles", str(FIXTURES))
        assert contents() == before

    def test_the_later_of_two_versions_is_the_one_that_is_shown(self) -> None:
        run("import_articles", str(FIXTURES))
        ferry = Article.objects.get(url__contains="TW21323")
        assert ferry.headline == "Ferry runs aground off Stannick; all aboard rescued"
        assert {item.path.rpartition("-")[2] for item in ferry.import_items.all()} == {"1.txt", "2.txt"}

    def test_the_undated_story_is_a_draft_and_the_withheld_one_has_its_reason(self) -> None:
        run("import_articles", str(FIXTURES))
        assert [article.headline for article in Article.objects.undated()] == ["La mujer que despierta a la sierra"]
        (withheld,) = Article.objects.withheld()
        assert "Second Civil Court" in withheld.withheld_reason
        assert Article.objects.public().count() == 34

    def test_related_links_find_their_stories(self) -> None:
        run("import_articles", str(FIXTURES))
        assert RelatedLink.objects.filter(target=None).count() == 2
        assert RelatedLink.objects.exclude(target=None).count() >= 15

    def test_people_are_quoted_by_several_sources(self) -> None:
        run("import_articles", str(FIXTURES))
        president = Person.objects.get(name="Graciela Ibarrondo")
        assert len(set(president.quotes.values_list("article__source", flat=True))) >= 3

    def test_removing_it_leaves_the_archive_as_it_was(self) -> None:
        own = make_article(body="“We shall see,” said Graciela Ibarrondo.")
        make_quote(own, "We shall see,", make_person(name="Graciela Ibarrondo"))
        before, files = contents(), originals()
        run("import_articles", str(FIXTURES))
        assert contents() != before
        assert "Removed: 36 articles" in run("remove_sample", "--no-input")
        assert contents() == before
        assert originals() == files
        assert not ImportItem.objects.exists()
