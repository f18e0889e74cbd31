"""Originals: whole or not at all, read back byte for byte."""

import pytest

from articles.archive import held_checksums, read_original, save_batch, start_run
from articles.archive.originals import OriginalDamaged, checksum, place_of, store_original
from articles.models import Article, Original
from tests.archive.readings import make_reading


def test_the_bytes_lie_in_a_file_named_by_their_checksum() -> None:
    data = b"\xff\xfe any bytes \r\n"
    store_original(data, checksum(data))
    place = place_of(checksum(data))
    assert place.read_bytes() == data
    assert place.parent.name == place.name[2:4]
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_held_original_is_never_written_again() -> None:
    store_original(b"one", checksum(b"one"))
    before = place_of(checksum(b"one")).stat()
    store_original(b"one", checksum(b"one"))
    assert place_of(checksum(b"one")).stat().st_mtime_ns == before.st_mtime_ns
    assert before.st_mode & 0o222 == 0


@pytest.mark.django_db
def test_a_changed_or_missing_file_is_noticed() -> None:
    reading = make_reading()
    save_batch(start_run([], {}), [reading])
    original = Original.objects.get()
    assert read_original(original) == reading.data
    original.path.chmod(0o644)
    original.path.write_bytes(b"other")
    with pytest.raises(OriginalDamaged, match="now has the checksum"):
        read_original(original)
    original.path.unlink()
    with pytest.raises(OriginalDamaged, match="cannot be read"):
        read_original(original)


@pytest.mark.django_db
def test_checksums_are_held_while_their_article_is() -> None:
    reading = make_reading()
    save_batch(start_run([], {}), [reading])
    assert set(held_checksums([reading.sha256, "0" * 64])) == {reading.sha256}
    Article.objects.all().delete()
    assert held_checksums([reading.sha256]) == {}
