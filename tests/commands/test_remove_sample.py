"""`manage.py remove_sample`: the sample goes, the archive stays."""

import builtins
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone
from pytest_django import Settings
from reversion.models import Revision, Version

from articles.archive import import_lock, save_batch, start_run
from articles.archive.fill import SavingOptions
from articles.archive.merging import merge, undo
from articles.archive.samples import RemovedSample, remove_sample
from articles.models import (
    Article,
    ImportItem,
    Original,
    Person,
    Photo,
    Quote,
    RelatedLink,
    SearchChange,
    Source,
    Topic,
)
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.sync import drain
from tests.archive.readings import make_field_quote, make_reading, make_record
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLE = SavingOptions(is_sample=True)


def rows() -> dict[str, int]:
    """How many rows every table of the archive has."""
    tables = (Article, Quote, Person, Source, Topic, Photo, RelatedLink, Original, ImportItem)
    return {table.__name__: table._default_manager.count() for table in tables}


def files() -> list[Path]:
    """The originals that lie in their folder."""
    return sorted(path for path in Path(site.ORIGINALS_DIR).rglob("*") if path.is_file())


def run_command(*arguments: str) -> str:
    out = StringIO()
    call_command("remove_sample", *arguments, stdout=out)
    return out.getvalue()


def import_own() -> None:
    """An article of the archive's own, with a speaker, a topic and an original."""
    record = make_record(quotes=[make_field_quote()], topics=["Floods"])
    save_batch(start_run(["own"], {}), [make_reading(record)])


def import_sample() -> None:
    """Two sample articles: one shares source, topic and speaker with the archive's own, one has its own."""
    shared = make_record(
        headline="River falls", path="two.txt", quotes=[make_field_quote()], topics=["Floods", "Rivers"]
    )
    other = make_record(
        headline="Bell tolls",
        path="three.txt",
        source="Sample Gazette",
        agency="Sample Wire",
        quotes=[make_field_quote(speaker="Ines Sample")],
    )
    save_batch(start_run(["sample"], {}), [make_reading(record, options=SAMPLE) for record in (shared, other)])


def test_the_sample_and_what_only_it_used_are_removed_and_counted() -> None:
    import_own()
    before, kept_files = rows(), files()
    import_sample()
    assert rows()["Article"] == 3
    assert remove_sample() == RemovedSample(articles=2, people=1, sources=2, topics=1, originals=2)
    assert rows() == before
    assert files() == kept_files
    assert not Person.objects.filter(name="Ines Sample").exists()


def test_people_sources_and_topics_that_nobody_uses_stay() -> None:
    make_person()
    make_source()
    make_topic()
    before = rows()
    import_sample()
    remove_sample()
    assert rows() == before


def test_an_original_that_another_article_came_from_stays() -> None:
    import_own()
    import_sample()
    original = Original.objects.get(items__path="two.txt")
    Article.objects.filter(headline="River rises again").update(original=original)
    remove_sample()
    assert Original.objects.filter(pk=original.pk).exists()
    assert original.path.exists()


def test_every_original_of_an_updated_sample_article_is_removed() -> None:
    run = start_run(["sample"], {})
    for body in ("The first version.", "The second version, longer."):
        save_batch(run, [make_reading(make_record(body=body), options=SAMPLE)])
    assert (Article.objects.count(), len(files())) == (1, 2)
    remove_sample()
    assert (Original.objects.count(), files()) == (0, [])


def test_the_report_of_a_mixed_import_keeps_its_other_lines_and_counts_them() -> None:
    run = start_run(["mixed"], {})
    own, sample = make_record(), make_record(headline="Bell tolls", path="two.txt")
    save_batch(run, [make_reading(own), make_reading(sample, options=SAMPLE)])
    remove_sample()
    run.refresh_from_db()
    assert [item.path for item in run.items.all()] == ["one.txt"]
    assert run.created == 1


def test_the_next_start_does_not_bring_the_sample_back(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("prepare_archive", stdout=StringIO())
    assert Article.objects.sample().exists()
    run_command("--no-input")
    call_command("prepare_archive", stdout=StringIO())
    assert not Article.objects.exists()


def test_links_from_other_articles_lose_their_target_and_keep_their_title() -> None:
    import_sample()
    sample = Article.objects.get(headline="Bell tolls")
    link = RelatedLink.objects.create(article=make_article(), title=sample.headline, target=sample)
    remove_sample()
    link.refresh_from_db()
    assert (link.title, link.target) == ("Bell tolls", None)


def test_quotes_of_a_kept_person_elsewhere_stay() -> None:
    import_sample()
    person = Person.objects.get(name="Ines Sample")
    quote = make_quote(make_article(body="“Yes,” said Ines Sample."), "Yes,", person)
    remove_sample()
    quote.refresh_from_db()
    assert quote.speaker == person


def test_pictures_of_the_sample_are_removed() -> None:
    import_sample()
    photo = Photo(article=Article.objects.get(headline="Bell tolls"))
    photo.image.save("bell.png", ContentFile(b"png"))
    path = Path(photo.image.path)
    remove_sample()
    assert not path.exists()


def test_the_history_of_the_sample_goes_and_that_of_other_articles_stays() -> None:
    import_sample()
    own = make_article()
    for records in (Article.objects.sample(), [own], [own, Article.objects.sample()[0]]):
        revision = Revision.objects.create(date_created=timezone.now())
        for record in records:
            Version.objects.create(
                revision=revision,
                content_type=ContentType.objects.get_for_model(Article),
                object_id=str(record.pk),
                db=DEFAULT_DB_ALIAS,
                format="json",
                serialized_data="[]",
            )
    remove_sample()
    kept = [{version.object_id for version in revision.version_set.all()} for revision in Revision.objects.all()]
    assert len(kept) == 2
    assert all(str(own.pk) in ids for ids in kept)


def found_by_search() -> int:
    """How many articles the index holds, hidden ones too."""
    return get_engine().search(SearchRequest(Filters(visible_at=None))).total


def test_the_search_index_forgets_the_sample() -> None:
    make_article()
    import_sample()
    drain()
    assert found_by_search() == 3
    run_command("--no-input")
    assert found_by_search() == 1
    assert not SearchChange.objects.exists()


def test_an_index_that_cannot_be_written_is_told_and_kept_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    import_sample()
    drain()
    ids = set(Article.objects.values_list("pk", flat=True))

    def fail(*_: object) -> None:
        raise SearchUnavailable("The disk is full.")

    monkeypatch.setattr(get_engine(), "apply", fail)
    with pytest.raises(CommandError, match="index is not up to date: The disk is full"):
        run_command("--no-input")
    assert not Article.objects.exists()
    assert set(SearchChange.objects.values_list("article_id", flat=True)) == ids


def test_a_failure_half_way_removes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import_sample()
    before, held = rows(), files()

    def fail(_originals: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("articles.archive.samples._remove_originals", fail)
    with pytest.raises(OSError, match="disk"):
        remove_sample()
    assert rows() == before
    assert files() == held


def test_the_command_asks_and_a_no_keeps_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    import_sample()
    before = rows()
    monkeypatch.setattr(builtins, "input", lambda: "")
    assert "Nothing was removed." in run_command()
    assert rows() == before
    monkeypatch.setattr(builtins, "input", lambda: "y")
    assert "Removed: 2 articles, 2 people, 3 sources, 2 topics, 2 originals." in run_command()
    assert not Article.objects.exists()


def test_the_command_does_not_wait_where_nobody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    import_sample()

    def nobody() -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", nobody)
    with pytest.raises(CommandError, match="--no-input"):
        run_command()
    assert Article.objects.exists()


def test_the_command_says_when_there_is_no_sample() -> None:
    make_article()
    assert run_command("--no-input") == "The archive holds no sample articles.\n"
    assert Article.objects.count() == 1


def test_the_command_waits_for_no_running_import() -> None:
    import_sample()
    with import_lock(), pytest.raises(CommandError, match="Another import is running"):
        run_command("--no-input")
    assert Article.objects.exists()


def test_the_command_needs_no_answer_with_no_input(monkeypatch: pytest.MonkeyPatch) -> None:
    import_sample()

    def asked(*_args: Any) -> str:
        pytest.fail("it asked")

    monkeypatch.setattr(builtins, "input", asked)
    assert "Removed: 2 articles" in run_command("--no-input")


@pytest.mark.parametrize("sample_stays", [True, False])
def test_a_record_that_stands_for_one_of_the_archives_own_stays(sample_stays: bool) -> None:
    """It has nothing but the sample's since the merge; the editor's record of that name is the archive's."""
    import_sample()
    pairs = [
        (Person.objects.get(name="Ines Sample"), make_person()),
        (Source.objects.get(name="Sample Gazette"), make_source()),
        (Topic.objects.get(name="Rivers"), make_topic()),
    ]
    kept = [merge(*(pair if sample_stays else pair[::-1]), None).kept_id for pair in pairs]
    remove_sample()
    assert not Article.objects.exists()
    for pk, (record, _) in zip(kept, pairs, strict=True):
        assert type(record)._default_manager.filter(pk=pk).exists()


def test_a_merge_that_is_undone_or_only_of_the_sample_keeps_nothing() -> None:
    import_own()
    before = rows()
    import_sample()
    ines = Person.objects.get(name="Ines Sample")
    undo(merge(ines, make_person(name="Ana Own"), None), None)
    other = make_person(name="Ines Sample Lobo")
    make_quote(Article.objects.sample()[0], "Rain", other)
    merge(ines, other, None)
    remove_sample()
    assert rows() == before | {"Person": before["Person"] + 1}
    assert not Person.objects.filter(name="Ines Sample").exists()
