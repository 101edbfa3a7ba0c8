"""Which lists have feeds, and what of them has a place in a calendar: upper rooms say it when they start.

register_feed(FeedList(name="agenda", title=_("Agenda"), kinds=(EntryKind.EVENT,), fields=FIELDS))
register_appointments(EntryKind.EVENT, appointments_of)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from wagtail.models import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView:
    """What in the address of a list shows what is over, and the words for it in a title."""

    name: str
    value: str
    title: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """A list that can be followed: its name in the address, its filters, and the page that shows it."""

    name: str
    title: Any
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    page_type: type[Page] | None = None
    # What the page must be asked so that it shows this list.
    fixed: tuple[tuple[str, str], ...] = ()
    past: PastView | None = None

    def view(self, data: QueryDict) -> tuple[tuple[str, str], ...]:
        """Return the parameter of the view that an address asks for: what is over, or nothing for the usual one."""
        past = self.past
        return ((past.name, past.value),) if past and data.get(past.name) == past.value else ()

    def title_of(self, data: QueryDict, words: Iterable[str]) -> str:
        """Return the list's name with its view and its filters."""
        past = [self.past.title] if self.past and self.view(data) else []
        return " – ".join(str(part) for part in (self.title, *past, *words))

    @property
    def has_calendar(self) -> bool:
        return any(kind in _appointments for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One thing of a calendar. `starts` and `ends` are both days (the last one included) or both moments.

    `uid` never changes, whatever is published or indexed again; `revision` grows with each publication.
    """

    uid: UUID
    title: str
    starts: date | datetime
    ends: date | datetime | None
    created_at: datetime
    changed_at: datetime
    revision: int
    address: str
    text: str = ""
    place: str = ""
    position: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()


AppointmentReader = Callable[[Sequence[Any]], Iterable[Appointment]]
_feeds: dict[str, FeedList] = {}
_appointments: dict[str, AppointmentReader] = {}


def register_feed(feed: FeedList) -> None:
    """Give a list its feeds; called from `AppConfig.ready` of the app that shows it."""
    _feeds[feed.name] = feed


def register_appointments(kind: str, reader: AppointmentReader) -> None:
    """Say how entries of a kind stand in a calendar; the reader gets those that the reader of the feed may open."""
    _appointments[str(kind)] = reader


def feed_named(name: str) -> FeedList | None:
    return _feeds.get(name)


def feed_of(page_type: type) -> FeedList | None:
    """Return the feed of the list that a type of page shows."""
    return next((feed for feed in _feeds.values() if feed.page_type is page_type), None)


def all_feeds() -> list[FeedList]:
    return list(_feeds.values())


def appointments_of(entries: Sequence[Any]) -> list[Appointment]:
    """Return what of the entries has a place in a calendar, in the order of time."""
    found: list[Appointment] = []
    for kind, reader in _appointments.items():
        some = [entry for entry in entries if entry.kind == kind]
        if some:
            found.extend(reader(some))
    return sorted(found, key=lambda one: (str(one.starts), str(one.uid)))


def calendar_kinds(feed: FeedList) -> tuple[str, ...]:
    return tuple(str(kind) for kind in feed.kinds if kind in _appointments)
