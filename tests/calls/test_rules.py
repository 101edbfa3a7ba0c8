"""Open or not, to the microsecond, and weights that make a whole."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from calls.enums import CallState
from calls.rules import state_of, weights_add_up

OPENS = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
CLOSES = datetime(2027, 3, 12, 16, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (OPENS - INSTANT, CallState.COMING),
        (OPENS, CallState.OPEN),
        (OPENS + INSTANT, CallState.OPEN),
        (CLOSES - INSTANT, CallState.OPEN),
        (CLOSES, CallState.CLOSED),
        (CLOSES + INSTANT, CallState.CLOSED),
    ],
)
def test_a_call_is_open_from_its_opening_included_to_its_deadline_excluded(at, state):
    assert state_of(OPENS, CLOSES, at) == state


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        ([], True),
        (["100"], True),
        (["33.33", "33.33", "33.34"], True),
        (["33.33", "33.33", "33.33"], False),
        (["60", "41"], False),
        (["0.1"] * 1000, True),
    ],
)
def test_weights_add_up_to_a_hundred_exactly(weights, whole):
    assert weights_add_up([Decimal(weight) for weight in weights]) is whole
