"""Make or refresh the virtual environment .venv from the pinned requirements. Standard library only.

Usage: python3 tools/environment.py [--dev]
"""

import hashlib
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"


def missing_part() -> str:
    """Return one sentence that names the absent package, or an empty string."""
    if sys.version_info < (3, 11):  # noqa: UP036 - what runs this file may be older than the project asks
        return "Python 3.11 or newer is missing: install the package python3 (macOS: brew install python)."
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return "Python's venv module is missing: install the package python3-venv (apt install python3-venv)."
    return ""


def fingerprint(names: list[str]) -> str:
    """Return what the environment depends on: the pins, its Python, and where it stands."""
    digest = hashlib.sha256(str(VENV).encode())
    for path in (VENV / "pyvenv.cfg", *(ROOT / name for name in names)):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def is_usable() -> bool:
    """Return whether .venv runs, with a Python that is new enough and its installer."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(PYTHON), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make the environment anew."""
    print("• Virtual environment .venv", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        sys.exit("Python could not make a virtual environment: install the package python3-venv.")


def install(names: list[str]) -> None:
    """Install the pinned files, wheels only: nothing is compiled here."""
    print(f"• Dependencies ({', '.join(names)}): half a minute the first time", flush=True)
    began = time.monotonic()
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-compile", "--quiet", "--no-input"]
    for name in names:
        command += ["-r", str(ROOT / name)]
    if subprocess.run(command, check=False).returncode:
        sys.exit("The dependencies could not be installed (see above); is the network there?")
    print(f"  done in {time.monotonic() - began:.0f} s", flush=True)


def ensure(*, dev: bool) -> None:
    """Bring .venv to the pinned state; do nothing when it is there already."""
    names = [RUNTIME, DEVELOPMENT] if dev else [RUNTIME]
    stamp = VENV / f"installed-{names[-1]}"
    if stamp.is_file() and stamp.read_text() == fingerprint(names) and is_usable():
        return
    sentence = missing_part()
    if sentence:
        sys.exit(sentence)
    if not is_usable():
        make_venv()
    install(names)
    stamp.write_text(fingerprint(names))
    if dev:
        (VENV / f"installed-{RUNTIME}").write_text(fingerprint([RUNTIME]))


if __name__ == "__main__":
    ensure(dev="--dev" in sys.argv[1:])
