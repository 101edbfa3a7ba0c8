"""Full text in SQLite: an ordinary FTS5 table of analysed text, its rowid that of the entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from search.french import Term

TABLE = "search_index"
COLUMNS = ("title", "summary", "keywords", "body", "passages", "joined")
WEIGHTS = (10.0, 4.0, 2.0, 1.0, 1.0, 2.0)

CREATE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, tokenize='ascii')"
DROP = f"DROP TABLE {TABLE}"
MISSING = f"SELECT id FROM search_entry WHERE id NOT IN (SELECT rowid FROM {TABLE})"  # noqa: S608 - constants
# SQLite plans well by its indexes alone.
COUNT_ROWS: str | None = None
REMOVE = f"DELETE FROM {TABLE} WHERE rowid = %s"  # noqa: S608 - constants
ORPHANS: str | None = f"SELECT rowid FROM {TABLE} WHERE rowid NOT IN (SELECT id FROM search_entry)"  # noqa: S608 - constants


def write(cursor: Any, entry_id: int, texts: Sequence[str]) -> None:
    cursor.execute(REMOVE, [entry_id])
    marks = ", ".join(["%s"] * (len(COLUMNS) + 1))
    cursor.execute(
        f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608 - constants
        [entry_id, *texts],
    )


def every(terms: Iterable[Term], *, unfinished: bool = False) -> str:
    """Ask for all of the terms. Stems are ASCII letters and digits, so nothing in them is an operator."""
    return " AND ".join(f"({_alternatives(term, unfinished)})" for term in terms)


def any_of(questions: Iterable[str]) -> str:
    return " OR ".join(f"({question})" for question in questions)


def _alternatives(term: Term, unfinished: bool) -> str:
    star = "*" if unfinished and term.prefix else ""
    return " OR ".join(f'"{way}"{star if i == 0 else ""}' for i, way in enumerate(term.alternatives))


def matches(asked: str) -> tuple[str, list[Any]]:
    """Return the query of identifiers and scores, the better the higher."""
    weights = ", ".join(str(weight) for weight in WEIGHTS)
    return (
        f"SELECT rowid AS id, -bm25({TABLE}, {weights}) AS score FROM {TABLE} WHERE {TABLE} MATCH %s",  # noqa: S608 - constants
        [asked],
    )
