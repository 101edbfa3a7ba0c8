"""The embedded engine: full text in the portal's own database, ranked and filtered in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from search.backends import postgres, sqlite
from search.contracts import Filters, Question, Ranking
from search.enums import EntryKind
from search.french import Term, sortable, terms_of
from search.models import Entry
from search.querysets import EntryQuerySet

# What is over stays findable, below what is not.
WEIGHT_OF_PAST = 0.6
# Who asks for a name wants what bears it, before all that mentions it.
WEIGHT_OF_THE_NAME = 5
# Of longer questions, leaving out one word or two has too many ways.
LONGEST_RELAXED = 8


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


def apply_filters(entries: EntryQuerySet, filters: Filters, *, kinds: bool = True) -> EntryQuerySet:
    """Return the entries that pass; the one place where filters become conditions."""
    if kinds and filters.kinds:
        entries = entries.of_kinds(*filters.kinds)
    for name, values in filters.terms.items():
        entries = entries.with_term(name, *values)
    if filters.start or filters.end:
        entries = entries.between(filters.start, filters.end)
    return entries


class DatabaseEngine:
    name = "database"

    def rank(self, question: Question) -> Ranking:
        """Ask for all the words; if nothing has them, let the last one be unfinished; then let words go."""
        terms = terms_of(question.text)
        if not terms:
            return browse(question) if question.filters else Ranking(ids=(), total=0, kinds={})
        entries = Entry.objects.visible_to(question.reader, question.at)
        entries = apply_filters(entries, question.filters, kinds=False)
        for asked, relaxed in _steps(terms):
            kinds = self._kinds(asked, entries)
            if kinds:
                return self._ranking(asked, entries, question, kinds, relaxed=relaxed)
        return Ranking(ids=(), total=0, kinds={})

    def _kinds(self, asked: str, entries: QuerySet[Entry]) -> dict[str, int]:
        sql, params = _statement("e.kind, count(*)", asked, entries)
        return {row[0]: row[1] for row in _rows(f"{sql} GROUP BY e.kind ORDER BY e.kind", params)}

    def _ranking(
        self, asked: str, entries: QuerySet[Entry], question: Question, kinds: dict[str, int], *, relaxed: bool
    ) -> Ranking:
        sql, params = _statement("e.id", asked, entries)
        chosen = question.filters.kinds
        if chosen:
            sql += f" AND e.kind IN ({', '.join(['%s'] * len(chosen))})"
            params = [*params, *chosen]
        total = sum(count for kind, count in kinds.items() if not chosen or kind in chosen)
        moment = connection.ops.adapt_datetimefield_value(question.at)
        weights = (
            f"(CASE WHEN e.ends_at < %s THEN {WEIGHT_OF_PAST} ELSE 1 END)"
            f" * (CASE WHEN e.sort_title = %s THEN {WEIGHT_OF_THE_NAME} ELSE 1 END)"
        )
        rows = _rows(
            f"{sql} ORDER BY hits.score * e.boost * {weights} DESC, e.sort_title, e.id LIMIT %s OFFSET %s",
            [*params, moment, sortable(question.text), question.size, (question.page - 1) * question.size],
        )
        return Ranking(ids=tuple(row[0] for row in rows), total=total, kinds=kinds, relaxed=relaxed)


def browse(question: Question) -> Ranking:
    """Rank what the filters alone leave: kind by kind in the order of `EntryKind`, what is over last, then by title."""
    entries = Entry.objects.visible_to(question.reader, question.at)
    everything = apply_filters(entries, question.filters, kinds=False).order_by()
    kinds = dict(everything.values_list("kind").annotate(Count("pk")).order_by("kind"))
    chosen = question.filters.kinds
    found = everything.of_kinds(*chosen) if chosen else everything
    is_past = Case(When(ends_at__lt=question.at, then=Value(1)), default=Value(0), output_field=IntegerField())
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(EntryKind.values)]
    by_kind = Case(*places, default=Value(len(places)), output_field=IntegerField())
    first = (question.page - 1) * question.size
    ids = found.order_by(by_kind, is_past, "-boost", "sort_title", "pk").values_list("pk", flat=True)
    return Ranking(
        ids=tuple(ids[first : first + question.size]),
        total=sum(count for kind, count in kinds.items() if not chosen or kind in chosen),
        kinds=kinds,
    )


def _steps(terms: Sequence[Term]) -> Iterator[tuple[str, bool]]:
    """Yield what to ask until something is found, and whether that lets words go."""
    write = dialect()
    yield write.every(terms), False
    if terms[-1].prefix:
        yield write.every(terms, unfinished=True), False
    for missing in range(1, min(len(terms) - 1, 3) if len(terms) <= LONGEST_RELAXED else 1):
        held = [write.every(some) for some in combinations(terms, len(terms) - missing)]
        yield write.any_of(held), True
    if len(terms) > 1:
        yield write.any_of([write.every([term]) for term in terms]), True


def matching(entries: EntryQuerySet, text: str) -> EntryQuerySet:
    """Keep the entries that have every word of the text, the last one perhaps unfinished; all, if it holds no word."""
    terms = terms_of(text)
    if not terms:
        return entries
    sql, params = dialect().matches(dialect().every(terms, unfinished=True))
    found = f"SELECT id FROM ({sql}) found"  # noqa: S608 - constants
    return entries.filter(pk__in=RawSQL(found, params))  # noqa: S611 - constants


def _statement(columns: str, asked: str, entries: QuerySet[Entry]) -> tuple[str, list[Any]]:
    """Return the query over what matches and passes. The full text index answers first, once: hence MATERIALIZED."""
    matches, asked_params = dialect().matches(asked)
    allowed, allowed_params = entries.order_by().values("pk").query.sql_with_params()
    sql = (
        f"WITH hits AS MATERIALIZED ({matches}) SELECT {columns} FROM hits"  # noqa: S608 - constants, and SQL of Django's
        f" JOIN search_entry e ON e.id = hits.id WHERE e.id IN ({allowed})"
    )
    return sql, [*asked_params, *allowed_params]


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
