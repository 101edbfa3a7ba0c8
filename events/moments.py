"""When an event takes place and when it is over, by what is known of its dates. Values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.enums import DatePrecision

A_SEASON = 3
A_YEAR = 12
VAGUE = frozenset({DatePrecision.MONTH, DatePrecision.SEASON, DatePrecision.YEAR, DatePrecision.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One time of an event: what is announced, and `over_at`, the last moment at which it is not over."""

    starts_at: datetime
    ends_at: datetime | None
    over_at: datetime
    is_all_day: bool = False

    def is_past(self, at: datetime) -> bool:
        return self.over_at < at

    @property
    def days(self) -> int:
        """Return over how many days of the calendar it lasts."""
        return (local_day(self.over_at) - local_day(self.starts_at)).days + 1


def local_day(moment: datetime) -> date:
    """Return the day of the calendar, where the portal lives."""
    return timezone.localtime(moment).date()


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day; midnight is looked up, since days of 23 and 25 hours exist."""
    return first_moment(day + timedelta(days=1)) - timedelta(microseconds=1)


def first_moment(day: date) -> datetime:
    """Return midnight at the beginning of a day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def months_later(day: date, count: int) -> date:
    """Return the first day of the month `count` months after that of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def over_at(*, starts_at: datetime, ends_at: datetime | None, is_all_day: bool, precision: str) -> datetime:
    """Return the last moment at which the event is not over.

    A day counts to its end, and so does an hour whose end nobody gave; a month, a season and a year count whole.
    """
    if precision == DatePrecision.MINUTE and not is_all_day and ends_at is not None:
        return ends_at
    last = local_day(ends_at or starts_at)
    months = {DatePrecision.MONTH: 1, DatePrecision.SEASON: A_SEASON, DatePrecision.YEAR: A_YEAR}
    if precision in months and ends_at is None:
        return end_of_day(months_later(last, months[DatePrecision(precision)]) - timedelta(days=1))
    return end_of_day(last)


def next_span(spans: Iterable[Span], at: datetime) -> Span | None:
    """Return the time that matters at `at`: the nearest that is not over, else the last one."""
    ordered = sorted(spans, key=lambda span: (span.starts_at, span.over_at))
    for span in ordered:
        if not span.is_past(at):
            return span
    return ordered[-1] if ordered else None
