"""Imports in the admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.admin import imports
from articles.archive import start_run
from articles.models import Import, ImportItem
from tests.admin.pages import change_url, list_url
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Import:
    """Four files: one good, one doubtful, one good, one rejected."""
    now = timezone.now()
    run = Import.objects.create(
        started_at=now - timedelta(seconds=3725),
        finished_at=now,
        state="finished",
        paths=["inbox"],
        created=3,
        rejected=1,
    )
    article = make_article(headline="Pier closed")
    for path, outcome, reason, warnings in (
        ("a.txt", "created", "", []),
        ("b.txt", "created", "", ["No date was found."]),
        ("c.txt", "updated", "", []),
        ("d.txt", "rejected", "The file is empty.", []),
    ):
        held = article if outcome == "created" else None
        ImportItem.objects.create(run=run, path=path, outcome=outcome, reason=reason, warnings=warnings, article=held)
    return run


def test_the_list_tells_state_counts_and_time(editor: Client, run: Import) -> None:
    page = editor.get(list_url("import")).content.decode()
    for told in ("Finished", "1:02:05", "inbox"):
        assert told in page
    assert run.state == "finished"


def test_a_run_shows_its_rejected_files_then_the_doubtful_ones(editor: Client, run: Import) -> None:
    response = editor.get(change_url("import", run.pk))
    assert [file["path"] for file in response.context["rejected"]] == ["d.txt"]
    assert [file["path"] for file in response.context["unsure"]] == ["b.txt"]
    page = response.content.decode()
    assert page.index("The file is empty.") < page.index("No date was found.") < page.index("Pier closed")


def test_more_files_than_are_shown_are_told(editor: Client, run: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_ITEMS", 1)
    assert "the list of all files" in editor.get(change_url("import", run.pk)).content.decode()


def test_a_run_without_trouble_says_so(editor: Client) -> None:
    run = Import.objects.create(started_at=timezone.now())
    page = editor.get(change_url("import", run.pk)).content.decode()
    assert "No file was rejected." in page
    assert "still running" in page


def test_all_files_of_a_run_are_listed_the_rejected_first(editor: Client, run: Import) -> None:
    other = Import.objects.create(started_at=timezone.now(), state="interrupted")
    ImportItem.objects.create(run=other, path="z.txt", outcome="unchanged")
    response: Any = editor.get(list_url("importitem"), {"run": run.pk})
    assert [item.path for item in response.context["cl"].result_list] == ["d.txt", "a.txt", "b.txt", "c.txt"]
    response = editor.get(list_url("importitem"), {"outcome__exact": "unchanged"})
    assert [item.path for item in response.context["cl"].result_list] == ["z.txt"]


def test_the_list_of_files_costs_the_same_for_many(editor: Client, run: Import, django_assert_num_queries: Any) -> None:
    address = f"{list_url('importitem')}?run={run.pk}"
    editor.get(address)
    # session · user · two of rights · count · files · filter: imports
    with django_assert_num_queries(7):
        editor.get(address)
    for number in range(10):
        ImportItem.objects.create(run=run, path=f"{number}.txt", outcome="created", article=make_article())
    with django_assert_num_queries(7):
        editor.get(address)


def test_nobody_changes_an_import(superuser: Client, run: Import) -> None:
    assert superuser.post(change_url("import", run.pk), {"state": "running"}).status_code == 403
    assert superuser.get(f"/admin/articles/import/{run.pk}/delete/").status_code == 403
    assert superuser.get("/admin/articles/import/add/").status_code == 403


def test_somebody_without_rights_sees_nothing(reader: Client, run: Import) -> None:
    assert reader.get(list_url("import")).status_code == 403
    assert reader.get(change_url("import", run.pk)).status_code == 403
    assert reader.get(list_url("importitem")).status_code == 403


def test_an_imports_options_are_told_in_words(editor: Client) -> None:
    run = start_run(["stories"], {"source": None, "language": "es", "time_zone": None, "jobs": 0, "dry_run": False})
    text = editor.get(change_url("import", run.pk)).content.decode()
    assert "language: es" in text
    assert "None" not in text
    assert "jobs" not in text


def test_a_failed_file_is_set_aside_and_no_other(editor: Client, reader: Client, run: Import) -> None:
    data = {"action": "set_aside", "_selected_action": list(run.items.values_list("pk", flat=True))}
    assert reader.post(list_url("importitem"), data).status_code == 403
    failed = {"review": "failed"}
    assert [item.path for item in editor.get(list_url("importitem"), failed).context["cl"].result_list] == ["d.txt"]
    editor.post(list_url("importitem"), data)
    assert not editor.get(list_url("importitem"), failed).context["cl"].result_list
    assert [(item.path, str(item.reviewed_by)) for item in run.items.exclude(review="")] == [("d.txt", "elena")]
