"""The motif: overlapping circles, the picture of an alliance. Pure geometry, drawn from the data, the same each time.

Four drawings: `alliance` (one circle a member, and the heart where all meet), `poster` (a wall picture that stands in
for a missing photo), `seal` (the small sign of an association) and `constellation` (several alliances side by side).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

ALLIANCE_SIZE = 160
POSTER_WIDTH, POSTER_HEIGHT = 320, 180
SEAL_SIZE = 96
CONSTELLATION_SIZE = 480
# Of the way at which the circles would fill the picture: a little nearer, so that neighbours share more.
CLOSENESS = 0.9
ONE_RING = 12
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

# Roles a circle can play; each is a CSS class.
DISC, SPARK, RING, DOT, HEART, SOLID = "disc", "spark", "ring", "dot", "heart", "solid"


@dataclass(frozen=True)
class Circle:
    """One circle of a drawing; `role` and `hue` become its classes."""

    x: float
    y: float
    r: float
    role: str
    hue: str = ""


@dataclass(frozen=True)
class Drawing:
    """Circles in a box."""

    width: float
    height: float
    circles: tuple[Circle, ...]


def _ring(count: int, middle: float, distance: float, radius: float, turn: float = 0.0) -> list[Circle]:
    """Return `count` circles around a middle, the first at the top, every third one a spark."""
    circles = []
    for place in range(count):
        angle = 2 * math.pi * place / count - math.pi / 2 + turn
        role = SPARK if count > 2 and place % 3 == 1 else DISC
        circles.append(Circle(middle + distance * math.cos(angle), middle + distance * math.sin(angle), radius, role))
    return circles


def alliance(count: int) -> Drawing:
    """Return one circle a member, overlapping around a heart; beyond twelve, in two rings."""
    count = max(count, 1)
    size, middle = ALLIANCE_SIZE, ALLIANCE_SIZE / 2
    heart = Circle(middle, middle, size * 0.055, HEART)
    if count == 1:
        return Drawing(size, size, (Circle(middle, middle, size * 0.36, DISC), heart))
    if count == 2:
        pair = [
            Circle(middle - size * 0.15, middle, size * 0.29, DISC),
            Circle(middle + size * 0.15, middle, size * 0.29, SPARK),
        ]
        return Drawing(size, size, (*pair, heart))
    if count <= ONE_RING:
        radius = size * (0.265 if count < 7 else 0.2)
        return Drawing(size, size, (*_ring(count, middle, size * 0.215, radius), heart))
    inner = count // 3
    outer = count - inner
    rings = _ring(outer, middle, size * 0.32, size * 0.135) + _ring(
        inner, middle, size * 0.15, size * 0.135, math.pi / outer
    )
    return Drawing(size, size, (*rings, heart))


# Hand-made compositions in a box of 320 × 180: they leave the frame on purpose, as a fresco does on a wall.
COMPOSITIONS: tuple[tuple[Circle, ...], ...] = (
    (Circle(92, 96, 82, DISC), Circle(190, 62, 58, SPARK), Circle(248, 150, 74, DISC), Circle(142, 150, 46, RING)),
    (Circle(60, 170, 104, DISC), Circle(150, 92, 62, SPARK), Circle(232, 92, 62, DISC), Circle(306, 30, 58, RING)),
    (Circle(160, 190, 128, DISC), Circle(96, 74, 46, SPARK), Circle(224, 74, 46, DISC), Circle(160, 34, 40, RING)),
    (Circle(250, 60, 96, DISC), Circle(158, 120, 66, SPARK), Circle(66, 60, 52, DISC), Circle(96, 140, 34, RING)),
    (Circle(110, 90, 70, DISC), Circle(210, 90, 70, SPARK), Circle(160, 90, 70, RING), Circle(318, 176, 62, DISC)),
    (Circle(40, 40, 76, SPARK), Circle(130, 110, 84, DISC), Circle(238, 84, 56, DISC), Circle(268, 156, 40, RING)),
    (Circle(160, 90, 112, RING), Circle(118, 92, 58, DISC), Circle(190, 64, 52, SPARK), Circle(192, 132, 44, DISC)),
    (Circle(0, 90, 96, DISC), Circle(120, 128, 60, SPARK), Circle(200, 66, 72, DISC), Circle(310, 128, 66, RING)),
)


def _code(seed: str) -> int:
    """Return a number that is always the same for a seed."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=6).digest(), "big")


def _arc(around: Circle, count: int, start: float) -> list[Circle]:
    """Return one small dot a member along the rim of a circle."""
    step = min(0.42, 2 * math.pi / max(count, 1))
    return [
        Circle(
            around.x + around.r * math.cos(start + step * i), around.y + around.r * math.sin(start + step * i), 4.6, DOT
        )
        for i in range(min(count, 15))
    ]


def poster(seed: str, count: int = 3) -> Drawing:
    """Return the picture of `seed` (a slug), always the same; `count` members appear as dots on a rim."""
    code = _code(seed)
    composition = COMPOSITIONS[code % len(COMPOSITIONS)]
    code >>= 4
    flip_x, flip_y, swap = bool(code & 1), bool(code & 2), {DISC: SPARK, SPARK: DISC} if code & 4 else {}
    shift = ((code >> 3) % 13) - 6
    placed = [
        Circle(
            (POSTER_WIDTH - circle.x if flip_x else circle.x) + shift,
            (POSTER_HEIGHT - circle.y if flip_y else circle.y),
            circle.r * (0.94 + ((code >> (7 + 2 * place)) % 4) * 0.04),
            swap.get(circle.role, circle.role),
        )
        for place, circle in enumerate(composition)
    ]
    bearer = next(circle for circle in placed if circle.role == RING)
    start = math.atan2(POSTER_HEIGHT / 2 - bearer.y, POSTER_WIDTH / 2 - bearer.x) - 0.21 * (min(count, 15) - 1)
    return Drawing(POSTER_WIDTH, POSTER_HEIGHT, (*placed, *_arc(bearer, count, start)))


def seal(seed: str) -> Drawing:
    """Return the small sign of an association: a full disc and two companions, turned by its name."""
    angle = (_code(seed) % 360) * math.pi / 180
    middle = SEAL_SIZE / 2
    companions = [
        Circle(middle + 21 * math.cos(angle + shift), middle + 21 * math.sin(angle + shift), radius, role)
        for shift, radius, role in ((0.0, 25, DISC), (2.3, 21, SPARK))
    ]
    return Drawing(SEAL_SIZE, SEAL_SIZE, (*companions, Circle(middle, middle, 30, SOLID)))


def _members(around: Circle, count: int) -> Iterable[Circle]:
    """Return one dot a member inside a circle, spread as seeds in a sunflower."""
    for place in range(count):
        distance = around.r * 0.62 * math.sqrt((place + 0.5) / count)
        angle = GOLDEN_ANGLE * place
        yield Circle(around.x + distance * math.cos(angle), around.y + distance * math.sin(angle), 5, DOT, around.hue)


def constellation(groups: Sequence[tuple[str, int]]) -> Drawing:
    """Return one circle an alliance, as large as its members are many, meeting in the middle; a dot a member."""
    size, middle = CONSTELLATION_SIZE, CONSTELLATION_SIZE / 2
    biggest = max((count for _, count in groups), default=1) or 1
    circles: list[Circle] = []
    dots: list[Circle] = []
    for place, (hue, count) in enumerate(groups):
        radius = size * (0.15 + 0.09 * math.sqrt(count / biggest))
        angle = 2 * math.pi * place / max(len(groups), 1) - math.pi / 2 + 0.35
        # Neighbours overlap: what they share is what the picture tells.
        distance = 0 if len(groups) == 1 else (size / 2 - radius - 6) * CLOSENESS
        around = Circle(middle + distance * math.cos(angle), middle + distance * math.sin(angle), radius, DISC, hue)
        circles.append(around)
        dots.extend(_members(around, count))
    return Drawing(size, size, (*circles, *dots))
