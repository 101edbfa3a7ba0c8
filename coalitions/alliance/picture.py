"""The alliance as a picture with words: what the template draws, once on a wide screen and once on a narrow one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coalitions.alliance.layout import NARROW, WIDE, Bead, Frame, Layout, Node, PlacedHub, PlacedLeaf, arrange

if TYPE_CHECKING:
    from coalitions.alliance.reading import Alliance, Hub, Place

MEMBERS, OTHERS = 0, 1


@dataclass(frozen=True, slots=True)
class HubDrawing:
    """A coalition: its circle, its address and what a screen reader says of it."""

    placed: PlacedHub
    hub: Hub
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """A line, or a bead, in the hue of its coalition; a member's is solid."""

    hue: str
    is_member: bool
    path: str = ""
    bead: Bead | None = None


@dataclass(frozen=True, slots=True)
class LeafDrawing:
    """An association: its name, its lines, its beads."""

    placed: PlacedLeaf
    address: str
    label: str
    is_bridge: bool
    is_demo: bool
    lines: tuple[LineDrawing, ...]
    beads: tuple[LineDrawing, ...]
    capsule: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """One composition."""

    name: str
    layout: Layout
    hubs: tuple[HubDrawing, ...]
    leaves: tuple[LeafDrawing, ...]
    bead: float
    line: float


def pictures_of(alliance: Alliance) -> tuple[Picture, ...]:
    """Return the wide and the narrow composition of the same facts."""
    return (_picture("wide", alliance, WIDE), _picture("narrow", alliance, NARROW))


def _picture(name: str, alliance: Alliance, frame: Frame) -> Picture:
    held = alliance.associations
    groups: list[list[Node]] = [[], []]
    for slug, places in held.items():
        group = MEMBERS if any(place.makes_member for place in places) else OTHERS
        groups[group].append(Node(slug, places[0].entry.title))
    links = {slug: list(dict.fromkeys(place.coalition.slug for place in places)) for slug, places in held.items()}
    layout = arrange([Node(hub.slug, hub.name) for hub in alliance.coalitions], groups, links, frame)
    hubs = {hub.slug: hub for hub in alliance.coalitions}
    return Picture(
        name,
        layout,
        tuple(_hub(placed, hubs[placed.key]) for placed in layout.hubs),
        tuple(_leaf(placed, held[placed.key], alliance.bridges, layout, frame) for placed in layout.leaves),
        frame.bead,
        frame.line,
    )


def members_words(hub: Hub) -> str:
    """Say how many members a coalition has, or since when it is there."""
    if not hub.exists:
        return _("born in %(year)d") % {"year": hub.founding_year}
    if hub.is_approximate:
        return ngettext("about %(count)d member", "about %(count)d members", hub.count) % {"count": hub.count}
    return ngettext("%(count)d member", "%(count)d members", hub.count) % {"count": hub.count}


def _hub(placed: PlacedHub, hub: Hub) -> HubDrawing:
    count = members_words(hub)
    words = {"number": placed.number, "name": hub.entry.title, "count": count}
    text = _("Coalition %(number)d, %(name)s: %(count)s") if hub.exists else _("%(name)s: not there yet, %(count)s")
    return HubDrawing(placed, hub, text % words, count)


def _leaf(
    placed: PlacedLeaf, places: list[Place], bridges: frozenset[str], layout: Layout, frame: Frame
) -> LeafDrawing:
    by_hub: dict[str, Place] = {}
    for place in places:  # a member that also holds another role counts as a member
        if place.coalition.slug not in by_hub or place.makes_member:
            by_hub[place.coalition.slug] = place
    is_bridge = placed.key in bridges
    drawn = {curve.hub: curve.path for curve in layout.curves if curve.leaf == placed.key}
    beads = placed.beads
    around = frame.bead + 4
    return LeafDrawing(
        placed,
        places[0].entry.address,
        _label(places, is_bridge),
        is_bridge,
        places[0].entry.is_demo,
        tuple(
            LineDrawing(by_hub[hub].coalition.entry.hue, by_hub[hub].makes_member, path) for hub, path in drawn.items()
        ),
        tuple(
            LineDrawing(by_hub[bead.hub].coalition.entry.hue, by_hub[bead.hub].makes_member, bead=bead)
            for bead in beads
        ),
        (beads[0].x - around, beads[0].y - around, beads[-1].x - beads[0].x + 2 * around, 2 * around),
    )


def _label(places: list[Place], is_bridge: bool) -> str:
    """Say what the lines of an association say."""
    roles: dict[str, list[str]] = {}
    for place in places:
        roles.setdefault(place.role_label[:1].upper() + place.role_label[1:], []).append(place.coalition.name)
    told = "\N{NARROW NO-BREAK SPACE}; ".join(
        _("%(role)s: %(coalitions)s") % {"role": role, "coalitions": ", ".join(dict.fromkeys(names))}
        for role, names in roles.items()
    )
    words = {"name": places[0].entry.title, "told": told}
    return (_("%(name)s, a bridge. %(told)s") if is_bridge else _("%(name)s. %(told)s")) % words
