"""Where the picture of the alliance puts things: nothing overlaps or leaves the frame, nothing is left to chance."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.alliance.layout import NARROW, WIDE, Node, arrange, crossings, untangle

FRAMES = {"wide": WIDE, "narrow": NARROW}
NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéÉ’ -", min_size=1, max_size=70).filter(str.strip)


@st.composite
def alliances(draw):
    """Draw hubs, two groups of leaves, and at least one hub for each leaf."""
    hubs = [Node(f"h{n}", draw(NAMES)) for n in range(draw(st.integers(1, 8)))]
    groups, links = [], {}
    for name, most in (("m", 24), ("p", 12)):
        group = [Node(f"{name}{n}", draw(NAMES)) for n in range(draw(st.integers(0, most)))]
        groups.append(group)
        for leaf in group:
            keys = st.lists(st.sampled_from([hub.key for hub in hubs]), min_size=1, max_size=5, unique=True)
            links[leaf.key] = draw(keys)
    return hubs, groups, links


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@settings(max_examples=60, deadline=None)
@given(alliance=alliances())
def test_nothing_overlaps_nothing_is_lost_and_it_is_always_the_same(frame, alliance):
    hubs, groups, links = alliance
    layout = arrange(hubs, groups, links, frame)
    assert layout == arrange(hubs, groups, links, frame)
    assert sorted(leaf.key for leaf in layout.leaves) == sorted(links)
    assert sorted(hub.key for hub in layout.hubs) == sorted(hub.key for hub in hubs)
    assert sorted(hub.number for hub in layout.hubs) == list(range(1, len(hubs) + 1))
    assert not [(one.key, other.key) for one, other in combinations(layout.leaves, 2) if overlap(one, other)]
    steps = [after.y - before.y for before, after in zip(layout.hubs, layout.hubs[1:], strict=False)]
    assert all(step >= frame.hub_step - 1e-6 for step in steps)
    for leaf in layout.leaves:
        assert leaf.x >= 0 and leaf.x + leaf.width <= layout.width
        assert leaf.y >= 0 and leaf.y + leaf.height <= layout.height
        assert sorted(bead.hub for bead in leaf.beads) == sorted(links[leaf.key])
        assert [bead.number for bead in leaf.beads] == sorted(bead.number for bead in leaf.beads)
    for hub in layout.hubs:
        assert hub.y - hub.r >= 0 and hub.y + hub.r <= layout.height


@settings(max_examples=60, deadline=None)
@given(alliance=alliances())
def test_untangling_never_makes_more_crossings(alliance):
    hubs, groups, links = alliance
    keys, columns = [hub.key for hub in hubs], [[leaf.key for leaf in group] for group in groups]
    order, better = untangle(keys, columns, links)
    before = sum(crossings(keys, column, links) for column in columns)
    assert sum(crossings(order, column, links) for column in better) <= before
    assert sorted(order) == sorted(keys) and [sorted(c) for c in better] == [sorted(c) for c in columns]


def test_crossings_are_counted():
    links = {"a": ["1"], "b": ["2"], "c": ["1", "2"]}
    assert crossings(["1", "2"], ["a", "b"], links) == 0
    assert crossings(["1", "2"], ["b", "a"], links) == 1
    assert crossings(["1", "2"], ["b", "a", "c"], links) == 2


def test_a_tangle_of_two_pairs_is_untied():
    links = {"a": ["2"], "b": ["1"], "c": ["2"], "d": ["1"]}
    order, (leaves,) = untangle(["1", "2"], [["a", "b", "c", "d"]], links)
    assert crossings(order, leaves, links) == 0


def test_every_line_leads_from_its_circle_to_its_association():
    hubs = [Node("h1", "Une"), Node("h2", "Deux")]
    groups = [[Node("a", "Association")], [Node("b", "Mairie")]]
    links = {"a": ["h1", "h2"], "b": ["h2"]}
    wide, narrow = (arrange(hubs, groups, links, frame) for frame in (WIDE, NARROW))
    assert {(curve.hub, curve.leaf) for curve in wide.curves} == {("h1", "a"), ("h2", "a"), ("h2", "b")}
    assert {(curve.hub, curve.leaf) for curve in narrow.curves} == {("h1", "a"), ("h2", "a")}
    assert len({curve.path for curve in wide.curves}) == 3


def test_an_alliance_of_nobody_is_still_drawn():
    assert arrange([], [[], []], {}, WIDE).leaves == ()
    assert len(arrange([Node("h", "Seule")], [[], []], {}, NARROW).hubs) == 1
