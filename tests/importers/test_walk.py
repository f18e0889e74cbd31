import io
import os
import tarfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.importers import packed
from articles.importers.encoding import LARGEST_FILE
from articles.importers.folder import FolderError
from articles.importers.record import NO_DEFAULTS, Defaults
from articles.importers.walk import FoundFile, RejectedFile, count_files, walk


def files(*paths: Path) -> list[FoundFile]:
    return [found for found in walk(paths, NO_DEFAULTS) if isinstance(found, FoundFile)]


def rejected(*paths: Path) -> dict[str, str]:
    return {
        found.locator or Path(found.path).name: found.reason
        for found in walk(paths, NO_DEFAULTS)
        if isinstance(found, RejectedFile)
    }


def fill(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/")
        path = path.with_suffix(".toml") if path.name == "newsarchive" else path.with_suffix(".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tar_of(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix in {".gz", ".tgz"} else "w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def test_a_folder_is_read_in_the_order_of_its_names_with_all_below_it(tmp_path: Path) -> None:
    fill(tmp_path, b="2", a__z="1", c__a="4", c__b="5", bb="3")
    assert [(found.data, found.locator) for found in files(tmp_path)] == [
        (data, "") for data in (b"1", b"2", b"3", b"4", b"5")
    ]


def test_hidden_files_and_the_leavings_of_systems_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, a="1", newsarchive="sample = true")
    for name in (".hidden.txt", "Thumbs.db", ".git/a.txt", "__MACOSX/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [found.data for found in walk([tmp_path], NO_DEFAULTS) if isinstance(found, FoundFile)] == [b"1"]
    assert rejected(tmp_path) == {}


def test_what_no_reader_reads_is_reported(tmp_path: Path) -> None:
    (tmp_path / "photo.JPG").write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.txt")
    assert rejected(tmp_path, tmp_path / "none.txt") == {
        "photo.JPG": "no reader reads .jpg files",
        "link.txt": "it is a link; give the path of the file itself",
        "pipe.txt": "it is not a regular file",
        "none.txt": "there is no such file or folder",
    }


def test_a_file_given_by_itself_is_tried_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "story.2024").write_bytes(b"x")
    assert [found.name for found in files(tmp_path / "story.2024")] == [str(tmp_path / "story.2024")]


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert rejected(tmp_path) == {"a.txt": "it has 20,000,001 bytes, more than the 20,000,000 an article may have"}


def test_the_nearest_folder_file_applies_alone(tmp_path: Path) -> None:
    fill(
        tmp_path,
        newsarchive='source = "Brisa"\nlanguage = "es"\nsample = true\n[withheld]\n"sub/b.txt" = "Court order"',
        a="1",
        sub__b="2",
        own__newsarchive='source = "Radio"\nstatus = "draft"',
        own__c="3",
    )
    by_data = {found.data: found for found in files(tmp_path)}
    assert by_data[b"1"].defaults == Defaults("Brisa", None, "es")
    assert by_data[b"1"].withheld_reason == ""
    assert by_data[b"2"].sample
    assert by_data[b"2"].withheld_reason == "Court order"
    assert by_data[b"3"].defaults == Defaults("Radio", None, None)
    assert (by_data[b"3"].status, by_data[b"3"].sample) == ("draft", False)


def test_folder_files_above_the_given_path_do_not_apply_but_the_one_beside_a_file_does(tmp_path: Path) -> None:
    fill(tmp_path, newsarchive='source = "Brisa"', a="1", sub__b="2")
    assert [found.defaults.source for found in files(tmp_path / "sub")] == [None]
    assert [found.defaults.source for found in files(tmp_path / "a.txt")] == ["Brisa"]


def test_options_stand_above_folder_files(tmp_path: Path) -> None:
    fill(tmp_path, newsarchive='source = "Brisa"\nlanguage = "es"', a="1")
    (found,) = walk([tmp_path], Defaults(source="Radio"))
    assert isinstance(found, FoundFile)
    assert found.defaults == Defaults("Radio", None, "es")


@pytest.mark.parametrize("text", ["colour = 1", '[withheld]\n"none.txt" = "Court order"'])
def test_a_wrong_folder_file_stops_the_walk_before_its_first_file(tmp_path: Path, text: str) -> None:
    fill(tmp_path, a="1", sub__newsarchive=text)
    with pytest.raises(FolderError, match=r"sub/newsarchive.toml: (unknown key “colour”|withheld “none.txt”)"):
        next(walk([tmp_path], NO_DEFAULTS))


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tgz", "a.tar"])
def test_an_archive_is_read_in_the_order_of_its_names(tmp_path: Path, name: str) -> None:
    members = {
        "b/2.txt": b"2",
        "./a.txt": b"1",
        "b/newsarchive.toml": b'source = "Brisa"\n[withheld]\n"2.txt" = "Court order"',
        "b/c/3.txt": b"3",
        "__MACOSX/._a.txt": b"x",
        "photo.png": b"x",
        "more.zip": b"x",
    }
    path = (zip_of if name.endswith("zip") else tar_of)(tmp_path / name, members)
    found = files(tmp_path)
    assert [(file.locator, file.data) for file in found] == [("a.txt", b"1"), ("b/2.txt", b"2"), ("b/c/3.txt", b"3")]
    assert [file.defaults.source for file in found] == [None, "Brisa", "Brisa"]
    assert [file.withheld_reason for file in found] == ["", "Court order", ""]
    assert found[0].name == f"{path}/a.txt"
    assert rejected(path) == {
        "photo.png": "no reader reads .png files",
        "more.zip": "an archive inside an archive is not opened; unpack it first",
    }


@pytest.mark.parametrize("name", ["../out.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "a\\b.txt"])
def test_a_path_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = tar_of(tmp_path / "a.tar.gz", {name: b"x"})
    assert files(path) == []
    assert rejected(path) == {name: "its path leads out of the archive"}


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        entry = tarfile.TarInfo("link.txt")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(entry)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as zipped:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/hostname")
    assert rejected(tmp_path / "a.tar") == {"link.txt": "it is a link or a device, not a file"}
    assert rejected(tmp_path / "b.zip") == {"link.txt": "it is a link, not a file"}


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_path_twice_in_an_archive_is_refused_the_second_time(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "1")
        archive.writestr("a.txt", "2")
    assert len(files(tmp_path)) == 1
    assert rejected(tmp_path) == {"a.txt": "the archive holds this path twice"}


def test_absurd_sizes_in_archives_are_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zip_of(tmp_path / "a.zip", {"a.txt": b" " * (LARGEST_FILE + 1)})
    assert rejected(bomb) == {"a.txt": "it has 20,000,001 bytes, more than the 20,000,000 an article may have"}
    monkeypatch.setattr(packed, "MOST_FILES", 1)
    many = zip_of(tmp_path / "b.zip", {"a.txt": b"1", "b.txt": b"2"})
    assert rejected(many) == {"b.zip": "it holds more than the 1 files allowed"}
    monkeypatch.setattr(packed, "MOST_BYTES", 10)
    large = tar_of(tmp_path / "c.tar.gz", {"a.txt": b"1"})
    assert rejected(large) == {"c.tar.gz": "it unpacks to more than the 10 bytes allowed"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_file_in_an_archive_costs_that_file_alone(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", os.urandom(400))
        archive.writestr("b.txt", b"2")
    whole = bytearray(path.read_bytes())
    whole[60:300] = bytes(240)
    path.write_bytes(whole)
    assert rejected(path)["a.txt"].startswith("it is damaged in the archive")
    assert [found.data for found in files(path)] == [b"2"]


def test_names_in_other_encodings_can_be_printed_and_kept(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"1")
    with tarfile.open(tmp_path / "a.tar", "w", encoding="latin-1", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("caf\xe9.txt"))
    names = [found.name for found in files(tmp_path)]
    assert names == [f"{tmp_path}/a.tar/caf\ufffd.txt", f"{tmp_path}/caf\ufffd.txt"]


def test_a_folder_without_rights_is_rejected_and_a_folder_file_without_them_stops_the_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as a user whom no right is denied, so the system's refusal is played."""
    fill(tmp_path, a="1", shut__b="2", sub__newsarchive='language = "es"')
    shut, opened = tmp_path / "shut", Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == shut:
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert rejected(tmp_path) == {"shut": "the folder cannot be opened: Permission denied"}
    (tmp_path / "sub" / "newsarchive.toml").unlink()
    (tmp_path / "sub" / "newsarchive.toml").mkdir()
    with pytest.raises(FolderError, match=r"sub/newsarchive.toml: it cannot be opened: Is a directory"):
        files(tmp_path)


def test_a_damaged_archive_is_refused_and_the_walk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04nothing")
    (tmp_path / "b.tar.gz").write_bytes(b"\x1f\x8bnothing")
    whole = zip_of(tmp_path / "c.zip", {"a.txt": b"Words, many words."}).read_bytes()
    at = whole.index(b"a.txt") + 7
    (tmp_path / "c.zip").write_bytes(whole[:at] + b"\xff\xff" + whole[at + 2 :])
    fill(tmp_path, d="1")
    reasons = rejected(tmp_path)
    assert reasons["a.zip"].startswith("the archive is damaged")
    assert reasons["b.tar.gz"].startswith("the archive is damaged")
    assert reasons["a.txt"].startswith("it is damaged in the archive")
    assert [found.data for found in files(tmp_path)] == [b"1"]


def test_a_wrong_folder_file_in_an_archive_refuses_that_archive(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"newsarchive.toml": b"colour = 1", "a.txt": b"1"})
    assert files(path) == []
    assert "a.zip/newsarchive.toml: unknown key “colour”" in rejected(path)["a.zip"]


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {f"{number}.txt": b"x" * 1_000_000 for number in range(20)})
    tracemalloc.start()
    assert sum(len(found.data) for found in walk([path], NO_DEFAULTS) if isinstance(found, FoundFile)) == 20_000_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_000_000


def test_a_zip_from_windows_has_folders_too(tmp_path: Path) -> None:
    path = tmp_path / "stories.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2024\\may\\a.txt", "A story")
    [found] = walk([path], NO_DEFAULTS)
    assert isinstance(found, FoundFile)
    assert (found.locator, found.data) == ("2024/may/a.txt", b"A story")


def test_the_count_for_the_progress_bar_is_that_of_the_walk(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A story")
    (tmp_path / ".hidden").write_text("Nothing")
    with zipfile.ZipFile(tmp_path / "stories.zip", "w") as archive:
        archive.writestr("newsarchive.toml", "sample = true\n")
        archive.writestr("b.txt", "A story")
        archive.writestr("__MACOSX/b.txt", "Nothing")
    (tmp_path / "broken.zip").write_text("no zip")
    paths = [tmp_path, tmp_path / "nowhere"]
    assert count_files(paths) == len(list(walk(paths, NO_DEFAULTS))) == 4
