"""Rules of calls, on values and a passed-in moment."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from calls.enums import CallState

WHOLE = Decimal(100)


def state_of(opens_at: datetime, closes_at: datetime, at: datetime) -> CallState:
    """Return the state at `at`: open from the opening, included, to the deadline, excluded."""
    if at < opens_at:
        return CallState.COMING
    return CallState.OPEN if at < closes_at else CallState.CLOSED


def weights_add_up(weights: Sequence[Decimal]) -> bool:
    """Return whether the weights of a call's criteria make a whole; a call without criteria weighs nothing."""
    return not weights or sum(weights) == WHOLE
