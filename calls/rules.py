"""Rules of calls, on values and a passed-in moment."""

from datetime import datetime

from calls.enums import CallState


def state_of(opens_at: datetime, closes_at: datetime, at: datetime) -> CallState:
    """Return the state at `at`: open from the opening, included, to the deadline, excluded."""
    if at < opens_at:
        return CallState.COMING
    return CallState.OPEN if at < closes_at else CallState.CLOSED
