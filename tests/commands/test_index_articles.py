"""index_articles: what it says and with which status it ends."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import Article
from articles.search import sync
from articles.search.engines import get_engine, reset_engine
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    """What the command prints."""
    printed = StringIO()
    call_command("index_articles", *options, stdout=printed)
    return printed.getvalue()


@pytest.fixture
def on_disk(settings: Settings, tmp_path: Path) -> Path:
    """An index folder, still empty."""
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "tantivy", tmp_path / "index"
    reset_engine()
    return tmp_path / "index"


def test_waiting_changes_are_applied() -> None:
    make_article()
    make_article()
    assert run() == "2 changed articles indexed.\n"
    assert run() == "The index is up to date.\n"


def test_rebuild_says_how_many_articles_and_how_fast() -> None:
    make_article()
    printed = run("--rebuild")
    assert printed.startswith("1 articles indexed in ")
    assert printed.endswith(" a second).\n")
    assert sync.check() == []


def test_lines_of_progress_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()
    monkeypatch.setattr("articles.management.commands.index_articles._LINE_EVERY", 0)
    assert "Indexing: 1 of 1 articles.\n" in run("--rebuild")
    assert "Comparing: 1 of 1 articles.\n" in run("--check")


def test_check_agrees() -> None:
    make_article()
    assert run("--check") == "Index and database agree.\n"


def test_check_names_what_differs_and_fails() -> None:
    changed, missing = make_article(), make_article()
    sync.drain()
    Article.objects.filter(pk=changed.pk).update(status="draft")
    get_engine().apply([], [missing.pk])
    printed = StringIO()
    with pytest.raises(CommandError, match="2 articles differ"):
        call_command("index_articles", "--check", stdout=printed)
    assert printed.getvalue() == (
        f"Article {changed.pk} is not shown by the index as the database has it.\n"
        f"Article {missing.pk} is in the database, but not in the index.\n"
    )


def test_a_long_list_of_differences_is_cut() -> None:
    for _ in range(60):
        make_article()
    sync.drain()
    Article.objects.update(place="Elsewhere")
    printed = StringIO()
    with pytest.raises(CommandError, match="60 articles differ"):
        call_command("index_articles", "--check", stdout=printed)
    assert printed.getvalue().endswith("… and 10 more.\n")


def test_the_first_index_of_a_new_archive_makes_itself(on_disk: Path) -> None:
    make_article()
    assert run() == "1 changed articles indexed.\n"
    assert (on_disk / "current").exists()
    assert run("--check") == "Index and database agree.\n"


def test_a_lost_index_is_told_and_mended(on_disk: Path) -> None:
    make_article()
    run()
    for path in sorted(on_disk.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    reset_engine()
    make_article()
    with pytest.raises(CommandError, match="no search index yet"):
        run()
    with pytest.raises(CommandError, match="no search index yet"):
        run("--check")
    assert run("--rebuild").startswith("2 articles")
    assert run("--check") == "Index and database agree.\n"
    assert run() == "The index is up to date.\n"
