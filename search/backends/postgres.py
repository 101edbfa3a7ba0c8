"""Full text in PostgreSQL: a tsvector of analysed text beside the entry (`simple` configuration), with a GIN index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from search.french import Term

# PostgreSQL knows four weights: title, then summary, then keywords and joined words, then text and passages.
LABELS = ("A", "B", "C", "D", "D", "C")
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
# Beyond, the vector would be refused; positions are not kept beyond 16,383 anyway.
LONGEST = 400_000

CREATE = (
    "ALTER TABLE search_entry ADD COLUMN document tsvector",
    "CREATE INDEX search_entry_document ON search_entry USING gin (document)",
)
DROP = ("DROP INDEX search_entry_document", "ALTER TABLE search_entry DROP COLUMN document")
MISSING = "SELECT id FROM search_entry WHERE document IS NULL"
COUNT_ROWS: str | None = "ANALYZE search_entry, search_entryterm"
REMOVE: str | None = None
ORPHANS: str | None = None


def write(cursor: Any, entry_id: int, texts: Sequence[str]) -> None:
    parts = " || ".join("setweight(to_tsvector('simple', %s), %s)" for _text in texts)
    values = [value for text, label in zip(texts, LABELS, strict=True) for value in (text[:LONGEST], label)]
    cursor.execute(
        f"UPDATE search_entry SET document = {parts} WHERE id = %s",  # noqa: S608 - placeholders only
        [*values, entry_id],
    )


def every(terms: Iterable[Term], *, unfinished: bool = False) -> str:
    """Ask for all of the terms. Stems are ASCII letters and digits, so nothing in them is an operator."""
    return " & ".join(f"({_alternatives(term, unfinished)})" for term in terms)


def any_of(questions: Iterable[str]) -> str:
    return " | ".join(f"({question})" for question in questions)


def _alternatives(term: Term, unfinished: bool) -> str:
    star = ":*" if unfinished and term.prefix else ""
    return " | ".join(f"'{way}'{star if i == 0 else ''}" for i, way in enumerate(term.alternatives))


def matches(asked: str) -> tuple[str, list[Any]]:
    """Return the query of identifiers and scores, the better the higher; long texts weigh less (flag 1)."""
    return (
        f"SELECT id, ts_rank('{WEIGHTS}', document, asked, 1) AS score"  # noqa: S608 - constants
        " FROM search_entry, to_tsquery('simple', %s) AS asked WHERE document @@ asked",
        [asked],
    )
