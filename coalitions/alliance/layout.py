"""Where the picture of the alliance puts coalitions, associations and lines: values in, coordinates out.

Coalitions are hubs, associations are leaves in one or two columns; a leaf bears a numbered bead for each of its hubs,
so that a line is told by its number as well as by its colour. The same values always give the same picture.
"""

import math
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

# Orders of hubs and leaves are improved in turn; after so many turns nothing is gained any more.
TURNS = 8
# The part of a hub's rim, on each side, where lines leave it.
FAN = math.radians(52)
# Lines that end at the same leaf stay this far apart.
STRAND = 4.0


@dataclass(frozen=True, slots=True)
class Node:
    """A coalition or an association."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Measures of a composition. `columns`: where each group of leaves has its text, and which way it runs.

    On a narrow one a single column holds all groups; lines to the lower ones would be a thicket: beads tell them alone.
    Its lines run level up to `level_until`, past the names below the circles, before they bend.
    """

    width: float
    hub_x: float
    hub_radius: float
    hub_step: float
    hub_letters: int
    columns: tuple["Column", ...]
    line: float = 22
    row: float = 44
    head: float = 56
    bead: float = 11
    bead_step: float = 19
    beads_below: bool = False
    lined_groups: int = 2
    level_until: float = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of leaves: the edge of its text near the hubs, its far edge, and how many letters fit in a line."""

    near: float
    far: float
    letters: int

    @property
    def leads_right(self) -> bool:
        return self.far > self.near


WIDE = Frame(
    width=1200,
    hub_x=600,
    hub_radius=88,
    hub_step=150,
    hub_letters=13,
    columns=(Column(near=270, far=0, letters=32), Column(near=930, far=1200, letters=32)),
)
NARROW = Frame(
    width=320,
    hub_x=48,
    hub_radius=31,
    hub_step=116,
    hub_letters=12,
    columns=(Column(near=142, far=320, letters=22),),
    line=19,
    row=46,
    head=40,
    bead=8.5,
    bead_step=15,
    beads_below=True,
    lined_groups=1,
    level_until=98,
)


@dataclass(frozen=True, slots=True)
class Bead:
    """The small numbered disc of a hub beside a leaf."""

    hub: str
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedHub:
    key: str
    number: int
    x: float
    y: float
    r: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedLeaf:
    """A leaf: its box, where its text stands, and its beads with the capsule around them."""

    key: str
    group: int
    x: float
    y: float
    width: float
    height: float
    text_x: float
    text_y: float
    leads_right: bool
    lines: tuple[str, ...]
    beads: tuple[Bead, ...]
    port: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    hub: str
    leaf: str
    path: str


@dataclass(frozen=True, slots=True)
class Heading:
    group: int
    x: float
    y: float
    leads_right: bool


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    hubs: tuple[PlacedHub, ...]
    leaves: tuple[PlacedLeaf, ...]
    curves: tuple[Curve, ...]
    headings: tuple[Heading, ...]


Links = Mapping[str, Sequence[str]]  # the hubs of each leaf


def crossings(hubs: Sequence[str], leaves: Sequence[str], links: Links) -> int:
    """Return how many pairs of lines cross between two columns in these orders."""
    place = {key: index for index, key in enumerate(hubs)}
    seen: list[int] = []
    found = 0
    for leaf in leaves:
        ends = sorted(place[hub] for hub in links.get(leaf, ()) if hub in place)
        found += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
        for end in ends:
            insort(seen, end)
    return found


def _by_middle(keys: Sequence[str], ends: Mapping[str, Sequence[float]]) -> list[str]:
    """Order by the mean place of what a key is tied to; what is tied to nothing, and equals, keep their order."""
    middles = {
        key: sum(ends[key]) / len(ends[key]) if ends.get(key) else index / max(len(keys), 1)
        for index, key in enumerate(keys)
    }
    return sorted(keys, key=lambda key: round(middles[key], 9))


def _shares(keys: Sequence[str]) -> dict[str, float]:
    """Return the place of each key from 0 to 1."""
    return {key: (index + 0.5) / len(keys) for index, key in enumerate(keys)}


def untangle(hubs: Sequence[str], groups: Sequence[Sequence[str]], links: Links) -> tuple[list[str], list[list[str]]]:
    """Return hubs and groups of leaves in orders with few crossings (barycentres, in turn; the best turn is kept)."""
    order, columns = list(hubs), [list(group) for group in groups]
    best = (order, columns)
    fewest = sum(crossings(order, column, links) for column in columns)
    for _turn in range(TURNS):
        places = _shares(order)
        columns = [
            _by_middle(column, {leaf: [places[h] for h in links[leaf]] for leaf in column}) for column in columns
        ]
        ends: dict[str, list[float]] = {}
        for column in columns:
            for leaf, place in _shares(column).items():
                for hub in links[leaf]:
                    ends.setdefault(hub, []).append(place)
        for hub_order in (order, _by_middle(order, ends)):
            found = sum(crossings(hub_order, column, links) for column in columns)
            if found < fewest:
                best, fewest = (hub_order, columns), found
        order = _by_middle(order, ends)
    return best


def _lines(label: str, letters: int) -> tuple[str, ...]:
    return tuple(wrap(label, letters)) or (label,)


def _row_height(lines: Sequence[str], frame: Frame) -> float:
    beads = 2 * frame.bead + 4 if frame.beads_below else 0
    return max(frame.row, len(lines) * frame.line + beads + 8)


def _beads(hubs: Sequence[str], numbers: Mapping[str, int], column: Column, frame: Frame, y: float) -> tuple[Bead, ...]:
    """Return the beads of a leaf: between its text and the lines, or below its text; numbers grow rightwards."""
    ordered = sorted(hubs, key=lambda hub: numbers[hub])
    if frame.beads_below:
        first = column.near + frame.bead
    elif column.leads_right:
        first = column.near - 14 - frame.bead - frame.bead_step * (len(ordered) - 1)
    else:
        first = column.near + 14 + frame.bead
    return tuple(Bead(hub, numbers[hub], first + frame.bead_step * i, y) for i, hub in enumerate(ordered))


def _port(beads: Sequence[Bead], column: Column, frame: Frame, text_y: float) -> tuple[float, float]:
    """Return where a leaf's lines end: beside its beads, or beside its name."""
    if frame.beads_below or not beads:
        return (column.near - 8 if column.leads_right else column.near + 8, text_y)
    outer = beads[0].x - frame.bead - 7 if column.leads_right else beads[-1].x + frame.bead + 7
    return (outer, beads[0].y)


def _leaf(
    node: Node, group: int, top: float, height: float, column: Column, frame: Frame, hubs: Sequence[Node],
    numbers: Mapping[str, int],
) -> PlacedLeaf:  # fmt: skip
    lines = _lines(node.label, column.letters)
    block = len(lines) * frame.line + (2 * frame.bead + 4 if frame.beads_below else 0)
    first = top + (height - block) / 2 + frame.line / 2
    bead_y = first + len(lines) * frame.line + 1 if frame.beads_below else top + height / 2
    beads = _beads([hub.key for hub in hubs], numbers, column, frame, bead_y)
    left, right = min(column.near, column.far), max(column.near, column.far)
    edges = [bead.x + side * (frame.bead + 4) for bead in beads for side in (-1, 1)]
    left, right = min([left, *edges]), max([right, *edges])
    return PlacedLeaf(
        node.key, group, left, top, right - left, height, column.near, first, column.leads_right, lines, beads,
        _port(beads, column, frame, first),
    )  # fmt: skip


def _stack(
    columns: Sequence[Sequence[Node]], frame: Frame, hubs_of: Mapping[str, Sequence[Node]], numbers: Mapping[str, int]
) -> tuple[list[PlacedLeaf], list[Heading], float]:
    """Return the leaves one below the other, each group in its column (or all in one), and the height they take."""
    leaves: list[PlacedLeaf] = []
    headings: list[Heading] = []
    single = len(frame.columns) < len(columns)
    bottoms = [0.0] * len(frame.columns)
    for group, nodes in enumerate(columns):
        if not nodes:
            continue
        place = min(group, len(frame.columns) - 1) if not single else 0
        column, top = frame.columns[place], bottoms[place] + frame.head
        headings.append(Heading(group, column.near, top - frame.line * 0.9, column.leads_right))
        for node in nodes:
            height = _row_height(_lines(node.label, column.letters), frame)
            leaves.append(_leaf(node, group, top, height, column, frame, hubs_of[node.key], numbers))
            top += height
        bottoms[place] = top
    return leaves, headings, max([*bottoms, frame.head])


def _spread(wished: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """Return places near the wished ones, in their order, a step apart or more, from `top` and at best to `bottom`."""
    places: list[float] = []
    for wish in wished:
        places.append(max(wish, places[-1] + step if places else top))
    limit = max(bottom, top + step * (len(wished) - 1))
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit - step * (len(places) - 1 - index))
    return places


def _hubs(
    order: Sequence[Node], leaves: Sequence[PlacedLeaf], links: Links, frame: Frame, height: float
) -> list[PlacedHub]:
    """Return the hubs one below the other: a chain in the middle of the height, or each beside its leaves."""
    middle = (frame.head + height) / 2
    first = middle - frame.hub_step * (len(order) - 1) / 2
    wished = [first + frame.hub_step * index for index in range(len(order))]
    lined = [leaf for leaf in leaves if leaf.group < frame.lined_groups]
    top, bottom = frame.head + frame.hub_step / 2, height - frame.hub_step / 2
    if frame.beads_below and lined:
        bottom = max(leaf.y + leaf.height for leaf in lined) - frame.hub_step / 2
        for index, node in enumerate(order):
            own = [leaf.text_y for leaf in lined if node.key in links[leaf.key]]
            wished[index] = sum(own) / len(own) if own else bottom
    places = _spread(wished, frame.hub_step, top, bottom)
    return [
        PlacedHub(node.key, index + 1, frame.hub_x, y, frame.hub_radius, _lines(node.label, frame.hub_letters))
        for index, (node, y) in enumerate(zip(order, places, strict=True))
    ]


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _curve(start: tuple[float, float], end: tuple[float, float], level_until: float) -> str:
    bend = max(start[0], level_until) if level_until else start[0]
    middle = (bend + end[0]) / 2
    points = (start, (middle, start[1]), (middle, end[1]), end)
    words = [f"{_figure(x)} {_figure(y)}" for x, y in points]
    level = f"H{_figure(bend)}" if bend > start[0] else ""
    return f"M{words[0]}{level}C{words[1]} {words[2]} {words[3]}"


def _rim(hub: PlacedHub, leads_right: bool, place: int, count: int) -> tuple[float, float]:
    """Return where the line number `place` of `count` leaves a hub's rim on one side."""
    angle = FAN * (2 * (place + 0.5) / count - 1)
    return (hub.x + hub.r * math.cos(angle) * (1 if leads_right else -1), hub.y + hub.r * math.sin(angle))


def _curves(hubs: Sequence[PlacedHub], leaves: Sequence[PlacedLeaf], links: Links, level_until: float) -> list[Curve]:
    ends: dict[tuple[str, str], tuple[float, float]] = {}
    for leaf in leaves:
        tied = [hub.key for hub in hubs if hub.key in links[leaf.key]]
        for place, key in enumerate(tied):
            ends[key, leaf.key] = (leaf.port[0], leaf.port[1] + STRAND * (place - (len(tied) - 1) / 2))
    curves = []
    for hub in hubs:
        for leads_right in (False, True):
            tied_leaves = [leaf for leaf in leaves if leaf.leads_right == leads_right and hub.key in links[leaf.key]]
            for place, leaf in enumerate(sorted(tied_leaves, key=lambda leaf: leaf.y)):
                start = _rim(hub, leads_right, place, len(tied_leaves))
                curves.append(Curve(hub.key, leaf.key, _curve(start, ends[hub.key, leaf.key], level_until)))
    return curves


def arrange(hubs: Sequence[Node], groups: Sequence[Sequence[Node]], links: Links, frame: Frame) -> Layout:
    """Return the picture of hubs and groups of leaves; `links` names the hubs of every leaf."""
    nodes = {node.key: node for node in [*hubs, *(leaf for group in groups for leaf in group)]}
    order, columns = untangle([hub.key for hub in hubs], [[leaf.key for leaf in group] for group in groups], links)
    numbers = {key: index + 1 for index, key in enumerate(order)}
    hubs_of = {leaf: [nodes[hub] for hub in links[leaf]] for column in columns for leaf in column}
    placed_columns = [[nodes[key] for key in column] for column in columns]
    leaves, headings, height = _stack(placed_columns, frame, hubs_of, numbers)
    height = max(height, frame.head + frame.hub_step * len(order)) + frame.line
    placed = _hubs([nodes[key] for key in order], leaves, links, frame, height - frame.line)
    lined = [leaf for leaf in leaves if leaf.group < frame.lined_groups]
    curves = _curves(placed, lined, links, frame.level_until)
    return Layout(frame.width, height, tuple(placed), tuple(leaves), tuple(curves), tuple(headings))
