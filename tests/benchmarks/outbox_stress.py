"""Does the index follow the database through kills: `python -m tests.benchmarks.outbox_stress [--seconds N]`.

Processes write articles, quotes, topics and renames at random in an archive of their own; one after the other is ended
by SIGKILL and replaced, while readers search and one rebuild after the other runs, killed as well. At the end index and
database are compared article by article: exit status 1 where they differ, or where a reader saw an error or an index
without the articles that nobody deletes. DATABASE_URL may name an empty PostgreSQL database; else it is SQLite.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path


def start(role: str, seed: int) -> subprocess.Popen[bytes]:
    """A child process in the same archive; it plays its part until it is ended."""
    command = [sys.executable, "-m", "tests.benchmarks.outbox_roles", role, str(seed)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL if role == "rebuild" else None)


def run(*arguments: str) -> int:
    """One of the archive's commands."""
    return subprocess.run([sys.executable, "manage.py", *arguments], check=False).returncode


def main() -> int:
    """Start all, kill at random, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=10)
    options = parser.parse_args()
    chance = random.Random(1)
    roles = ["write"] * options.writers + ["read"] * 2 + ["rebuild"]
    killed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="newsarchive-stress-") as folder:
        os.environ |= {"DATA_DIR": folder, "ENV_FILE": os.devnull, "SEARCH_URL": f"tantivy://{Path(folder)}/index"}
        run("migrate", "--verbosity", "0")
        subprocess.run([sys.executable, "-m", "tests.benchmarks.outbox_roles", "prepare", "0"], check=True)
        children = [start(role, seed) for seed, role in enumerate(roles)]
        end = time.monotonic() + options.seconds
        faults = 0
        while time.monotonic() < end:
            time.sleep(chance.uniform(0.05, 0.6))
            number = chance.randrange(len(children))
            if roles[number] == "read":
                continue
            if children[number].poll() is None:
                killed[roles[number]] += 1
            children[number].kill()
            children[number].wait()
            children[number] = start(roles[number], chance.randrange(10**9))
        for number, child in enumerate(children):
            child.terminate()
            faults += roles[number] == "read" and child.wait() != 0
            child.wait()
        print(f"killed: {dict(killed)}; readers with a fault: {faults}")
        run("index_articles")
        return run("index_articles", "--check") or int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
