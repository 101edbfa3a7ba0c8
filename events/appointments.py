"""Events in calendars: each time that is known to the day is an appointment."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from events.models import EventPage
from events.moments import VAGUE, local_day
from events.reading import place_of
from portal.enums import TerritoryKind
from portal.public_address import absolute
from portal.readers import Reader
from search.feeds.news import kind_words, marked
from search.feeds.reading import with_dates
from search.feeds.registry import Appointment
from search.models import Entry


def entries_of_event(key: UUID, reader: Reader, at: datetime) -> list[Any]:
    """Return the entry of the event that has this key, if the reader may open it: none or one."""
    pages = EventPage.objects.visible_to(reader, at).filter(translation_key=key, alias_of=None)
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    source = EventPage._meta.label_lower
    entries = Entry.objects.visible_to(reader, at).filter(source=source, object_key__in=keys)
    return list(with_dates(entries).for_listing())


def appointments_of(entries: Sequence[Any]) -> list[Appointment]:
    """Return the appointments of events, in three queries; an event without a known date has none."""
    keys = [entry.object_key for entry in entries if entry.card.get("date_precision") not in VAGUE]
    found = EventPage.objects.filter(pk__in=keys).exclude(date_precision__in=VAGUE)
    pages = {str(page.pk): page for page in found.prefetch_related("occurrences", "territories")}
    return [one for entry in entries if entry.object_key in pages for one in _of_event(entry, pages[entry.object_key])]


def uid_of(key: UUID, rank: int) -> UUID:
    """Return the identifier of an event's time: that of its page, and for further times one made of it.

    An editor may move a time to another day, or add one at the end: calendars follow instead of showing it twice.
    """
    return uuid5(key, f"occurrence-{rank}") if rank else key


def _of_event(entry: Any, event: EventPage) -> Iterable[Appointment]:
    rows = sorted(event.occurrences.all(), key=lambda row: (row.sort_order or 0, row.pk or 0))
    text = _text(entry, event)
    for rank, row in enumerate(rows):
        span = row.span(event.date_precision)
        whole = span.is_all_day
        ends = span.ends_at
        yield Appointment(
            uid=uid_of(entry.key, rank),
            title=marked(entry.title, is_demo=entry.is_demo),
            starts=local_day(span.starts_at) if whole else span.starts_at,
            ends=local_day(ends) if whole and ends else ends,
            created_at=entry.published_at,
            changed_at=entry.changed_at,
            revision=revision_of(entry.published_at, entry.changed_at),
            address=entry.address,
            text=text,
            place=_place(event),
            position=_position(event),
            categories=(kind_words(entry),),
        )


def revision_of(published_at: datetime, changed_at: datetime) -> int:
    """Return a number that grows with each publication: the minutes since the first one."""
    return max(0, int((changed_at - published_at).total_seconds()) // 60)


def _text(entry: Any, event: EventPage) -> str:
    demo = _("This is an invented example.") if entry.is_demo else ""
    access = event.accessibility.strip()
    parts = [demo, entry.disclaimer, entry.summary, event.date_label, event.price, access, absolute(entry.address)]
    return "\n\n".join(part for part in parts if part)


def _place(event: EventPage) -> str:
    place = place_of(event)
    if place.is_online:
        return _("Online")
    names = ", ".join(part for part in (place.venue, place.towns) if part)
    return _("%(place)s, and online") % {"place": names} if names and place.is_hybrid else names


def _position(event: EventPage) -> tuple[float, float] | None:
    """Return the middle of the town, where there is one town and one goes there."""
    if event.is_online:
        return None
    towns = [place for place in event.territories.all() if place.kind == TerritoryKind.COMMUNE]
    if len(towns) != 1 or towns[0].latitude is None or towns[0].longitude is None:
        return None
    return float(towns[0].latitude), float(towns[0].longitude)
