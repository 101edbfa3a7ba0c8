"""The embedded engine: full text in the portal's own database, ranked and filtered in one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import RawSQL

from search.backends import postgres, sqlite
from search.backends.ranking import (
    COMPLETE,
    SCORE_NEAR_BEST,
    WEIGHT_OF_PAST,
    WEIGHT_OF_THE_NAME,
    near_the_best,
    statement,
)
from search.contracts import KIND_FACET, OPEN_FACET, Filters, Question, Ranking
from search.enums import EntryKind
from search.french import sortable
from search.models import Entry
from search.querysets import EntryQuerySet
from search.question import Concept, Way, read


def dialect() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


def write(entry_id: int, texts: Sequence[str]) -> None:
    """Put the analysed texts of an entry in the index, in the order of `sqlite.COLUMNS`."""
    with connection.cursor() as cursor:
        dialect().write(cursor, entry_id, texts)


def remove(entry_id: int) -> None:
    if dialect().REMOVE:
        with connection.cursor() as cursor:
            cursor.execute(dialect().REMOVE, [entry_id])


def missing() -> list[int]:
    """Return the entries that the index does not hold."""
    return [row[0] for row in _rows(dialect().MISSING, [])]


def count_rows() -> None:
    """Let the database look at the tables after much has changed in them: PostgreSQL plans for one row until it has.

    Its own look comes up to a minute later; until then a list of sixty entries took it minutes.
    """
    if dialect().COUNT_ROWS:
        with connection.cursor() as cursor:
            cursor.execute(dialect().COUNT_ROWS)


def remove_orphans() -> int:
    """Take out of the index what has no entry any more; returns how many there were."""
    orphans = [row[0] for row in _rows(dialect().ORPHANS, [])] if dialect().ORPHANS else []
    for entry_id in orphans:
        remove(entry_id)
    return len(orphans)


PERIOD = "period"


def choices(filters: Filters, at: datetime) -> dict[str, EntryQuerySet]:
    """Return, for each name that something is chosen of, the entries that pass: where filters become conditions."""
    entries = Entry.objects.all()
    found: dict[str, EntryQuerySet] = {}
    if filters.kinds:
        found[KIND_FACET] = entries.of_kinds(*filters.kinds)
    for name, values in filters.terms.items():
        found[name] = entries.with_term(name, *values)
    if filters.start or filters.end:
        found[PERIOD] = entries.between(filters.start, filters.end)
    if filters.is_open:
        found[OPEN_FACET] = entries.filter(starts_at__lte=at, ends_at__gt=at)
    return found


def apply_filters(entries: EntryQuerySet, filters: Filters, *, kinds: bool = True) -> EntryQuerySet:
    """Return the entries that pass all the choices."""
    if kinds and filters.kinds:
        entries = entries.of_kinds(*filters.kinds)
    for name, values in filters.terms.items():
        entries = entries.with_term(name, *values)
    if filters.start or filters.end:
        entries = entries.between(filters.start, filters.end)
    return entries


@dataclass(frozen=True, slots=True)
class Row:
    """An entry that answers. `missed`: the names of the choices that it does not pass."""

    id: int
    kind: str
    is_open: bool
    missed: tuple[str, ...]
    coverage: float = 1.0
    score: float = 0.0


class DatabaseEngine:
    name = "database"

    def rank(self, question: Question) -> Ranking:
        """Rank what answers enough of the question; without a concept, what the filters leave."""
        if not question.reading.concepts:
            return rank_by_choices(question)
        rows = _answers(question)
        relaxed = bool(rows) and max(row.coverage for row in rows) < COMPLETE
        return _page(rows, question, relaxed=relaxed)


def rank_by_choices(question: Question) -> Ranking:
    """Rank what the filters leave of everything; without any, nothing was asked."""
    return _page(_everything(question), question) if question.filters else Ranking(ids=(), total=0)


def _page(rows: list[Row], question: Question, *, relaxed: bool = False) -> Ranking:
    found = [row for row in rows if not row.missed]
    first = (question.page - 1) * question.size
    return Ranking(
        ids=tuple(row.id for row in found[first : first + question.size]),
        total=len(found),
        facets=_facets(rows, question.facets),
        relaxed=relaxed,
    )


def _answers(question: Question) -> list[Row]:
    """Return what answers enough of the question, the best first, whatever else is chosen."""
    allowed = Entry.objects.visible_to(question.reader, question.at).order_by().values("pk").query.sql_with_params()
    hits, params = statement(question.reading, allowed, dialect())
    columns, column_params, names = _columns(question)
    moment = connection.ops.adapt_datetimefield_value(question.at)
    final = (
        "h.score * h.coverage * h.coverage * e.boost"
        f" * (CASE WHEN e.ends_at < %s THEN {WEIGHT_OF_PAST} ELSE 1.0 END)"
        f" * (CASE WHEN e.sort_title = %s THEN {WEIGHT_OF_THE_NAME} ELSE 1.0 END)"
    )
    order = "e.sort_on DESC NULLS LAST, e.sort_title, e.id" if question.by_date else "final DESC, e.sort_title, e.id"
    found = _rows(
        f"SELECT e.id, e.kind, h.coverage, {final} AS final, {columns} FROM ({hits}) h"  # noqa: S608 - constants, and SQL of Django's
        f" JOIN search_entry e ON e.id = h.id ORDER BY {order}",
        [moment, sortable(question.reading.text), *column_params, *params],
    )
    rows = [
        Row(
            row[0],
            row[1],
            bool(row[4]),
            _missed(names, row[5:]),
            # PostgreSQL computes logarithms in decimals.
            float(row[2]),
            float(row[3]),
        )
        for row in found
    ]
    return _near_the_best(rows)


def _missed(names: Sequence[str], passed: Sequence[int]) -> tuple[str, ...]:
    return tuple(name for name, has_passed in zip(names, passed, strict=True) if not has_passed)


def _near_the_best(rows: list[Row]) -> list[Row]:
    if not rows:
        return rows
    best, least = max(row.score for row in rows), near_the_best([row.coverage for row in rows])
    return [
        row
        for row in rows
        if row.coverage >= COMPLETE or (row.coverage >= least and row.score >= best * SCORE_NEAR_BEST)
    ]


def _columns(question: Question) -> tuple[str, list[Any], list[str]]:
    """Return what is asked of each entry besides its score: whether it is open, and whether it passes each choice."""
    moment = connection.ops.adapt_datetimefield_value(question.at)
    columns, params = ["(CASE WHEN e.starts_at <= %s AND e.ends_at > %s THEN 1 ELSE 0 END)"], [moment, moment]
    names = []
    for name, passing in choices(question.filters, question.at).items():
        sql, values = passing.order_by().values("pk").query.sql_with_params()
        columns.append(f"(CASE WHEN e.id IN ({sql}) THEN 1 ELSE 0 END)")
        params += values
        names.append(name)
    return ", ".join(columns), params, names


def _everything(question: Question) -> list[Row]:
    """Return what the filters leave: kind by kind in the order of `EntryKind`, what is over last, then by title."""
    columns, params, names = _columns(question)
    entries = Entry.objects.visible_to(question.reader, question.at)
    is_past = Case(When(ends_at__lt=question.at, then=Value(1)), default=Value(0), output_field=IntegerField())
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(EntryKind.values)]
    by_kind = Case(*places, default=Value(len(places)), output_field=IntegerField())
    order: list[Any] = [F("sort_on").desc(nulls_last=True)] if question.by_date else [by_kind, is_past, "-boost"]
    sql, values = entries.order_by(*order, "sort_title", "pk").values("id", "kind").query.sql_with_params()
    found = _rows(
        f"SELECT e.id, e.kind, {columns} FROM (SELECT q.*, row_number() OVER () AS place FROM ({sql}) q) s"  # noqa: S608 - constants, and SQL of Django's
        " JOIN search_entry e ON e.id = s.id ORDER BY s.place",
        [*params, *values],
    )
    return [Row(row[0], row[1], bool(row[2]), _missed(names, row[3:])) for row in found]


def _facets(rows: Iterable[Row], names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Count each facet over the rows that miss no choice but its own."""
    counts = {KIND_FACET: Counter[str](), OPEN_FACET: Counter[str]()}
    groups: dict[str, list[int]] = {"": []}
    for row in rows:
        if not row.missed:
            groups[""].append(row.id)
        elif len(row.missed) == 1:
            groups.setdefault(row.missed[0], []).append(row.id)
        if row.missed in ((), (KIND_FACET,)):
            counts[KIND_FACET][row.kind] += 1
        if row.is_open and row.missed in ((), (OPEN_FACET,)):
            counts[OPEN_FACET]["1"] += 1
    facets = {name: dict(found) for name, found in counts.items()}
    facets |= _term_counts(groups, names)
    return facets


def _term_counts(groups: dict[str, list[int]], names: Sequence[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    selects, params = [], []
    for missed, ids in groups.items():
        wanted = [name for name in names if not missed or name == missed]
        if not ids or not wanted:
            continue
        marks = ", ".join(["%s"] * len(wanted))
        selects.append(
            f"SELECT name, value, count(*) AS entries FROM search_entryterm"  # noqa: S608 - constants
            f" WHERE entry_id IN ({dialect().SOME_IDS}) AND name IN ({marks}) GROUP BY name, value"
        )
        params += [dialect().ids(ids), *wanted]
    if selects:
        for name, value, entries in _rows(" UNION ALL ".join(selects), params):
            found[name][value] = found[name].get(value, 0) + entries
    return found


def matching(entries: EntryQuerySet, text: str) -> EntryQuerySet:
    """Keep the entries that have every word of the text, the last one perhaps unfinished; all, if it holds no word."""
    concepts = read(text).concepts
    if not concepts:
        return entries
    for number, concept in enumerate(concepts):
        asked = dialect().any_of([dialect().expression(way) for way in _ways(concept, number == len(concepts) - 1)])
        sql, params = dialect().matches(asked)
        entries = entries.filter(pk__in=RawSQL(f"SELECT id FROM ({sql}) found", params))  # noqa: S608, S611 - constants
    return entries


def _ways(concept: Concept, is_last: bool) -> list[Way]:
    form = concept.ways[0].form
    return [*concept.ways, Way((form,), opening=True)] if is_last and len(form) >= 4 else [*concept.ways]


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
