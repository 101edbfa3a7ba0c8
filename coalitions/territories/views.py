"""The map of territories, and the page of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coalitions.territories import reading
from coalitions.territories.drawing import draw_locator, draw_map
from coalitions.territories.places import Places, Spot, read_places
from coalitions.territories.presence import LEVELS, NOTHING, Presence, read_presence
from portal.asking import moment_of, reader_of
from portal.enums import TerritoryKind
from portal.layout import Link, read_layout
from portal.models import Territory
from search.french import sortable

# Feeds of a place; the upper room that makes them answers here.
FEED = "/flux/tout.atom?territory="
CALENDAR = "/flux/agenda.ics?territory="
FEW_ACTORS = 4
Row = tuple[Spot, Presence]


def _rows(spots: list[Spot], presence: dict[str, Presence]) -> list[Row]:
    return [(spot, presence.get(spot.slug, NOTHING)) for spot in spots]


def _alive_first(spots: list[Spot], presence: dict[str, Presence]) -> list[Row]:
    """Return places with something first, so that a list has two calm halves."""
    return sorted(_rows(spots, presence), key=lambda row: not row[1].total)


def _trail(request: HttpRequest, *more: Link) -> list[Link]:
    layout = read_layout(moment_of(request))
    return [Link(_("Home"), "/"), *more] if layout.site else []


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the map with a list beside it: all departments by region, then towns and other areas."""
    places = read_places()
    presence = read_presence(reader_of(request), moment_of(request))
    regions = places.of_kind(TerritoryKind.REGION)
    # Overseas, a region is its only department.
    single = {region.pk for region in regions if all(one.is_overseas for one in places.below(region))}
    context: dict[str, Any] = {
        "title": _("The map of territories"),
        "map": draw_map(places, presence),
        "levels": LEVELS,
        "regions": [
            {
                "region": region,
                "presence": presence.get(region.slug, NOTHING),
                "rows": _alive_first(_departments(places, region), presence),
            }
            for region in regions
            if region.pk not in single
        ],
        "overseas": _rows([spot for spot in places if spot.is_overseas], presence),
        "areas": _alive_first(_areas(places), presence),
        "wide": _rows(places.of_kind(TerritoryKind.COUNTRY, TerritoryKind.ONLINE), presence),
        "trail": _trail(request),
    }
    return render(request, "coalitions/territories.html", context)


def _areas(places: Places) -> list[Spot]:
    """Return towns and local areas, without a town that is a whole department: it stands among those."""
    spots = places.of_kind(TerritoryKind.COMMUNE, TerritoryKind.BASIN, TerritoryKind.PERIMETER)
    return [spot for spot in spots if not ((up := places.department_of(spot)) and up.name == spot.name)]


def _departments(places: Places, region: Spot) -> list[Spot]:
    return [spot for spot in places.below(region) if spot.is_department]


@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is in a place, and never leave it at nothing."""
    reader, at = reader_of(request), moment_of(request)
    places = read_places()
    spot = places.find(slug)
    if spot is None:
        return _unknown(request, slug, places)
    presence = read_presence(reader, at)
    found = reading.shelves_of(spot.slug, reader, at)
    own = presence.get(spot.slug, NOTHING)
    above, joined = places.above(spot), _joined(spot, places)
    context: dict[str, Any] = {
        "title": spot.name,
        "place": spot,
        "kind": TerritoryKind(spot.kind).label,
        "presence": own,
        "locator": draw_locator(spot, places),
        "shelves": found,
        # Few cards stand side by side: a row with one card looks like a gap.
        "is_compact": 0 < own.actors <= FEW_ACTORS and own.projects == 1,
        "figures": reading.figures_of(found, reading.names_around(spot, places), at),
        "everywhere": reading.everywhere(spot, reader, at),
        "above": _rows([one for one in above if one.kind != TerritoryKind.COUNTRY], presence),
        "below": _rows(places.below(spot), presence),
        "joined": _rows(joined, presence),
        "near": _near(spot, [*joined, *reversed(above)], places, presence),
        **_feeds(spot.slug, any(shelf.total for shelf in found.values())),
        "trail": _trail(request, Link(_("Territories"), "/territoires/"), *_links(above)),
    }
    return render(request, "coalitions/territory.html", context)


def _near(spot: Spot, wider: list[Spot], places: Places, presence: dict[str, Presence]) -> list[Row]:
    """Return neighbours where there is something; where nothing is here, first the areas that this place is in."""
    around = reading.neighbours(spot, places, presence)
    if presence.get(spot.slug, NOTHING).total:
        return around
    department = places.department_of(spot)
    # An ocean away, what is online is nearer than any neighbour.
    if department is not None and department.is_overseas:
        wider = [*wider, *places.of_kind(TerritoryKind.ONLINE)]
    own = [row for row in _rows(wider, presence) if row[1].total and row[0].kind != TerritoryKind.COUNTRY]
    return [*own, *around]


def _feeds(slug: str, is_followed: bool) -> dict[str, str]:
    """Return the feeds of a place where there is something: no list knows the filter of any other."""
    return {"feed_url": f"{FEED}{slug}", "calendar_url": f"{CALENDAR}{slug}"} if is_followed else {}


def _links(above: list[Spot]) -> list[Link]:
    return [Link(spot.name, f"/territoires/{spot.slug}/") for spot in above if spot.kind != TerritoryKind.COUNTRY]


def _joined(spot: Spot, places: Places) -> list[Spot]:
    """Return the communes of a local area, or the areas that a commune is part of."""
    if spot.kind == TerritoryKind.BASIN:
        keys = Territory.objects.filter(basins=spot.pk).values_list("pk", flat=True)
    elif spot.kind == TerritoryKind.COMMUNE:
        keys = Territory.objects.filter(communes=spot.pk).values_list("pk", flat=True)
    else:
        return []
    return [places.by_id[pk] for pk in keys.order_by("name", "pk") if pk in places.by_id]


def _unknown(request: HttpRequest, slug: str, places: Places) -> HttpResponse:
    """Help who asks for a place that is not known: by what its name begins with, else by all regions."""
    asked = sortable(slug.replace("-", " "))[:3]
    alike = [spot for spot in places if asked and sortable(spot.name).startswith(asked)]
    context = {
        "title": _("This place is not on the map"),
        "alike": alike[:8],
        "regions": places.of_kind(TerritoryKind.REGION),
        "trail": _trail(request, Link(_("Territories"), "/territoires/")),
    }
    return render(request, "coalitions/territory_unknown.html", context, status=404)
