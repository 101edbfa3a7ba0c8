"""The editor's first page (`docs/editeurs.md`), read in the admin: the one text, wherever it is opened."""

import re
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "editeurs.md"
MARKED = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`")
ITEM = re.compile(r"(?:(?P<bullet>-)|(?P<number>\d+\.)) +")


@dataclass(frozen=True)
class Run:
    """Some words of one look: `strong`, `code` or plain."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Block:
    """A title, a paragraph or a list; `entries` are the list's, or the one text."""

    kind: str
    entries: list[list[Run]]


def _runs(text: str) -> list[Run]:
    found: list[Run] = []
    end = 0
    for match in MARKED.finditer(text):
        found += [Run(text[end : match.start()])] if match.start() > end else []
        found.append(Run(match[match.lastgroup or 0], match.lastgroup or ""))
        end = match.end()
    return [*found, Run(text[end:])] if end < len(text) else found


def _block(lines: list[str]) -> Block:
    """Return what stands between two empty lines; a list's entry may run over several lines."""
    first = ITEM.match(lines[0])
    if first is None:
        text = " ".join(lines)
        level = len(text) - len(text.lstrip("#"))
        return Block({1: "title", 2: "heading"}.get(level, "text"), [_runs(text.lstrip("# "))])
    entries: list[str] = []
    for line in lines:
        if mark := ITEM.match(line):
            entries.append(line[mark.end() :])
        else:
            entries[-1] += f" {line.strip()}"
    return Block("bullets" if first["bullet"] else "steps", [_runs(entry) for entry in entries])


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a page in the few marks of Markdown that the guide uses."""
    return [_block(part.splitlines()) for part in re.split(r"\n\s*\n", text.strip()) if part]


def read_guide() -> list[Block]:
    return blocks_of(GUIDE.read_text(encoding="utf-8"))
