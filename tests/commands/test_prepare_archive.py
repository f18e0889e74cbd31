"""Preparing a start: everything the first time, nothing the second."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from articles.management.commands import prepare_archive
from articles.models import Article, Import, SearchChange
from articles.search.engine import Filters, SearchRequest
from articles.search.engines import get_engine
from articles.search.storage import FolderStorage
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def static_folder(settings: Settings, tmp_path: Path) -> Path:
    """A style sheet of ours, and an empty place to collect it into."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body { color: black }" * 50)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return source


@pytest.fixture(autouse=True)
def samples(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """One sample article."""
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "river.txt").write_text("The river rises\n\nMarch 4, 2024\nThe river rose for a third day.\n")
    monkeypatch.setattr(prepare_archive, "SAMPLES", folder)
    return folder


def prepare(*options: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("prepare_archive", *options, stdout=out)
    return out.getvalue()


def test_the_first_start_makes_an_editor_and_shows_the_password_once() -> None:
    assert "Password (shown this once): " in prepare()
    assert User.objects.get().username == "editor"
    assert "Password" not in prepare()
    assert User.objects.count() == 1


def test_no_editor_is_made_where_somebody_keeps_the_archive_already() -> None:
    User.objects.create_user("ana", is_staff=True)
    prepare()
    assert [user.username for user in User.objects.all()] == ["ana"]


def test_an_account_that_cannot_enter_the_admin_is_no_editor() -> None:
    User.objects.create_user("old", is_staff=True, is_active=False)
    assert "Password" in prepare()


def test_a_new_archive_gets_the_samples_once() -> None:
    assert "Importing the sample articles" in prepare()
    assert Article.objects.get().headline == "The river rises"
    Article.objects.all().delete()
    assert "sample" not in prepare()
    assert not Article.objects.exists()


def test_samples_can_be_left_out() -> None:
    assert "sample" not in prepare("--no-samples")
    assert not Article.objects.exists()


def test_an_archive_in_use_gets_no_samples() -> None:
    make_article()
    assert "sample" not in prepare()


@pytest.mark.parametrize("state", [Import.State.RUNNING, Import.State.INTERRUPTED])
def test_an_interrupted_import_of_the_samples_is_taken_up_again(samples: Path, state: Import.State) -> None:
    make_article()
    Import.objects.create(started_at=timezone.now(), paths=[str(samples)], state=state)
    assert "Importing the sample articles" in prepare()
    assert "sample" not in prepare()


def test_an_interrupted_import_of_other_files_brings_no_samples() -> None:
    Import.objects.create(started_at=timezone.now(), paths=["news"], state=Import.State.INTERRUPTED)
    assert "sample" not in prepare()


def test_the_index_is_built_where_there_is_none_and_kept_where_there_is(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    prepare()
    shutil.rmtree(tmp_path / "index")
    assert "Building the search index" in prepare()
    assert get_engine().search(SearchRequest(Filters(visible_at=None))).total == 1
    assert "index" not in prepare()


def test_an_index_of_another_version_is_built_anew(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    storage = FolderStorage(tmp_path / "index")
    storage.use(storage.create())
    (tmp_path / "index" / storage.current() / "schema").write_text("of old")
    assert "Building the search index" in prepare()
    assert get_engine().search(SearchRequest(Filters(visible_at=None))).total == 1


def test_what_waits_for_the_index_is_applied() -> None:
    prepare()
    article = make_article()
    SearchChange.objects.enqueue([article.pk])
    prepare()
    assert not SearchChange.objects.exists()


def test_static_files_are_named_by_content_and_compressed(tmp_path: Path) -> None:
    prepare()
    names = {path.name.split(".")[-1] for path in (tmp_path / "collected").glob("site.????????????.css*")}
    assert names == {"css", "gz", "br"}


def test_static_files_are_collected_again_only_when_they_changed(static_folder: Path) -> None:
    assert "static files" in prepare()
    assert "static files" not in prepare()
    (static_folder / "site.css").write_text("body { color: white }")
    assert "static files" in prepare()


@pytest.mark.django_db(transaction=True)
def test_tables_are_brought_up_to_date() -> None:
    assert "database" not in prepare()
    missing = ("admin", "0003_logentry_add_action_flag_choices")  # changes no table, so it can be applied twice
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(*missing)
    assert "Setting up the database" in prepare()
    assert missing in recorder.applied_migrations()


def test_a_start_with_nothing_to_do_says_nothing() -> None:
    prepare()
    assert prepare() == ""
