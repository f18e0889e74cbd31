"""The command that checks every original."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.archive import save_batch, start_run
from articles.models import Original
from tests.archive.readings import make_reading

pytestmark = pytest.mark.django_db


def test_whole_originals_are_counted() -> None:
    save_batch(start_run([], {}), [make_reading()])
    out = StringIO()
    call_command("verify_originals", stdout=out)
    assert "1 originals are whole, 0 damaged." in out.getvalue()


def test_a_damaged_original_is_named_and_fails_the_command() -> None:
    save_batch(start_run([], {}), [make_reading()])
    original = Original.objects.get()
    original.path.chmod(0o644)
    original.path.write_bytes(b"rot")
    errors = StringIO()
    with pytest.raises(CommandError, match="backup"):
        call_command("verify_originals", stdout=StringIO(), stderr=errors)
    assert original.sha256 in errors.getvalue()
