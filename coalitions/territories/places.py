"""All territories at once, as a tree: what lies in what, what lies near what. One query."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from portal.enums import TerritoryKind
from portal.models import Territory
from search.french import sortable

EARTH_RADIUS = 6371  # kilometres


@dataclass(frozen=True, slots=True)
class Spot:
    """A territory, as far as maps and lists ask."""

    pk: int
    slug: str
    name: str
    kind: str
    parent_id: int | None
    code: str
    latitude: float | None
    longitude: float | None
    note: str = ""

    @property
    def is_department(self) -> bool:
        return self.kind == TerritoryKind.DEPARTMENT

    @property
    def is_overseas(self) -> bool:
        return self.is_department and len(self.code) == 3


@dataclass(frozen=True, slots=True)
class Places:
    """The tree of territories."""

    by_id: Mapping[int, Spot]
    children: Mapping[int | None, list[Spot]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Spot]:
        return iter(self.by_id.values())

    def find(self, slug: str) -> Spot | None:
        return next((spot for spot in self if spot.slug == slug), None)

    def of_kind(self, *kinds: str) -> list[Spot]:
        return [spot for spot in self if spot.kind in kinds]

    def below(self, spot: Spot) -> list[Spot]:
        return self.children.get(spot.pk, [])

    def above(self, spot: Spot) -> list[Spot]:
        """Return what a territory lies within, the widest first."""
        found: list[Spot] = []
        current = spot.parent_id
        while current is not None and current in self.by_id and self.by_id[current] not in found:
            found.insert(0, self.by_id[current])
            current = self.by_id[current].parent_id
        return found

    def department_of(self, spot: Spot) -> Spot | None:
        """Return the department that a territory is, or lies in."""
        return next((one for one in [spot, *reversed(self.above(spot))] if one.is_department), None)

    def region_of(self, spot: Spot) -> Spot | None:
        """Return the region that a territory is, or lies in."""
        return next((one for one in [spot, *self.above(spot)] if one.kind == TerritoryKind.REGION), None)


def read_places() -> Places:
    """Return all territories, in the order of their names."""
    fields = ("pk", "slug", "name", "kind", "parent_id", "code", "latitude", "longitude", "note")
    rows = Territory.objects.values(*fields)
    return places_of(
        Spot(**row | {"latitude": _number(row["latitude"]), "longitude": _number(row["longitude"])}) for row in rows
    )


def territory_addresses(_at: datetime) -> Iterator[str]:
    """Yield the addresses of the alliance's picture, of the map and of each territory, for the sitemap: one query."""
    yield reverse("coalitions:alliance")
    yield reverse("coalitions:territories")
    for slug in Territory.objects.order_by("slug").values_list("slug", flat=True):
        yield reverse("coalitions:territory", args=[slug])


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def places_of(rows: Iterable[Spot]) -> Places:
    """Return the tree of these territories."""
    ordered = sorted(rows, key=lambda spot: (sortable(spot.name), spot.slug))
    children: dict[int | None, list[Spot]] = {}
    for spot in ordered:
        children.setdefault(spot.parent_id, []).append(spot)
    return Places({spot.pk: spot for spot in ordered}, children)


def distance(one: Spot, other: Spot) -> float | None:
    """Return the kilometres between two middles; nothing where one is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    across, up = math.radians(other.longitude - one.longitude) / 2, (there - here) / 2
    chord = math.sin(up) ** 2 + math.cos(here) * math.cos(there) * math.sin(across) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def nearest(spot: Spot, others: Iterable[Spot], count: int) -> list[Spot]:
    """Return the nearest of others, the nearest first; without a known middle, the first by name."""
    far = [(distance(spot, other), other) for other in others if other.pk != spot.pk]
    known = [(away, other) for away, other in far if away is not None]
    if not known:
        return [other for _away, other in far][:count]
    known.sort(key=lambda row: (row[0], row[1].slug))
    return [other for _away, other in known[:count]]
