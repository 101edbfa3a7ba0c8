"""What a call says of its time: open, coming or closed, until when, and how much is left. Values in, words out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from calls.enums import CallState
from calls.rules import state_of
from portal.typography import hour_words, moment_words, time_left

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Left:
    """What is left, as a number and its unit: “47”, “days”."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class Door:
    """A call seen from the street: whether one may come in, until when, and how much time is left."""

    state: CallState
    moment: datetime
    words: str
    left: Left | None
    is_last_day: bool = False
    is_soon: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == CallState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == CallState.CLOSED


def left_until(until: datetime, at: datetime) -> Left:
    """Return the days left as a calendar counts them, and below two days the hours, then minutes, that really pass."""
    return Left(*time_left(until, at))


def door_of(opens_at: datetime, closes_at: datetime, at: datetime) -> Door:
    """Return what a call shows at `at`."""
    state = state_of(opens_at, closes_at, at)
    if state == CallState.COMING:
        return Door(state, opens_at, opening_words(opens_at, at), left_until(opens_at, at))
    if state == CallState.CLOSED:
        return Door(state, closes_at, closed_words(closes_at, at), None)
    away = _days_away(closes_at, at)
    words, left = closing_words(closes_at, at), left_until(closes_at, at)
    return Door(state, closes_at, words, left, is_last_day=away == 0, is_soon=away <= SOON_DAYS)


def opening_words(opens_at: datetime, at: datetime) -> str:
    """Return when a coming call opens."""
    away, hour = _days_away(opens_at, at), hour_words(opens_at)
    if away == 0:
        return _("opens today at %(hour)s") % {"hour": hour}
    if away == 1:
        return _("opens tomorrow at %(hour)s") % {"hour": hour}
    return _("opens on %(moment)s") % {"moment": moment_words(opens_at)}


def closing_words(closes_at: datetime, at: datetime) -> str:
    """Return until when an open call is open."""
    away, hour = _days_away(closes_at, at), hour_words(closes_at)
    if away == 0:
        return _("closes today at %(hour)s") % {"hour": hour}
    if away == 1:
        return _("closes tomorrow at %(hour)s") % {"hour": hour}
    return _("closes on %(moment)s") % {"moment": moment_words(closes_at)}


def closed_words(closes_at: datetime, at: datetime) -> str:
    """Return since when a closed call is closed."""
    if _days_away(closes_at, at) == 0:
        return _("closed today at %(hour)s") % {"hour": hour_words(closes_at)}
    return _("closed on %(moment)s") % {"moment": moment_words(closes_at)}


def _days_away(moment: datetime, at: datetime) -> int:
    return (timezone.localtime(moment).date() - timezone.localtime(at).date()).days
