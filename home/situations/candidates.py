"""What the portal holds about some themes that may help: who acts, what is to come, what explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from coalitions.enums import OrganisationKind
from home.situations.places import Atlas, Place
from search.enums import EntryKind, TermName
from search.models import Entry, EntryTerm

if TYPE_CHECKING:
    from portal.readers import Reader

ACTORS = (EntryKind.MEMBER, EntryKind.PROJECT)
READINGS = (EntryKind.CLIP, EntryKind.KIT, EntryKind.PUBLICATION)
MOST = 600  # what is nearest is read first, so that a large portal leaves out the farthest only
MOST_READINGS = 60
BEHIND = frozenset({OrganisationKind.INSTITUTION, OrganisationKind.PUBLISHER, OrganisationKind.THINK_TANK})
TERMS = (TermName.THEME, TermName.TERRITORY, TermName.ORGANISATION_KIND)


@dataclass(slots=True)
class Candidate:
    """An entry before it is read whole: what decides whether, and where, it is shown."""

    pk: int
    kind: str
    starts_at: datetime | None = None
    sort_title: str = ""
    terms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def is_actor(self) -> bool:
        """Whether somebody acts here: institutions, publishers and think tanks make it possible."""
        return self.kind in ACTORS and not self.terms[TermName.ORGANISATION_KIND] & BEHIND

    @property
    def themes(self) -> set[str]:
        return self.terms[TermName.THEME]

    @property
    def territories(self) -> set[str]:
        return self.terms[TermName.TERRITORY]

    @property
    def is_member(self) -> bool:
        return OrganisationKind.MEMBER in self.terms[TermName.ORGANISATION_KIND]


def read_candidates(
    *, themes: Iterable[str], near: Place | None, atlas: Atlas, reader: Reader, at: datetime
) -> list[Candidate]:
    """Return who acts on these themes, and the events and calls that are not over; the nearest first: one query."""
    coming = Q(kind=EntryKind.EVENT, ends_at__gte=at) | Q(kind=EntryKind.CALL, ends_at__gt=at)
    order = [*_nearness(near, atlas), "kind", F("starts_at").asc(nulls_last=True), "sort_title", "pk"]
    return _read(Q(kind__in=ACTORS) | coming, themes, reader, at, order, MOST)


def read_readings(*, themes: Iterable[str], reader: Reader, at: datetime) -> list[Candidate]:
    """Return clips, kits and publications of these themes, the latest first: one query."""
    order = [F("sort_on").desc(nulls_last=True), "sort_title", "pk"]
    return _read(Q(kind__in=READINGS), themes, reader, at, order, MOST_READINGS)


def _read(
    kinds: Q, themes: Iterable[str], reader: Reader, at: datetime, order: list[object], limit: int
) -> list[Candidate]:
    entries = Entry.objects.visible_to(reader, at).filter(kinds).with_term(TermName.THEME, *sorted(themes))
    rows = entries.order_by(*order).values_list("pk", "kind", "starts_at", "sort_title")
    return [Candidate(*row) for row in rows[:limit]]


def _nearness(near: Place | None, atlas: Atlas) -> list[Case]:
    if near is None:
        return []
    steps = [
        When(Exists(EntryTerm.objects.filter(entry=OuterRef("pk"), name=TermName.TERRITORY, value=place.slug)), then=n)
        for n, place in enumerate(atlas.lineage(near))
    ]
    return [Case(*steps, default=Value(len(steps)), output_field=IntegerField())]


def of_entry(entry: Entry) -> Candidate:
    """Return an entry that is read already as a candidate: what an editor chose has a place too."""
    return Candidate(entry.pk, entry.kind, entry.starts_at, entry.sort_title)


def read_terms(candidates: Iterable[Candidate]) -> None:
    """Give the candidates their themes, their territories and the kind of organisation: one query."""
    by_entry = {candidate.pk: candidate for candidate in candidates}
    rows = EntryTerm.objects.filter(entry__in=sorted(by_entry), name__in=TERMS)
    for pk, name, value in rows.values_list("entry_id", "name", "value"):
        by_entry[pk].terms[name].add(value)
