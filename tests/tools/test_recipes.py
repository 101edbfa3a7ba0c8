"""The recipes of docs/developers.md, played in a copy of the project: what they say is what works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
FENCE = re.compile(
    r"^```\w+ (?P<path>\S+)(?: (?P<where>end|before=[^\n]+))?\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)


def copy_of_project(target: Path) -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for path in listed:
        if (ROOT / path).is_file():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target / path)


def apply(target: Path, path: str, where: str | None, code: str) -> None:
    file = target / path
    if where is None:
        assert not file.exists(), f"{path} exists already"
        file.write_text(code, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if where == "end":
        # What the catalogue has already stays as it is.
        new = [
            part for part in code.split("\n\n") if part.strip() and f"\n{part.strip().splitlines()[0]}\n" not in text
        ]
        file.write_text("\n\n".join([text.rstrip("\n"), *(part.strip() for part in new)]) + "\n", encoding="utf-8")
        return
    lines = text.splitlines(keepends=True)
    place = next((n for n, line in enumerate(lines) if line.startswith(where.removeprefix("before="))), None)
    assert place is not None, f"{path} has no line that begins with {where}"
    file.write_text("".join([*lines[:place], code, *lines[place:]]), encoding="utf-8")


def run(target: Path, *command: str) -> None:
    variables = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTEST_ADDOPTS")}
    variables |= {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=target, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


def test_the_recipes_name_files_that_exist() -> None:
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]+\.\w+)`", TEXT))
    made = {match["path"] for match in FENCE.finditer(TEXT) if match["where"] is None}
    absent = [path for path in named - made if not (ROOT / path).exists()]
    assert absent == []


@pytest.mark.slow
def test_the_recipes_work(tmp_path: Path) -> None:
    copy_of_project(tmp_path)
    played = [(match["path"], match["where"], match["code"]) for match in FENCE.finditer(TEXT)]
    assert len(played) > 10
    for path, where, code in played:
        apply(tmp_path, path, where, code)
    compiled = "from tools.catalogue import MO, PO; from tools.po import compile_catalogue, parse; "
    run(tmp_path, "-c", f"{compiled}MO.write_bytes(compile_catalogue(parse(PO.read_text())))")
    run(tmp_path, "manage.py", "makemigrations", "resources")
    run(tmp_path, "manage.py", "makemigrations", "--check", "--dry-run")
    tests = [path for path, where, _code in played if where is None and path.startswith("tests/")]
    assert len(tests) == 3
    run(
        tmp_path,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        *tests,
        "tests/portal/test_blocks.py",
        "-k",
        "guide or costs or politely or speaks or preview",
    )
