"""`make bench`: run the benchmark of the whole archive, or another one by name; NAME=list lists them."""

import ast
import subprocess
import sys
from pathlib import Path

from tools.environment import TOP

FOLDER = TOP / "tests" / "benchmarks"
ARCHIVE = "scale"


def benchmarks(folder: Path) -> dict[str, str]:
    """Every benchmark's name and what its docstring says of it and its usage."""
    modules = {path.stem: path for path in folder.glob("*.py") if not path.stem.startswith("_")}
    packages = {path.parent.name: path.with_name("__init__.py") for path in folder.glob("*/__main__.py")}
    every = sorted((modules | packages).items())
    return {name: ast.get_docstring(ast.parse(path.read_text())) or "" for name, path in every}


def main() -> int:
    """Run the benchmark named first on the command line with the words after it; without a name that of the archive."""
    every, words = benchmarks(FOLDER), sys.argv[1:]
    if not words or not words[0].isidentifier():
        words = [ARCHIVE, *words]
    name, *options = words
    if name in every:
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *options]
        return subprocess.run(command, cwd=TOP, check=False).returncode
    for each, text in every.items():
        print(f"{each}\n    {text.replace(chr(10), chr(10) + '    ').rstrip()}\n")
    print('Run one: make bench NAME=name ARGS="its arguments"')
    return int(name != "list")


if __name__ == "__main__":
    sys.exit(main())
