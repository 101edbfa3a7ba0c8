"""What the page of an event shows to a reader, at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from events.agenda_rows import AgendaRow, row_of
from events.moments import VAGUE, Span, next_span
from events.wording import when_of
from portal.asking import moment_of, reader_of
from portal.enums import TerritoryKind
from portal.layout import read_layout
from portal.readers import Reader
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.models import Entry, EntryTerm
from search.related import Related
from search.sources import page_labels

if TYPE_CHECKING:
    from events.models import EventPage

OTHERS = 3
# The term of a call's entry that holds the identifiers of the events in its calendar.
CALLED_EVENT = "event"


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
    reader, at = reader_of(request), moment_of(request)
    named = _named(event, reader, at)
    return {
        "trail": trail_of(event, read_layout(at)),
        **_moments(event, event.spans(), at),
        "place": place_of(event),
        **named,
        "calendar_url": _calendar_address(event),
        "others": _others(event, named["coalition"], reader, at),
    }


def _calendar_address(event: "EventPage") -> str:
    """Return the event's file for calendars; none without a date that is known to the day."""
    has_date = event.date_precision not in VAGUE and bool(event.occurrences.all())
    return reverse("events:calendar", args=[event.translation_key]) if has_date and event.pk else ""


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


def _named(event: "EventPage", reader: Reader, at: datetime) -> dict[str, Any]:
    """Return what the page names and the reader may open, and the calls about it: one read of the projection."""
    organisers, participants = _ids(event.organisers.all()), _ids(event.participants.all())
    chosen = [(row.target_id, row.reason) for row in event.related_pages.all() if row.target_id]
    wanted = [event.pk, event.coalition_id, *organisers, *participants, *(pk for pk, _reason in chosen)]
    found = _entries_about(event, [pk for pk in wanted if pk], reader, at)
    pages = {int(entry.object_key): entry for entry in found}
    calls = [entry for entry in found if entry.is_about]
    own = pages.get(event.pk)
    return {
        "coalition": pages.get(event.coalition_id or 0),
        "organisers": [pages[pk] for pk in organisers if pk in pages],
        "participants": [pages[pk] for pk in participants if pk in pages],
        "picture": own.card if own else {},
        "hue": _hue(event, own),
        "calls": calls,
        "related": [Related(pages[pk], why) for pk, why in chosen if pk in pages and pages[pk] not in calls],
    }


def _hue(event: "EventPage", own: Entry | None) -> str:
    """Return the colour of the page; only a preview, which is not projected, asks its coalition."""
    return own.hue if own and own.hue else event.hue


def _entries_about(event: "EventPage", page_ids: list[int], reader: Reader, at: datetime) -> list[Any]:
    """Return the entries of the pages, and those of calls whose calendar names the event (`is_about`)."""
    names_it = EntryTerm.objects.filter(entry=OuterRef("pk"), name=CALLED_EVENT, value=str(event.pk))
    is_named = Q(source__in=page_labels(), object_key__in=sorted({str(pk) for pk in page_ids}))
    entries = Entry.objects.visible_to(reader, at).annotate(is_about=Exists(names_it))
    return list(entries.filter(is_named | Q(is_about=True)).by_title().for_listing())


def _ids(pages: Iterable[Any]) -> list[int]:
    return [page.pk for page in pages]


def _others(event: "EventPage", coalition: Entry | None, reader: Reader, at: datetime) -> list[AgendaRow]:
    """Return the next events of the same coalition, or of all when the event belongs to none."""
    entries = Entry.objects.visible_to(reader, at).of_kinds(EntryKind.EVENT).upcoming(at)
    if coalition:
        entries = entries.with_term(TermName.COALITION, coalition.slug)
    entries = entries.exclude(object_key=str(event.pk), source=event._meta.label_lower)
    return [row_of(entry, at) for entry in entries.for_listing()[:OTHERS]]
