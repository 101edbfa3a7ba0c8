"""`make check`: the one gate before a commit. Runs every step, shows the output of those that fail, and sums up.

Usage: python tools/check.py [STEP…]     all steps, or those named
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")

STEPS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "lint": [str(BIN / "ruff"), "check", "."],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "architecture": [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=0", "tests/architecture"],
    "types": [PYTHON, "-m", "mypy"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "catalogue": [PYTHON, "tools/catalogue.py"],
    "settings-doc": [PYTHON, "manage.py", "write_settings_doc", "--check"],
    "templates": [str(BIN / "djhtml"), "--check", "--tabwidth", "2", "templates"],
    "vendor": [PYTHON, "tools/vendor.py", "--check"],
    "content": [PYTHON, "content/check.py", "content"],
    "shell": ["bash", "-n", ".ci/run"],
}


def run(name: str) -> bool:
    """Run one step; return whether it passed."""
    began = time.monotonic()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        STEPS[name], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    passed = done.returncode == 0
    if not passed:
        print(done.stdout)
    print(f"{'ok    ' if passed else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return passed


def main() -> int:
    """Run the steps asked for; return the exit status."""
    names = sys.argv[1:] or list(STEPS)
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"No step {', '.join(unknown)}. Steps: {', '.join(STEPS)}.")
        return 2
    failed = [name for name in names if not run(name)]
    print(f"make check: {'everything passes' if not failed else 'failed: ' + ', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
