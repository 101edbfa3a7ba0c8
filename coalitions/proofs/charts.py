"""Small charts of figures: pure geometry from values. A chart is made only where the data honestly give one.

Everything is measured from zero, in hundredths of the width, so that a length is always in proportion to its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 100.0
WHOLE = Decimal(100)
# Beyond, the shorter bar is a hair: the numbers say it better.
LARGEST_RATIO = 40
MOST_BARS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A number as a length; `is_goal` is drawn as an outline, since it is not reached yet."""

    label: str
    value: Decimal
    width: float
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a whole, as a stretch of a line."""

    label: str
    share: Decimal
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it counts."""

    label: str
    value: Decimal
    is_goal: bool = False


def bars(amounts: Sequence[Amount], *, is_percentage: bool = False) -> tuple[Bar, ...]:
    """Return the amounts as bars from zero; none when they do not compare well: one, negative, or too far apart."""
    values = [amount.value for amount in amounts]
    if not 2 <= len(values) <= MOST_BARS or min(values) < 0 or max(values) <= 0:
        return ()
    positive = [value for value in values if value > 0]
    if max(positive) / min(positive) > LARGEST_RATIO or len(set(values)) == 1:
        return ()
    if is_percentage and max(values) > WHOLE:
        return ()
    longest = WHOLE if is_percentage else max(values)
    return tuple(Bar(amount.label, amount.value, _width(amount.value, longest), amount.is_goal) for amount in amounts)


def way_done(baseline: Decimal | None, value: Decimal, target: Decimal | None) -> int | None:
    """Return the part of the way from the start to the goal, in %; None where the figures do not tell a way.

    A goal may lie below its start (fewer cold homes). Beyond the goal it is 100; behind the start nothing is told.
    """
    if baseline is None or target is None or baseline == target:
        return None
    done = (value - baseline) / (target - baseline)
    if done < 0:
        return None
    return min(int(done * WHOLE), 100)


def mix(shares: Sequence[tuple[str, Decimal | None]]) -> tuple[Part, ...]:
    """Return the shares of a whole, the largest first; none unless all are known and make the whole."""
    known = [(label, share) for label, share in shares if share is not None]
    if len(known) < max(len(shares), 2) or sum(share for _label, share in known) != WHOLE:
        return ()
    parts, start = [], 0.0
    for label, share in sorted(known, key=lambda row: -row[1]):
        width = _width(share, WHOLE)
        parts.append(Part(label, share, round(start, 2), width))
        start += width
    return tuple(parts)


def _width(value: Decimal, longest: Decimal) -> float:
    return round(float(value / longest) * WIDTH, 2)
