"""What stands beside a page: chosen by hand, named by it, or about the same coalition, association or project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, OrderBy, Q, When, Window
from django.db.models.functions import RowNumber

from search.enums import EntryKind
from search.models import Entry
from search.sources import page_labels

if TYPE_CHECKING:
    from portal.readers import Reader


@dataclass(frozen=True, slots=True)
class Related:
    """A page chosen by hand, and why."""

    entry: Entry
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The first entries of a kind, and how many there are."""

    kind: str
    entries: tuple[Entry, ...] = ()
    total: int = 0

    @property
    def has_more(self) -> bool:
        return self.total > len(self.entries)

    def without(self, entries: Iterable[Entry]) -> Shelf:
        """Return the shelf without what the page shows elsewhere."""
        shown = {entry.pk for entry in entries}
        kept = tuple(entry for entry in self.entries if entry.pk not in shown)
        return Shelf(self.kind, kept, self.total - len(self.entries) + len(kept))


def entries_of_pages(page_ids: Iterable[int], *, reader: Reader, at: datetime) -> dict[int, Entry]:
    """Return the entries of pages by the page's id, in one query; what the reader may not open is not there."""
    keys = sorted({str(page_id) for page_id in page_ids})
    found = Entry.objects.visible_to(reader, at).filter(source__in=page_labels(), object_key__in=keys)
    return {int(entry.object_key): entry for entry in found.order_by("pk").for_listing()}


def related_entries(page: Any, reader: Reader, at: datetime) -> list[Related]:
    """Return the pages that an editor chose to show beside `page`, in their order, without those it may not show."""
    chosen = [(row.target_id, row.reason) for row in page.related_pages.all() if row.target_id]
    if not chosen:
        return []
    entries = entries_of_pages((target_id for target_id, _reason in chosen), reader=reader, at=at)
    return [Related(entries[target_id], reason) for target_id, reason in chosen if target_id in entries]


def _nearest_first(at: datetime) -> list[OrderBy]:
    """What is to come, the nearest first; then the rest, the latest first."""
    coming = Case(When(ends_at__gte=at, then=F("starts_at")))
    return [
        OrderBy(coming, nulls_last=True),
        OrderBy(F("sort_on"), descending=True, nulls_last=True),
        OrderBy(F("sort_title")),
        OrderBy(F("pk")),
    ]


def shelves(*, term: str, value: str, sizes: Mapping[EntryKind, int], reader: Reader, at: datetime) -> dict[str, Shelf]:
    """Return a shelf for each kind in `sizes`, with at most so many entries that carry a term: all in one query."""
    wanted = [str(kind) for kind in sizes]
    fits = Q(pk__in=[])
    for kind, size in sizes.items():
        fits |= Q(kind=kind, place__lte=size)
    order = _nearest_first(at)
    numbered = (
        Entry.objects.visible_to(reader, at)
        .of_kinds(*wanted)
        .with_term(term, value)
        .annotate(
            place=Window(RowNumber(), partition_by=[F("kind")], order_by=order),
            kind_total=Window(Count("pk"), partition_by=[F("kind")]),
        )
        .filter(fits)
        .order_by("kind", "place")
        .for_listing()
    )
    found: dict[str, list[Any]] = {}
    for entry in numbered:
        found.setdefault(entry.kind, []).append(entry)
    return {
        kind: Shelf(kind, tuple(found.get(kind, ())), found[kind][0].kind_total if kind in found else 0)
        for kind in wanted
    }
