"""How much time is left, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from calls.enums import CallState
from calls.wording import door_of

OPENS = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)  # 9 in Paris
CLOSES = datetime(2027, 3, 12, 16, 0, tzinfo=UTC)  # 17 in Paris


def door(at, opens_at=OPENS, closes_at=CLOSES):
    found = door_of(opens_at, closes_at, at)
    left = f"{found.left.value} {found.left.unit}" if found.left else ""
    return found.state, left, " ".join(found.words.split())


@pytest.mark.parametrize(
    ("before", "left"),
    [
        (timedelta(days=60), "60 jours"),
        (timedelta(days=2), "2 jours"),
        (timedelta(days=2, microseconds=-1), "47 heures"),
        (timedelta(hours=1), "1 heure"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=59), "0 minute"),
        (timedelta(microseconds=1), "0 minute"),
    ],
)
def test_what_is_left_goes_from_days_to_hours_to_minutes(before, left):
    assert door(CLOSES - before)[1] == left


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2027, 2, 1, 12, 0, tzinfo=UTC), "se termine le 12 mars 2027 à 17 h"),
        (datetime(2027, 3, 10, 23, 30, tzinfo=UTC), "se termine demain à 17 h"),
        (datetime(2027, 3, 11, 22, 59, tzinfo=UTC), "se termine demain à 17 h"),
        (datetime(2027, 3, 11, 23, 0, tzinfo=UTC), "se termine aujourd’hui à 17 h"),
        (datetime(2027, 3, 12, 15, 59, tzinfo=UTC), "se termine aujourd’hui à 17 h"),
        (datetime(2027, 3, 12, 16, 0, tzinfo=UTC), "clos aujourd’hui à 17 h"),
        (datetime(2027, 3, 13, 9, 0, tzinfo=UTC), "clos le 12 mars 2027 à 17 h"),
    ],
)
def test_the_end_is_told_as_people_say_it(at, words):
    assert door(at)[2] == words


@pytest.mark.parametrize(
    ("at", "left", "words"),
    [
        (datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "46 jours", "ouvre le 11 janvier 2027 à 9 h"),
        (datetime(2027, 1, 10, 9, 0, tzinfo=UTC), "23 heures", "ouvre demain à 9 h"),
        (datetime(2027, 1, 11, 7, 30, tzinfo=UTC), "30 minutes", "ouvre aujourd’hui à 9 h"),
    ],
)
def test_a_coming_call_says_when_it_opens(at, left, words):
    assert door(at) == (CallState.COMING, left, words)


def test_a_closed_call_has_nothing_left():
    assert door(CLOSES)[:2] == (CallState.CLOSED, "")


def test_the_last_day_is_that_of_paris():
    assert not door_of(OPENS, CLOSES, datetime(2027, 3, 11, 22, 59, tzinfo=UTC)).is_last_day
    assert door_of(OPENS, CLOSES, datetime(2027, 3, 11, 23, 0, tzinfo=UTC)).is_last_day


def test_the_night_that_loses_an_hour_is_a_night():
    closes = datetime(2027, 3, 29, 15, 0, tzinfo=UTC)  # 17 in Paris, in summer
    at = datetime(2027, 3, 27, 16, 0, tzinfo=UTC)  # 17 in Paris, in winter: 47 hours before
    assert door(at, closes_at=closes)[1] == "2 jours"
    assert door(at + timedelta(hours=1), closes_at=closes)[1] == "46 heures"


def test_the_night_that_wins_an_hour_is_a_night():
    closes = datetime(2027, 11, 1, 16, 0, tzinfo=UTC)  # 17 in Paris, in winter
    at = datetime(2027, 10, 30, 15, 0, tzinfo=UTC)  # 17 in Paris, in summer: 49 hours before
    assert door(at, closes_at=closes)[1] == "2 jours"
    assert door(at + timedelta(minutes=1), closes_at=closes)[1] == "48 heures"


def test_a_deadline_before_midnight_keeps_its_minutes():
    closes = datetime(2027, 4, 2, 21, 59, tzinfo=UTC)
    assert door(datetime(2027, 4, 2, 8, 0, tzinfo=UTC), closes_at=closes)[2] == "se termine aujourd’hui à 23 h 59"
