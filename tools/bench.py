"""`make bench`: list the benchmarks in tests/benchmarks/, or run one by name with its own arguments."""

import ast
import subprocess
import sys
from pathlib import Path

from tools.environment import TOP

FOLDER = TOP / "tests" / "benchmarks"


def benchmarks(folder: Path) -> dict[str, str]:
    """Every benchmark's name and what its docstring says of it and its usage."""
    modules = {path.stem: path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")}
    return {name: ast.get_docstring(ast.parse(path.read_text())) or "" for name, path in modules.items()}


def main() -> int:
    """Run the benchmark named first on the command line with the words after it, or list them all."""
    every = benchmarks(FOLDER)
    if len(sys.argv) > 1 and sys.argv[1] in every:
        name, *options = sys.argv[1:]
        return subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}", *options], cwd=TOP, check=False
        ).returncode
    for name, text in every.items():
        print(f"{name}\n    {text.replace(chr(10), chr(10) + '    ').rstrip()}\n")
    print('Run one: make bench NAME=name ARGS="its arguments"')
    return int(len(sys.argv) > 1)


if __name__ == "__main__":
    sys.exit(main())
