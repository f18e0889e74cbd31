"""The documentation tells the whole: settings, commands, make targets; and no file tells what is nobody's business."""

import re
import subprocess
from pathlib import Path

from django.core.management import get_commands

TOP = Path(__file__).resolve().parent.parent

# Written in two parts, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    f"{name}.{domain}"
    for name, domain in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("crates", "io"))
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/")


def tracked() -> dict[str, str]:
    """Name and text of every file under version control, and of those about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = {name: TOP / name for name in listing.stdout.splitlines()}
    return {name: path.read_text(errors="replace") for name, path in paths.items() if path.is_file()}


def documentation() -> str:
    """README and docs/ in one piece."""
    return "\n".join(path.read_text() for path in [*TOP.glob("*.md"), *(TOP / "docs").glob("*.md")])


def settings_read() -> set[str]:
    """The names of all environment variables that the settings and the server read."""
    sources = "".join((TOP / name).read_text() for name in ("newsarchive/settings.py", "gunicorn.conf.py"))
    names = set(re.findall(r'(?:env, |env\.\w+\(|environ\.get\()"([A-Z_]+)"', sources))
    assert {"DEBUG", "SITE_NAME", "PORT"} <= names
    return names


def test_every_setting_is_documented() -> None:
    page = (TOP / "docs" / "configuration.md").read_text()
    assert [name for name in sorted(settings_read()) if f"`{name}`" not in page] == []


def test_every_command_is_documented() -> None:
    commands = [name for name, app in get_commands().items() if app == "articles"]
    assert [name for name in commands if not re.search(rf"manage\.py {name}\b", documentation())] == []


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (TOP / "Makefile").read_text(), re.MULTILINE)
    assert "run" in targets
    assert [name for name in targets if f"make {name}" not in documentation()] == []


def test_no_file_names_a_registry() -> None:
    assert [(name, host) for name, text in tracked().items() for host in REGISTRIES if host in text] == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    lines = ((name, line) for name, text in tracked().items() for line in text.splitlines())
    assert [(name, line) for name, line in lines if MACHINE_PATHS.search(line)] == []


def test_the_searches_for_what_must_not_be_there_do_find_it() -> None:
    assert MACHINE_PATHS.search("see " + "/".join(["", "home", "somebody", "notes.txt"]))
    assert not MACHINE_PATHS.search("https://news.example.org/work/2024/")


def test_both_requirements_files_ask_for_the_same_versions() -> None:
    pins = {
        name: set(re.findall(r"^[a-z0-9-]+==[^\\\n]+", (TOP / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    }
    assert pins["requirements.txt"]
    assert pins["requirements.txt"] <= pins["requirements-dev.txt"]
