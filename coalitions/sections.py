"""What the pages of this room show, put together from the page's own records and the projection's entries.

A page that the reader may not open is never named here: its name comes from its entry, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format

from coalitions.enums import FundingKind, MembershipRole, PartnerRole
from portal.enums import DatePrecision
from portal.typography import day_words

if TYPE_CHECKING:
    from search.models import Entry


@dataclass(frozen=True, slots=True)
class Seat:
    """An association's place in a coalition; `role` is empty for a plain member, whose place says it already."""

    entry: Entry
    role: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """Partners of one role."""

    role: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits around a coalition's table on a day."""

    members: tuple[Seat, ...]
    partners: tuple[PartnerGroup, ...]
    former: tuple[Seat, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """What ties a coalition to another one: members of both."""

    entry: Entry
    note: str
    shared: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of a story, in the words of the `timeline` component."""

    when: str
    text: str
    state: str


@dataclass(slots=True)
class _Shared:
    note: str = ""
    ids: list[int] = field(default_factory=list)


def day_of(at: datetime) -> date:
    """Return the day it is here at a moment."""
    return timezone.localtime(at).date()


def _capital(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]


def _seats(memberships: Iterable[Any], entries: Mapping[int, Entry]) -> list[tuple[str, Seat]]:
    return [
        (row.role, Seat(entry, _role_words(row), row.since, row.until))
        for row in memberships
        if (entry := entries.get(row.association_id)) is not None
    ]


def _once(rows: Iterable[Any]) -> list[Any]:
    """Return the first place of each association: one that coordinates is a member too."""
    found: dict[int, Any] = {}
    for row in rows:
        found.setdefault(row.association_id, row)
    return list(found.values())


def _role_words(row: Any) -> str:
    return "" if row.role == MembershipRole.MEMBER else _capital(row.get_role_display())


def table_of(memberships: Iterable[Any], entries: Mapping[int, Entry], on: date) -> Table:
    """Return who sits at the table on a day: members, partners by role, and those who were members before."""
    rows = list(memberships)
    current = [row for row in rows if row.is_current(on)]
    members = [row for row in current if row.makes_member]
    # Who holds a role comes first: a visitor looks for whom to ask.
    members.sort(key=lambda row: row.role == MembershipRole.MEMBER)
    here = {row.association_id for row in members}
    gone = [row for row in rows if row.makes_member and row.until and row.until < on and row.association_id not in here]
    partners: dict[str, list[Seat]] = {}
    for role, seat in _seats([row for row in current if not row.makes_member], entries):
        partners.setdefault(role, []).append(seat)
    return Table(
        members=tuple(seat for _role, seat in _seats(_once(members), entries)),
        partners=tuple(PartnerGroup(seats[0].role, tuple(seats)) for seats in partners.values()),
        former=tuple(seat for _role, seat in _seats(gone, entries)),
        count=len(here),
    )


def bridges_of(
    links: Iterable[Any], shared_memberships: Iterable[Any], members: Iterable[int], entries: Mapping[int, Entry]
) -> list[Bridge]:
    """Return the ties to other coalitions: those told in a sentence, in their order, then others with a shared member.

    `entries` holds members and coalitions, by the page's id.
    """
    own = set(members)
    ties: dict[int, _Shared] = {link.other_id: _Shared(link.note) for link in links}
    for row in shared_memberships:
        if row.association_id in own:
            ties.setdefault(row.coalition_id, _Shared()).ids.append(row.association_id)
    return [
        Bridge(entries[other], tie.note, tuple(entries[i] for i in dict.fromkeys(tie.ids) if i in entries))
        for other, tie in ties.items()
        if other in entries
    ]


def _when(milestone: Any) -> str:
    if milestone.label:
        return str(milestone.label)
    day = milestone.happened_on
    if day is None:
        return ""
    formats = {DatePrecision.YEAR: "Y", DatePrecision.SEASON: "Y", DatePrecision.MONTH: "F Y"}
    vague = formats.get(milestone.precision)
    return _capital(date_format(day, vague)) if vague else day_words(day)


def moments_of(milestones: Iterable[Any], on: date) -> list[Moment]:
    """Return the dates of a story, the oldest first, in words."""
    rows = sorted(milestones, key=lambda row: (row.happened_on is None, row.happened_on or on))
    return [
        Moment(_when(row), row.text, "coming" if row.happened_on and row.happened_on > on else "done") for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Circle:
    """A coalition, seen from an association that is in it."""

    entry: Entry
    role: str
    is_member: bool
    since: date | None
    until: date | None
    is_former: bool


def circles_of(memberships: Iterable[Any], entries: Mapping[int, Entry], on: date) -> list[Circle]:
    """Return the coalitions of an association: those it is in, then those it has left."""
    found = [
        Circle(entry, _role_words(row), row.makes_member, row.since, row.until, _is_over(row, on))
        for row in memberships
        if (entry := entries.get(row.coalition_id)) is not None and (row.since is None or row.since <= on)
    ]
    return sorted(found, key=lambda circle: (circle.is_former, not circle.is_member))


def _is_over(membership: Any, on: date) -> bool:
    return membership.until is not None and membership.until < on


@dataclass(frozen=True, slots=True)
class Involvement:
    """A project, seen from an association: led by it, or with its share."""

    entry: Entry
    is_led: bool
    share: str = ""
    role: str = ""


def involvements_of(led: Iterable[int], joined: Iterable[Any], entries: Mapping[int, Entry]) -> list[Involvement]:
    """Return the projects of an association, those it leads first, each once."""
    found = {pk: Involvement(entries[pk], is_led=True) for pk in led if pk in entries}
    for row in joined:
        if row.project_id in entries:
            role = _capital(row.get_role_display())
            found.setdefault(row.project_id, Involvement(entries[row.project_id], False, row.share, role))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Mate:
    """An organisation in a project, with what it brings."""

    entry: Entry
    is_pilot: bool
    is_partner: bool = False
    share: str = ""


def crew_of(pilot_id: int | None, partners: Iterable[Any], entries: Mapping[int, Entry]) -> list[Mate]:
    """Return who carries a project: who leads it, contributors, then partners, each once."""
    rows = sorted(partners, key=lambda row: row.role == PartnerRole.PARTNER)
    shares = {row.organisation_id: row.share for row in rows}
    found: dict[int, Mate] = {}
    if pilot_id is not None and pilot_id in entries:
        found[pilot_id] = Mate(entries[pilot_id], is_pilot=True, share=shares.get(pilot_id, ""))
    for row in rows:
        if (entry := entries.get(row.organisation_id)) is not None:
            mate = Mate(entry, False, row.role == PartnerRole.PARTNER, row.share)
            found.setdefault(row.organisation_id, mate)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class FundingGroup:
    """Sources of money of one kind; `share` is their part of the whole, where every one is known."""

    kind: str
    sources: tuple[str, ...]
    share: Any


def funding_by_kind(rows: Iterable[Any]) -> list[FundingGroup]:
    """Return a project's money by kind, in the order of the kinds; what is of no known kind comes last."""
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.kind, []).append(row)
    order = [*FundingKind.values, ""]
    found = []
    for kind in sorted(groups, key=order.index):
        held = groups[kind]
        shares = [row.share for row in held]
        words = _capital(FundingKind(kind).label) if kind else ""
        found.append(FundingGroup(words, tuple(row.label for row in held), None if None in shares else sum(shares)))
    return found


@dataclass(frozen=True, slots=True)
class Room:
    """A coalition in the list of coalitions, with its projects."""

    page: Any
    entry: Entry
    projects: tuple[Entry, ...]


def projects_by_coalition(pages: Iterable[Any], entries: Mapping[int, Entry], projects: Iterable[Entry]) -> list[Room]:
    """Return the coalitions in the order of the tree, each with its projects."""
    by_address: dict[str, list[Entry]] = {}
    for project in projects:
        by_address.setdefault((project.card.get("coalition") or {}).get("url", ""), []).append(project)
    return [
        Room(page, entry, tuple(by_address.get(entry.address, ())))
        for page in pages
        if (entry := entries.get(page.pk)) is not None
    ]
