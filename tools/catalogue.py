"""Keep the French catalogue fresh: every msgid of the code there, with French, and compiled.

Usage: python tools/catalogue.py          says what differs and fails
       python tools/catalogue.py --write  writes the .po (needs GNU gettext) and the .mo

The .po has no source lines and no creation date, so that it only changes when a text does.
"""

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.po import compile_catalogue, parse  # noqa: E402 - the project's folder comes on the path first

PO = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
ROOMS = ("accounts", "calls", "coalitions", "events", "home", "portal", "resources", "search", "spaces", "templates")
HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def regenerate() -> str:
    """Return the catalogue that makemessages writes, made in a copy so that nothing here changes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for room in ROOMS:
            if (ROOT / room).is_dir():
                ignored = shutil.ignore_patterns("__pycache__", "static", "migrations", "locale")
                shutil.copytree(ROOT / room, copy / room, ignore=ignored)
        target = copy / PO.relative_to(ROOT)
        target.parent.mkdir(parents=True)
        target.write_text(PO.read_text(encoding="utf-8") if PO.is_file() else HEADER, encoding="utf-8")
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "fr", "--verbosity", "0"]
        command += ["--no-location", "--no-obsolete", "--no-wrap"]
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, check=True, env=environment)
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith('"POT-Creation-Date:'))


def po_problems() -> list[str]:
    """Return how the committed .po differs from the code, and which messages lack French."""
    text = PO.read_text(encoding="utf-8")
    problems = [f"{m.singular!r}: {m.problem()}" for m in parse(text) if m.singular and m.problem()]
    if shutil.which("xgettext") is None:
        print("GNU gettext is not installed: the freshness of the .po is left to CI.")
        return problems
    fresh = regenerate()
    if fresh != text:
        diff = difflib.unified_diff(text.splitlines(), fresh.splitlines(), "committed", "regenerated", lineterm="", n=1)
        problems += [*list(diff)[:80], "django.po differs from the code: run `make catalogue`."]
    return problems


def check() -> int:
    """Print what is wrong; return the exit status."""
    if not PO.is_file():
        print(f"{PO.relative_to(ROOT)} is missing: run `make catalogue`.")
        return 1
    problems = po_problems()
    compiled = compile_catalogue(parse(PO.read_text(encoding="utf-8")))
    if not MO.is_file() or MO.read_bytes() != compiled:
        problems.append("django.mo differs from django.po: run `make catalogue`.")
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def write() -> int:
    """Write both files; return the exit status of a check."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    if shutil.which("xgettext") is None:
        print("GNU gettext is missing: install the package gettext. Only the .mo is written.")
    else:
        PO.write_text(regenerate(), encoding="utf-8")
    MO.write_bytes(compile_catalogue(parse(PO.read_text(encoding="utf-8"))))
    return check()


if __name__ == "__main__":
    sys.exit(write() if "--write" in sys.argv[1:] else check())
