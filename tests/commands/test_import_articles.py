"""The import command: options, report, exit status, interruption."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles import importing
from articles.archive import import_lock
from articles.models import Article, Import, ImportItem
from articles.search.engine import SearchUnavailable

ROOT = Path(__file__).parents[2]

STORY = """Headline: {headline}
Source: Valley Courier
Date: 3 May 2024, 9:15 am

The river rose again on Monday and flooded the lower meadows near the mill, as it does every year.

“We are ready,” said Marta Soler, the mayor. She has asked the province for two more pumps.
"""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder for article files, beside the archive's own."""
    folder = tmp_path / "stories"
    folder.mkdir()
    return folder


def write_story(folder: Path, name: str, headline: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(STORY.format(headline=headline), encoding="utf-8")


def run_import(*arguments: object, **options: object) -> str:
    out = StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
class TestImport:
    def test_a_folder_becomes_articles_with_quotes_and_speakers(self, stories: Path) -> None:
        write_story(stories, "b.txt", "Second story")
        write_story(stories, "a.txt", "First story")
        assert "2 created, 0 unchanged, 0 updated, 0 rejected" in run_import(stories)
        assert list(ImportItem.objects.values_list("path", flat=True)) == [
            str(stories / "a.txt"),
            str(stories / "b.txt"),
        ]
        quote = Article.objects.get(headline="First story").quotes.get()
        assert quote.speaker
        assert (quote.text, quote.speaker.name) == ("We are ready,", "Marta Soler")
        run = Import.objects.get()
        assert (run.state, run.created) == (Import.State.FINISHED, 2)

    def test_the_second_run_reports_every_file_unchanged(self, stories: Path) -> None:
        write_story(stories, "a.txt", "First story")
        run_import(stories)
        assert "0 created, 1 unchanged" in run_import(stories)
        assert Article.objects.count() == 1

    def test_a_zip_is_a_folder_too(self, stories: Path) -> None:
        with zipfile.ZipFile(stories / "stories.zip", "w") as packed:
            packed.writestr("2024/a.txt", STORY.format(headline="Packed story"))
        run_import(stories / "stories.zip")
        article = Article.objects.get()
        assert article.original_locator == "2024/a.txt"
        assert article.original
        assert article.original.filename == "a.txt"

    def test_rejected_files_are_named_with_their_reason_and_fail_the_command(self, stories: Path) -> None:
        write_story(stories, "good.txt", "Good story")
        (stories / "empty.txt").write_bytes(b"")
        out = StringIO()
        with pytest.raises(CommandError, match="1 file"):
            call_command("import_articles", str(stories), stdout=out, stderr=out)
        assert f"{stories / 'empty.txt'}: " in out.getvalue()
        assert Article.objects.get().headline == "Good story"
        assert ImportItem.objects.get(outcome="rejected").reason

    def test_a_path_that_is_not_there_is_rejected(self, stories: Path) -> None:
        with pytest.raises(CommandError, match="1 file"):
            run_import(stories / "nowhere")

    def test_options_go_before_the_folders_settings(self, stories: Path) -> None:
        write_story(stories, "a.txt", "First story")
        (stories / "newsarchive.toml").write_text('status = "published"\nsample = true\n')
        run_import(stories, status="draft")
        article = Article.objects.get()
        assert (article.status, article.is_sample) == (Article.Status.DRAFT, True)

    def test_a_folder_can_name_withheld_stories(self, stories: Path) -> None:
        write_story(stories, "a.txt", "First story")
        (stories / "newsarchive.toml").write_text('[withheld]\n"a.txt" = "By order of the court."\n')
        run_import(stories)
        article = Article.objects.get()
        assert (article.status, article.withheld_reason) == (Article.Status.WITHHELD, "By order of the court.")

    def test_a_wrong_folder_setting_stops_the_import_before_it_begins(self, stories: Path) -> None:
        write_story(stories, "a.txt", "First story")
        (stories / "newsarchive.toml").write_text('colour = "red"\n')
        with pytest.raises(CommandError, match="colour"):
            run_import(stories)
        assert not Article.objects.exists()

    def test_a_dry_run_tells_and_does_nothing(self, stories: Path, settings: Settings) -> None:
        write_story(stories, "a.txt", "First story")
        assert "Would be: 1 created" in run_import(stories, dry_run=True)
        assert not Article.objects.exists()
        assert not Import.objects.exists()
        assert not Path(settings.ORIGINALS_DIR).exists()

    @pytest.mark.parametrize(
        ("option", "value", "message"),
        [
            ("--time-zone", "Caracas", "is not a time zone"),
            ("--language", "Deutsch", "two or three small letters"),
            ("--source", " ", "give the name of a source"),
            ("--jobs", "0", "a whole number from 1 up"),
            ("--jobs", "two", "a whole number from 1 up"),
        ],
    )
    def test_a_wrong_option_is_named(self, stories: Path, option: str, value: str, message: str) -> None:
        with pytest.raises(CommandError, match=f"{option}.*{message}"):
            run_import(stories, option, value)

    def test_an_index_that_fails_keeps_no_file_out_and_hides_no_rejection(
        self, stories: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> None:
            raise SearchUnavailable("The index is broken.")

        monkeypatch.setattr(importing, "drain", fail)
        monkeypatch.setattr(importing, "BATCH", 1)
        monkeypatch.setattr(importing, "DRAIN_EVERY", 1)
        write_story(stories, "a.txt", "First story")
        write_story(stories, "c.txt", "Second story")
        (stories / "b.txt").write_bytes(b"")
        with pytest.raises(CommandError, match=r"1 file\. What was imported .* not in the index: The index is broken"):
            run_import(stories)
        assert Article.objects.count() == 2
        assert Import.objects.get().state == Import.State.FINISHED

    def test_a_folder_without_files_is_told(self, stories: Path) -> None:
        assert "No files were found" in run_import(stories)

    def test_names_that_are_no_utf_8_are_imported(self, stories: Path) -> None:
        write_story(stories, "a.txt", "First story")
        (stories / "a.txt").rename(stories / os.fsdecode(b"caf\xe9.txt"))
        assert "1 created" in run_import(stories)
        assert ImportItem.objects.get().path == str(stories / "caf\ufffd.txt")

    def test_a_second_import_at_the_same_time_is_refused(self, stories: Path) -> None:
        with import_lock(), pytest.raises(CommandError, match="Another import is running"):
            run_import(stories)

    def test_many_files_are_read_by_processes_in_their_order(self, stories: Path) -> None:
        for number in range(120):
            write_story(stories, f"{number:03}.txt", f"Story number {number}")
        run_import(stories, jobs=2)
        assert list(Article.objects.order_by("id").values_list("headline", flat=True)) == [
            f"Story number {number}" for number in range(120)
        ]


def manage(data_dir: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsarchive.settings",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": f"sqlite:///{data_dir}/archive.sqlite3",
        "SEARCH_URL": f"tantivy://{data_dir}/index",
    }
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_killed_import_leaves_whole_articles_and_the_next_run_carries_on(tmp_path: Path) -> None:
    """The real command on a real database file, killed at random moments, then run to its end."""
    data_dir, folder = tmp_path / "data", tmp_path / "stories"
    data_dir.mkdir()
    for number in range(450):
        write_story(folder, f"{number:04}.txt", f"Story number {number}")
    assert manage(data_dir, "migrate", "--verbosity", "0").wait(60) == 0
    for _ in range(3):
        running = manage(data_dir, "import_articles", "--jobs", "1", str(folder))
        time.sleep(random.uniform(0.8, 2.2))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(10)
        assert broken_articles(data_dir) == 0
    assert manage(data_dir, "import_articles", str(folder)).wait(120) == 0
    assert broken_articles(data_dir) == 0
    assert count(data_dir, "select count(*) from articles_article") == 450
    assert count(data_dir, "select count(*) from articles_searchchange") == 0
    assert manage(data_dir, "verify_originals").wait(60) == 0
    assert manage(data_dir, "index_articles", "--check").wait(60) == 0


def broken_articles(data_dir: Path) -> int:
    """Articles without their quote, their report row or their original's file."""
    rows = query(
        data_dir,
        "select o.sha256, (select count(*) from articles_quote q where q.article_id = a.id),"
        " (select count(*) from articles_importitem i where i.article_id = a.id)"
        " from articles_article a left join articles_original o on o.id = a.original_id",
    )
    originals = data_dir / "originals"
    return sum(
        1
        for sha256, quotes, items in rows
        if not quotes or not items or not (originals / sha256[:2] / sha256[2:4] / sha256).is_file()
    )


def count(data_dir: Path, sql: str) -> int:
    return int(query(data_dir, sql)[0][0])


def query(data_dir: Path, sql: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(data_dir / "archive.sqlite3") as connection:
        return connection.execute(sql).fetchall()
