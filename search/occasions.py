"""Which time of an event a card shows: of several, the nearest that is not over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from search.models import Entry


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time of an event; whole days are dates, hours are moments. `others`: how many more times are to come."""

    start: date | datetime | None = None
    end: date | datetime | None = None
    is_past: bool = False
    others: int = 0


def occasions_of(entry: Entry, at: datetime) -> list[Occasion]:
    """Return every time of an event: the card's `occurrences` ({start, end, over, all_day}), else the entry's own."""
    times: list[Mapping[str, Any]] = entry.card.get("occurrences") or []
    if not times:
        return [Occasion(entry.starts_at, entry.ends_at, entry.ends_at is None or entry.ends_at < at)]
    coming = sum(not _is_past(time, at) for time in times)
    return [_occasion(time, at, max(coming - 1, 0)) for time in times]


def occasion_of(entry: Entry, at: datetime) -> Occasion:
    """Return the time to show at `at`: the nearest that is not over, else the last."""
    times = occasions_of(entry, at)
    return next((time for time in times if not time.is_past), times[-1])


def _is_past(time: Mapping[str, Any], at: datetime) -> bool:
    return datetime.fromisoformat(time["over"]) < at


def _occasion(time: Mapping[str, Any], at: datetime, others: int) -> Occasion:
    start = datetime.fromisoformat(time["start"])
    end = datetime.fromisoformat(time["end"]) if time.get("end") else None
    is_past = _is_past(time, at)
    if time.get("all_day"):
        first, last = timezone.localtime(start).date(), timezone.localtime(end or start).date()
        return Occasion(first, last, is_past, others)
    return Occasion(start, end, is_past, others)
