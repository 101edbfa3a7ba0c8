"""What the page of an event shows to a reader, at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from events.agenda_rows import AgendaRow, row_of
from events.moments import Span, next_span
from events.wording import when_of
from portal.enums import TerritoryKind
from portal.layout import read_layout
from portal.readers import Reader
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.models import Entry
from search.related import entries_of_pages, related_entries

if TYPE_CHECKING:
    from events.models import EventPage

OTHERS = 3
EVENT = "event"


@dataclass(frozen=True)
class Place:
    """Where one goes, or that one need not go anywhere."""

    venue: str
    towns: str
    is_online: bool
    is_hybrid: bool

    @property
    def is_somewhere(self) -> bool:
        return not self.is_online and bool(self.venue or self.towns)

    @property
    def is_remote(self) -> bool:
        return self.is_online or self.is_hybrid


def event_context(event: "EventPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of an event's page."""
    reader, at = request.reader, request.at  # type: ignore[attr-defined]
    spans = event.spans()
    calls = _calls_about(event, reader, at)
    shown = {call.pk for call in calls}
    return {
        "trail": trail_of(event, read_layout(at)),
        **_moments(event, spans, at),
        "place": place_of(event),
        **_named_entries(event, reader, at),
        "calls": calls,
        "related": [item for item in related_entries(event, reader, at) if item.entry.pk not in shown],
        "others": _others(event, reader, at),
    }


def _moments(event: "EventPage", spans: list[Span], at: datetime) -> dict[str, Any]:
    """Return the event's times in words: the one that matters, and all of them where there are several."""
    options: dict[str, Any] = {"precision": event.date_precision, "label": event.date_label, "at": at}
    main = next_span(spans, at)
    many = len(spans) > 1
    return {
        "when": when_of(main, **{**options, "label": "" if many else event.date_label}) if main else None,
        "all_times": [when_of(span, **{**options, "label": ""}) for span in spans] if many else [],
        "is_over": all(span.is_past(at) for span in spans),
    }


def place_of(event: "EventPage") -> Place:
    """Return where the event takes place; a country is no place to go to."""
    no_town = {TerritoryKind.COUNTRY, TerritoryKind.ONLINE}
    towns = ", ".join(place.name for place in event.territories.all() if place.kind not in no_town)
    venue = "" if event.venue == towns else event.venue
    return Place(venue, towns, event.is_online, event.is_hybrid)


def _named_entries(event: "EventPage", reader: Reader, at: datetime) -> dict[str, Any]:
    """Return the coalition, organisers and participants that the reader may open, in one read of the projection."""
    organisers = _ids(event.organisers.all())
    participants = _ids(event.participants.all())
    own = [pk for pk in (event.pk, event.coalition_id) if pk]
    entries = entries_of_pages([*own, *organisers, *participants], reader=reader, at=at)
    return {
        "picture": entries[event.pk].card if event.pk in entries else {},
        "coalition": entries.get(event.coalition_id or 0),
        "organisers": [entries[pk] for pk in organisers if pk in entries],
        "participants": [entries[pk] for pk in participants if pk in entries],
    }


def _ids(pages: Iterable[Any]) -> list[int]:
    return [page.pk for page in pages]


def _calls_about(event: "EventPage", reader: Reader, at: datetime) -> list[Entry]:
    """Return the calls whose calendar names the event: what they warn of is said here too."""
    entries = Entry.objects.visible_to(reader, at).of_kinds(EntryKind.CALL).with_term(EVENT, event.slug)
    return list(entries.by_title().for_listing())


def _others(event: "EventPage", reader: Reader, at: datetime) -> list[AgendaRow]:
    """Return the next events of the same coalition, or of all when the event belongs to none."""
    entries = Entry.objects.visible_to(reader, at).of_kinds(EntryKind.EVENT).upcoming(at)
    if event.coalition:
        entries = entries.with_term(TermName.COALITION, event.coalition.slug)
    entries = entries.exclude(object_key=str(event.pk), source=event._meta.label_lower)
    return [row_of(entry, at) for entry in entries.for_listing()[:OTHERS]]
