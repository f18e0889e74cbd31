"""The order of the rooms (design, section 6): imports go one way, stand at the top, and files stay short."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
LONGEST = 400

# Later rooms may import from earlier ones; rooms on one line are neighbours that may not import each other.
ROOMS: tuple[tuple[str, ...], ...] = (
    (
        "articles.text",
        "articles.zones",
        "articles.languages",
        "articles.csv_rows",
        "articles.wording",
        "articles.pictures",
    ),
    ("articles.quotes",),
    ("articles.importers",),
    ("articles.models",),
    ("articles.public",),
    ("articles.search",),
    ("articles.archive",),
    ("articles.importing",),
    ("articles.citations", "articles.editors"),
    ("articles.exports",),
    ("articles.forms", "articles.templatetags"),
    ("articles.views", "articles.admin"),
    ("articles.signin",),
    ("articles.feeds", "articles.sitemaps"),
    ("articles.urls",),
    ("articles.checks", "articles.apps", "articles.management"),
)
LEVELS = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}


def room_of(module: str) -> str | None:
    """The room a module stands in, None if it is in none (migrations, other packages, unknown ones)."""
    return next((room for room in LEVELS if module == room or module.startswith(f"{room}.")), None)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of every module a source imports; of `from package import name` both may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def findings(module: str, source: str) -> list[str]:
    """What is wrong with a module's imports, and its length."""
    tree, own = ast.parse(source), room_of(module)
    found = []
    for line, name in imported(tree):
        other = room_of(name)
        if own and other and other != own and LEVELS[other] >= LEVELS[own]:
            found.append(f"{module}:{line} imports {name}, which stands in the room {other}, not above {own}")
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inner = (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))
            found += [f"{module}:{node.lineno} imports inside a function" for node in inner]
    if (length := len(source.splitlines())) > LONGEST:
        found.append(f"{module} has {length} lines; split it before {LONGEST}")
    return found


def modules(folder: str) -> dict[str, str]:
    """Every module below a folder of the project, migrations apart: its name and its source."""
    return {
        ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__"): path.read_text()
        for path in sorted((TOP / folder).rglob("*.py"))
        if "migrations" not in path.parts
    }


@pytest.mark.parametrize("folder", ["articles", "newsarchive", "tests", "tools"])
def test_the_order_of_the_rooms_is_kept(folder: str) -> None:
    sources = modules(folder)
    assert sources
    assert [finding for module, source in sources.items() for finding in findings(module, source)] == []


def test_every_module_of_the_archive_stands_in_a_room() -> None:
    homeless = [module for module in modules("articles") if module != "articles" and room_of(module) is None]
    assert homeless == []


@pytest.mark.parametrize(
    ("module", "source", "finding"),
    [
        ("articles.text", "from articles.models import Article", "not above articles.text"),
        ("articles.text", "from articles import models", "not above articles.text"),
        ("articles.quotes.speech", "import articles.importers.record", "not above articles.quotes"),
        ("articles.zones", "import articles.text", "not above articles.zones"),
        ("articles.search.sync", "from articles.archive import save", "not above articles.search"),
        ("articles.views.article", "def show():\n    from articles.text import fold\n", "inside a function"),
        ("articles.views.article", "class View:\n    async def get(self):\n        import json\n", "inside a function"),
        ("articles.views.article", "\n" * 401, "401 lines"),
    ],
)
def test_the_check_finds(module: str, source: str, finding: str) -> None:
    assert finding in "\n".join(findings(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("articles.views.article", "from articles.models import Article\nfrom articles.views.forms import Form"),
        ("articles.models.article", "from articles.models.authorities import Person\nfrom articles import text"),
        ("articles.archive", "import json\nfrom django.db import models"),
    ],
)
def test_the_check_lets_pass(module: str, source: str) -> None:
    assert findings(module, source) == []
