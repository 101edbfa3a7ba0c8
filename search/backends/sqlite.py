"""Full text in SQLite: an ordinary FTS5 table of analysed text, its rowid that of the entry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from search.french import FORM
from search.question import Way

TABLE = "search_index"
COLUMNS = ("title", "summary", "keywords", "body", "passages", "joined", "forms")
WEIGHTS = (10.0, 4.0, 3.0, 1.0, 1.0, 2.0, 1.0)
TITLE_WEIGHTS = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

CREATE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, tokenize='ascii')"
DROP = f"DROP TABLE {TABLE}"
MISSING = f"SELECT id FROM search_entry WHERE id NOT IN (SELECT rowid FROM {TABLE})"  # noqa: S608 - constants
# SQLite plans well by its indexes alone.
COUNT_ROWS: str | None = None
REMOVE = f"DELETE FROM {TABLE} WHERE rowid = %s"  # noqa: S608 - constants
ORPHANS: str | None = f"SELECT rowid FROM {TABLE} WHERE rowid NOT IN (SELECT id FROM search_entry)"  # noqa: S608 - constants
# BM25 knows how rare a word is.
RARITY = "1.0"
SOME_IDS = "SELECT value FROM json_each(%s)"


def write(cursor: Any, entry_id: int, texts: Sequence[str]) -> None:
    cursor.execute(REMOVE, [entry_id])
    marks = ", ".join(["%s"] * (len(COLUMNS) + 1))
    cursor.execute(
        f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608 - constants
        [entry_id, *texts],
    )


def expression(way: Way) -> str:
    """Return the FTS5 expression of a way. Stems are ASCII letters and digits, so nothing in them is an operator."""
    if way.opening:
        return f'"{FORM}{way.stems[0]}" *'
    if way.apart:
        return " AND ".join(f'"{stem}"' for stem in way.stems)
    asked = f'"{" ".join(way.stems)}"'
    return f'{asked} OR "{FORM}{way.form}"' if way.form.isascii() and way.form else asked


def any_of(expressions: Sequence[str]) -> str:
    return " OR ".join(f"({one})" for one in expressions)


def matches(asked: str, *, in_title: bool = False) -> tuple[str, list[Any]]:
    """Return the query of identifiers and scores, the better the higher: BM25 over the whole, or over the title."""
    weights = ", ".join(str(weight) for weight in (TITLE_WEIGHTS if in_title else WEIGHTS))
    return (
        f"SELECT rowid AS id, -bm25({TABLE}, {weights}) AS score FROM {TABLE} WHERE {TABLE} MATCH %s",  # noqa: S608 - constants
        [f"{{title}} : ({asked})" if in_title else asked],
    )


def ids(values: Sequence[int]) -> str:
    return json.dumps(list(values))
