"""Read the project's own sources: what the architecture tests look at."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
# Comes with the content, kept as it is.
FOREIGN = {ROOT / "content" / "check.py"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def layers() -> dict[str, int]:
    """Return the height of each room, from import-linter's contract: one truth for imports, relations and templates."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    heights = {}
    for height, layer in enumerate(reversed(contract["layers"])):
        for room in layer.split("|"):
            heights[room.strip().strip("()")] = height
    return heights


def may_use(user: str, used: str) -> bool:
    """Return whether the room `user` may name the room `used`: itself, or a lower one."""
    heights = layers()
    return user == used or heights[user] > heights[used]


def rooms() -> list[Path]:
    """Return the folders of the rooms that exist."""
    return [ROOT / room for room in sorted(layers()) if (ROOT / room).is_dir()]


def room_of(path: Path) -> str:
    """Return the room that a file of the project is in."""
    return path.relative_to(ROOT).parts[0]


@cache
def room_modules() -> tuple[Path, ...]:
    """Return the Python files of the rooms, migrations left out."""
    return tuple(_python(rooms()))


@cache
def all_modules() -> tuple[Path, ...]:
    """Return every Python file of the project, migrations left out."""
    return tuple(_python([*rooms(), ROOT / "tools", ROOT / "tests", ROOT / "content"]))


def _python(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts and path not in FOREIGN:
                yield path


@cache
def migrations() -> tuple[Path, ...]:
    """Return the files of the migrations."""
    return tuple(sorted(path for room in rooms() for path in room.glob("migrations/0*.py")))


@cache
def templates() -> tuple[Path, ...]:
    """Return every HTML template, those inside rooms included."""
    inside = [path for room in rooms() for path in room.rglob("*.html")]
    return tuple(sorted([*TEMPLATES.rglob("*.html"), *inside]))


@cache
def static_files(suffix: str) -> tuple[Path, ...]:
    """Return our own static files, what is vendored left out."""
    found = [path for room in rooms() for path in (room / "static").rglob(f"*{suffix}")]
    return tuple(sorted(path for path in found if "vendor" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Return every function and method of a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Return every call of a module with the last name of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, last_name(node.func)


def last_name(node: ast.expr) -> str:
    """Return `c` for the expressions `c` and `a.b.c`, else an empty string."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def where(path: Path, line: int | None = None) -> str:
    """Return a place as an editor opens it: path:line."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def report(rule: str, offenders: Iterable[str]) -> str:
    """Return the message of a failed test: the rule, then who breaks it."""
    return "\n  ".join([rule, *offenders])
