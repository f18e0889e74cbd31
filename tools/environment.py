"""The project's own environment in `.venv`, filled from a requirements file with checksums.

Standard library only: it runs before anything is installed.
"""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"


class EnvironmentFailed(Exception):
    """The environment cannot be made. The message says why and what to do."""


def ensure(requirements: str, venv: Path = VENV, top: Path = TOP) -> Path:
    """Make the environment if needed, install what changed, and give the path of its Python.

    Raises EnvironmentFailed.
    """
    python = venv / "bin" / "python"
    version = _version(python)
    if version is None:
        _make(venv)
        version = _version(python)
    if version is None:
        raise EnvironmentFailed(f"{venv} was made but its Python does not run. Remove the folder and try again.")
    # requirements-dev.txt holds everything in requirements.txt too, in the same versions.
    included = [RUNTIME, DEVELOPMENT] if requirements == DEVELOPMENT else [requirements]
    stamps = {venv / f"{name}.installed": _stamp(top / name, version) for name in included}
    if any(not stamp.is_file() or stamp.read_text() != text for stamp, text in stamps.items()):
        _install(python, top / requirements)
        for stamp, text in stamps.items():
            stamp.write_text(text)
    return python


def _version(python: Path) -> str | None:
    """What this Python calls itself, None if it does not run."""
    try:
        answer = subprocess.run([python, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def _make(venv: Path) -> None:
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        raise EnvironmentFailed(
            f"This Python ({sys.executable}) comes without its modules venv and ensurepip.\n"
            "Install them (on Debian and Ubuntu: apt install python3-venv), then try again."
        )
    print(f"Making an environment of its own in {venv.name}/ …", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
    except subprocess.CalledProcessError as error:
        raise EnvironmentFailed(
            f"The environment in {venv} could not be made; the reason stands above.\n"
            "On Debian and Ubuntu `apt install python3-venv` mends most cases."
        ) from error


def _install(python: Path, requirements: Path) -> None:
    count = sum("==" in line for line in requirements.read_text().splitlines())
    print(f"Installing {count} packages from {requirements.name} (only now and when that file changes) …", flush=True)
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check", "--quiet", "--retries", "2"]
    try:
        subprocess.run([python, "-m", "pip", "install", *options, "--requirement", requirements], check=True)
    except subprocess.CalledProcessError as error:
        raise EnvironmentFailed(
            f"The packages of {requirements.name} could not be downloaded or installed; pip's own words stand above.\n"
            "Mostly there is no network: check it, and if you are behind a proxy set HTTPS_PROXY; then try again.\n"
            "What was installed so far is kept. Without network see docs/operations.md, “Without network”."
        ) from error


def _stamp(requirements: Path, version: str) -> str:
    return f"{version} {hashlib.sha256(requirements.read_bytes()).hexdigest()}\n"


if __name__ == "__main__":
    try:
        ensure(sys.argv[1])
    except EnvironmentFailed as error:
        sys.exit(str(error))
