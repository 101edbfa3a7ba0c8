"""The map as SVG: departments that a keyboard reaches, circles that tell how much there is; and where a place lies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coalitions.territories.places import Places, Spot
from coalitions.territories.presence import NOTHING, Presence
from coalitions.territories.shapes import CROWN, Atlas, read_atlas
from portal.enums import TerritoryKind

# The lens: its middle and radius on the map, the middle of what it shows, and how many times larger.
LENS_X, LENS_Y, LENS_R = 620, 600, 540
CROWN_X, CROWN_Y, LENS_SCALE = 3137, 1445, 3.6
# A locator shows a place with a circle around it, never smaller than this.
AROUND = 420


def address_of(slug: str) -> str:
    return reverse("coalitions:territory", args=[slug])


def _radius(presence: Presence) -> float:
    return round(74 + 43 * math.sqrt(presence.total))


def _link(spot: Spot, presence: Presence, path: str) -> SafeString:
    label = _("%(place)s: %(what)s") % {"place": spot.name, "what": presence.words}
    return format_html(
        '<a href="{}"><title>{}</title><path class="l{}" d="{}"/></a>',
        address_of(spot.slug),
        label,
        presence.level,
        path,
    )


def _bubbles(found: Iterable[tuple[Presence, tuple[float, float]]]) -> SafeString:
    """Return a numbered circle for each place where there is something, the smaller above the larger."""
    ordered = sorted(found, key=lambda row: (-row[0].total, row[1]))
    return format_html_join(
        "",
        '<circle cx="{0}" cy="{1}" r="{2}"/><text x="{0}" y="{1}">{3}</text>',
        ((round(x), round(y), _radius(presence), presence.total) for presence, (x, y) in ordered if presence.total),
    )


def _lens_point(x: float, y: float) -> tuple[float, float]:
    return (LENS_X + (x - CROWN_X) * LENS_SCALE, LENS_Y + (y - CROWN_Y) * LENS_SCALE)


def draw_map(places: Places, presence: Mapping[str, Presence]) -> SafeString:
    """Return the map of the mainland and Corsica; the departments around Paris stand in a lens."""
    atlas = read_atlas()
    spots = sorted((spot for spot in places if spot.is_department), key=lambda spot: spot.code)
    drawn = [
        (spot, presence.get(spot.slug, NOTHING), atlas.departments[spot.code])
        for spot in spots
        if spot.code in atlas.departments
    ]
    plain = [row for row in drawn if row[0].code not in CROWN]
    crown = [row for row in drawn if row[0].code in CROWN]
    links = format_html_join("", "{}", ((_link(spot, found, shape.path),) for spot, found, shape in plain))
    large = format_html_join("", "{}", ((_link(spot, found, shape.path),) for spot, found, shape in crown))
    bubbles = [(found, shape.middle) for _spot, found, shape in plain]
    bubbles += [(found, _lens_point(*shape.middle)) for _spot, found, shape in crown]
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}'
        '<circle class="lens" cx="{}" cy="{}" r="{}"/><text class="lens-name" x="{}" y="{}">{}</text>'
        '<g transform="translate({} {}) scale({}) translate({} {})">{}</g>'
        '<g class="bubbles" aria-hidden="true">{}</g></svg>',
        round(atlas.width),
        round(atlas.height),
        _("Map of the departments"),
        links,
        _tether(atlas),
        LENS_X,
        LENS_Y,
        LENS_R,
        LENS_X,
        LENS_Y + LENS_R + 150,
        _("Around Paris"),
        LENS_X,
        LENS_Y,
        str(LENS_SCALE),
        -CROWN_X,
        -CROWN_Y,
        large,
        _bubbles(bubbles),
    )


def _tether(atlas: Atlas) -> SafeString:
    """Return the small departments where they are, and the line from them to the lens."""
    paths = "".join(atlas.departments[code].path for code in CROWN if code in atlas.departments)
    away = math.hypot(CROWN_X - LENS_X, CROWN_Y - LENS_Y)
    x, y = LENS_X + (CROWN_X - LENS_X) * LENS_R / away, LENS_Y + (CROWN_Y - LENS_Y) * LENS_R / away
    return format_html(
        '<path class="crown" d="{}"/><path class="tether" d="M{} {}L{} {}"/>',
        paths,
        CROWN_X,
        CROWN_Y,
        round(x),
        round(y),
    )


@cache
def _country() -> SafeString:
    return format_html('<path class="land" d="{}"/>', read_atlas().outline)


def draw_locator(spot: Spot, places: Places) -> SafeString | str:
    """Return where a place lies in France; nothing for what the map does not hold."""
    atlas = read_atlas()
    department, region = places.department_of(spot), places.region_of(spot)
    shape = atlas.departments.get(department.code) if department else None
    around = atlas.regions.get(region.code, "") if region else ""
    point = (
        atlas.point(spot.latitude, spot.longitude) if spot.latitude is not None and spot.longitude is not None else None
    )
    if spot.kind == TerritoryKind.COUNTRY:
        return _locator(
            format_html('<path class="here" d="{}"/>', atlas.outline), (atlas.width / 2, atlas.height / 2), 2700
        )
    if shape is not None and department is not None:
        parts = format_html('<path class="near" d="{}"/><path class="here" d="{}"/>', around, shape.path)
        size = max(AROUND, 0.75 * max(shape.box[2], shape.box[3]))
        middle = shape.middle
        if spot.pk != department.pk and point is not None:
            middle = point
            parts = format_html(
                '{}<circle class="dot" cx="{}" cy="{}" r="85"/>', parts, round(point[0]), round(point[1])
            )
        return _locator(parts, middle, size)
    if around and point is not None:
        return _locator(format_html('<path class="here" d="{}"/>', around), point, 900)
    return ""


def _locator(parts: SafeString, middle: tuple[float, float], radius: float) -> SafeString:
    atlas = read_atlas()
    return format_html(
        '<svg class="motif locator" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}'
        '<circle class="disc" cx="{}" cy="{}" r="{}"/></svg>',
        round(atlas.width),
        round(atlas.height),
        _country(),
        parts,
        round(middle[0]),
        round(middle[1]),
        round(radius),
    )
