"""Full text in PostgreSQL: a tsvector of analysed text beside the entry (`simple` configuration), with a GIN index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.french import FORM
from search.question import Way

# PostgreSQL knows four weights: title, then summary, then keywords and joined words, then the rest.
LABELS = ("A", "B", "C", "D", "D", "C", "D")
WEIGHTS = "{0.1, 0.3, 0.4, 1.0}"
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
# ts_rank counts words and does not know how rare they are.
RARITY = "coalesce(w.weight, 1.0)"
SOME_IDS = "SELECT unnest(%s::bigint[])"


def write(cursor: Any, entry_id: int, texts: Sequence[str]) -> None:
    parts = " || ".join("setweight(to_tsvector('simple', %s), %s)" for _text in texts)
    values = [value for text, label in zip(texts, LABELS, strict=True) for value in (text[:LONGEST], label)]
    cursor.execute(
        f"UPDATE search_entry SET document = {parts} WHERE id = %s",  # noqa: S608 - placeholders only
        [*values, entry_id],
    )


def expression(way: Way) -> str:
    """Return the tsquery of a way. Stems are ASCII letters and digits, so nothing in them is an operator."""
    if way.opening:
        return f"'{FORM}{way.stems[0]}':*"
    asked = (" & " if way.apart else " <-> ").join(f"'{stem}'" for stem in way.stems)
    return f"({asked}) | '{FORM}{way.form}'" if way.form.isascii() and way.form else f"({asked})"


def any_of(expressions: Sequence[str]) -> str:
    return " | ".join(f"({one})" for one in expressions)


def matches(asked: str, *, in_title: bool = False) -> tuple[str, list[Any]]:
    """Return the query of identifiers and scores, the better the higher; long texts weigh less (flag 1)."""
    part = "ts_filter(document, '{a}')" if in_title else "document"
    return (
        f"SELECT id, ts_rank('{WEIGHTS}', {part}, asked, 1) AS score"  # noqa: S608 - constants
        f" FROM search_entry, to_tsquery('simple', %s) AS asked WHERE document @@ asked AND {part} @@ asked",
        [asked],
    )


def ids(values: Sequence[int]) -> list[int]:
    return list(values)
