"""The list of calls: those one may answer, those to come, those that are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from calls.enums import CallState
from calls.wording import Door, door_of
from portal.asking import moment_of, reader_of
from portal.layout import read_layout
from portal.trail import trail_of
from search.enums import EntryKind
from search.listing import build_listing
from search.models import Entry
from search.querysets import EntryQuerySet

if TYPE_CHECKING:
    from calls.models import CallIndexPage

FIELDS = ("theme", "territory", "coalition", "association", "start", "end")
TITLES = {
    CallState.OPEN: _("Open now"),
    CallState.COMING: _("Opening soon"),
    CallState.CLOSED: _("Closed"),
}


@dataclass(frozen=True)
class CallRow:
    """A call in a list, with its door."""

    entry: Entry
    door: Door


@dataclass(frozen=True)
class Section:
    """The calls of one state."""

    state: CallState
    title: Any
    rows: tuple[CallRow, ...]


def row_of(entry: Entry, at: datetime) -> CallRow | None:
    """Return a call with its door; none for an entry without moments."""
    if entry.starts_at is None or entry.ends_at is None:
        return None
    return CallRow(entry, door_of(entry.starts_at, entry.ends_at, at))


def by_urgency(entries: EntryQuerySet, at: datetime) -> EntryQuerySet:
    """Order calls as an applicant needs them: open ones by deadline, coming ones by opening, then the last closed."""
    is_coming, is_closed = {"starts_at__gt": at}, {"ends_at__lte": at}
    closed, coming = When(**is_closed, then=Value(2)), When(**is_coming, then=Value(1))
    return entries.order_by(
        Case(closed, coming, default=Value(0), output_field=IntegerField()),
        Case(When(**is_closed, then=None), When(**is_coming, then=F("starts_at")), default=F("ends_at")),
        F("ends_at").desc(nulls_last=True),
        "sort_title",
        "pk",
    )


def most_urgent(entries: Iterable[Entry], at: datetime, limit: int) -> list[CallRow]:
    """Return the open and coming calls among `entries`, in the order of `by_urgency`."""
    rows = [row for row in (row_of(entry, at) for entry in entries if entry.kind == EntryKind.CALL) if row]
    current = [row for row in rows if not row.door.is_closed]
    return sorted(current, key=lambda row: (not row.door.is_open, row.door.moment, row.entry.sort_title))[:limit]


def calls_context(page: "CallIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of the list of calls."""
    reader, at = reader_of(request), moment_of(request)
    listing = build_listing(
        data=request.GET,
        reader=reader,
        at=at,
        kinds=(EntryKind.CALL,),
        fields=FIELDS,
        order=lambda entries: by_urgency(entries, at),
    )
    rows = [row for row in (row_of(entry, at) for entry in listing.entries) if row]
    return {
        "trail": trail_of(page, read_layout(at)),
        "listing": listing,
        "sections": sections_of(rows),
    }


def sections_of(rows: list[CallRow]) -> list[Section]:
    """Return the calls by state; a state without a call has no section."""
    found = [
        Section(state, title, tuple(row for row in rows if row.door.state == state)) for state, title in TITLES.items()
    ]
    return [section for section in found if section.rows]
