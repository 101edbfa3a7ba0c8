"""Which place is nearest to which: the place itself, its region, its neighbours, the whole country."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from portal.enums import TerritoryKind
from portal.models import Territory
from search.french import sortable

# Beyond, something for the whole country helps more than somebody in a far town (Réunion is 9,000 km from Lille).
NEIGHBOUR_KM = 300
EARTH_KM = 6371
EVERYWHERE_KINDS = frozenset({TerritoryKind.COUNTRY, TerritoryKind.ONLINE})


class Step(IntEnum):
    """How far a place is, from the nearest; the order is that in which a visitor is told of places."""

    HERE = 0
    REGION = 1
    NEIGHBOUR = 2
    EVERYWHERE = 3
    FAR = 4
    UNSAID = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A territory, with what is asked of it here."""

    slug: str
    name: str
    kind: str
    code: str = ""
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one place is from another; `km` only tells places of the same step apart, and may be said."""

    step: Step
    km: float = 0
    place: Place | None = None

    @property
    def rank(self) -> tuple[int, float]:
        return (int(self.step), self.km)


class Atlas:
    """Places by their slug."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: dict[str, Place] = {place.slug: place for place in places}

    def __contains__(self, slug: object) -> bool:
        return slug in self.places

    def add(self, slugs: Iterable[str]) -> None:
        """Read the places that are not here yet: one query, none when all are."""
        missing = sorted(set(slugs) - set(self.places))
        if missing:
            self.places.update((place.slug, place) for place in read_places(slugs=missing))

    def get(self, slug: str | None) -> Place | None:
        return self.places.get(slug or "")

    def lineage(self, place: Place) -> list[Place]:
        """Return the place and those it lies within, the narrowest first."""
        found: list[Place] = []
        step: Place | None = place
        while step is not None and step not in found:
            found.append(step)
            step = self.get(step.parent)
        return found

    def narrowest(self, slugs: Iterable[str]) -> list[Place]:
        """Return the places that hold none of the others: an entry carries a commune and all that it lies within."""
        known = [place for slug in slugs if (place := self.get(slug)) is not None]
        wider = {above.slug for place in known for above in self.lineage(place)[1:]}
        return [place for place in known if place.slug not in wider]

    def distance(self, here: Place, slugs: Iterable[str]) -> Distance:
        """Return how far the nearest of these places is from `here`."""
        found = [self._distance_to(here, there) for there in self.narrowest(slugs)]
        return min(found, key=lambda distance: distance.rank, default=Distance(Step.UNSAID))

    def _distance_to(self, here: Place, there: Place) -> Distance:
        above_there = {place.slug for place in self.lineage(there)}
        if here.slug in above_there:
            return Distance(Step.HERE, place=there)
        if there.kind in EVERYWHERE_KINDS:
            return Distance(Step.EVERYWHERE, float(there.kind == TerritoryKind.ONLINE), there)
        km = kilometres(here, there)
        region = next((place for place in self.lineage(here) if place.kind == TerritoryKind.REGION), None)
        if region is not None and region.slug in above_there:
            return Distance(Step.REGION, 0 if there == region else km, there)
        return Distance(Step.NEIGHBOUR if km <= NEIGHBOUR_KM else Step.FAR, km, there)


def kilometres(here: Place, there: Place) -> float:
    """Return the distance between two centres; far away when one is not known."""
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return float(EARTH_KM * 3)
    lat, other = math.radians(here.latitude), math.radians(there.latitude)
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(there.longitude - here.longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1)))


def read_places(*, kinds: Iterable[str] = (), slugs: Iterable[str] = ()) -> list[Place]:
    """Return the places of these kinds, or of these slugs, by their name: one query."""
    wanted = Territory.objects.filter(kind__in=list(kinds)) if kinds else Territory.objects.filter(slug__in=list(slugs))
    rows = wanted.order_by("name", "slug").values_list(
        "slug", "name", "kind", "code", "parent__slug", "latitude", "longitude"
    )
    return [
        Place(slug, name, kind, code, parent, _degrees(latitude), _degrees(longitude))
        for slug, name, kind, code, parent, latitude, longitude in rows
    ]


def read_atlas() -> Atlas:
    """Return the regions and departments, which a visitor chooses from, and what lies above them."""
    kinds = (TerritoryKind.COUNTRY, TerritoryKind.ONLINE, TerritoryKind.REGION, TerritoryKind.DEPARTMENT)
    return Atlas(read_places(kinds=kinds))


def _degrees(value: object) -> float | None:
    return None if value is None else float(str(value))


@dataclass(frozen=True, slots=True)
class RegionChoices:
    """A region as a group of choices: itself, unless it is one department alone, then its departments."""

    name: str
    choices: tuple[tuple[str, str], ...]


def territory_choices(atlas: Atlas) -> list[RegionChoices]:
    """Return the choices of the form, by region, each with its official number."""
    departments: dict[str, list[Place]] = {}
    for place in atlas.places.values():
        if place.kind == TerritoryKind.DEPARTMENT and place.parent:
            departments.setdefault(place.parent, []).append(place)
    regions = sorted((p for p in atlas.places.values() if p.kind == TerritoryKind.REGION), key=_by_words)
    found = []
    for region in regions:
        inside = sorted(departments.get(region.slug, ()), key=lambda place: place.code)
        choices = [(place.slug, f"{place.name} ({place.code})" if place.code else place.name) for place in inside]
        if len(inside) != 1:
            choices.insert(0, (region.slug, ""))  # the template says “the whole region”
        found.append(RegionChoices(region.name, tuple(choices)))
    return found


def _by_words(place: Place) -> str:
    return sortable(place.name)


def chosen_places(atlas: Atlas) -> Mapping[str, Place]:
    """Return what a visitor may choose."""
    kinds = {TerritoryKind.REGION, TerritoryKind.DEPARTMENT}
    return {slug: place for slug, place in atlas.places.items() if place.kind in kinds}
