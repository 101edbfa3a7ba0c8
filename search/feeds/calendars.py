"""Appointments as iCalendar (RFC 5545), written by the library icalendar: folding, escaping and order are its work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from django.conf import settings

from portal.public_address import absolute
from search.feeds.registry import Appointment

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
REFRESH = timedelta(hours=6)


def write_calendar(
    appointments: Iterable[Appointment], *, title: str, own_address: str, note: str = "", is_list: bool = True
) -> bytes:
    """Return a calendar; the one of a list also has a name, and says how often it is worth asking again."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if is_list:
        # Of properties that begin with x, the library does not know that they are text.
        name = icalendar.vText(plain(f"{title} · {settings.WAGTAIL_SITE_NAME}"))
        for key in ("name", "x-wr-calname"):
            calendar.add(key, name)
        if note:
            calendar.add("x-wr-caldesc", icalendar.vText(plain(note)))
        calendar.add("x-wr-timezone", settings.TIME_ZONE)
        calendar.add("source", absolute(own_address), parameters={"value": "URI"})
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment) -> Any:
    event = icalendar.Event()
    event.add("uid", str(appointment.uid))
    # The last change, not this moment: the same event is the same text each time.
    event.add("dtstamp", _utc(appointment.changed_at))
    event.add("created", _utc(appointment.created_at))
    event.add("last-modified", _utc(appointment.changed_at))
    event.add("sequence", appointment.revision)
    event.add("summary", plain(appointment.title))
    event.add("status", "CONFIRMED")
    event.add("url", absolute(appointment.address))
    _add_times(event, appointment)
    if appointment.text:
        event.add("description", plain(appointment.text))
    if appointment.place:
        event.add("location", plain(appointment.place))
    if appointment.position:
        event.add("geo", appointment.position)
    if appointment.categories:
        event.add("categories", [plain(category) for category in appointment.categories])
    return event


def _add_times(event: Any, appointment: Appointment) -> None:
    """Whole days end, as the standard has it, on the day after the last one; moments are those of UTC."""
    starts, ends = appointment.starts, appointment.ends
    if isinstance(starts, datetime):
        event.add("dtstart", _utc(starts))
        if isinstance(ends, datetime) and ends > starts:
            event.add("dtend", _utc(ends))
        return
    event.add("dtstart", starts)
    last = ends if isinstance(ends, date) and not isinstance(ends, datetime) else starts
    event.add("dtend", max(last, starts) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def plain(text: str) -> str:
    """Return the text without controls; a line ends in one way."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
