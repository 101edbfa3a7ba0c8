"""The corpus of the search's quality test: what `content/` holds, one document a page, without a database.

`python tests/search/quality/corpus.py > corpus.jsonl` writes it, one document a line, for `manage.py search_eval`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[3] / "content"
# The type of a document, its file, and the fields that its title, its summary and its body are made of.
FAMILIES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "organisation": ("organisations", "name", "one_line", ("aliases", "legal_label", "presentation", "competences")),
    "coalition": (
        "coalitions",
        "name",
        "tagline",
        ("short_name", "raison_d_etre", "presentation", "members_note", "partners_note", "principles", "timeline"),
    ),
    "project": ("projects", "name", "summary", ("short_name", "description", "goals", "outputs")),
    "clip": ("clips", "title", "summary", ("chapters", "notice")),
    "event": (
        "events",
        "title",
        "summary",
        ("description", "programme", "audience", "venue", "accessibility", "price", "date_label"),
    ),
    "publication": ("publications", "title", "summary", ("description", "key_points", "publisher", "access")),
    "call": (
        "calls",
        "title",
        "summary",
        ("edition", "purpose", "facts", "audience", "eligibility", "benefits", "accompaniment", "documents", "faq"),
    ),
    "article": ("articles", "title", "summary", ("body", "date_label")),
    "page": ("pages", "title", "lead", ("intro", "body", "entries")),
}
# Fields that name the organisations of a document.
PARTNERS = ("member", "members", "pilot", "organisations", "organisers", "participants", "contributors")
# Keys whose words are for machines.
MUTE = {"slug", "id", "type", "link", "source", "precision", "formats", "date", "month", "show_if", "stage"}


def documents() -> Iterator[dict[str, Any]]:
    """Return every document, in the order of the families and of their files."""
    for kind, (file, title, summary, parts) in FAMILIES.items():
        for item in _items(file):
            if item.get("kind") != "home":
                yield _document(kind, item, item[title], item[summary], parts)


def _document(kind: str, item: dict[str, Any], title: str, summary: str, parts: tuple[str, ...]) -> dict[str, Any]:
    places = _names("territories", _listed(item, "territory", "territories", "places"))
    partners = _names("organisations", _listed(item, *PARTNERS))
    coalitions = _names("coalitions", _listed(item, "coalition", "coalitions"))
    texts = [line for part in parts for line in _lines(item.get(part))]
    document: dict[str, Any] = {
        "id": f"{kind}:{item['slug']}",
        "type": kind,
        "title": title,
        "summary": summary,
        "body": "\n".join([*texts, *partners, *coalitions, *places[1:]]),
        "tags": [*_names("themes", _listed(item, "theme", "themes")), *item.get("tags", [])],
        "territory": places[0] if places else "",
    }
    if "transcript" in item:
        document["cues"] = [{key: cue[key] for key in ("start", "end", "text")} for cue in item["transcript"]]
    return document


@cache
def _items(file: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CONTENT / f"{file}.yaml").read_text(encoding="utf-8"))[file]


@cache
def _labels(file: str) -> dict[str, str]:
    return {item["slug"]: item["name"] for item in _items(file)}


def _names(file: str, slugs: Iterable[str]) -> list[str]:
    return [_labels(file)[slug] for slug in dict.fromkeys(slugs)]


def _listed(item: dict[str, Any], *keys: str) -> list[str]:
    """Return the slugs of some fields: each holds one, several, or rows that name a coalition."""
    found = [value for key in keys for value in _each(item.get(key))]
    return [value["coalition"] if isinstance(value, dict) else value for value in found]


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _lines(value: Any) -> Iterator[str]:
    """Return the texts of a value, however deep they lie."""
    if isinstance(value, str):
        yield value
    for key, part in value.items() if isinstance(value, dict) else ():
        if key not in MUTE:
            yield from _lines(part)
    for part in value if isinstance(value, list) else ():
        yield from _lines(part)


if __name__ == "__main__":
    for line in documents():
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
