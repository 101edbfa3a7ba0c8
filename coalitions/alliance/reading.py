"""Who belongs where on a day, as far as a reader may know: three queries, whatever the number of associations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from coalitions.enums import MEMBER_ROLES, MembershipRole
from coalitions.models import CoalitionMembership, CoalitionPage
from search.related import entries_of_pages

if TYPE_CHECKING:
    from portal.readers import Reader
    from search.models import Entry


@dataclass(frozen=True, slots=True)
class Hub:
    """A coalition on a day; `count` is about right when the list of its members is not complete."""

    entry: Entry
    name: str
    founding_year: int | None
    exists: bool
    count: int
    is_approximate: bool

    @property
    def slug(self) -> str:
        return self.entry.slug


@dataclass(frozen=True, slots=True)
class Place:
    """An association's place in a coalition, on a day."""

    coalition: Hub
    entry: Entry
    role: str
    since: date | None
    until: date | None

    @property
    def makes_member(self) -> bool:
        return self.role in MEMBER_ROLES

    @property
    def role_label(self) -> str:
        return str(MembershipRole(self.role).label)


@dataclass(frozen=True, slots=True)
class Alliance:
    """All coalitions and who is in them on a day; `years`: those in which something changed."""

    on: date
    coalitions: tuple[Hub, ...]
    places: tuple[Place, ...]
    years: tuple[int, ...]

    @property
    def associations(self) -> dict[str, list[Place]]:
        """Return the places of each association by its slug, in the order of its title."""
        found: dict[str, list[Place]] = {}
        for place in sorted(self.places, key=lambda place: (place.entry.sort_title, place.entry.slug)):
            found.setdefault(place.entry.slug, []).append(place)
        return found

    @property
    def bridges(self) -> frozenset[str]:
        """Return who is a member of several coalitions."""
        members: dict[str, set[str]] = {}
        for place in self.places:
            if place.makes_member:
                members.setdefault(place.entry.slug, set()).add(place.coalition.slug)
        return frozenset(slug for slug, coalitions in members.items() if len(coalitions) > 1)


def read_alliance(*, reader: Reader, at: datetime, on: date) -> Alliance:
    """Return the alliance on the day `on`, in what this reader may see at `at`."""
    fields = ("short_name", "founding_year", "members_are_complete", "members_count_approx")
    pages = list(CoalitionPage.objects.order_by("path").only("pk", "title", *fields))
    rows = list(CoalitionMembership.objects.order_by("coalition__path", "sort_order", "pk"))
    named = [*(page.pk for page in pages), *(row.association_id for row in rows)]
    entries = entries_of_pages(named, reader=reader, at=at)
    seen = [row for row in rows if row.association_id in entries and row.coalition_id in entries]
    hubs = {page.pk: _hub(page, seen, entries[page.pk], on) for page in pages if page.pk in entries}
    places = [
        Place(hubs[row.coalition_id], entries[row.association_id], row.role, row.since, row.until)
        for row in seen
        if row.is_current(on) and hubs[row.coalition_id].exists
    ]
    return Alliance(on, tuple(hubs.values()), tuple(places), _years(hubs.values(), seen, at.date()))


def _hub(page: CoalitionPage, rows: Sequence[CoalitionMembership], entry: Entry, on: date) -> Hub:
    exists = page.founding_year is None or page.founding_year <= on.year
    own = {
        row.association_id for row in rows if row.coalition_id == page.pk and row.makes_member and row.is_current(on)
    }
    known = len(own) if exists else 0
    about = 0 if page.members_are_complete or not exists else page.members_count_approx or 0
    name = page.short_name or entry.title
    return Hub(entry, name, page.founding_year, exists, max(known, about), about > known)


def _years(hubs: Iterable[Hub], rows: Iterable[CoalitionMembership], today: date) -> tuple[int, ...]:
    """Return the years before this one in which a coalition began, or somebody came or left."""
    found = {hub.founding_year for hub in hubs if hub.founding_year}
    found |= {day.year for row in rows for day in (row.since, row.until) if day}
    return tuple(sorted(year for year in found if year < today.year))
