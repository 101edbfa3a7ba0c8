"""A module, a function and a name that can be read in one sitting."""

import re

from tests.architecture.sources import ROOT, all_modules, functions, report, room_modules, rooms, static_files, where

MODULE_LINES = 400
SCRIPT_LINES = 200
FUNCTION_LINES = 40
VAGUE = {"utils", "helpers", "common", "core", "misc"}
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")


def line_count(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_short():
    offenders = [f"{where(path)}: {line_count(path)}" for path in all_modules() if line_count(path) > MODULE_LINES]
    assert not offenders, report(f"A module has at most {MODULE_LINES} lines:", offenders)


def test_scripts_are_short():
    scripts = static_files(".js")
    offenders = [f"{where(path)}: {line_count(path)}" for path in scripts if line_count(path) > SCRIPT_LINES]
    assert not offenders, report(f"A script has at most {SCRIPT_LINES} lines:", offenders)


def test_functions_are_short():
    offenders = [
        f"{where(path, node.lineno)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path in all_modules()
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert not offenders, report(f"A function has at most {FUNCTION_LINES} lines:", offenders)


def test_no_vague_name():
    offenders = [where(path) for path in all_modules() if VAGUE & {path.stem, *path.relative_to(ROOT).parts[:-1]}]
    assert not offenders, report("A module is named after its idea:", offenders)


def test_nothing_is_left_unfinished():
    folders = [*rooms(), ROOT / "templates", ROOT / "tools", ROOT / ".ci"]
    texts = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css", ""} and path.is_file() and "vendor" not in path.parts
    ]
    offenders = [
        where(path, number)
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert not offenders, report("What remains to do is an issue, not a comment:", offenders)


def test_no_empty_module():
    offenders = [where(path) for path in room_modules() if path.name != "__init__.py" and not path.read_text().strip()]
    assert not offenders, report("A module without content does not exist:", offenders)
