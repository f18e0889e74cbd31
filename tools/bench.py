"""`make bench`: run every benchmark in tests/benchmarks/ by hand, one after the other.

Each is a module with a command line of its own (`python -m tests.benchmarks.NAME --help`); what it is not given
and needs, it says.
"""

import subprocess
import sys

from tools.environment import TOP


def main() -> int:
    """Run the benchmarks named, or all; the words after `--` go to each. Returns 1 if one of them failed."""
    arguments = sys.argv[1:]
    names, options = arguments, []
    if "--" in arguments:
        at = arguments.index("--")
        names, options = arguments[:at], arguments[at + 1 :]
    folder = TOP / "tests" / "benchmarks"
    every = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if unknown := [name for name in names if name not in every]:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(every) or 'none'}")
        return 2
    failed = False
    for name in names or every:
        print(f"\n── {name}", flush=True)
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *options]
        failed |= subprocess.run(command, cwd=TOP, check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
