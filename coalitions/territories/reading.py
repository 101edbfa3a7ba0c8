"""What stands on the page of a territory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from coalitions.models import KeyFigure
from coalitions.proofs.sameness import is_same
from coalitions.sections import day_of
from coalitions.territories.places import Places, Spot, distance, nearest
from coalitions.territories.presence import NOTHING, Presence
from portal.enums import TerritoryKind
from search.enums import EntryKind, TermName
from search.french import sortable
from search.models import Entry, EntryTerm
from search.related import Shelf, shelves

if TYPE_CHECKING:
    from portal.readers import Reader

COUNTRY, ONLINE = "france", "en-ligne"
SIZES = {
    EntryKind.MEMBER: 12,
    EntryKind.COALITION: 6,
    EntryKind.PROJECT: 6,
    EntryKind.CALL: 3,
    EntryKind.EVENT: 6,
    EntryKind.CLIP: 3,
    EntryKind.KIT: 3,
    EntryKind.PUBLICATION: 3,
    EntryKind.ARTICLE: 3,
}
EVERYWHERE = {EntryKind.CALL: 2, EntryKind.MEMBER: 6, EntryKind.PROJECT: 6, EntryKind.EVENT: 3}
MOST_EVERYWHERE = 200
MOST_FIGURES = 6
NEAR = 3
# Farther, in kilometres, a place is no neighbour of one where somebody acts already.
FAR = 200
# A perimeter is what editors write: these words name no place by themselves.
OF_KIND = re.compile(
    r"^(?:l[ae]? )?(?:departement|region|ville|commune|bassin|metropole)s? (?:(?:de la|des|du|de|d) )?(?:l )?"
)
CODE = re.compile(r" (?:\d{2,3}|2[ab])$")
PARTS = re.compile(r",|;| et ")
OWNERS = (EntryKind.MEMBER, EntryKind.COALITION, EntryKind.PROJECT)


@dataclass(frozen=True, slots=True)
class Owned:
    """A key figure and whose it is: the first who gives it bears its colour, all are named."""

    figure: Any
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        return self.entries[0]

    @property
    def whose(self) -> str:
        """Return who gives the figure, and where it was counted if that is said."""
        owners = ", ".join(entry.title for entry in self.entries)
        return f"{owners} ({self.figure.perimeter})" if self.figure.perimeter else owners


def shelves_of(slug: str, reader: Reader, at: datetime) -> dict[str, Shelf]:
    """Return what carries this territory, or one inside it, a shelf a kind."""
    return shelves(term=TermName.TERRITORY, value=slug, sizes=SIZES, reader=reader, at=at)


def everywhere(spot: Spot, reader: Reader, at: datetime) -> dict[str, list[Entry]]:
    """Return what is for the whole country, or online, and therefore for this place too; one query."""
    if spot.slug in {COUNTRY, ONLINE}:
        return {}
    terms = EntryTerm.objects.filter(entry=OuterRef("pk"), name=TermName.TERRITORY)
    current = Q(kind__in=[EntryKind.MEMBER, EntryKind.PROJECT])
    current |= Q(kind__in=[EntryKind.EVENT, EntryKind.CALL], ends_at__gt=at)
    found = (
        Entry.objects.visible_to(reader, at)
        .filter(current)
        .filter(Exists(terms.filter(value__in=[COUNTRY, ONLINE])), ~Exists(terms.exclude(value__in=[COUNTRY, ONLINE])))
        .order_by("kind", "starts_at", "sort_title", "pk")
        .for_listing()
    )
    kinds: dict[str, list[Entry]] = {}
    for entry in found[:MOST_EVERYWHERE]:
        kinds.setdefault(entry.kind, []).append(entry)
    return {str(kind): kinds[kind][:most] for kind, most in EVERYWHERE.items() if kind in kinds}


def names_around(spot: Spot, places: Places) -> set[str]:
    """Return what this place, what lies in it and what it lies in are called; the country tells nothing of a place."""
    around, below = [spot, *places.above(spot)], places.below(spot)
    while below:
        around += below
        below = [inner for outer in below for inner in places.below(outer) if inner not in around]
    return {_plain(one.name) for one in around if one.kind not in {TerritoryKind.COUNTRY, TerritoryKind.ONLINE}}


def _plain(perimeter: str) -> str:
    """Return the bare name of a perimeter: “Département du Nord (59)” is the Nord."""
    return OF_KIND.sub("", CODE.sub("", sortable(perimeter))).strip()


def is_around(perimeter: str, names: set[str]) -> bool:
    """Return whether editors counted a figure in one of these places, or in some of them, and nowhere else."""
    parts = [part for part in PARTS.split(perimeter) if part.strip()]
    return perimeter.strip() != "" and (_plain(perimeter) in names or all(_plain(part) in names for part in parts))


def figures_of(found: Mapping[str, Shelf], names: set[str], at: datetime) -> dict[str, list[Owned]]:
    """Return key figures of who acts here, a first one of each: those with a source, whose review is not past.

    What was counted in one of the places that `names` tells is `here`; totals of who acts elsewhere too come after.
    """
    owners = {int(entry.object_key): entry for kind in OWNERS for entry in found[kind].entries}
    current = KeyFigure.objects.in_force(day_of(at)).filter(page__in=owners)
    rows = sorted(current.order_by("page", "sort_order", "pk"), key=lambda figure: figure.sort_order or 0)
    once: dict[bool, list[list[KeyFigure]]] = {True: [], False: []}
    for figure in rows:
        groups = once[is_around(figure.perimeter, names)]
        same = next((group for group in groups if is_same(group[0], figure)), None)
        if same is None:
            groups.append([figure])
        else:
            same.append(figure)
    here, elsewhere = (
        [
            Owned(group[0], tuple(owners[pk] for pk in dict.fromkeys(figure.page_id for figure in group)))
            for group in half
        ]
        for half in once.values()
    )
    return {"here": here[:MOST_FIGURES], "elsewhere": elsewhere[: max(MOST_FIGURES - len(here), 0)]}


def neighbours(spot: Spot, places: Places, presence: Mapping[str, Presence]) -> list[tuple[Spot, Presence]]:
    """Return where there is something near: in the same region first, then by distance.

    Where there is something already, only what is really near; where there is nothing, never nobody if anybody is.
    """
    same_kind = TerritoryKind.REGION if spot.kind == TerritoryKind.REGION else TerritoryKind.DEPARTMENT
    kin = {one.pk for one in [spot, *places.above(spot), *places.below(spot)]}
    alive = [one for one in places.of_kind(same_kind) if one.pk not in kin and presence.get(one.slug, NOTHING).total]
    if presence.get(spot.slug, NOTHING).total:
        alive = [one for one in alive if (away := distance(spot, one)) is not None and away <= FAR]
    region = places.region_of(spot)
    inside = [one for one in alive if region is not None and one.parent_id == region.pk]
    first = nearest(spot, inside, NEAR)
    rest = nearest(spot, [one for one in alive if one not in first], NEAR - len(first))
    return [(one, presence[one.slug]) for one in [*first, *rest]]
